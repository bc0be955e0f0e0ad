import GRDB
import JSON

/// The code behind one method. It runs inside a transaction of its own; throwing undoes what it wrote.
typealias Handler = @Sendable (Call, Database) throws -> Reply

/// What a method answers: `result`, and for lists `total` and `next`.
struct Reply: Sendable {
    var result: JSONValue
    var total: Int?
    var next: Int?

    init(_ result: JSONValue, total: Int? = nil, next: Int? = nil) {
        self.result = result
        self.total = total
        self.next = next
    }
}

/// The scopes of a webhook that open a method (`api-reference/scopes/permissions`).
enum ScopeRule: Sendable {
    /// Every webhook has it.
    case basic
    /// One of these.
    case anyOf([String])
    /// `userfieldconfig`, and the scope of the module that the fields belong to.
    case userFieldConfig
}

/// One method that the portal acts out.
struct Method: Sendable {
    /// As the documentation spells it; calls match without case.
    let name: String
    let scope: ScopeRule
    /// Of a method that the documentation does not have: whether it only reads.
    let readsOnly: Bool
    /// 3 for those that answer at the address of REST 3, and only there.
    let restVersion: Int
    let handler: Handler

    init(
        _ name: String, _ scope: ScopeRule, readsOnly: Bool = false, restVersion: Int = 2, _ handler: @escaping Handler
    ) {
        self.name = name
        self.scope = scope
        self.readsOnly = readsOnly
        self.restVersion = restVersion
        self.handler = handler
    }
}

/// Methods that belong together: one folder of `Methods/`.
protocol MethodFamily {
    static var methods: [Method] { get }
}
