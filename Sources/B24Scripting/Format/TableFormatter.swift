public import LuaRuntime

/// Writes records as an aligned table that fits a terminal.
///
/// ```swift
/// let rows: LuaValue = .table(LuaTable(array: [.table(LuaTable(fields: [("id", .integer(1)), ("title", .string("HR"))]))]))
/// TableFormatter(width: 80).format(rows)
/// // id  title
/// // --  -----
/// //  1  HR
/// ```
///
/// Numbers stand right, Cyrillic and wide letters keep their columns; cells that do not fit end in an ellipsis, and
/// columns that cannot be shown at all are named below the table.
public struct TableFormatter: Sendable {
    /// Columns of the terminal.
    public var width: Int
    /// The columns to show, in this order; `nil` shows all: those called id, title and name first, the others as
    /// they come.
    public var columns: [String]?

    /// A formatter for a terminal of `width` columns.
    public init(width: Int = 80, columns: [String]? = nil) {
        self.width = width
        self.columns = columns
    }

    /// The lines of a value, joined by line ends: an array of records as a table, one record as names and values,
    /// anything else as Lua source (strings as they are).
    public func format(_ value: LuaValue) -> String {
        guard case .table(let table) = value.expanded else { return Self.cell(value) }
        if let records = records(of: table) {
            return self.table(records)
        }
        if !table.fields.isEmpty, table.array.isEmpty {
            return record(table)
        }
        return LuaFormatter(width: width).format(.table(table))
    }

    private func records(of table: LuaTable) -> [LuaTable]? {
        guard table.fields.isEmpty, !table.array.isEmpty else { return nil }
        var records: [LuaTable] = []
        for element in table.array {
            guard case .table(let record) = element.expanded, record.array.isEmpty, !record.fields.isEmpty else {
                return nil
            }
            records.append(record)
        }
        return records
    }

    // MARK: One record

    private func record(_ record: LuaTable) -> String {
        let names = columns ?? Self.ordered(record.fields.map(\.key.text))
        let nameWidth = names.map { TextWidth.of($0) }.max() ?? 0
        return names.map { name in
            let value = Self.cell(record.value(named: name) ?? .nil)
            return TextWidth.pad(name, nameWidth) + "  " + TextWidth.fit(value, max(8, width - nameWidth - 2))
        }.map(Self.trimmed).joined(separator: "\n")
    }

    // MARK: Many

    private struct Column {
        var name: String
        var cells: [String]
        var isNumeric: Bool
        var width: Int
    }

    private func table(_ records: [LuaTable]) -> String {
        let names = columns ?? names(in: records)
        var shown = names.map { column($0, records) }
        var hidden: [String] = []
        // Four columns are the least in which a cell says anything.
        while shown.count > 1, shown.map({ min($0.width, 4) + 2 }).reduce(-2, +) > width {
            hidden.insert(shown.removeLast().name, at: 0)
        }
        shrink(&shown)
        var lines = [
            line(shown.map { TextWidth.pad(TextWidth.fit($0.name, $0.width), $0.width, right: $0.isNumeric) }),
            line(shown.map { String(repeating: "-", count: $0.width) }),
        ]
        for row in records.indices {
            lines.append(
                line(shown.map { TextWidth.pad(TextWidth.fit($0.cells[row], $0.width), $0.width, right: $0.isNumeric) })
            )
        }
        if !hidden.isEmpty { lines.append("(+ \(hidden.joined(separator: ", ")))") }
        return lines.joined(separator: "\n")
    }

    private func names(in records: [LuaTable]) -> [String] {
        var seen: Set<String> = []
        var names: [String] = []
        for record in records {
            for (key, _) in record.fields where seen.insert(key.text).inserted { names.append(key.text) }
        }
        return Self.ordered(names)
    }

    private func column(_ name: String, _ records: [LuaTable]) -> Column {
        let values = records.map { $0.value(named: name) ?? .nil }
        let cells = values.map(Self.cell)
        let isNumeric = values.allSatisfy(\.isNumberOrNothing) && cells.contains { !$0.isEmpty }
        let width = cells.map { TextWidth.of($0) }.reduce(TextWidth.of(name), max)
        return Column(name: name, cells: cells, isNumeric: isNumeric, width: max(1, width))
    }

    /// Takes columns from the widest until the table fits.
    private func shrink(_ columns: inout [Column]) {
        var excess = columns.map { $0.width + 2 }.reduce(-2, +) - width
        while excess > 0 {
            let widest = columns.indices.max { columns[$0].width < columns[$1].width }!
            let next = columns.map(\.width).filter { $0 < columns[widest].width }.max() ?? 4
            guard columns[widest].width > 4 else { return }
            let cut = min(excess, max(1, columns[widest].width - max(next, 4)))
            columns[widest].width -= cut
            excess -= cut
        }
    }

    private func line(_ cells: [String]) -> String {
        Self.trimmed(cells.joined(separator: "  "))
    }

    // MARK: Parts

    private static func ordered(_ names: [String]) -> [String] {
        let first = ["id", "title", "name"].flatMap { wanted in names.filter { $0.lowercased() == wanted } }
        return first + names.filter { !first.contains($0) }
    }

    private static func cell(_ value: LuaValue) -> String {
        switch value.expanded {
        case .nil, .null: ""
        case .string(let text): text.split(whereSeparator: \.isNewline).joined(separator: " ")
        case .object(let object): object.luaDescription
        default: LuaFormatter(width: .max).format(value)
        }
    }

    private static func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line = line.dropLast() }
        return String(line)
    }
}

extension LuaTable {
    /// The value of a key by its text: `7` finds the integer key 7 as well as the string.
    fileprivate func value(named name: String) -> LuaValue? {
        fields.first { $0.key.text == name }?.value
    }
}

extension LuaValue {
    fileprivate var isNumberOrNothing: Bool {
        switch expanded {
        case .integer, .number, .nil, .null: true
        default: false
        }
    }
}
