import B24Scripting
import GRDB
import Localization

/// The file in which runs are recorded: `journal.sqlite` in the state folder.
///
/// Several processes write to it at once: SQLite's write-ahead log lets each wait for the others' short transactions.
struct JournalDatabase: Sendable {
    static func path(in folder: String) -> String { folder + "/journal.sqlite" }
    static func lockPath(of run: String, in folder: String) -> String { folder + "/runs/" + run + ".lock" }

    let queue: DatabaseQueue
    let folder: String

    /// Opens the file; makes it, and the folder, when they are missing.
    ///
    /// - Throws: ``B24Scripting/JournalError``.
    init(folder: String) throws {
        self.folder = folder
        let path = Self.path(in: folder)
        do {
            try PrivateFiles.makeFolder(folder + "/runs")
            // One at a time: two that make the file at once would get in each other's way.
            let lock = try FileLock(folder + "/journal.lock", waits: true)
            defer { lock?.release() }
            try PrivateFiles.prepare(path)
            var configuration = GRDB.Configuration()
            configuration.journalMode = .wal
            configuration.busyMode = .timeout(30)
            configuration.label = "journal"
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { database in
                // A write must be on the disk before it is sent: with less than FULL a power cut takes the last
                // transactions of a write-ahead log with it, and a run that is resumed would send those writes again.
                // It costs one flush of the disk per transaction, beside a request that takes a hundred times as long;
                // writes that come together share one (`GroupCommit`).
                try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON")
                try Schema.migrate(database)
            }
        } catch let failure as PrivateFiles.Failure {
            throw JournalError(Texts.cannotUse(failure.path, failure.reason))
        } catch let error as DatabaseError {
            throw Self.error(error, path)
        }
    }

    /// Opens the file when it is there.
    static func existing(in folder: String) throws -> JournalDatabase? {
        guard PrivateFiles.exists(path(in: folder)) else { return nil }
        return try JournalDatabase(folder: folder)
    }

    static func error(_ error: any Error, _ path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let isDamaged = [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode)
        return JournalError(
            Texts.cannotUse(path, Texts.reason(error)), hint: isDamaged ? Texts.moveAway(path) : nil)
    }

    var path: String { Self.path(in: folder) }
}
