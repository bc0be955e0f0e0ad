import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The functions of `b24.workplace` that only read.
enum WorkplaceReading {
    static func functions(_ context: ModuleContext) -> [HostFunction] {
        [get(context), list(context), each(context), find(context), fields(context)]
    }

    private static func get(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.get", parameters: [WorkplaceFamily.workplaceParameter],
            results: [WorkplaceFamily.workplaceResult], effect: .read,
            doc: .init(
                "One workplace.\n\nRaises not_found when there is none.",
                ru: "Одно рабочее место.\n\nЕсли его нет, ошибка not_found."),
            example: "print(b24.workplace.get(5).title)",
            source: WorkplaceFamily.pages + "crm-automated-solution-get.md",
            body: .async { call in
                let reference = try WorkplaceReference(call.argument(0), path: "workplace")
                return [.from(try await Workplaces(desk: Desk(context, call)).find(reference).json)]
            })
    }

    private static func list(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.list",
            parameters: [
                .init(
                    "opts", .table, optional: true,
                    .init(
                        "filter and order as in REST; limit = rows at most; start = one page from this offset.",
                        ru:
                            """
                            filter и order как в REST; limit — не больше строк; start — одна страница с этого \
                            смещения.
                            """
                    ))
            ],
            results: [
                .init("workplaces", "b24.Workplace[]", .init("All that match.", ru: "Все подходящие."))
            ],
            effect: .read,
            doc: .init(
                """
                Workplaces, all pages of them.

                A workplace without smart processes is not in the portal's menu, but it is here.
                """,
                ru:
                    """
                    Рабочие места, все страницы.

                    Рабочего места без смарт-процессов нет в меню портала, но здесь оно есть.
                    """
            ),
            example:
                "for _, w in ipairs(b24.workplace.list { order = { title = \"ASC\" } }) do print(w.id, w.title) end",
            source: WorkplaceFamily.pages + "crm-automated-solution-list.md",
            body: .async { call in
                let arguments = try call.listOptions(
                    0, of: "b24.workplace.list", method: "crm.automatedsolution.list",
                    known: ["filter", "order", "start", "limit"])
                let desk = Desk(context, call)
                if let start = arguments.start {
                    var parameters = arguments.parameters
                    parameters["start"] = .integer(Int64(start))
                    let page = try await desk.send("crm.automatedsolution.list", parameters)
                    let rows = page.result["automatedSolutions"]?.elements ?? []
                    return [.list(rows.prefix(arguments.limit ?? rows.count).map(LuaValue.json))]
                }
                let rows = try await desk.rows(
                    "crm.automatedsolution.list", arguments.parameters, limit: arguments.limit)
                return [.list(rows.map(LuaValue.json))]
            })
    }

    private static func each(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.each",
            parameters: [
                .init(
                    "opts", .table, optional: true,
                    .init("filter, order and limit, as of list.", ru: "filter, order и limit, как у list."))
            ],
            results: [
                .init("rows", "fun(): b24.Workplace?", .init("An iterator.", ru: "Итератор."))
            ],
            effect: .read,
            doc: .init("Workplaces one by one, page by page.", ru: "Рабочие места по одному, страница за страницей."),
            example: "for w in b24.workplace.each() do print(w.title, #w.typeIds) end",
            source: WorkplaceFamily.pages + "crm-automated-solution-list.md",
            body: RowLoop.body("workplace_rows"))
    }

    /// The list behind `each`.
    static func rows(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "workplace_rows", parameters: [.init("opts", .table, optional: true, .init("Options.", ru: "Параметры."))],
            doc: .init("Opens the list of workplaces.", ru: "Открывает список рабочих мест."),
            body: .sync { call in
                let arguments = try call.listOptions(
                    0, of: "b24.workplace.each", method: "crm.automatedsolution.list",
                    known: ["filter", "order", "limit"])
                let desk = Desk(context, call)
                let list = desk.list("crm.automatedsolution.list", arguments.parameters, limit: arguments.limit)
                return [.object(RowHandle(list))]
            })
    }

    private static func find(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.find",
            parameters: [.init("title", .string, .init("The exact title.", ru: "Точное название."))],
            results: [
                .init("workplace", "b24.Workplace?", .init("nil when there is none.", ru: "nil, если такого нет."))
            ],
            effect: .read,
            doc: .init(
                """
                The workplace with a title.

                Titles need not be unique: several matches are an error that lists them.
                """,
                ru:
                    """
                    Рабочее место по названию.

                    Названия могут повторяться: несколько совпадений — ошибка с их списком.
                    """
            ),
            example: "local hr = b24.workplace.find \"HR\"",
            source: WorkplaceFamily.pages + "crm-automated-solution-list.md",
            body: .async { call in
                guard case .string(let title) = call.argument(0) else { return [.nil] }
                let found = try await Workplaces(desk: Desk(context, call)).find(title)
                return [found.map { .from($0.json) } ?? .nil]
            })
    }

    private static func fields(_ context: ModuleContext) -> HostFunction {
        HostFunction(
            "b24.workplace.fields",
            results: [
                .init(
                    "fields", "table",
                    .init("Descriptions by field name.", ru: "Описания по именам полей."))
            ],
            effect: .read,
            doc: .init("The fields of workplaces.", ru: "Поля рабочих мест."),
            example: "for name, field in pairs(b24.workplace.fields()) do print(name, field.type) end",
            source: WorkplaceFamily.pages + "crm-automated-solution-fields.md",
            body: .async { call in
                [.json(try await Desk(context, call).send("crm.automatedsolution.fields").result)]
            })
    }
}
