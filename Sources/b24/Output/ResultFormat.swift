import ArgumentParser
import B24Scripting
import JSON
import Localization
import LuaRuntime

/// `--format`: how results are written.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// For people: records as an aligned table, one record as a list of its fields, text as it is.
    case table
    /// One JSON document.
    case json
    /// One JSON document per row.
    case jsonl
    case csv
    /// A Lua literal that can be pasted back.
    case lua

    /// The text of results, without the last line end; `nil` when there is nothing to write.
    ///
    /// - Parameter width: columns of the terminal; `nil` cuts nothing.
    func text(_ results: [LuaValue], width: Int?, language: Language = .en) -> String? {
        guard !results.isEmpty else { return nil }
        switch self {
        case .table: return results.map { Self.tableText($0, width: width, language) }.joined(separator: "\n")
        case .lua:
            let formatter = LuaFormatter(width: width ?? 120)
            return results.map { formatter.format($0) }.joined(separator: "\n")
        case .json: return JSONWriter.string(Self.document(results), pretty: width != nil)
        case .jsonl:
            return results.map { Self.inside($0) ?? $0 }.flatMap(\.rows).map { JSONWriter.string($0.jsonValue) }.joined(
                separator: "\n")
        case .csv:
            guard results.count == 1 else { return CSVFormat.text(.table(LuaTable(array: results))) }
            return CSVFormat.text(Self.inside(results[0]) ?? results[0])
        }
    }

    /// One result as itself, several as an array, none as null.
    static func document(_ results: [LuaValue]) -> JSONValue {
        switch results.count {
        case 0: .null
        case 1: results[0].jsonValue
        default: .array(results.map(\.jsonValue))
        }
    }

    /// What is inside an answer such as `{types = {...}}` or `{item = {...}}`: that is what a person wants to see.
    private static func inside(_ value: LuaValue) -> LuaValue? {
        var value = value
        if case .json(let slice) = value { value = LuaValue(inOrder: slice.value) }
        guard case .table(let table) = value, table.array.isEmpty, table.fields.count == 1,
            case .table = table.fields[0].value
        else { return nil }
        return table.fields[0].value
    }

    private static func tableText(_ value: LuaValue, width: Int?, _ language: Language) -> String {
        switch value {
        // An empty line would not tell that there is a value.
        case .nil, .null: LuaFormatter().format(value)
        case .function: "function"
        case .opaque(let text): text
        case .string(let text): text
        default: TableFormatter(width: width ?? .max, language: language).format(inside(value) ?? value)
        }
    }
}
