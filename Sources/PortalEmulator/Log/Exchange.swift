import GRDB
import JSON

/// One HTTP request on its way through the engine, and what it leaves behind in the portal's log.
struct Exchange {
    let request: Request
    /// Counts the HTTP requests of the portal.
    let number: Int
    /// What a fault will do to the answer; `nil` when nothing is in its way.
    let answer: WriteRecord.Answer?
    /// Who asks, once that is certain.
    var caller: Caller?
    /// What was asked for so far.
    private(set) var commands: [CommandRecord] = []
    /// The entries of the log that wait to be told what became of the answer.
    private(set) var waiting: [Int] = []
    /// Seconds that faults of its commands hold the answer back.
    var latency = 0.0

    init(_ request: Request, number: Int, answer: WriteRecord.Answer?) {
        self.request = request
        self.number = number
        self.answer = answer
    }

    /// Who asks, or claims to be the one who asks.
    var userID: Int? { caller?.userID ?? request.claimedUserID }

    /// Takes note of a command. A write goes into the log.
    mutating func note(
        _ method: String, _ outcome: WriteRecord.Outcome, isWrite: Bool, _ object: @autoclosure () -> WrittenObject,
        at time: @autoclosure () -> Double, _ database: Database
    ) throws {
        commands.append(CommandRecord(method: method, outcome: outcome))
        guard isWrite else { return }
        let entry = WriteLog.Entry(
            time: time(), request: number, requestID: request.requestID, userID: userID,
            clientID: caller?.application?.clientID, method: method, outcome: outcome, object: object(), answer: answer)
        let entered = try WriteLog.append(entry, database)
        if answer == nil { waiting.append(entered) }
    }
}
