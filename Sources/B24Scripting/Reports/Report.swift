import JSON
import Localization
import LuaRuntime

/// Rows for people and for other programs: as a table of text, as CSV, as a page.
struct Report: Sendable {
    enum Format: String, CaseIterable { case rows, text, csv, html }

    /// What a cell of the page looks like.
    struct Look: Sendable, Equatable {
        /// `yes`, `no`, `other`, `count`; empty for none.
        var name = ""
        /// From 0 to 1: how much of the most there is.
        var share: Double?
    }

    var title: LocalizedText
    var note: LocalizedText?
    /// The columns, each with its heading; what scripts call them is the key.
    var columns: [(key: String, heading: LocalizedText)]
    var rows: [JSONObject]
    /// How a value looks on the page.
    var look: @Sendable (_ key: String, _ row: JSONObject) -> Look = { _, _ in Look() }

    func value(_ format: Format, _ language: Language) -> LuaValue {
        let list: LuaValue = .list(rows.map { .from(JSONValue.object($0)) })
        switch format {
        case .rows: return list
        case .text:
            return .string(TableFormatter(width: .max, columns: columns.map(\.key), language: language).format(list))
        case .csv: return .string(csv())
        case .html: return .string(html(language))
        }
    }

    /// With the header even when there are no rows.
    func csv() -> String {
        let ordered = rows.map { row in
            var cells = JSONObject()
            for column in columns { cells[column.key] = row[column.key] ?? .null }
            return LuaValue(inOrder: .object(cells))
        }
        guard !ordered.isEmpty else { return columns.map(\.key).joined(separator: ",") }
        return CSVFormat.text(.table(LuaTable(marker: .array, array: ordered))) ?? ""
    }

    func html(_ language: Language) -> String {
        var lines: [String] = []
        if let note { lines.append("<p>\(HTMLPage.escape(note[language]))</p>") }
        let heads = columns.map { "<th scope=\"col\">\(HTMLPage.escape($0.heading[language]))</th>" }
        lines += ["<table>", "<thead><tr>\(heads.joined())</tr></thead>", "<tbody>"]
        for row in rows {
            let cells = columns.map { column in
                let look = look(column.key, row)
                var attributes = look.name.isEmpty ? "" : " class=\"\(look.name)\""
                if let share = look.share { attributes += " style=\"background: \(Self.colour(share))\"" }
                return "<td\(attributes)>\(HTMLPage.escape(row[column.key]?.looseText ?? ""))</td>"
            }
            lines.append("<tr>\(cells.joined())</tr>")
        }
        lines += ["</tbody>", "</table>"]
        return HTMLPage.page(title[language], body: lines.joined(separator: "\n"), language)
    }

    /// From white to green; nothing at all is red.
    private static func colour(_ share: Double) -> String {
        guard share > 0 else { return "#f6cfcf" }
        let part = min(1, share)
        func mixed(_ to: Double) -> Int { Int(255 - (255 - to) * part) }
        return "rgb(\(mixed(190)), \(mixed(228)), \(mixed(190)))"
    }
}
