public import B24Scripting
import GRDB

/// The runs on record, for those who read them.
public struct RunStore: Sendable {
    /// What a name stands for.
    public enum Found: Sendable {
        case run(RunSummary)
        case none
        /// The names that begin so.
        case several([String])
    }

    private let database: JournalDatabase

    /// The store of a state folder; `nil` when no run was recorded yet.
    ///
    /// - Throws: ``B24Scripting/JournalError``.
    public init?(folder: String) throws {
        guard let database = try JournalDatabase.existing(in: folder) else { return nil }
        self.database = database
    }

    /// The newest runs first.
    ///
    /// - Parameter limit: how many at most; `nil` for all.
    public func runs(limit: Int?) throws -> [RunSummary] {
        try read { database in
            try summaries(
                Row.fetchAll(
                    database, sql: "SELECT * FROM runs ORDER BY started_at DESC, id DESC LIMIT ?",
                    arguments: [limit ?? -1]), database)
        }
    }

    /// The run with a name, or with the one name that begins so.
    public func find(_ prefix: String) throws -> Found {
        try read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT * FROM runs WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 20",
                arguments: [prefix])
            if let exact = rows.first(where: { $0["id"] == prefix }) ?? (rows.count == 1 ? rows[0] : nil) {
                return .run(try summaries([exact], database)[0])
            }
            return rows.isEmpty || prefix.isEmpty ? .none : .several(rows.map { $0["id"] })
        }
    }

    /// The writes of a run in the order in which they were recorded.
    public func writes(of run: String) throws -> [WriteRecord] {
        try read { try WriteRow.all(of: run, $0) }
    }

    /// What became of the items of its resumable loops.
    public func items(of run: String) throws -> [ItemRecord] {
        try read { try ItemRow.all(of: run, $0) }
    }

    /// The newest run of a command on a script, of which one is enough.
    public func newest(command: String, script: String) throws -> RunSummary? {
        try read { database in
            try summaries(
                Row.fetchAll(
                    database,
                    sql:
                        "SELECT * FROM runs WHERE command = ? AND script = ? ORDER BY started_at DESC, id DESC LIMIT 1",
                    arguments: [command, script]), database
            ).first
        }
    }

    /// Records how writes of a run ended, as was found out after it. The run has to be held (see
    /// ``resume(_:isOfOtherScript:)``).
    public func settle(_ run: String, _ outcomes: [(handle: Int64, outcome: WriteOutcome)]) throws {
        do {
            try database.queue.write { database in
                for (handle, outcome) in outcomes { try WriteRow.settle(handle, outcome, run: run, database) }
            }
        } catch { throw JournalDatabase.error(error, database.path) }
    }

    /// Takes a run over, so that no other process does.
    ///
    /// - Parameter isOfOtherScript: its script has changed since.
    /// - Returns: `nil` when a process works on it.
    public func resume(_ run: RunSummary, isOfOtherScript: Bool) throws -> ResumedRun? {
        let path = JournalDatabase.lockPath(of: run.id, in: database.folder)
        do throws(PrivateFiles.Failure) {
            guard let lock = try FileLock(path, waits: false) else { return nil }
            return ResumedRun(summary: run, isOfOtherScript: isOfOtherScript, folder: database.folder, lock: lock)
        } catch {
            throw JournalError(Texts.cannotUse(error.path, error.reason))
        }
    }

    private func summaries(_ rows: [Row], _ database: Database) throws -> [RunSummary] {
        let folder = self.database.folder
        return try rows.map { row in
            let id: String = row["id"]
            let counts = try Row.fetchAll(
                database,
                sql:
                    "SELECT coalesce(outcome, 'unknown') AS outcome, count(*) AS n FROM writes WHERE run = ? GROUP BY 1",
                arguments: [id])
            return RunRow.summary(
                row, counts: Dictionary(counts.map { ($0["outcome"], $0["n"]) }, uniquingKeysWith: { $1 })
            ) { FileLock.isHeld(JournalDatabase.lockPath(of: $0, in: folder)) }
        }
    }

    private func read<T>(_ body: (Database) throws -> T) throws -> T {
        do { return try database.queue.read(body) } catch {
            throw JournalDatabase.error(error, database.path)
        }
    }
}

/// A run that this process has taken over.
public struct ResumedRun: Sendable {
    /// The run as it was.
    public let summary: RunSummary
    let isOfOtherScript: Bool
    let folder: String
    let lock: FileLock

    /// Lets go of the run as it is.
    public func release() { lock.remove() }
}
