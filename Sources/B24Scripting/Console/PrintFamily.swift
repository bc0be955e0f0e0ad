import Localization
import LuaRuntime

/// `b24.print` and `b24.pp`: values for people.
enum PrintFamily: FunctionFamily {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "b24.print",
                parameters: [
                    .init("value", .any, optional: true, .init("What to show.", ru: "Что показать.")),
                    .init(
                        "opts", .table, optional: true,
                        .init(
                            "columns = names in their order; width = columns of the screen.",
                            ru: "columns = имена столбцов по порядку; width = ширина экрана в знаках.")),
                ],
                doc: .init(
                    "Prints an array of records as an aligned table, one record as names and values, anything else as it is.",
                    ru: "Печатает массив записей таблицей, одну запись именами и значениями, остальное как есть."),
                example: "b24.print(b24.collect(\"user.get\"), { columns = { \"ID\", \"NAME\", \"LAST_NAME\" } })",
                body: .sync { call in
                    let options = try OptionTable(call.arguments[1], of: "b24.print", known: ["columns", "width"])
                    var formatter = TableFormatter(
                        width: try options.integer("width", atLeast: 20) ?? context.console.width,
                        language: context.language)
                    formatter.columns = try options.strings("columns")
                    context.talker.output(formatter.format(call.arguments[0]))
                    return []
                }),
            HostFunction(
                "b24.pp",
                parameters: [
                    .init(
                        "...", .any, optional: true, variadic: true, .init("Any values.", ru: "Любые значения."))
                ],
                doc: .init(
                    "Prints values as Lua that can be pasted back; a table that contains itself is shown as such.",
                    ru:
                        "Печатает значения как текст Lua, который можно вставить обратно; таблица внутри себя самой помечается."
                ),
                example: "b24.pp(b24.call(\"crm.type.fields\"))",
                body: .sync { call in
                    let formatter = LuaFormatter(width: min(context.console.width, 120))
                    for value in call.arguments { context.talker.output(formatter.format(value)) }
                    return []
                }),
        ]
    }
}
