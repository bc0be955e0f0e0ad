import Bitrix24
import Localization
import LuaRuntime

/// `b24.csv.*`.
enum CSVFamily: FunctionFamily {
    private static let path = HostFunction.Parameter("path", .string, .init("The file.", ru: "Файл."))
    private static let readOptions = HostFunction.Parameter(
        "opts", .table, optional: true,
        .init(
            """
            separator = "," ";" or "\\t" (found out by default); encoding = "utf-8" (default) or "cp1251"; header = \
            false when the first line is no header: rows are arrays then.
            """,
            ru: """
                separator = "," ";" или "\\t" (по умолчанию определяется сам); encoding = "utf-8" (по умолчанию) или \
                "cp1251"; header = false, если первая строка не заголовок: тогда строки приходят массивами.
                """))

    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "b24.csv.read", parameters: [path, readOptions],
                results: [
                    .init("rows", "table[]", .init("Records by column name.", ru: "Записи по именам столбцов.")),
                    .init("columns", "string[]?", .init("The header, in order.", ru: "Заголовок по порядку.")),
                ],
                doc: .init("Reads a CSV file as an array of records.", ru: "Читает файл CSV массивом записей."),
                example: "local rows, columns = b24.csv.read(\"people.csv\")",
                body: .sync { call in
                    let source = try open(context, call, "b24.csv.read")
                    var rows: [LuaValue] = []
                    while let next = try source.next() { rows += next }
                    let columns = source.columns.map { LuaTable(marker: .array, array: $0.map(LuaValue.string)) }
                    return [.table(LuaTable(marker: .array, array: rows)), columns.map(LuaValue.table) ?? .nil]
                }),
            HostFunction(
                "b24.csv.each", parameters: [path, readOptions],
                results: [
                    .init("next", "fun(): table?", .init("An iterator over records.", ru: "Итератор по записям."))
                ],
                doc: .init(
                    "Iterates over the records of a CSV file of any size, in constant memory.",
                    ru: "Перебирает записи файла CSV любого размера, не занимая памяти под весь файл."),
                example: "for row in b24.csv.each(\"people.csv\") do print(row.name) end",
                body: .lua(
                    """
                    local host = ...

                    return function(path, options)
                      local source = host.csv_open(path, options)
                      local rows, at, count = nil, 0, 0
                      return function()
                        if at == count then
                          rows = host.csv_next(source)
                          at, count = 0, rows and #rows or 0
                          if count == 0 then return nil end
                        end
                        at = at + 1
                        return rows[at]
                      end
                    end
                    """)),
            HostFunction(
                "b24.csv.write",
                parameters: [
                    path,
                    .init(
                        "rows", .any, .init("An array or an iterator of records.", ru: "Массив или итератор записей.")),
                    .init(
                        "opts", .table, optional: true,
                        .init(
                            """
                            columns = names in their order (by default all names of the first rows); separator = "," \
                            (default), ";" or "\\t"; encoding = "utf-8" (default) or "cp1251"; header = false leaves \
                            the first line out; bom = true marks UTF-8 for spreadsheets.
                            """,
                            ru: """
                                columns = имена столбцов по порядку (по умолчанию все имена первых строк); separator = \
                                "," (по умолчанию), ";" или "\\t"; encoding = "utf-8" (по умолчанию) или "cp1251"; \
                                header = false без строки заголовка; bom = true помечает UTF-8 для электронных таблиц.
                                """)),
                ],
                results: [.init("count", "integer", .init("Rows written.", ru: "Сколько строк записано."))],
                doc: .init(
                    "Writes records to a CSV file, row by row.",
                    ru: "Записывает записи в файл CSV, строка за строкой."),
                example: "b24.csv.write(\"users.csv\", b24.each(\"user.get\"), { columns = { \"ID\", \"NAME\" } })",
                body: .lua(
                    """
                    local host = ...
                    local type = type

                    return function(path, rows, options)
                      local writer = host.csv_create(path, options)
                      if type(rows) == "table" then
                        host.csv_append(writer, rows)
                      else
                        local chunk = {}
                        for row in rows do
                          chunk[#chunk + 1] = row
                          if #chunk == 200 then
                            host.csv_append(writer, chunk)
                            chunk = {}
                          end
                        end
                        host.csv_append(writer, chunk)
                      end
                      return host.csv_finish(writer)
                    end
                    """)),
        ]
    }

    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] {
        let writer = HostFunction.Parameter(
            "writer", .object(CSVWriter.luaTypeName), .init("The file.", ru: "Файл."))
        return [
            HostFunction(
                "csv_open", parameters: [path, readOptions], doc: .init("Opens a file.", ru: "Открывает файл."),
                body: .sync { [.object(try open(context, $0, "b24.csv.each"))] }),
            HostFunction(
                "csv_next",
                parameters: [.init("rows", .object(CSVRows.luaTypeName), .init("The file.", ru: "Файл."))],
                doc: .init("Its next rows.", ru: "Следующие строки."),
                body: .sync { call in
                    guard case .object(let object) = call.arguments[0], let rows = object as? CSVRows,
                        let next = try rows.next()
                    else { return [.nil] }
                    return [.table(LuaTable(array: next))]
                }),
            HostFunction(
                "csv_create", parameters: [path, readOptions], doc: .init("Begins a file.", ru: "Начинает файл."),
                body: .sync { [.object(try create(context, $0))] }),
            HostFunction(
                "csv_append", parameters: [writer, .init("rows", .value, .init("Rows.", ru: "Строки."))],
                doc: .init("Writes rows.", ru: "Записывает строки."),
                body: .sync { call in
                    guard case .object(let object) = call.arguments[0], let writer = object as? CSVWriter else {
                        return []
                    }
                    guard case .table(let rows) = call.arguments[1], rows.fields.isEmpty else {
                        throw ModuleError(.invalidArgument, Texts.notAnArray("b24.csv.write", "table"))
                    }
                    return [.integer(Int64(try writer.write(rows.array)))]
                }),
            HostFunction(
                "csv_finish", parameters: [writer], doc: .init("Ends a file.", ru: "Заканчивает файл."),
                body: .sync { call in
                    guard case .object(let object) = call.arguments[0], let writer = object as? CSVWriter else {
                        return []
                    }
                    return [.integer(Int64(try writer.finish()))]
                }),
        ]
    }

    private static let separators = [",", ";", "\t"]

    private static func open(_ context: ModuleContext, _ call: HostCall, _ function: String) throws -> CSVRows {
        guard case .string(let path) = call.arguments[0] else { throw ModuleError(.notFound, Texts.noFile("")) }
        let options = try OptionTable(call.arguments[1], of: function, known: ["separator", "encoding", "header"])
        let separator = try options.choice("separator", separators)?.utf8.first
        let encoding = try encoding(options)
        let hasHeader = try options.boolean("header") ?? true
        return CSVRows(
            try context.protectedPaths.open(path, .read), separator: separator, encoding: encoding, hasHeader: hasHeader
        )
    }

    private static func create(_ context: ModuleContext, _ call: HostCall) throws -> CSVWriter {
        guard case .string(let path) = call.arguments[0] else { throw ModuleError(.notFound, Texts.noFile("")) }
        let options = try OptionTable(
            call.arguments[1], of: "b24.csv.write", known: ["columns", "separator", "encoding", "header", "bom"])
        let separator = try options.choice("separator", separators)?.utf8.first ?? UInt8(ascii: ",")
        let encoding = try encoding(options)
        let columns = try options.strings("columns")
        let hasHeader = try options.boolean("header") ?? true
        let hasBOM = try options.boolean("bom") ?? false
        return CSVWriter(
            try context.protectedPaths.open(path, .write), separator: separator, encoding: encoding, columns: columns,
            hasHeader: hasHeader,
            hasBOM: hasBOM)
    }

    private static func encoding(_ options: OptionTable) throws -> CSVRows.Encoding {
        try options.choice("encoding", ["utf-8", "cp1251"]).flatMap(CSVRows.Encoding.init) ?? .utf8
    }
}
