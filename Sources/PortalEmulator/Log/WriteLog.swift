import GRDB

/// The table behind ``WriteRecord``. A write that ran is entered in its own transaction: whatever ends the portal,
/// there is an entry for it exactly when it was kept.
enum WriteLog {
    /// A line to be.
    struct Entry: Sendable {
        var time: Double
        var request: Int
        var requestID: String?
        var userID: Int?
        var clientID: String?
        var method: String
        var outcome: WriteRecord.Outcome
        var object = WrittenObject()
        /// `nil`: to be told by ``mark(_:_:_:)``.
        var answer: WriteRecord.Answer?
    }

    /// - Returns: the number of the entry.
    static func append(_ entry: Entry, _ database: Database) throws -> Int {
        try database.run(
            """
            INSERT INTO write_log (
                time, request, request_id, user_id, client_id, method, outcome, code, entity_type_id, object_ids, answer)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                entry.time, entry.request, entry.requestID, entry.userID, entry.clientID, entry.method,
                entry.outcome.name, entry.outcome.code, entry.object.entityTypeID,
                entry.object.ids.isEmpty ? nil : entry.object.ids.map(String.init).joined(separator: ","),
                entry.answer?.rawValue,
            ])
        return Int(database.lastInsertedRowID)
    }

    /// Enters what became of the answer that these wait for.
    static func mark(_ numbers: [Int], _ answer: WriteRecord.Answer, _ database: Database) throws {
        for number in numbers {
            try database.run("UPDATE write_log SET answer = ? WHERE number = ?", [answer.rawValue, number])
        }
    }

    static func lastRequest(_ database: Database) throws -> Int {
        try database.integer("SELECT max(request) FROM write_log")
    }

    static func records(since number: Int, _ database: Database) throws -> [WriteRecord] {
        try database.rows("SELECT * FROM write_log WHERE number > ? ORDER BY number", [number]).map(record)
    }

    /// A part of those that meet a condition, the newest first.
    /// - Returns: that part, and how many there are in all.
    static func newest(
        _ condition: SQLCondition, from start: Int, count: Int, _ database: Database
    ) throws -> (records: [WriteRecord], total: Int) {
        let rows = try database.rows(
            "SELECT * FROM write_log WHERE \(condition.sql) ORDER BY number DESC LIMIT ? OFFSET ?",
            condition.arguments + [count, start])
        let total = try database.integer(
            "SELECT count(*) FROM write_log WHERE \(condition.sql)", condition.arguments)
        return (rows.map(record), total)
    }

    private static func record(_ row: Row) -> WriteRecord {
        WriteRecord(
            number: row["number"], time: row["time"], request: row["request"], requestID: row["request_id"],
            userID: row["user_id"], clientID: row["client_id"], method: row["method"],
            outcome: WriteRecord.Outcome(name: row["outcome"], code: row["code"]) ?? .failed(code: ""),
            entityTypeID: row["entity_type_id"],
            objectIDs: (row["object_ids"] as String? ?? "").split(separator: ",").compactMap { Int($0) },
            answer: (row["answer"] as String?).flatMap(WriteRecord.Answer.init) ?? .unknown)
    }
}
