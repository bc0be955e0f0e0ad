public import Localization
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
/// Numbers stand right and are never cut, Cyrillic and wide letters keep their columns. Where the terminal is too narrow,
/// cells end in an ellipsis as long as they stay readable; then columns are left out, those without a value first, and
/// named below the table. One record loses nothing: it is written downwards, its long values over several lines. A width of `Int.max`, for a
/// file or a pipe, cuts nothing.
public struct TableFormatter: Sendable {
    /// Columns of the terminal.
    public var width: Int
    /// The columns to show, in this order; `nil` shows all: those called id, title and name first, the others as
    /// they come.
    public var columns: [String]?
    /// The language of the notes below a table.
    public var language: Language
    /// Whether cells are put into words for a person, as a prompt wants them: dates without zone, Y and N as yes and no.
    public var isForReading = false
    /// Names that stand beside the ids of people.
    public var people = PeopleNames()

    /// A formatter for a terminal of `width` columns.
    public init(width: Int = 80, columns: [String]? = nil, language: Language = .en) {
        self.width = width
        self.columns = columns
        self.language = language
    }

    /// The lines of a value, joined by line ends: an array of records as a table, one record as names and values,
    /// anything else as Lua source (strings as they are).
    public func format(_ value: LuaValue) -> String {
        guard case .table(let table) = value.expanded else { return Self.cell(value) }
        if let records = records(of: table) {
            return self.table(records)
        }
        if table.array.isEmpty {
            guard table.fields.isEmpty else { return record(table) }
            return width == .max ? "{}" : Texts.emptyTable[language]
        }
        return LuaFormatter(width: min(width, 120), keepsKinds: false).format(.table(table))
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
        let indent = String(repeating: " ", count: nameWidth + 2)
        return names.flatMap { name in
            let lines = valueLines(name, record.value(named: name) ?? .nil, max(20, width - nameWidth - 2))
            return lines.enumerated().map { index, line in
                Self.trimmed((index == 0 ? TextWidth.pad(name, nameWidth) + "  " : indent) + line)
            }
        }.joined(separator: "\n")
    }

    /// A value beside its name: whole, over as many lines as it takes.
    private func valueLines(_ name: String, _ value: LuaValue, _ room: Int) -> [String] {
        if let text = people.text(name, value) { return TextWidth.wrap(text, room) }
        guard case .table = value.expanded else { return TextWidth.wrap(Self.cell(value), room) }
        let text = LuaFormatter(width: min(room, 120), keepsKinds: false).format(value)
        return text.split(separator: "\n").map(String.init)
    }

    // MARK: Many

    private struct Column {
        var name: String
        var cells: [String]
        var isNumeric: Bool
        var width: Int
        /// The width below which its cells tell nothing, or a number would be cut.
        var least: Int

        var isEmpty: Bool { cells.allSatisfy(\.isEmpty) }
    }

    private func table(_ records: [LuaTable]) -> String {
        let names = columns ?? names(in: records)
        var shown = names.map { column($0, records) }
        // One row that does not fit beside itself fits below itself.
        if records.count == 1, Self.sum(shown.map(\.width)) > width { return record(records[0]) }
        while shown.count > 1, Self.sum(shown.map(\.least)) > width {
            shown.remove(at: shown.lastIndex { $0.isEmpty } ?? shown.count - 1)
        }
        let hidden = names.filter { name in !shown.contains { $0.name == name } }
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
        if !hidden.isEmpty { lines += TextWidth.wrap(Texts.notShown(hidden)[language], width) }
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
        let people = people.cells(name, values)
        let readable = people?.texts ?? (isForReading ? ReadableColumn.cells(values, language) : nil)
        let cells = readable ?? values.map(Self.cell)
        let isNumeric =
            readable == nil && values.allSatisfy(\.isNumberOrNothing) && cells.contains { !$0.isEmpty }
            || isForReading && ReadableColumn.isNumeric(cells)
        let width = cells.map { TextWidth.of($0) }.reduce(TextWidth.of(name), max)
        let numbers = isNumeric ? cells.map { TextWidth.of($0) }.max() ?? 0 : 0
        let enough = people?.least ?? (columns != nil ? 4 : Self.isFirst(name) ? 24 : 12)
        return Column(
            name: name, cells: cells, isNumeric: isNumeric, width: max(1, width),
            least: max(min(width, enough), numbers, 1))
    }

    /// What columns of these widths take, with two spaces between them.
    private static func sum(_ widths: [Int]) -> Int { widths.map { $0 + 2 }.reduce(-2, +) }

    /// Takes a column of the terminal at a time from the widest that has something to give, until the table fits.
    private func shrink(_ columns: inout [Column]) {
        for index in columns.indices {
            columns[index].width = min(columns[index].width, max(width, columns[index].least))
        }
        while Self.sum(columns.map(\.width)) > width {
            let wide = columns.indices.filter { columns[$0].width > columns[$0].least }
            guard let widest = wide.max(by: { columns[$0].width < columns[$1].width }) else { return }
            columns[widest].width -= 1
        }
    }

    private func line(_ cells: [String]) -> String {
        Self.trimmed(cells.joined(separator: "  "))
    }

    // MARK: Parts

    /// What tells records apart stands first and keeps more room.
    private static let leading = ["id", "title", "name"]

    private static func isFirst(_ name: String) -> Bool { leading.contains(name.lowercased()) }

    private static func ordered(_ names: [String]) -> [String] {
        let first = leading.flatMap { wanted in names.filter { $0.lowercased() == wanted } }
        return first + names.filter { !first.contains($0) }
    }

    private static func cell(_ value: LuaValue) -> String {
        switch value.expanded {
        case .nil, .null: ""
        case .function: "function"
        case .string(let text): text.split(whereSeparator: \.isNewline).joined(separator: " ")
        case .object(let object): object.luaDescription
        default: LuaFormatter(width: .max, keepsKinds: false).format(value)
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
