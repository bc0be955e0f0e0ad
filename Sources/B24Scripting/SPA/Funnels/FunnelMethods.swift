import Bitrix24
import JSON
import Localization
import LuaRuntime

/// The methods of `spa.funnels`.
enum FunnelMethods {
    static let all: [HostFunction] = [list, get, find, add, update, delete, fields]

    private static let pages = "api-reference/crm/universal/category/"

    private static let funnelParameter = HostFunction.Parameter(
        "funnel", .oneOf([.string, .integer, .table]),
        .init(
            "Its id, a funnel that was read before, or its name.",
            ru: "Её id, прочитанная ранее воронка или её название."))

    private static let fieldsParameter = HostFunction.Parameter(
        "fields", .table, .init("name, sort, isDefault (boolean).", ru: "name, sort, isDefault (логическое)."))

    private static let result = HostFunction.Result(
        "funnel", "b24.Funnel",
        .init(
            "{id, name, sort, entityTypeId, isDefault, isSystem}",
            ru: "{id, name, sort, entityTypeId, isDefault, isSystem}"))

    private static func funnels(_ call: HostCall) throws -> Funnels {
        guard let object = call.receiver as? SPAFunnels else { throw DomainTexts.lostReceiver(SPAFunnels.luaTypeName) }
        return Funnels(desk: Desk(object.spa.context, call), type: object.spa.type)
    }

    private static let list = HostFunction(
        "list", results: [.init("funnels", "b24.Funnel[]", .init("In their order.", ru: "По порядку."))], effect: .read,
        doc: .init(
            """
            The funnels that the caller may read.

            Funnels without read access are left out without a word: an empty list does not mean that there are \
            none.
            """,
            ru:
                """
                Воронки, которые можно читать.

                Воронок без доступа на чтение в списке нет, и портал об этом не сообщает: пустой список не значит, \
                что воронок нет.
                """
        ),
        example: "for _, f in ipairs(b24.spa(\"Leave\").funnels:list()) do print(f.id, f.name, f.isDefault) end",
        source: pages + "crm-category-list.md",
        body: .async { call in [.list(try await funnels(call).list().map(LuaValue.from))] })

    private static let get = HostFunction(
        "get", parameters: [funnelParameter], results: [result], effect: .read,
        doc: .init("One funnel.", ru: "Одна воронка."),
        example: "print(b24.spa(\"Leave\").funnels:get(8).name)", source: pages + "crm-category-get.md",
        body: .async { call in
            let funnels = try funnels(call)
            let id = try await funnels.id(call.argument(0))
            let response = try await funnels.desk.send("crm.category.get", funnels.parameters(["id": .integer(id)]))
            return [Funnels.one(response)]
        })

    private static let find = HostFunction(
        "find", parameters: [.init("name", .string, .init("The exact name.", ru: "Точное название."))],
        results: [.init("funnel", "b24.Funnel?", .init("nil when there is none.", ru: "nil, если такой нет."))],
        effect: .read,
        doc: .init(
            "The funnel with a name.\n\nNames need not be unique: several matches are an error that lists them.",
            ru: "Воронка по названию.\n\nНазвания могут повторяться: несколько совпадений — ошибка с их списком."),
        example: "local f = b24.spa(\"Leave\").funnels:find \"General\"", source: pages + "crm-category-list.md",
        body: .async { call in
            guard case .string(let name) = call.argument(0) else { return [.nil] }
            return [try await funnels(call).find(name).map { .from($0) } ?? .nil]
        })

    private static let add = HostFunction(
        "add", parameters: [fieldsParameter], results: [result], effect: .write,
        doc: .init(
            """
            Adds a funnel, which gets five stages at once.

            Whether it starts open to everyone is decided by the type's isSetOpenPermissions at that moment.
            """,
            ru:
                """
                Добавляет воронку; у неё сразу пять стадий.

                Будет ли она доступна всем, решает isSetOpenPermissions типа в этот момент.
                """
        ),
        example: "b24.spa(\"Leave\").funnels:add { name = \"Managers\", sort = 200 }",
        source: pages + "crm-category-add.md",
        body: .async { call in
            let funnels = try funnels(call)
            let fields = FilterBooleans.fields(try call.fields(0, method: "crm.category.add"))
            let response = try await funnels.desk.send(
                "crm.category.add", funnels.parameters(["fields": .object(fields)]))
            return [Funnels.one(response)]
        })

    private static let update = HostFunction(
        "update", parameters: [funnelParameter, fieldsParameter], results: [result], effect: .write,
        doc: .init(
            """
            Changes a funnel.

            isDefault = true moves the mark here; it cannot be taken away from the default funnel itself.
            """,
            ru:
                """
                Изменяет воронку.

                isDefault = true переносит отметку сюда; просто снять её с основной воронки нельзя.
                """
        ),
        example: "b24.spa(\"Leave\").funnels:update(\"Managers\", { isDefault = true })",
        source: pages + "crm-category-update.md",
        body: .async { call in
            let funnels = try funnels(call)
            let fields = FilterBooleans.fields(try call.fields(1, method: "crm.category.update"))
            let id = try await funnels.id(call.argument(0))
            let response = try await funnels.desk.send(
                "crm.category.update", funnels.parameters(["id": .integer(id), "fields": .object(fields)]))
            return [Funnels.one(response)]
        })

    private static let delete = HostFunction(
        "delete", parameters: [funnelParameter],
        results: [.init("deleted", "boolean", .init("true.", ru: "true."))], effect: .destructive,
        doc: .init(
            "Deletes a funnel without items.\n\nThe default funnel cannot be deleted.",
            ru: "Удаляет воронку без элементов.\n\nОсновную воронку удалить нельзя."),
        example: "b24.spa(\"Leave\").funnels:delete \"Managers\"", source: pages + "crm-category-delete.md",
        body: .async { call in
            let funnels = try funnels(call)
            let id = try await funnels.id(call.argument(0))
            _ = try await funnels.desk.send("crm.category.delete", funnels.parameters(["id": .integer(id)]))
            return [.boolean(true)]
        })

    private static let fields = HostFunction(
        "fields",
        results: [.init("fields", "table", .init("Descriptions by field name.", ru: "Описания по именам полей."))],
        effect: .read, doc: .init("The fields of funnels.", ru: "Поля воронок."),
        example: "b24.pp(b24.spa(\"Leave\").funnels:fields())", source: pages + "crm-category-fields.md",
        body: .async { call in
            let funnels = try funnels(call)
            let response = try await funnels.desk.send("crm.category.fields", funnels.parameters())
            return [response.result["fields"].map(LuaValue.json) ?? .nil]
        })
}
