import JSON
import Localization
import LuaRuntime

/// What the parts of a handle work on.
struct SPAScope: Sendable {
    let type: SPAType
    let context: ModuleContext
}

/// `b24.spa "Leave"`: what scripts hold of one smart process. It shows the type as it was when it was looked up.
final class SPAHandle: LuaObject {
    static let luaTypeName = "b24.spa"

    let type: SPAType

    private let parts: [String: any LuaObject]

    init(_ type: SPAType, _ context: ModuleContext) {
        self.type = type
        let scope = SPAScope(type: type, context: context)
        parts = [
            "items": SPAItems(scope), "funnels": SPAFunnels(scope), "stages": SPAStages(scope),
            "fields": SPAItemFields(scope), "permissions": SPAPermissions(scope),
        ]
    }

    /// What stands in the fields of every handle.
    static let partTypes = [
        "items": SPAItems.luaTypeName, "funnels": SPAFunnels.luaTypeName, "stages": SPAStages.luaTypeName,
        "fields": SPAItemFields.luaTypeName, "permissions": SPAPermissions.luaTypeName,
    ]

    static let luaMethods: [HostFunction] = [
        HostFunction(
            "__eq", parameters: [.init("other", .any, .init("Another value.", ru: "Другое значение."))],
            results: [.init("same", "boolean", .init("Whether both are the same type.", ru: "Один ли это тип."))],
            doc: .init("Handles of the same smart process are equal.", ru: "Объекты одного смарт-процесса равны."),
            body: .sync { call in
                guard let own = call.receiver as? SPAHandle, case .object(let object) = call.argument(0),
                    let other = object as? SPAHandle
                else { return [.boolean(false)] }
                return [.boolean(own.type.id == other.type.id)]
            })
    ]

    func luaField(_ name: String) -> LuaValue? {
        switch name {
        case "id": .integer(type.id)
        case "entityTypeId": .integer(type.entityTypeID)
        case "title": .string(type.title)
        default: parts[name].map(LuaValue.object) ?? type.fields[name].map { .from($0) }
        }
    }

    var luaFieldNames: [String] {
        parts.keys.sorted() + type.fields.members.map(\.key).filter { parts[$0] == nil }
    }

    var luaDescription: String { "b24.spa \(type.label), entityTypeId \(type.entityTypeID)" }
}
