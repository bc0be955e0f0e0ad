public import JSON

/// One REST command: a method and its parameters.
public struct Command: Sendable, Hashable {
    public var method: String
    public var parameters: JSONObject

    public init(_ method: String, _ parameters: JSONObject = [:]) {
        self.method = method
        self.parameters = parameters
    }
}

/// The answer to one successful command.
public struct Response: Sendable {
    /// The `result` member, still as JSON text.
    public var result: JSONSlice
    public var total: Int?
    /// The offset of the next page.
    public var next: Int?
    /// The `time` member, still as JSON text.
    public var time: JSONSlice?
    public var status: Int
    public var attempts: Int
    public var requestID: String

    public init(
        result: JSONSlice, total: Int?, next: Int?, time: JSONSlice?, status: Int, attempts: Int, requestID: String
    ) {
        self.result = result
        self.total = total
        self.next = next
        self.time = time
        self.status = status
        self.attempts = attempts
        self.requestID = requestID
    }
}

/// How one command of a batch ended: exactly one of done, failed (which includes refused and unknown) and not run.
public enum CommandOutcome: Sendable {
    case done(Response)
    case failed(PortalError)
    /// `because` names the key of the command that stopped it, when one did.
    case notRun(because: String?)
}
