import JSON
public import LuaRuntime

/// Rows as comma-separated values (RFC 4180, lines ended by a line feed): a header, then one line per record.
public enum CSVFormat {
    /// Values that are not records go into one column, `value`; structures inside a cell are JSON.
    ///
    /// - Returns: `nil` without rows.
    public static func text(_ value: LuaValue) -> String? {
        let rows = value.rows.map(\.jsonValue)
        guard !rows.isEmpty else { return nil }
        let columns = columns(of: rows)
        guard !columns.isEmpty else { return (["value"] + rows.map { field($0) }).joined(separator: "\n") }
        let lines = rows.map { row in
            columns.map { column in
                guard case .object(let record) = row else { return "" }
                return field(record[column] ?? .null)
            }.joined(separator: ",")
        }
        return ([columns.map(quotedIfNeeded).joined(separator: ",")] + lines).joined(separator: "\n")
    }

    /// The keys of records in the order of their first appearance; none when not all rows are records.
    private static func columns(of rows: [JSONValue]) -> [String] {
        var columns: [String] = []
        var seen: Set<String> = []
        for row in rows {
            guard case .object(let record) = row else { return [] }
            for member in record.members where seen.insert(member.key).inserted { columns.append(member.key) }
        }
        return columns
    }

    private static func field(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): quotedIfNeeded(text)
        default: quotedIfNeeded(JSONWriter.string(value))
        }
    }

    private static func quotedIfNeeded(_ text: String) -> String {
        // Over bytes: "\r\n" is one Character in Swift.
        guard text.utf8.contains(where: { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
