import JSON

extension MethodCatalogue {
    /// One method.
    public struct Entry: Sendable {
        /// The name as the documentation writes it.
        public var method: String
        /// The scopes of the method's page; ``anyScopeSuffices`` says how many of them are needed. Empty: none is named.
        public var scopes: [String]
        /// Read, write or destructive.
        public var effect: Effect
        /// The page advises against it.
        public var isDeprecated: Bool
        /// Needs an application; a webhook gets an error.
        public var needsApplication: Bool
        /// Who may call it.
        public var access: Access
        /// 2, or 3 for methods at `/rest/api/`.
        public var restVersion: Int
        /// The parameters in the order of the page. A name can occur more than once, with different ``Parameter/variant``s.
        public var parameters: [Parameter]
        /// The codes of the page with their HTTP statuses; `nil` where the page does not tell.
        public var errors: [(code: String, status: Int?)]
        /// `api-reference/crm/universal/crm-item-list.md`
        public var page: String
        /// A parameter names a module whose scope is needed too: `moduleId` of `userfieldconfig.*`.
        public var scopeParameter: String?

        /// Whether one of ``scopes`` is enough: the three sizes of the user scope, and `call` beside `telephony`.
        /// Everywhere else all of them are needed.
        public var anyScopeSuffices: Bool { scopes.contains("user_brief") || scopes.contains("call") }

        /// The parameters that have to be sent whatever the variant.
        public var requiredParameters: [Parameter] { parameters.filter { $0.isRequired && $0.variant == nil } }
    }

    /// One parameter; `children` are the members of an object.
    public struct Parameter: Sendable {
        /// The name, in the case in which it is sent.
        public var name: String
        /// As the documentation has it: `string`, `integer`, `object`, `array`, `integer[]`, `string|object`,
        /// `crm_dynamic_type.id[]`; empty where the page does not tell.
        public var type: String
        /// Marked as required on the page.
        public var isRequired: Bool
        /// The members of an object, or of an array's elements.
        public var children: [Parameter]
        /// The tab or alternative set in which the page describes it: `SPA`, `Deal`, `set 2`.
        public var variant: String?
    }

    /// Who may call a method, according to its page. What the caller may do to each object is checked besides.
    public enum Access: String, Sendable {
        /// Anyone who can sign in.
        case anyone
        /// Some right on the object.
        case permission
        /// An administrator of the portal.
        case portalAdmin = "portal"
        /// An administrator of CRM: "Allow to modify settings".
        case crmAdmin = "crm"
        /// An administrator of the online store.
        case saleAdmin = "sale"
    }
}

extension MethodCatalogue.Entry {
    init(_ line: JSONValue) {
        method = line["method"]?.stringValue ?? ""
        scopes = line["scope"]?.arrayValue?.compactMap(\.stringValue) ?? []
        effect = MethodCatalogue.Effect(rawValue: line["kind"]?.stringValue ?? "") ?? .write
        isDeprecated = line["deprecated"]?.boolValue ?? false
        needsApplication = line["appOnly"]?.boolValue ?? false
        access =
            switch line["admin"]?.boolValue {
            case true?: MethodCatalogue.Access(rawValue: line["adminLevel"]?.stringValue ?? "portal") ?? .portalAdmin
            case false?: .anyone
            case nil: .permission
            }
        restVersion = Int(line["rest"]?.integerValue ?? 2)
        parameters = MethodCatalogue.Parameter.list(line["params"])
        errors =
            line["errors"]?.arrayValue?.map { ($0["code"]?.stringValue ?? "", $0["http"]?.integerValue.map(Int.init)) }
            ?? []
        page = line["page"]?.stringValue ?? ""
        scopeParameter = line["scopeOf"]?.stringValue
    }
}

extension MethodCatalogue.Parameter {
    static func list(_ value: JSONValue?) -> [Self] {
        value?.arrayValue?.map { one in
            Self(
                name: one["name"]?.stringValue ?? "", type: one["type"]?.stringValue ?? "",
                isRequired: one["required"]?.boolValue ?? false, children: list(one["children"]),
                variant: one["variant"]?.stringValue)
        } ?? []
    }
}
