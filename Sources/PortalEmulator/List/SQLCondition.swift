import GRDB

/// A piece of SQL with its arguments. Values never become text.
struct SQLCondition {
    var sql: String
    var arguments: [any DatabaseValueConvertible]

    init(_ sql: String, _ arguments: [any DatabaseValueConvertible] = []) {
        self.sql = sql
        self.arguments = arguments
    }

    /// All of these; true when there are none.
    static func all(_ parts: [SQLCondition]) -> SQLCondition { joined(parts, by: " AND ", otherwise: "1") }

    /// One of these; false when there are none.
    static func any(_ parts: [SQLCondition]) -> SQLCondition { joined(parts, by: " OR ", otherwise: "0") }

    /// `expression IN (...)`; false for an empty list.
    static func isOne(of values: [any DatabaseValueConvertible], _ expression: String) -> SQLCondition {
        guard !values.isEmpty else { return SQLCondition("0") }
        let marks = repeatElement("?", count: values.count).joined(separator: ", ")
        return SQLCondition("\(expression) IN (\(marks))", values)
    }

    private static func joined(
        _ parts: [SQLCondition], by separator: String, otherwise: String
    ) -> SQLCondition {
        guard let first = parts.first else { return SQLCondition(otherwise) }
        guard parts.count > 1 else { return first }
        return SQLCondition(
            "(" + parts.map(\.sql).joined(separator: separator) + ")", parts.flatMap(\.arguments))
    }
}
