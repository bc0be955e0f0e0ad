import Bitrix24
import JSON
import LuaRuntime
import Synchronization

/// A CSV file that is being written.
final class CSVWriter: LuaObject {
    static let luaTypeName = "b24.csv.writer"
    static let luaMethods: [HostFunction] = []

    private struct State {
        var columns: [String]?
        /// The caller named the columns; other fields of a row are left out.
        let isChosen: Bool
        var isBegun = false
        var count = 0
    }

    private let file: File
    private let separator: UInt8
    private let encoding: CSVRows.Encoding
    private let hasHeader: Bool
    private let hasBOM: Bool
    private let state: Mutex<State>

    init(
        _ file: File, separator: UInt8, encoding: CSVRows.Encoding, columns: [String]?, hasHeader: Bool, hasBOM: Bool
    ) {
        self.file = file
        self.separator = separator
        self.encoding = encoding
        self.hasHeader = hasHeader
        self.hasBOM = hasBOM
        state = Mutex(State(columns: columns, isChosen: columns != nil))
    }

    /// Writes rows: records by column, arrays as they stand.
    ///
    /// - Returns: how many rows have been written in all.
    func write(_ rows: [LuaValue]) throws -> Int {
        try state.withLock { state in
            var bytes: [UInt8] = []
            for row in rows {
                guard case .table(let table) = row.expanded else {
                    throw ModuleError(.invalidArgument, Texts.notARow(state.count + 1, row.typeName))
                }
                if !state.isBegun { bytes += try begin(&state, table, rows) }
                bytes += try line(cells(table, state))
                state.count += 1
            }
            try file.write(bytes)
            return state.count
        }
    }

    /// Writes the header of a file without rows.
    func finish() throws -> Int {
        try state.withLock { state in
            if !state.isBegun { try file.write(try begin(&state, LuaTable(), [])) }
            return state.count
        }
    }

    private func begin(_ state: inout State, _ first: LuaTable, _ rows: [LuaValue]) throws -> [UInt8] {
        state.isBegun = true
        let mark: [UInt8] = hasBOM && encoding == .utf8 ? [0xEF, 0xBB, 0xBF] : []
        if state.columns == nil, first.array.isEmpty { state.columns = Self.columns(of: rows) }
        guard hasHeader, let columns = state.columns, !columns.isEmpty else { return mark }
        return mark + (try line(columns))
    }

    /// All names that occur in the first rows, in the order of their first appearance.
    private static func columns(of rows: [LuaValue]) -> [String] {
        var seen: Set<String> = []
        return rows.flatMap { row -> [String] in
            guard case .table(let table) = row.expanded else { return [] }
            return table.fields.map(\.key.text).filter { seen.insert($0).inserted }
        }
    }

    private func cells(_ row: LuaTable, _ state: State) throws -> [String] {
        guard let columns = state.columns, row.array.isEmpty else { return try row.array.map(Self.cell) }
        // A misspelt column would lose data without a word.
        for (key, _) in row.fields where !columns.contains(key.text) && !state.isChosen {
            throw ModuleError(.invalidArgument, Texts.newColumn(state.count + 1, key.text))
        }
        return try columns.map { try Self.cell(row[$0] ?? .nil) }
    }

    private static func cell(_ value: LuaValue) throws -> String {
        switch value.expanded {
        case .nil, .null: ""
        case .string(let text): text
        case .boolean(let flag): String(flag)
        case .integer(let number): String(number)
        case .number(let number): LuaFormatter.number(number)
        case .table: JSONWriter.string(try ParameterEncoder.encode(value))
        default: throw ModuleError(.invalidArgument, Texts.cannotBeSent("", .type(value.typeName)))
        }
    }

    private func line(_ cells: [String]) throws -> [UInt8] {
        var output: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.append(separator) }
            guard var bytes = encoding == .utf8 ? Array(cell.utf8) : CP1251.encode(cell) else {
                throw ModuleError(.invalidArgument, Texts.notInCP1251(cell))
            }
            let special: [UInt8] = [separator, UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
            // A quoted empty cell keeps a row of one empty column from being an empty line.
            if bytes.contains(where: special.contains) || (bytes.isEmpty && cells.count == 1) {
                bytes =
                    [UInt8(ascii: "\"")]
                    + bytes.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] } + [UInt8(ascii: "\"")]
            }
            output += bytes
        }
        return output + Array("\r\n".utf8)
    }

    let luaFieldNames: [String] = []
    func luaField(_ name: String) -> LuaValue? { nil }
    var luaDescription: String { "\(Self.luaTypeName): \(file.path)" }
}
