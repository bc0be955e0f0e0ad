import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The functions of `b24.spa` that only read.
enum SPAReading {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [get(context), list(context), each(context), find(context), fields(context)]
    }

    private static func get(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.spa.get", parameters: [SPAFamily.spaParameter], results: [SPAFamily.typeResult], effect: .read,
            doc: .init(
                """
                One smart process as a table, relations and linked user fields included.

                b24.spa(...) gives a handle to work with instead.
                """,
                ru:
                    """
                    Один смарт-процесс таблицей, вместе со связями и пользовательскими полями.

                    Объект для работы даёт b24.spa(...).
                    """
            ),
            example: "print(b24.spa.get(13).isObserversEnabled)",
            source: SPAFamily.pages + "crm-type-get.md",
            body: .async { call in
                let desk = Desk(context, call)
                let reference = try SPAReference(call.argument(0), path: "spa")
                var type = try await SPADirectory(desk: desk).find(reference)
                // Rows of lists lack the relations.
                if type.fields["relations"] == nil || isHandle(call.argument(0)) {
                    type = try await SPATypes(desk: desk).get(type.id)
                }
                return [.from(type.fields)]
            })
    }

    private static func isHandle(_ value: LuaValue) -> Bool { if case .object = value { true } else { false } }

    private static func list(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.spa.list",
            parameters: [
                .init(
                    "opts", .table, optional: true,
                    .init(
                        """
                        filter (booleans are accepted) and order as in REST; limit = rows at most; start = one \
                        page from this offset.
                        """,
                        ru:
                            """
                            filter (логические значения можно) и order как в REST; limit — не больше строк; start \
                            — одна страница с этого смещения.
                            """
                    ))
            ],
            results: [
                .init(
                    "types", "b24.SPAType[]",
                    .init("All that match; without relations.", ru: "Все подходящие; без связей."))
            ],
            effect: .read,
            doc: .init(
                """
                Smart processes, all pages of them.

                Listing takes the rights of a CRM administrator. Others get, as long as they ask without options, \
                the smart processes that they may read: found through crm.enum.ownertype and read one by one.
                """,
                ru:
                    """
                    Смарт-процессы, все страницы.

                    Для списка нужны права администратора CRM. Остальные, если вызывают без параметров, получат те \
                    смарт-процессы, которые могут читать: они находятся через crm.enum.ownertype и читаются по \
                    одному.
                    """
            ),
            example: "for _, t in ipairs(b24.spa.list()) do print(t.id, t.entityTypeId, t.title) end",
            source: SPAFamily.pages + "crm-type-list.md",
            body: .async { call in
                let arguments = try arguments(
                    call, of: "b24.spa.list", known: ["filter", "order", "start", "limit"])
                let desk = Desk(context, call)
                if let start = arguments.start {
                    var parameters = arguments.parameters
                    parameters["start"] = .integer(Int64(start))
                    let rows = try await desk.send("crm.type.list", parameters).result["types"]?.elements ?? []
                    return [.list(rows.prefix(arguments.limit ?? rows.count).map(decode))]
                }
                if arguments.parameters.isEmpty {
                    let directory = SPADirectory(desk: desk)
                    let listed = try await directory.listed()
                    let types = if let listed { listed } else { try await directory.readable() }
                    return [.list(types.prefix(arguments.limit ?? types.count).map { .from($0.fields) })]
                }
                let rows = try await desk.rows("crm.type.list", arguments.parameters, limit: arguments.limit)
                return [.list(rows.map(decode))]
            })
    }

    private static func each(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.spa.each",
            parameters: [
                .init(
                    "opts", .table, optional: true,
                    .init("filter, order and limit, as of list.", ru: "filter, order и limit, как у list."))
            ],
            results: [.init("rows", "fun(): b24.SPAType?", .init("An iterator.", ru: "Итератор."))],
            effect: .read,
            doc: .init(
                "Smart processes one by one, page by page; for CRM administrators.",
                ru: "Смарт-процессы по одному, страница за страницей; для администраторов CRM."),
            example: "for t in b24.spa.each { filter = { isStagesEnabled = true } } do print(t.title) end",
            source: SPAFamily.pages + "crm-type-list.md",
            body: RowLoop.body("spa_rows"))
    }

    /// The list behind `each`.
    static func rows(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "spa_rows", parameters: [.init("opts", .table, optional: true, .init("Options.", ru: "Параметры."))],
            doc: .init("Opens the list of smart processes.", ru: "Открывает список смарт-процессов."),
            body: .sync { call in
                let arguments = try arguments(call, of: "b24.spa.each", known: ["filter", "order", "limit"])
                let desk = Desk(context, call)
                let list = desk.list("crm.type.list", arguments.parameters, limit: arguments.limit)
                return [.object(RowHandle(list, transform: decode))]
            })
    }

    private static func find(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.spa.find", parameters: [.init("title", .string, .init("The exact title.", ru: "Точное название."))],
            results: [
                .init(
                    "spa", "b24.spa?", .init("A handle; nil when there is none.", ru: "Объект; nil, если такого нет."))
            ],
            effect: .read,
            doc: .init(
                "A handle to the smart process with a title.\n\nSeveral matches are an error that lists them.",
                ru: "Объект смарт-процесса по названию.\n\nНесколько совпадений — ошибка с их списком."),
            example: "if not b24.spa.find \"Leave\" then b24.spa.add { title = \"Leave\" } end",
            source: SPAFamily.pages + "crm-type-list.md",
            body: .async { call in
                guard case .string(let title) = call.argument(0) else { return [.nil] }
                let found = try await SPADirectory(desk: Desk(context, call)).optional(title: title)
                return [found.map { .object(SPAHandle($0, context)) } ?? .nil]
            })
    }

    private static func fields(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.spa.fields",
            results: [.init("fields", "table", .init("Descriptions by field name.", ru: "Описания по именам полей."))],
            effect: .read,
            doc: .init(
                "The fields of smart processes themselves.\n\nThose of their items: b24.spa(...).fields.",
                ru: "Поля самих смарт-процессов.\n\nПоля их элементов: b24.spa(...).fields."),
            example: "for name, field in pairs(b24.spa.fields()) do print(name, field.type) end",
            source: SPAFamily.pages + "crm-type-fields.md",
            body: .async { call in
                [(try await Desk(context, call).send("crm.type.fields").result["fields"]).map(LuaValue.json) ?? .nil]
            })
    }

    private static func arguments(_ call: HostCall, of function: String, known: [String]) throws -> ListArguments {
        var arguments = try call.listOptions(0, of: function, method: "crm.type.list", known: known)
        if let filter = arguments.parameters["filter"] {
            arguments.parameters["filter"] = FilterBooleans.encode(filter)
        }
        return arguments
    }

    @Sendable private static func decode(_ row: JSONSlice) -> LuaValue {
        guard let object = row.value.objectValue else { return .json(row) }
        return .from(SPAFieldCodec.decode(object))
    }
}
