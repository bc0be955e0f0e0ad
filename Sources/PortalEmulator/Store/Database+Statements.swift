import GRDB

/// The few shapes in which handlers talk to SQLite. Statements are compiled once per connection and text.
extension Database {
    /// Runs a statement that answers nothing.
    func run(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws {
        try cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    /// All rows of a query.
    func rows(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: StatementArguments(arguments))
    }

    /// The first row of a query.
    func row(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: StatementArguments(arguments))
    }

    /// The number in the first column of the first row; 0 without rows or for null.
    func integer(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?] = []) throws -> Int {
        try Int.fetchOne(cachedStatement(sql: sql), arguments: StatementArguments(arguments)) ?? 0
    }

    /// The next number of a counter. Numbers are not given out twice, also after a deletion.
    func nextID(_ counter: String) throws -> Int {
        try run(
            """
            INSERT INTO counters (name, value) VALUES (?, 1)
            ON CONFLICT (name) DO UPDATE SET value = value + 1
            """, [counter])
        return try integer("SELECT value FROM counters WHERE name = ?", [counter])
    }

    /// Lets a counter go on after `value`.
    func advance(_ counter: String, to value: Int) throws {
        try run(
            """
            INSERT INTO counters (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)
            """, [counter, value])
    }
}
