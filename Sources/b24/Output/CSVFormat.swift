import JSON

/// Rows as comma-separated values (RFC 4180, lines ended by a line feed): a header, then one line per record.
enum CSVFormat {
    /// Values that are not records go into one column, `value`; structures inside a cell are JSON.
    static func text(_ value: ResultValue) -> String? {
        let rows = value.rows
        guard !rows.isEmpty else { return nil }
        let columns = TableFormat.columns(of: rows)
        guard !columns.isEmpty else {
            return (["value"] + rows.map { field($0) }).joined(separator: "\n")
        }
        let lines = rows.map { row in
            columns.map { column in
                field(row.fields?.first { $0.key == column }?.value ?? .none)
            }.joined(separator: ",")
        }
        return ([columns.map(quotedIfNeeded).joined(separator: ",")] + lines).joined(separator: "\n")
    }

    private static func field(_ value: ResultValue) -> String {
        switch value {
        case .array, .record: quotedIfNeeded(JSONWriter.string(value.json))
        default: quotedIfNeeded(value.cell)
        }
    }

    private static func quotedIfNeeded(_ text: String) -> String {
        // Over bytes: "\r\n" is one Character in Swift.
        guard text.utf8.contains(where: { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
