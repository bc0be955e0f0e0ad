import GRDB

/// Which entries of a log are shown. What is `nil` does not matter.
struct LogFilter: Sendable, Equatable {
    /// The name of a method, or its beginning with a star.
    var method: String?
    /// `ran`, `failed`, `fault` or `limit`.
    var outcome: String?
    var userID: Int?
    /// The code of an error, or the name of a fault.
    var error: String?

    init() {}

    /// What the form of the log says.
    init(_ request: ConsoleRequest) {
        method = request.asked("method").map(\.trimmed)
        outcome = request.asked("outcome").flatMap { Self.outcomes.contains($0) ? $0 : nil }
        userID = request.asked("user").flatMap { Int($0) }
        error = request.asked("error").map(\.trimmed)
    }

    static let outcomes = ["ran", "failed", "fault", "limit"]

    /// As the form says it.
    var parameters: [(String, String?)] {
        [("method", method), ("outcome", outcome), ("user", userID.map(String.init)), ("error", error)]
    }

    /// A batch passes when one of its commands does.
    func passes(_ record: RequestRecord) -> Bool {
        if let userID, record.userID != userID { return false }
        let whole = CommandRecord(method: record.method, outcome: record.wholeOutcome)
        if passes(whole, error: record.error) { return true }
        return record.commands.contains { passes($0, error: nil) }
    }

    private func passes(_ command: CommandRecord, error code: String?) -> Bool {
        if let method, !MethodPattern(method).matches(command.method.lowercased()), method != "*" { return false }
        if let outcome, command.outcome.name != outcome { return false }
        if let error {
            let codes = [command.outcome.code, code].compactMap { $0?.lowercased() }
            if !codes.contains(error.lowercased()) { return false }
        }
        return true
    }

    /// The same over the table of writes.
    var condition: SQLCondition {
        var parts: [SQLCondition] = []
        if let method, method != "*" {
            let pattern = MethodPattern(method)
            parts.append(
                pattern.isPrefix
                    ? SQLCondition(
                        "substr(lower(method), 1, ?) = ?", [pattern.text.count - 1, String(pattern.text.dropLast())])
                    : SQLCondition("lower(method) = ?", [pattern.text]))
        }
        if let outcome { parts.append(SQLCondition("outcome = ?", [outcome])) }
        if let userID { parts.append(SQLCondition("user_id = ?", [userID])) }
        if let error { parts.append(SQLCondition("lower(code) = ?", [error.lowercased()])) }
        return .all(parts)
    }
}

extension RequestRecord {
    /// What became of the request as a whole. A batch that was answered ran, whatever its commands did.
    var wholeOutcome: WriteRecord.Outcome {
        if commands.count == 1, commands[0].method.lowercased() == method.lowercased() { return commands[0].outcome }
        return status == 200 || status == 302 ? .ran : .failed(code: error ?? "")
    }
}
