import B24Scripting
import GRDB
import JSON

/// The first transaction of a run.
struct RunOpening {
    let database: JournalDatabase
    let facts: RunFacts
    let unixTime: Double

    /// A run that can be written to.
    struct Opened {
        var id: String
        var lock: FileLock
    }

    /// Begins a new run, under a name that no other has, and forgets old ones.
    func begin(_ portal: JournalPortal) throws -> (Opened, RunHistory) {
        var generator = SystemRandomNumberGenerator()
        while true {
            let id = RunID.make(unixTime: unixTime, using: &generator)
            // Locked before anybody can see it: a run that nobody holds counts as killed.
            guard let lock = try FileLock(JournalDatabase.lockPath(of: id, in: database.folder), waits: false) else {
                continue
            }
            do {
                let forgotten = try database.queue.write { database in
                    try RunRow.insert(facts, portal, id: id, at: unixTime, database)
                    return try Retention.apply(at: unixTime, database)
                }
                for run in forgotten {
                    try FileLock(JournalDatabase.lockPath(of: run, in: database.folder), waits: false)?.remove()
                }
                return (Opened(id: id, lock: lock), RunHistory())
            } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY {
                lock.release()
            }
        }
    }

    /// Goes on with a run.
    ///
    /// - Throws: ``B24Scripting/JournalError`` when this is not its portal.
    func resume(_ run: ResumedRun, _ portal: JournalPortal) throws -> (Opened, RunHistory) {
        let id = run.summary.id
        let domain = facts.domain ?? portal.domain
        if let before = run.summary.facts.domain, before != domain {
            throw JournalError(Texts.otherPortal(id, before, domain))
        }
        let history = try database.queue.write { database in
            try database.execute(
                sql: """
                    UPDATE runs SET ended_at = NULL, ending = NULL, exit_code = NULL, resumptions = resumptions + 1,
                    domain = coalesce(domain, ?), user_id = coalesce(user_id, ?) WHERE id = ?
                    """,
                arguments: [domain, portal.userID, id])
            var history = RunHistory()
            history.writes = try WriteRow.all(of: id, database)
            history.items = try ItemRow.all(of: id, database)
            history.isOfOtherScript = run.isOfOtherScript
            return history
        }
        return (Opened(id: id, lock: run.lock), history)
    }
}
