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
    /// - Throws: `ERROR_METHOD_NOT_FOUND`; `ACCESS_DENIED` when it needs an application; `NOT_EMULATED` when Bitrix24
    ///   has it and this portal has not.
    func method(_ name: String) throws -> Method {
        if let method = methods[name.lowercased()] { return method }
        guard let entry = catalogue.entry(name), entry.restVersion == 2 else {
            throw RESTError("ERROR_METHOD_NOT_FOUND", Texts.methodNotFound, status: 404)
        }
        if entry.needsApplication { throw RESTError("ACCESS_DENIED", Texts.applicationRequired) }
        throw RESTError("NOT_EMULATED", Texts.notEmulated(entry.method), status: 501)
    }

    /// Whether a webhook could find the method on the real portal, and whether its scopes open it.
    func availability(_ name: String, to caller: Caller) -> (exists: Bool, isAvailable: Bool) {
        if let method = methods[name.lowercased()] { return (true, caller.allows(method.scope)) }
        guard let entry = catalogue.entry(name), entry.restVersion == 2 else { return (false, false) }
        return (true, !entry.needsApplication && caller.allows(.anyOf(entry.scopes)))
    }

    /// The names of the methods that this portal acts out, in the order of the families.
    var names: [(name: String, scope: ScopeRule)] {
        methods.values.map { ($0.name, $0.scope) }.sorted { $0.0 < $1.0 }
    }
}
