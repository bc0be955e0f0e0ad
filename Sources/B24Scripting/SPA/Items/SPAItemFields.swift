import Bitrix24
import JSON
import Localization
import LuaRuntime
import Synchronization

/// `spa.fields`: the fields of the items (`crm.item.fields`), read at the first use and kept by the handle.
final class SPAItemFields: LuaObject {
    static let luaTypeName = "b24.spa.fields"

    let spa: SPAScope
    private let loaded = Mutex<JSONSlice?>(nil)

    init(_ spa: SPAScope) { self.spa = spa }

    private static let page = "api-reference/crm/universal/crm-item-fields.md"

    static let luaMethods: [HostFunction] = [
        HostFunction(
            "__call",
            parameters: [
                .init("name", .any, optional: true, .init("Not used.", ru: "Не используется."))
            ],
            results: [.init("fields", "table", .init("Descriptions by field name.", ru: "Описания по именам полей."))],
            effect: .read,
            doc: .init("All fields as a plain table, read anew.", ru: "Все поля обычной таблицей, прочитанные заново."),
            example: "b24.pp(b24.spa(\"Leave\").fields())", source: page,
            body: .async { call in
                guard let fields = call.receiver as? SPAItemFields else { return [.nil] }
                fields.loaded.withLock { $0 = nil }
                return [.json(try await fields.load(call))]
            }),
        HostFunction(
            "__index", parameters: [.init("name", .any, .init("A field's name.", ru: "Имя поля."))],
            results: [
                .init(
                    "field", "table?",
                    .init("Its description; nil when there is none.", ru: "Её описание; nil, если такого поля нет."))
            ],
            effect: .read, doc: .init("One field: spa.fields.title.", ru: "Одно поле: spa.fields.title."),
            example: "print(b24.spa(\"Leave\").fields.title.type)", source: page,
            body: .async { call in
                guard let fields = call.receiver as? SPAItemFields, case .string(let name) = call.argument(0) else {
                    return [.nil]
                }
                return [try await fields.load(call)[name].map(LuaValue.json) ?? .nil]
            }),
        HostFunction(
            "__pairs",
            results: [
                .init("next", "fun()", .init("The function next.", ru: "Функция перебора.")),
                .init("fields", "table", .init("The fields.", ru: "Поля.")),
            ],
            effect: .read,
            doc: .init("pairs(spa.fields) goes over all fields.", ru: "pairs(spa.fields) перебирает все поля."),
            example: "for name, field in pairs(b24.spa(\"Leave\").fields) do print(name, field.type) end", source: page,
            body: .async { call in
                guard let fields = call.receiver as? SPAItemFields else { return [.nil] }
                return [.object(MemberIterator(try await fields.load(call))), .nil, .nil]
            }),
    ]

    private func load(_ call: HostCall) async throws -> JSONSlice {
        if let fields = loaded.withLock({ $0 }) { return fields }
        let response = try await Desk(spa.context, call).send(
            "crm.item.fields", ["entityTypeId": .integer(spa.type.entityTypeID)])
        let fields = response.result["fields"] ?? JSONSlice([:])
        loaded.withLock { $0 = fields }
        return fields
    }

    func luaField(_ name: String) -> LuaValue? { loaded.withLock { $0 }?[name].map(LuaValue.json) }

    var luaFieldNames: [String] { loaded.withLock { $0 }?.members?.map(\.key) ?? [] }

    var luaDescription: String { "\(Self.luaTypeName) of \(spa.type.label)" }
}

/// Goes over the members of a JSON object: key and value, as `next` does.
final class MemberIterator: LuaObject {
    static let luaTypeName = "b24.members"

    private let members: [(key: String, value: JSONSlice)]
    private let position = Mutex(0)

    init(_ object: JSONSlice) { members = object.members ?? [] }

    static let luaMethods: [HostFunction] = [
        HostFunction(
            "__call",
            parameters: [
                .init("state", .any, optional: true, .init("Not used.", ru: "Не используется.")),
                .init("control", .any, optional: true, .init("Not used.", ru: "Не используется.")),
            ],
            results: [
                .init("name", "string?", .init("The next name; nil at the end.", ru: "Следующее имя; в конце nil.")),
                .init("value", "any", .init("Its value.", ru: "Значение.")),
            ],
            doc: .init("The next member.", ru: "Следующий элемент."),
            body: .sync { call in
                guard let iterator = call.receiver as? MemberIterator, let member = iterator.next() else {
                    return [.nil]
                }
                return [.string(member.key), .json(member.value)]
            })
    ]

    private func next() -> (key: String, value: JSONSlice)? {
        position.withLock { position in
            guard position < members.count else { return nil }
            defer { position += 1 }
            return members[position]
        }
    }

    func luaField(_ name: String) -> LuaValue? { nil }
    var luaFieldNames: [String] { [] }
    var luaDescription: String { Self.luaTypeName }
}
