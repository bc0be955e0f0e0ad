import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The methods of `spa.items` that work on single items and lists.
enum ItemMethods {
    static let all: [HostFunction] = [add, get, list, each, count, update, delete]

    static let pages = "api-reference/crm/universal/"

    /// The receiver and the way to the portal.
    static func open(_ call: HostCall) throws -> (spa: SPAScope, desk: Desk) {
        guard let items = call.receiver as? SPAItems else { throw DomainTexts.lostReceiver(SPAItems.luaTypeName) }
        return (items.spa, Desk(items.spa.context, call))
    }

    /// The parameters that every `crm.item` command has.
    static func parameters(_ spa: SPAScope, _ more: JSONObject = [:]) -> JSONObject {
        var parameters: JSONObject = ["entityTypeId": .integer(spa.type.entityTypeID)]
        for member in more.members { parameters[member.key] = member.value }
        return parameters
    }

    private static let idParameter = HostFunction.Parameter(
        "id", .integer, .init("The item's id.", ru: "id элемента."))

    private static let fieldsParameter = HostFunction.Parameter(
        "fields", .table,
        .init(
            "Fields by name (title, assignedById, ufCrm7Amount, ...); booleans become Y/N.",
            ru: "Поля по именам (title, assignedById, ufCrm7Amount, ...); логические значения станут Y/N."))

    private static let listParameter = HostFunction.Parameter(
        "opts", .table, optional: true,
        .init(
            """
            select, filter, order as in REST; booleans in the filter become Y/N (1/0 for custom fields); limit = \
            rows at most; useOriginalUfNames.
            """,
            ru:
                """
                select, filter, order как в REST; логические значения в filter станут Y/N (для пользовательских \
                полей 1/0); limit — не больше строк; useOriginalUfNames.
                """
        ))

    private static let itemResult = HostFunction.Result(
        "item", "b24.Item", .init("The whole item.", ru: "Элемент целиком."))

    /// The portal passes over names that it does not know. Its answer has every field that there is.
    private static func warnOfIgnored(_ fields: JSONObject, _ response: Response, _ desk: Desk) {
        guard !desk.isRehearsal, case .object(let item)? = response.result["item"]?.value else { return }
        let plain = { (name: String) in name.lowercased().filter { $0 != "_" } }
        let known = Set(item.members.map { plain($0.key) })
        for name in fields.members.map(\.key) where !known.contains(plain(name)) {
            let nearest = Nearest.names(name, among: item.members.map(\.key), limit: 1).first
            desk.warn(DomainTexts.unknownItemField(name, nearest))
        }
    }

    private static let add = HostFunction(
        "add", parameters: [fieldsParameter], results: [itemResult], effect: .write,
        doc: .init(
            "Adds an item.\n\nThe portal ignores names that it does not know, which is said as a warning; spa.fields has those that exist.",
            ru:
                "Добавляет элемент.\n\nНеизвестные имена портал пропускает, о чём скажет предупреждение; существующие есть в spa.fields."
        ),
        example: "local item = b24.spa(\"Leave\").items:add { title = \"Anna, July\", assignedById = 7 }",
        source: pages + "crm-item-add.md",
        body: .async { call in
            let (spa, desk) = try open(call)
            let fields = FilterBooleans.fields(try call.fields(0, method: "crm.item.add"))
            let response = try await desk.send("crm.item.add", parameters(spa, ["fields": .object(fields)]))
            warnOfIgnored(fields, response, desk)
            return [response.result["item"].map(LuaValue.json) ?? .nil]
        })

    private static let get = HostFunction(
        "get", parameters: [idParameter], results: [itemResult], effect: .read,
        doc: .init(
            "One item.\n\nRaises not_found when there is none.",
            ru: "Один элемент.\n\nЕсли его нет, ошибка not_found."),
        example: "print(b24.spa(\"Leave\").items:get(15).title)", source: pages + "crm-item-get.md",
        body: .async { call in
            let (spa, desk) = try open(call)
            let id = call.argument(0).wholeNumber ?? 0
            let response = try await desk.send("crm.item.get", parameters(spa, ["id": .integer(id)]))
            return [response.result["item"].map(LuaValue.json) ?? .nil]
        })

