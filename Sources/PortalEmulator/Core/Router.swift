import Bitrix24

/// The methods of this portal, by name without case, and what to say about all others.
struct Router: Sendable {
    private let methods: [String: Method]
    private let catalogue: MethodCatalogue

    init(_ methods: [Method], catalogue: MethodCatalogue = .standard) {
        self.methods = Dictionary(uniqueKeysWithValues: methods.map { ($0.name.lowercased(), $0) })
        self.catalogue = catalogue
    }

    /// The method of a name.
    /// - Throws: `ERROR_METHOD_NOT_FOUND`; what its page says when it needs an application and a webhook calls;
    ///   `NOT_EMULATED` when Bitrix24 has it and this portal has not.
    func method(_ name: String, for caller: Caller) throws -> Method {
        if let method = methods[name.lowercased()], method.restVersion == 2 { return method }
        guard let entry = catalogue.entry(name), entry.restVersion == 2 else {
            throw RESTError("ERROR_METHOD_NOT_FOUND", Texts.methodNotFound, status: 404)
        }
        if entry.needsApplication, caller.application == nil { throw Self.refusalOfWebhook(entry) }
        throw RESTError("NOT_EMULATED", Texts.notEmulated(entry.method), status: 501)
    }

    /// A method that needs an application, called by a webhook: `WRONG_AUTH_TYPE` or `AccessException` where its page
    /// has that, otherwise the `ACCESS_DENIED` of `app.info`.
    private static func refusalOfWebhook(_ entry: MethodCatalogue.Entry) -> RESTError {
        if let error = entry.errors.first(where: { $0.code == "WRONG_AUTH_TYPE" }) {
            return RESTError("WRONG_AUTH_TYPE", Texts.applicationAuthorizationRequired, status: error.status ?? 403)
        }
        if let error = entry.errors.first(where: { $0.code == "AccessException" }) {
            return RESTError("AccessException", Texts.contextRequired, status: error.status ?? 400)
        }
        return RESTError("ACCESS_DENIED", Texts.applicationRequired)
    }

    /// The method of a name at the address of REST 3.
    /// - Throws: ``refusalOfREST3(_:)``
    func methodOfREST3(_ name: String) throws -> Method {
        guard let method = methods[name.lowercased()], method.restVersion == 3 else { throw refusalOfREST3(name) }
        return method
    }

    /// What REST 3 says about a method that this portal does not act out.
    func refusalOfREST3(_ name: String) -> RESTError {
        guard let entry = catalogue.entry(name, restVersion: 3) else {
            return RESTError("ERROR_METHOD_NOT_FOUND", Texts.methodNotFound, status: 404)
        }
        return RESTError("NOT_EMULATED", Texts.notEmulated(entry.method), status: 501)
    }

    /// The method of this portal with that name, if there is one.
    func known(_ name: String) -> Method? { methods[name.lowercased()] }

    /// Whether a call of that name would change something, by the documentation; what it does not know counts as one.
    func isWrite(_ name: String) -> Bool {
        let name = name.lowercased()
        if methods[name] != nil { return Self.writes.contains(name) }
        return catalogue.effect(of: name) != .read
    }

    /// The methods of all families that write, looked up once: portals are started by the hundred in tests.
    private static let writes = Set(
        Families.all.filter { !$0.readsOnly && MethodCatalogue.standard.effect(of: $0.name) != .read }
            .map { $0.name.lowercased() })

    /// Whether the portal may be asked for a method of that name, or with that beginning.
    func hasMethod(_ name: String, asPrefix: Bool) -> Bool {
        guard asPrefix else { return name == Batch.method || methods[name] != nil || catalogue.contains(name) }
        return Batch.method.hasPrefix(name) || methods.keys.contains { $0.hasPrefix(name) }
            || catalogue.methods.contains { $0.lowercased().hasPrefix(name) }
    }

    /// All methods that this portal acts out, by name, without those of REST 3.
    var all: [Method] { methods.values.filter { $0.restVersion == 2 }.sorted { $0.name < $1.name } }

    /// Every scope that a documented method asks for.
    var scopes: [String] {
        var scopes: Set<String> = [
            "crm", "department", "sonet_group", "user", "user_basic", "user_brief", "userfieldconfig",
        ]
        for name in catalogue.methods { scopes.formUnion(catalogue.entry(name)?.scopes ?? []) }
        return scopes.subtracting(["basic"]).sorted()
    }
}
