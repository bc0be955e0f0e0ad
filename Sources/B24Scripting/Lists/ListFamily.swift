import Localization
import Bitrix24
import JSON
import LuaRuntime

/// `b24.each` and `b24.collect`: lists of any length.
enum ListFamily: FunctionFamily {
    private static let parameters: [HostFunction.Parameter] = [
        .init("method", .string, .init("A list method.", ru: "Метод списка.")),
        .init("params", .table, optional: true, .init("Its parameters.", ru: "Его параметры.")),
        .init(
            "opts", .table, optional: true,
            .init(
                """
                limit = rows at most; prefetch = true reads one page ahead; paging = "cursor" or "offset" instead of \
                what suits the method.
                """,
                ru: """
                    limit = не больше строк; prefetch = true читает на страницу вперёд; paging = "cursor" или "offset" \
                    вместо того, что подходит методу.
                    """)),
    ]

    private static let source = "settings/how-to-call-rest-api/list-methods-pecularities.md"

    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "b24.each", parameters: parameters,
                results: [.init("next", "fun(): table?", .init("An iterator over rows.", ru: "Итератор по строкам."))],
                effect: .read,
                doc: .init(
                    """
                    Iterates over all rows of a list.

                    Pages are read one after the other as the loop needs them, so memory stays constant. A list is \
                    whole or an error: a page that fails raises.
                    """,
                    ru: """
                        Перебирает все строки списка.

                        Страницы читаются по мере надобности, память не растёт. Список приходит целиком или ошибкой: \
                        если страница не пришла, цикл прерывается ошибкой.
                        """),
                example: "for user in b24.each(\"user.get\", { ACTIVE = true }) do print(user.NAME) end",
                source: source, body: RowLoop.body("rows_open")),
            HostFunction(
                "b24.collect", parameters: parameters,
                results: [.init("rows", "table[]", .init("All rows.", ru: "Все строки."))],
                effect: .read,
                doc: .init("All rows of a list as one array.", ru: "Все строки списка одним массивом."),
                example: "local users = b24.collect(\"user.get\", { ACTIVE = true }, { limit = 200 })",
                source: source,
                body: .async { call in
                    let source = try open(context, call, "b24.collect")
                    var rows: [LuaValue] = []
                    while let page = try await source.next() { rows += page.map(LuaValue.json) }
                    return [.table(LuaTable(marker: .array, array: rows))]
                }),
        ]
    }

    static func privateFunctions(_ context: ModuleContext) -> [HostFunction] {
        [
            HostFunction(
                "rows_open", parameters: parameters, doc: .init("Opens a list.", ru: "Открывает список."),
                body: .sync { call in [.object(RowHandle(try open(context, call, "b24.each")))] }),
            HostFunction(
                "rows_next",
                parameters: [
                    .init("rows", .object(RowHandle.luaTypeName), .init("The list.", ru: "Список.")),
                    .init("seen", .integer, .init("Pages got so far.", ru: "Сколько страниц уже получено.")),
                ],
                doc: .init(
                    "Its next page; false when another task has just got one.",
                    ru: "Следующая страница; false, если её только что получила другая задача."),
                body: .async { call in
                    guard case .object(let object) = call.arguments[0], let handle = object as? RowHandle,
                        case .integer(let seen) = call.arguments[1]
                    else { return [.nil] }
                    switch try await handle.source.next(after: Int(seen)) {
                    case .page(let rows): return [.table(LuaTable(array: rows.map(handle.transform)))]
                    case .elsewhere: return [.boolean(false)]
                    case .end: return [.nil]
                    }
                }),
        ]
    }

    /// A list from the arguments `method, params, opts`. Refuses at once what cannot be listed; reads nothing yet.
    static func open(_ context: ModuleContext, _ call: HostCall, _ function: String) throws -> RowSource {
        let options = try OptionTable(call.arguments[2], of: function, known: ["limit", "prefetch", "paging"])
        var list = ListOptions()
        list.limit = try options.integer("limit", atLeast: 0)
        list.paging = try options.choice("paging", ["cursor", "offset"]).flatMap(ListOptions.Paging.init)
        let command = try CallFamily.command(context, call.arguments[0], call.arguments[1])
        try context.gate.admitList(command)
        return RowSource(
            context, command, list, readsAhead: try options.boolean("prefetch") ?? false, position: call.position)
    }
}