    private static let list = HostFunction(
        "list", parameters: [listParameter],
        results: [
            .init(
                "items", "b24.Item[]",
                .init("All that match and may be read.", ru: "Все подходящие, которые можно читать."))
        ],
        effect: .read,
        doc: .init(
            """
            Items, all pages of them; with start = N one page from that offset.

            Items that the caller may not read are left out by the portal without a word. For many items use each, \
            which keeps one page in memory.
            """,
            ru:
                """
                Элементы, все страницы; с start = N — одна страница с этого смещения.

                Элементы без доступа на чтение портал молча пропускает. Когда элементов много, лучше each: в \
                памяти одна страница.
                """
        ),
        example:
            """
            local open = b24.spa("Leave").items:list { filter = { assignedById = 7 }, select = { "id", "title" } }
            """,
        source: pages + "crm-item-list.md",
        body: .async { call in
            let (spa, desk) = try open(call)
            let arguments = try listArguments(call, 0, of: "items:list", extra: ["start"])
            if let start = arguments.start {
                var more = arguments.parameters
                more["start"] = .integer(Int64(start))
                let rows = try await desk.send("crm.item.list", parameters(spa, more)).result["items"]?.elements ?? []
                return [.list(rows.prefix(arguments.limit ?? rows.count).map(LuaValue.json))]
            }
            let rows = try await desk.rows(
                "crm.item.list", parameters(spa, arguments.parameters), limit: arguments.limit)
            return [.list(rows.map(LuaValue.json))]
        })

    private static let each = HostFunction(
        "each", parameters: [listParameter],
        results: [.init("rows", "fun(): b24.Item?", .init("An iterator.", ru: "Итератор."))], effect: .read,
        doc: .init(
            "Items one by one, page by page, in constant memory.",
            ru: "Элементы по одному, страница за страницей; память не растёт."),
        example:
            """
            for item in b24.spa("Leave").items:each { select = { "id", "title" } } do print(item.id, item.title) \
            end
            """,
        source: pages + "crm-item-list.md",
        body: RowLoop.body("item_rows"))

    /// The list behind `each`.
    static let rows = HostFunction(
        "item_rows",
        parameters: [
            .init("items", .object(SPAItems.luaTypeName), .init("The items.", ru: "Элементы.")),
            .init("opts", .table, optional: true, .init("Options.", ru: "Параметры.")),
        ],
        doc: .init("Opens the list of items.", ru: "Открывает список элементов."),
        body: .sync { call in
            guard case .object(let object) = call.argument(0), let items = object as? SPAItems else { return [.nil] }
            let arguments = try listArguments(call, 1, of: "items:each")
            let list = Desk(items.spa.context, call).list(
                "crm.item.list", parameters(items.spa, arguments.parameters), limit: arguments.limit)
            return [.object(RowHandle(list))]
        })

    private static let count = HostFunction(
        "count",
        parameters: [.init("filter", .table, optional: true, .init("As in list.", ru: "Как в list."))],
        results: [.init("total", "integer", .init("How many match.", ru: "Сколько подходит."))], effect: .read,
        doc: .init("The number of items, by one request.", ru: "Число элементов, одним запросом."),
        example: "print(b24.spa(\"Leave\").items:count { opened = false })", source: pages + "crm-item-list.md",
        body: .async { call in
            let (spa, desk) = try open(call)
            let filter = try filter(call, 0)
            return [.integer(Int64(try await desk.count("crm.item.list", parameters(spa, ["filter": filter]))))]
        })

    private static let update = HostFunction(
        "update", parameters: [idParameter, fieldsParameter], results: [itemResult], effect: .write,
        doc: .init("Changes an item.", ru: "Изменяет элемент."),
        example: "b24.spa(\"Leave\").items:update(15, { stageId = \"DT156_8:CLIENT\" })",
        source: pages + "crm-item-update.md",
        body: .async { call in
            let (spa, desk) = try open(call)
            let fields = FilterBooleans.fields(try call.fields(1, method: "crm.item.update"))
            let id = call.argument(0).wholeNumber ?? 0
            let response = try await desk.send(
                "crm.item.update", parameters(spa, ["id": .integer(id), "fields": .object(fields)]))
            warnOfIgnored(fields, response, desk)
            return [response.result["item"].map(LuaValue.json) ?? .nil]
        })

    private static let delete = HostFunction(
        "delete", parameters: [idParameter],
        results: [.init("deleted", "boolean", .init("true.", ru: "true."))], effect: .destructive,
        doc: .init("Deletes an item.", ru: "Удаляет элемент."),
        example: "b24.spa(\"Leave\").items:delete(15)", source: pages + "crm-item-delete.md",
        body: .async { call in
            let (spa, desk) = try open(call)
            let id = call.argument(0).wholeNumber ?? 0
            _ = try await desk.send("crm.item.delete", parameters(spa, ["id": .integer(id)]))
            return [.boolean(true)]
        })

    /// A filter argument, its booleans in the portal's spelling; an empty one when it was left out.
    static func filter(_ call: HostCall, _ index: Int) throws -> JSONValue {
        FilterBooleans.encode(.object(try call.fields(index, method: "crm.item.list", parameter: "filter")))
    }

    private static func listArguments(
        _ call: HostCall, _ index: Int, of function: String, extra: [String] = []
    ) throws -> ListArguments {
        var arguments = try call.listOptions(
            index, of: function, method: "crm.item.list",
            known: ["select", "filter", "order", "limit", "useOriginalUfNames"] + extra)
        if let filter = arguments.parameters["filter"] {
            arguments.parameters["filter"] = FilterBooleans.encode(filter)
        }
        return arguments
    }
}
