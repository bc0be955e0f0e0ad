import ArgumentParser
import JSON

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

    /// The text of a result, without the last line end; `nil` when there is nothing to write.
    ///
    /// - Parameter width: columns of the terminal; `nil` cuts nothing.
    func text(_ value: ResultValue, width: Int?, style: Style) -> String? {
        switch self {
        case .table: TableFormat(width: width, style: style).text(value)
        case .json: JSONWriter.string(value.json, pretty: width != nil)
        case .jsonl: value.rows.map { JSONWriter.string($0.json) }.joined(separator: "\n")
        case .csv: CSVFormat.text(value)
        case .lua: LuaFormat.text(value, width: width ?? 120)
        }
    }
}
