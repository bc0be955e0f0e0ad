import GRDB

/// What is forgotten, each time that a run begins.
public enum Retention {
    /// Runs are kept for so long.
    public static let days = 90
    /// And so many that have ended; a run that was killed waits for its resumption until its days are over.
    public static let runs = 10_000

    /// - Returns: the runs that were forgotten for their age: a killed one has left the file of its lock.
    static func apply(at unixTime: Double, _ database: Database) throws -> [String] {
        let oldest = unixTime - Double(days) * 86_400
        let old = try String.fetchAll(
            database, sql: "DELETE FROM runs WHERE started_at < ? RETURNING id", arguments: [oldest])
        try database.execute(
            sql: """
                DELETE FROM runs WHERE ended_at IS NOT NULL AND started_at < (
                    SELECT started_at FROM runs ORDER BY started_at DESC LIMIT 1 OFFSET ?)
                """,
            arguments: [runs - 1])
        return old
    }
}
