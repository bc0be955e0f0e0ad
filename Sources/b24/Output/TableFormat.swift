/// Results for people.
struct TableFormat {
    /// Columns of the terminal; `nil` cuts nothing.
    let width: Int?
    let style: Style

    /// Records as an aligned table, one record as a list of its fields, scalars as they are; `nil` for nothing.
    func text(_ value: ResultValue) -> String? {
        switch value {
        case .none: return nil
        case .record(let fields) where !fields.isEmpty: return list(fields)
        case .array(let elements) where !elements.isEmpty:
            let columns = Self.columns(of: elements)
            if columns.isEmpty { return elements.map { scalar($0) }.joined(separator: "\n") }
            return table(elements, columns)
        default: return scalar(value)
        }
    }

    private func scalar(_ value: ResultValue) -> String {
        switch value {
        case .string(let text), .thing(let text): text
        default: LuaFormat.text(value, width: width ?? 120)
        }
    }

    /// The keys of records in the order of their first appearance; none when not all rows are records.
    static func columns(of rows: [ResultValue]) -> [String] {
        var columns: [String] = []
        var seen: Set<String> = []
        for row in rows {
            guard let fields = row.fields else { return [] }
            for field in fields where seen.insert(field.key).inserted { columns.append(field.key) }
        }
        return columns
    }

    private func list(_ fields: [(key: String, value: ResultValue)]) -> String {
        let label = fields.map { TextWidth.of($0.key) }.max() ?? 0
        return fields.map { field in
            let name = style.bold(TextWidth.padded(field.key, label))
            let value = TextWidth.oneLine(field.value.cell)
            let text = width.map { TextWidth.cut(value, max(20, $0 - label - 2)) } ?? value
            return text.isEmpty ? name : name + "  " + text
        }.joined(separator: "\n")
    }

    private func table(_ rows: [ResultValue], _ columns: [String]) -> String {
        let cells = rows.map { row in
            columns.map { column in row.fields?.first { $0.key == column }?.value ?? .none }
        }
        let texts = cells.map { $0.map { TextWidth.oneLine($0.cell) } }
        var widths = columns.indices.map { index in
            max(TextWidth.of(columns[index]), texts.map { TextWidth.of($0[index]) }.max() ?? 0)
        }
        if let width, !Self.shrink(&widths, to: width) {
            return zip(rows.indices, rows).map { index, row in
                style.dim("-- \(index + 1)") + "\n" + list(row.fields ?? [])
            }.joined(separator: "\n")
        }
        let isNumeric = columns.indices.map { index in
            cells.allSatisfy { row in
                if case .none = row[index] { true } else { row[index].isNumber }
            }
        }
        func line(_ texts: [String], _ paint: (String) -> String = { $0 }) -> String {
            let padded = columns.indices.map { index in
                let text = TextWidth.cut(texts[index], widths[index])
                let isLast = index == columns.count - 1
                return isNumeric[index]
                    ? TextWidth.padded(text, widths[index], right: true)
                    : isLast ? text : TextWidth.padded(text, widths[index])
            }
            return paint(padded.joined(separator: "  ").trimmingTrailingSpaces())
        }
        let rule = style.dim(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
        return ([line(columns, style.bold), rule] + texts.map { line($0) }).joined(separator: "\n")
    }

    /// Takes from the widest columns until the table fits; `false` when columns would become unreadable.
    private static func shrink(_ widths: inout [Int], to total: Int) -> Bool {
        let room = total - 2 * (widths.count - 1)
        guard room >= widths.map({ min($0, 8) }).reduce(0, +) else { return false }
        while widths.reduce(0, +) > room, let widest = widths.max(), let index = widths.firstIndex(of: widest) {
            widths[index] -= 1
        }
        return true
    }
}

extension String {
    /// Without spaces at the end.
    func trimmingTrailingSpaces() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
