import Bitrix24
import JSON
import LuaRuntime

/// The CSV file with the items that a bulk operation could not change: one run writes it, the next one reads it.
enum FailuresFile {
    private static let columns = ["index", "item", "kind", "code", "error", "outcome", "timestamp"]
    /// The one that is read back.
    private static let itemColumn = "item"

    static func create(_ path: String, _ context: ModuleContext) throws -> CSVWriter {
        CSVWriter(
            try context.protectedPaths.open(path, .write), separator: UInt8(ascii: ","), encoding: .utf8,
            columns: columns, hasHeader: true, hasBOM: false)
    }

    /// The ids of the items in it, each once, in its order.
    ///
    /// A spreadsheet may have stood between: other columns, another separator and an order of its own are fine.
    ///
    /// - Throws: ``ModuleError`` for a file that cannot be read, one without the column, a cell that is no id.
    static func items(_ path: String, _ context: ModuleContext) throws -> [Int64] {
        let rows = CSVRows(
            try context.protectedPaths.open(path, .read), separator: nil, encoding: .utf8, hasHeader: true)
        var ids: [Int64] = []
        var seen: Set<Int64> = []
        var count = 0
        while let some = try rows.next() {
            for row in some {
                count += 1
                guard case .table(let table) = row, case .string(let cell)? = table[itemColumn] else {
                    throw ModuleError(
                        .invalidArgument, DomainTexts.noItemColumn(path, itemColumn), hint: DomainTexts.failuresHint)
                }
                guard let id = Int64(cell), id > 0 else {
                    throw ModuleError(.invalidArgument, DomainTexts.noItemID(path, row: count, cell))
                }
                if seen.insert(id).inserted { ids.append(id) }
            }
        }
        return ids
    }
}
