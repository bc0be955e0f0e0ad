import Localization
import Bitrix24
import JSON
import LuaRuntime

/// `b24.portal`: the portal of the session. What REST has to be asked for is asked for once, at the first use.
final class PortalObject: LuaObject {
    static let luaTypeName = "b24.portal"

    private let context: ModuleContext
    private let cache = Cache()

    init(_ context: ModuleContext) { self.context = context }

    static let luaMethods: [HostFunction] = [
        HostFunction(
            "__index", parameters: [.init("name", .any, .init("A field.", ru: "Поле."))],
            results: [.init("value", "any", .init("Its value.", ru: "Его значение."))], effect: .read,
            doc: .init(
                "name, domain, user, is_admin, scopes, plan, version; asked from the portal at the first use.",
                ru: "name, domain, user, is_admin, scopes, plan, version; запрашиваются у портала при первом обращении."
            ),
            body: .async { call in
                guard let portal = call.receiver as? PortalObject, case .string(let name) = call.arguments[0] else {
                    return [.nil]
                }
                return [try await portal.value(name, call.position)]
            }),
        HostFunction(
            "has_method", parameters: [.init("name", .string, .init("A REST method.", ru: "Метод REST."))],
            results: [
                .init(
                    "available", "boolean",
                    .init(
                        "Whether this credential may call it here.", ru: "Можно ли его вызвать здесь с этими правами."))
            ],
            effect: .read,
            doc: .init(
                "Whether the portal has a method and grants it to this credential.",
                ru: "Есть ли на портале метод и доступен ли он с этими правами."),
            example: "if b24.portal:has_method(\"crm.automatedsolution.add\") then print(\"yes\") end",
            source: "api-reference/common/system/method-get.md",
            body: .async { call in
                guard let portal = call.receiver as? PortalObject, case .string(let name) = call.arguments[0] else {
                    return [.boolean(false)]
                }
                return [.boolean(try await portal.hasMethod(name, call.position))]
            }),
        HostFunction(
            "require_scope",
            parameters: [.init("...", .string, variadic: true, .init("Scopes.", ru: "Права (scope)."))],
            effect: .read,
            doc: .init(
                "Raises insufficient_scope unless the credential has all of these scopes; the hint names the tick-boxes.",
                ru: "Прерывается ошибкой insufficient_scope, если прав не хватает; подсказка называет нужные галочки."),
            example: "b24.portal:require_scope(\"crm\", \"user\")", source: "api-reference/common/system/scope.md",
            body: .async { call in
                guard let portal = call.receiver as? PortalObject else { return [] }
                let wanted = call.arguments.compactMap { argument -> String? in
                    if case .string(let scope) = argument { scope } else { nil }
                }
                try await portal.requireScopes(wanted, call.position)
                return []
            }),
    ]

    let luaFieldNames = ["name", "domain", "user", "is_admin", "scopes", "plan", "version"]

    func luaField(_ name: String) -> LuaValue? {
        name == "name" ? .string(context.portalName) : nil
    }

    var luaDescription: String { "b24.portal: \(context.portalName)" }

    // MARK: Asking

    /// Answers of parameterless methods. Two readers at once may both ask; the answers are the same.
    private actor Cache {
        private var answers: [String: JSONSlice] = [:]

        func answer(_ method: String, _ gate: Gate, _ position: SourcePosition?) async throws -> JSONSlice {
            if let answer = answers[method] { return answer }
            let answer = try await gate.call(Command(method), position: position).result
            answers[method] = answer
            return answer
        }
    }

    /// A field that REST tells.
    func value(_ name: String, _ position: SourcePosition?) async throws -> LuaValue {
        switch name {
        case "domain": return .string(try await context.gate.facts().domain)
        case "user": return .json(try await cache.answer("profile", context.gate, position))
        case "is_admin": return .json(try await cache.answer("user.admin", context.gate, position))
        case "scopes":
            return .table(LuaTable(marker: .array, array: try await scopes(position).map(LuaValue.string)))
        case "plan": return .string(try await context.gate.facts().plan)
        case "version":
            // Only app.info tells it, and that is closed to webhooks.
            do {
                let version = try await cache.answer("app.info", context.gate, position)["VERSION"]
                return version.map(LuaValue.json) ?? .nil
            } catch let error as PortalError where error.kind == .applicationContext || error.kind == .accessDenied {
                return .nil
            }
        default: return .nil
        }
    }

    /// The granted scopes.
    func scopes(_ position: SourcePosition?) async throws -> [String] {
        let answer = try await cache.answer("scope", context.gate, position)
        return (answer.elements ?? []).compactMap { if case .string(let scope) = $0.value { scope } else { nil } }
    }

    /// - Throws: ``PortalError``, also for a scope that neither the documentation nor the portal knows: it can never be
    ///   granted.
    func requireScopes(_ scopes: [String], _ position: SourcePosition?) async throws {
        let granted = ScopeCheck.granted(try await cache.answer("scope", context.gate, position))
        let missing = scopes.filter { !granted.contains($0) }
        if !missing.isEmpty, let error = try await context.gate.missing(missing) { throw error }
    }

    /// Whether a method is there and granted.
    func hasMethod(_ name: String, _ position: SourcePosition?) async throws -> Bool {
        let command = Command("method.get", ["name": .string(name.lowercased())])
        let answer = try await context.gate.call(command, position: position).result
        return answer["isExisting"]?.value == .bool(true) && answer["isAvailable"]?.value == .bool(true)
    }
}

/// `b24.portal`.
enum PortalFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] { [] }

    static func values(_ context: ModuleContext) -> [ModuleValue] {
        [
            ModuleValue(
                "b24.portal", .object(PortalObject(context)), type: "b24.portal",
                .init(
                    """
                    The portal: name, domain, user (as of profile), is_admin, scopes, plan (of the rate limit: basic, \
                    enterprise, box), version (nil where REST does not tell it, as to a webhook).
                    """,
                    ru: """
                        Портал: name, domain, user (как в profile), is_admin, scopes, plan (для лимита запросов: basic, \
                        enterprise, box), version (nil, если REST её не сообщает, например вебхуку).
                        """))
        ]
    }

    static var objects: [any LuaObject.Type] { [PortalObject.self] }
}
