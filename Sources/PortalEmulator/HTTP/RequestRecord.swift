import JSON

/// One line of the portal's log: what was asked and how it ended. It never holds a webhook code or parameters.
public struct RequestRecord: Sendable, CustomStringConvertible {
    /// The method as the caller spelt it.
    public let method: String
    /// The id in the path, when there was a webhook.
    public let userID: Int?
    /// HTTP status; 0 when a fault left the request without an answer.
    public let status: Int
    /// The `error` of the answer.
    public let error: String?
    /// What broke, when the portal itself is at fault.
    public let failure: String?
    /// The commands that were executed or refused: the method itself, or those of a batch in order.
    public let commands: [CommandRecord]
    /// How long the portal worked, in seconds.
    public let seconds: Double

    init(_ request: Request, _ answer: Answer, seconds: Double) {
        method = request.method
        userID = request.credential?.userID
        status = answer.delivery.isAnswer ? answer.status : 0
        if case .members(let members) = answer.body, answer.status != 200 {
            error = members["error"]?.phpString
        } else {
            error = nil
        }
        failure = answer.failure
        commands = answer.commands
        self.seconds = seconds
    }

    /// `/rest/1/***/crm.type.list 200 1.3 ms`
    public var description: String {
        let path = userID.map { "/rest/\($0)/***/\(method)" } ?? "/rest/\(method)"
        let tenths = Int(seconds * 10_000)
        let outcome = status == 0 ? "no answer" : String(status)
        return ([path, outcome] + [error, failure].compactMap { $0 } + ["\(tenths / 10).\(tenths % 10) ms"])
            .joined(separator: " ")
    }
}
