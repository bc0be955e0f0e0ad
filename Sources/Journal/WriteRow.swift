import B24Scripting
import Bitrix24
import GRDB
import JSON

/// A write as a row.
enum WriteRow {
    static func insert(_ write: WriteIntent, run: String, sequence: Int64, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO writes (run, seq, method, parameters, effect, object_id, position, loop, item, lane,
                    ordinal, sent_at, before, library)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            run, sequence, write.command.method, JSONWriter.string(.object(write.command.parameters)),
            write.effect.rawValue, write.objectID, write.position, write.stream.loop, write.stream.item,
            write.lane.rawValue, write.ordinal, write.sentAt, write.before.map { JSONWriter.string(.object($0.facts)) },
            write.library.map { JSONWriter.string(.object($0.json)) },
        ])
    }

    static func settle(_ sequence: Int64, _ outcome: WriteOutcome, run: String, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE writes SET answered_at = ?, outcome = ?, result = ?, object_id = coalesce(object_id, ?),
                    error_kind = ?, error_code = ?, error_status = ?, error_text = ?, request_id = ?, attempts = ?
                WHERE run = ? AND seq = ?
                """)
        try statement.execute(arguments: [
            outcome.answeredAt, outcome.state.rawValue,
            outcome.result.map { String(decoding: $0.bytes, as: UTF8.self) }, outcome.objectID, outcome.error?.kind,
            outcome.error?.code, outcome.error?.status, outcome.error?.description, outcome.requestID,
            outcome.attempts, run, sequence,
        ])
    }

    /// In the order in which they were recorded.
    static func all(of run: String, _ database: Database) throws -> [WriteRecord] {
        try Row.fetchAll(database, sql: "SELECT * FROM writes WHERE run = ? ORDER BY seq", arguments: [run])
            .map(record)
    }

    private static func record(_ row: Row) -> WriteRecord {
        let parameters = RunRow.json(row["parameters"])?.objectValue ?? [:]
        var intent = WriteIntent(
            command: Command(row["method"], parameters),
            effect: MethodCatalogue.Effect(rawValue: row["effect"]) ?? .write, objectID: row["object_id"],
            position: row["position"], stream: WriteStream(loop: row["loop"], item: row["item"]),
            lane: WriteLane(rawValue: row["lane"]) ?? .ordered, ordinal: row["ordinal"], sentAt: row["sent_at"],
            before: RunRow.json(row["before"])?.objectValue.map(WriteBefore.init(facts:)))
        intent.library = RunRow.json(row["library"])?.objectValue.flatMap(LibraryMark.init)
        return WriteRecord(handle: row["seq"], intent: intent, outcome: outcome(row))
    }

    private static func outcome(_ row: Row) -> WriteOutcome? {
        let word: String? = row["outcome"]
        guard let state = word.flatMap(WriteOutcome.State.init) else { return nil }
        var outcome = WriteOutcome(state, answeredAt: row["answered_at"] ?? 0)
        let result: String? = row["result"]
        outcome.result = result.flatMap { try? JSONSlice(Array($0.utf8)) }
        outcome.objectID = row["object_id"]
        let kind: String? = row["error_kind"]
        outcome.error = kind.map {
            WriteError(
                kind: $0, code: row["error_code"] ?? "", status: row["error_status"],
                description: row["error_text"] ?? "")
        }
        outcome.requestID = row["request_id"]
        outcome.attempts = row["attempts"] ?? 0
        return outcome
    }
}
