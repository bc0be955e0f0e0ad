import B24Scripting
import GRDB

/// The tables. Their form is numbered in `user_version`; later programs add steps to the end.
enum Schema {
    private static let steps: [String] = [
        """
        CREATE TABLE runs (
            id TEXT PRIMARY KEY NOT NULL, command TEXT NOT NULL, script TEXT, script_hash TEXT, folder TEXT NOT NULL,
            arguments TEXT NOT NULL, arguments_redacted INTEGER NOT NULL, profile TEXT NOT NULL, domain TEXT,
            user_id INTEGER, version TEXT NOT NULL, flags TEXT NOT NULL, started_at REAL NOT NULL, ended_at REAL,
            ending TEXT, exit_code INTEGER, resumptions INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX runs_by_start ON runs (started_at);
        CREATE TABLE writes (
            run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE, seq INTEGER NOT NULL,
            method TEXT NOT NULL, parameters TEXT NOT NULL, effect TEXT NOT NULL, object_id TEXT, position TEXT,
            loop TEXT, item TEXT, lane TEXT NOT NULL, ordinal INTEGER NOT NULL, sent_at REAL NOT NULL,
            answered_at REAL, outcome TEXT, result TEXT, error_kind TEXT, error_code TEXT, error_status INTEGER,
            error_text TEXT, request_id TEXT, attempts INTEGER, PRIMARY KEY (run, seq));
        CREATE TABLE items (
            run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE, loop TEXT NOT NULL, key TEXT NOT NULL,
            state TEXT NOT NULL, result TEXT, error TEXT, ended_at REAL NOT NULL, PRIMARY KEY (run, loop, key));
        """,
        "ALTER TABLE writes ADD COLUMN before TEXT;",
        "ALTER TABLE writes ADD COLUMN library TEXT;",
    ]

    /// - Throws: ``B24Scripting/JournalError`` when a later program has made the file.
    static func migrate(_ database: Database) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= steps.count else { throw JournalError(Texts.newerJournal, hint: Texts.useNewerVersion) }
        guard version < steps.count else { return }
        try database.inTransaction(.immediate) {
            for step in steps[version...] { try database.execute(sql: step) }
            try database.execute(sql: "PRAGMA user_version = \(steps.count)")
            return .commit
        }
    }
}
