/// A write that the portal was asked for, as the portal saw it: what is true when a client and its log disagree.
///
/// A command of a batch is a write of its own. Reads are not in the log, unless they changed something. A whole `batch`
/// is in it when a limit or a fault refused it before its commands were looked at.
public struct WriteRecord: Sendable, Equatable {
    /// What became of the command.
    public enum Outcome: Sendable, Equatable {
        /// It was executed, and what it changed is kept.
        case ran
        /// The portal refused it, or could not do it; nothing changed.
        case failed(code: String)
        /// A fault kept it from running: the code of its error, or its name (`drop-before`).
        case refusedByFault(code: String)
        /// A request limit or the resource limit kept it from running.
        case refusedByLimit(code: String)
    }

    /// What became of the answer to the HTTP request.
    public enum Answer: String, Sendable {
        /// All of it was handed to the connection.
        case delivered
        /// Only a part of it was.
        case cut
        /// A fault held it back, or the connection had ended or broke on the way.
        case lost
        /// The portal ended, or has not come to it yet.
        case unknown
    }

    /// Position in the log, from 1.
    public let number: Int
    /// The portal's clock, Unix time in seconds.
    public let time: Double
    /// The HTTP request it came with; commands of one batch share it. Counts on over restarts.
    public let request: Int
    /// The `X-Request-ID` that came with it.
    public let requestID: String?
    /// The owner of the webhook or the token. With a wrong webhook, who it claimed to be.
    public let userID: Int?
    /// The client id of the application whose token it was.
    public let clientID: String?
    /// As the documentation spells it.
    public let method: String
    /// What became of it.
    public let outcome: Outcome
    /// The smart process, where the method names one.
    public let entityTypeID: Int?
    /// What it made, changed or deleted; several for `crm.item.batchImport`. Empty when nothing tells.
    public let objectIDs: [Int]
    /// What became of the answer.
    public let answer: Answer
}

extension WriteRecord.Outcome {
    /// `ran`, `failed`, `fault` or `limit`.
    public var name: String {
        switch self {
        case .ran: "ran"
        case .failed: "failed"
        case .refusedByFault: "fault"
        case .refusedByLimit: "limit"
        }
    }

    /// The code of the error, or the name of the fault; `nil` when it ran.
    public var code: String? {
        switch self {
        case .ran: nil
        case .failed(let code), .refusedByFault(let code), .refusedByLimit(let code): code
        }
    }

    init?(name: String, code: String?) {
        switch name {
        case "ran": self = .ran
        case "failed": self = .failed(code: code ?? "")
        case "fault": self = .refusedByFault(code: code ?? "")
        case "limit": self = .refusedByLimit(code: code ?? "")
        default: return nil
        }
    }
}
