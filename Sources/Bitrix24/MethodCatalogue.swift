/// Every documented REST method, from the official documentation.
public struct MethodCatalogue: Sendable {
    /// The catalogue that is part of the program.
    public static let standard = MethodCatalogue()

    /// What a method does to the portal, by its name.
    public enum Effect: String, Sendable { case read, write, destructive }

    /// One parameter; `children` are the members of an object.
    public struct Parameter: Sendable {
        public var name: String
        public var type: String
        public var isRequired: Bool
        public var children: [Parameter]
    }

    /// One method.
    public struct Entry: Sendable {
        public var method: String
        public var scopes: [String]
        public var effect: Effect
        public var isDeprecated: Bool
        /// Needs an application; a webhook gets an error.
        public var needsApplication: Bool
        public var restVersion: Int
        public var parameters: [Parameter]
        public var errors: [(code: String, status: Int?)]
        /// `api-reference/crm/universal/crm-item-list.md`
        public var page: String
    }

    /// The entry of a method, its name compared without case.
    public func entry(_ method: String) -> Entry? { nil }

    /// Read, write or destructive; a method that is not in the catalogue counts as a write.
    public func effect(of method: String) -> Effect { .write }

    /// The methods and name parts that follow a dotted prefix: `crm.type` gives `add`, `delete`, ...
    public func children(of prefix: String) -> [String] { [] }

    /// The nearest names, best first.
    public func suggestions(for method: String, limit: Int = 3) -> [String] { [] }

    /// All method names, sorted.
    public var methods: [String] { [] }
}
