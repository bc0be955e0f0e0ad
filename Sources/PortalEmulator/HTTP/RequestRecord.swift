import JSON

/// One line of the portal's log: what was asked and how it ended. It never holds a webhook code, a
/// token or parameters.
public struct RequestRecord: Sendable, CustomStringConvertible {
    /// The method as the caller spelt it.
    public let method: String
    /// The owner of the webhook or the token. With a wrong webhook, who it claimed to be.
    public let userID: Int?
    /// The client id of the application whose token it was.
    public let clientID: String?
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
    /// The address without what is secret in it.
    private let path: String

    init(_ request: Request, _ answer: Answer, seconds: Double) {
        method = request.method
        path =
            if request.service != .rest {
                "/\(request.method)/"
            } else if let claimed = request.claimedUserID {
                "/rest/\(claimed)/***/\(request.method)"
            } else {
                "/rest/\(request.method)"
            }
        userID = answer.userID
        clientID = answer.clientID
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
        let tenths = Int(seconds * 10_000)
        let outcome = status == 0 ? "no answer" : String(status)
        return ([path, outcome] + [error, failure].compactMap { $0 } + ["\(tenths / 10).\(tenths % 10) ms"])
            .joined(separator: " ")
    }
}
