public import JSON

/// The portal that a private one stands in for. It gives what the private one does not hold yet, so that a program can be
/// rehearsed on a copy that holds what the program asks for, and nothing else.
///
/// It is asked about one command after the other, each with its references into a batch resolved, on a thread where it may
/// take its time.
public protocol PortalOrigin: Sendable {
    /// What is to happen to a command that the portal acts out, and whose caller has the scope for it.
    func prepare(_ command: OriginCommand) -> OriginStep
    /// What is to happen to a command that the portal does not act out. ``OriginStep/run(_:)`` lets it refuse as usual.
    func standIn(for command: OriginCommand) -> OriginStep
    /// Whether there is a person with an id: values of fields name people.
    func hasPerson(_ id: Int) -> Bool
    /// How a command ended that the portal has run itself.
    ///
    /// - Parameters:
    ///   - command: what has run.
    ///   - result: `nil` when it was refused.
    func hasRun(_ command: OriginCommand, result: JSONValue?)
}

/// A command on its way to a portal with an origin.
public struct OriginCommand: Sendable {
    /// As the documentation spells it, or as the caller did when the portal does not act it out.
    public let method: String
    /// With numbers as text where they came from a form or a batch.
    public let parameters: JSONObject
    /// Whether it came to the address of REST 3.
    public let isREST3: Bool

    /// A command.
    public init(method: String, parameters: JSONObject, isREST3: Bool = false) {
        self.method = method
        self.parameters = parameters
        self.isREST3 = isREST3
    }
}

/// What an origin wants to happen to a command.
public enum OriginStep: Sendable {
    /// The portal takes these over, then runs the command.
    case run([ImportedObject])
    /// The command is answered with this, and not run.
    case answer(JSONValue, total: Int? = nil, next: Int? = nil)
    /// The command is refused, and not run.
    case refuse(OriginRefusal)
}

/// An error answer that comes from the origin.
public struct OriginRefusal: Sendable, Equatable {
    /// The HTTP status.
    public var status: Int
    /// The `error` of the answer.
    public var code: String
    /// The `error_description` of the answer.
    public var description: String

    /// An error answer.
    public init(status: Int, code: String, description: String) {
        self.status = status
        self.code = code
        self.description = description
    }
}
