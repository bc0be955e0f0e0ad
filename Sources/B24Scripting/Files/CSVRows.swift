import Bitrix24
import LuaRuntime
import Synchronization

/// An open CSV file, read as far as a loop needs it.
final class CSVRows: LuaObject {
    static let luaTypeName = "b24.csv.rows"
    static let luaMethods: [HostFunction] = []

    /// How a file is written.
    enum Encoding: String { case utf8 = "utf-8", cp1251 }

    private struct State {
        var reader: CSVReader?
        var columns: [String]?
        var isFinished = false
    }

    private let file: File
    private let separator: UInt8?
    private let encoding: Encoding
    private let hasHeader: Bool
    private let state = Mutex(State())

    init(_ file: File, separator: UInt8?, encoding: Encoding, hasHeader: Bool) {
        self.file = file
        self.separator = separator
        self.encoding = encoding
        self.hasHeader = hasHeader
    }

    /// The header; `nil` before the first rows were read or without one.
    var columns: [String]? { state.withLock { $0.columns } }

    /// The next rows: records by column name, or arrays without a header; `nil` at the end.
    func next() throws -> [LuaValue]? {
        try state.withLock { state in
            while !state.isFinished {
                let rows = try read(&state).map { try row($0, state.columns) }
                if !rows.isEmpty { return rows }
            }
            return nil
        }
    }

    private func read(_ state: inout State) throws -> [CSVReader.Record] {
        var bytes = try file.read()[...]
        if state.reader == nil {
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
            state.reader = CSVReader(separator: separator ?? CSVReader.separator(of: bytes))
        }
        state.isFinished = bytes.isEmpty
        var records: [CSVReader.Record]
        do {
            records = try state.isFinished ? state.reader?.finish() ?? [] : state.reader?.feed(bytes) ?? []
        } catch {
            throw ModuleError(.invalidArgument, Texts.notCSV(file.path, error))
        }
        if hasHeader, state.columns == nil, !records.isEmpty {
            state.columns = try header(records.removeFirst())
        }
        return records
    }

    private func header(_ record: CSVReader.Record) throws -> [String] {
        let names = try record.fields.map { try text($0, record.line).trimmed }
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            throw ModuleError(.invalidArgument, Texts.columnTwice(file.path, name))
        }
        return names
    }

    private func row(_ record: CSVReader.Record, _ columns: [String]?) throws -> LuaValue {
        let cells = try record.fields.map { LuaValue.string(try text($0, record.line)) }
        guard let columns else { return .table(LuaTable(array: cells)) }
        guard cells.count <= columns.count else {
            throw ModuleError(.invalidArgument, Texts.tooManyCells(file.path, record.line, columns.count, cells.count))
        }
        let missing = [LuaValue](repeating: .string(""), count: columns.count - cells.count)
        return .table(LuaTable(fields: Array(zip(columns, cells + missing))))
    }

    private func text(_ bytes: [UInt8], _ line: Int) throws -> String {
        if encoding == .cp1251 { return CP1251.decode(bytes) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ModuleError(.invalidArgument, Texts.notUTF8(file.path, line), hint: Texts.tryCP1251)
        }
        return text
    }

    let luaFieldNames: [String] = []
    func luaField(_ name: String) -> LuaValue? { nil }
    var luaDescription: String { "\(Self.luaTypeName): \(file.path)" }
}

extension String {
    /// Without spaces at both ends.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
