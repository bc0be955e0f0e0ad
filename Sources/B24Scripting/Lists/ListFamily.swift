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
                limit = rows at most; batch = false asks for one page after the other instead of up to fifty in a \
                request; concurrency = requests at the same time (8); prefetch = rows that may be read before the \
                loop needs them (30000 with 8 requests; 0 or false: none); paging = "cursor" or "offset" \
                instead of what suits the method.
                """,
                ru: """
                    limit = не больше строк; batch = false запрашивает страницы по одной, а не до пятидесяти в одном \
                    запросе; concurrency = сколько запросов идёт одновременно (8); prefetch = сколько строк можно \
                    прочитать раньше, чем они понадобятся циклу (30000 при 8 запросах; 0 или false — нисколько); paging = "cursor" или "offset" вместо того, что подходит методу.
                    """)),
    ]

    /// More at the same time would only wait for the portal's rate, with their rows in memory.
    private static let mostRequests = 32

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

                    The first page is read alone. A longer list goes on in batches, several at the same time, some way \
                    ahead of the loop; rows come in order, and memory stays constant. A list is whole or an error: a \
                    page that fails is asked for again, and then raises.

                    Parameters with true, false or b24.null go page by page, because a batch writes them as text: \
                    write "Y" or "N", 1 or 0 where the field takes them, and the list is read faster.
                    """,
                    ru: """
                        Перебирает все строки списка.

                        Первая страница читается отдельно. Длинный список дальше идёт пакетами, по нескольку \
                        одновременно и с опережением цикла; порядок строк сохраняется, память не растёт. Список \
                        приходит целиком или ошибкой: страница, которая не пришла, запрашивается ещё раз, и только \
                        потом цикл прерывается ошибкой.

                        С параметрами true, false и b24.null список читается по одной странице: в пакете они \
                        записываются текстом. Если поле принимает "Y" и "N" или 1 и 0, пишите их — так быстрее.
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
        let options = try OptionTable(
            call.arguments[2], of: function, known: ["limit", "batch", "concurrency", "prefetch", "paging"])
        var list = ListOptions()
        list.limit = try options.integer("limit", atLeast: 0)
        list.paging = try options.choice("paging", ["cursor", "offset"]).flatMap(ListOptions.Paging.init)
        list.batches = try options.boolean("batch") ?? true
        if let concurrency = try options.integer("concurrency", atLeast: 1, atMost: mostRequests) {
            list.concurrency = concurrency
        }
        if case .boolean(let isAhead)? = options.value("prefetch") {
            list.prefetch = isAhead ? nil : 0
        } else {
            list.prefetch = try options.integer("prefetch", atLeast: 0)
        }
        let command = try CallFamily.command(context, call.arguments[0], call.arguments[1])
        try context.gate.admitList(command)
        return RowSource(context, command, list, position: call.position)
    }
}
