import B24Scripting
import GRDB
import JSON

/// A run as a row.
enum RunRow {
    static func insert(
        _ facts: RunFacts, _ portal: JournalPortal, id: String, at unixTime: Double, _ database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO runs (id, command, script, script_hash, folder, arguments, arguments_redacted, profile,
                    domain, user_id, version, flags, started_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, facts.command, facts.script, facts.scriptHash, facts.folder,
                JSONWriter.string(.array(facts.arguments.map(JSONValue.string))), facts.areArgumentsRedacted,
                facts.profile, facts.domain ?? portal.domain, portal.userID, facts.version,
                JSONWriter.string(.object(facts.flags)), unixTime,
            ])
    }

    /// - Parameter isHeld: whether a process works on a run.
    static func summary(_ row: Row, counts: [String: Int], isHeld: (String) -> Bool) -> RunSummary {
        let id: String = row["id"]
        var facts = RunFacts(
            command: row["command"], folder: row["folder"], profile: row["profile"], version: row["version"])
        facts.script = row["script"]
        facts.scriptHash = row["script_hash"]
        facts.arguments = (json(row["arguments"])?.arrayValue ?? []).compactMap(\.stringValue)
        facts.areArgumentsRedacted = row["arguments_redacted"]
        facts.domain = row["domain"]
        facts.flags = json(row["flags"])?.objectValue ?? [:]
        let ending: String? = row["ending"]
        return RunSummary(
            id: id, facts: facts, userID: row["user_id"], startedAt: row["started_at"], endedAt: row["ended_at"],
            ending: ending.flatMap(RunEnding.init) ?? (isHeld(id) ? .running : .killed), exitCode: row["exit_code"],
            resumptions: row["resumptions"], counts: counts)
    }

    static func json(_ text: String?) -> JSONValue? {
        guard let text else { return nil }
        return try? JSONReader.value(text.utf8)
    }
}

/// An item of a resumable loop as a row.
enum ItemRow {
    static func put(_ item: ItemRecord, run: String, at unixTime: Double, _ database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO items (run, loop, key, state, result, error, ended_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            run, item.loop, item.key, item.state.rawValue, item.result.map { JSONWriter.string($0) }, item.error,
            unixTime,
        ])
    }

    static func all(of run: String, _ database: Database) throws -> [ItemRecord] {
        try Row.fetchAll(database, sql: "SELECT * FROM items WHERE run = ?", arguments: [run]).map { row in
            ItemRecord(
                loop: row["loop"], key: row["key"], state: ItemRecord.State(rawValue: row["state"]) ?? .failed,
                result: RunRow.json(row["result"]), error: row["error"])
        }
    }
}
