import Bitrix24
import JSON

/// The new ids of what was made again, in the place of the old ones: in commands of the run's time, wherever an id or
/// a code that is made of one stands.
struct IDMap: Sendable, Equatable {
    private var ids: [PlannedObject: String] = [:]
    /// The choices of list fields, by the field's plain old name.
    private var choices: [String: [String: String]] = [:]

    /// An object was made again.
    mutating func note(_ old: PlannedObject, id: String) { ids[old] = id }

    /// The choices of a field were made again, in this order.
    mutating func note(_ old: [String], choices new: [String], ofField name: String) {
        guard old.count == new.count else { return }
        choices[StoredFields.plain(name)] = Dictionary(zip(old, new), uniquingKeysWith: { $1 })
    }

    /// The present id of an object.
    func id(_ object: PlannedObject) -> String? { ids[object] ?? object.id }

    func type(_ id: String) -> String { self.id(PlannedObject(InverseFamily.type.name, id: id)) ?? id }

    func workplace(_ id: String) -> String { self.id(PlannedObject(InverseFamily.workplace.name, id: id)) ?? id }

    func funnel(_ id: String, of entityTypeID: String) -> String {
        self.id(PlannedObject(InverseFamily.funnel.name, entityTypeID: entityTypeID, id: id)) ?? id
    }

    /// A command as it is to be sent now.
    func translated(_ command: Command) -> Command {
        guard !ids.isEmpty else { return command }
        var parameters = command.parameters
        let family = ResultShape(command.method).family
        let type = parameters.text("entityTypeId")
        if let old = parameters.text("id"),
            let new = ids[PlannedObject(family, entityTypeID: type, id: old)]
        {
            parameters["id"] = Writable.number(new)
        }
        for name in ["fields", "field"] {
            guard case .object(let fields)? = parameters[name] else { continue }
            var written = JSONObject()
            for member in fields.members {
                let (key, value) = translated(member.key, member.value, family, type ?? "")
                written[key] = value
            }
            parameters[name] = .object(written)
        }
        return Command(command.method, parameters)
    }

    private func translated(
        _ name: String, _ value: JSONValue, _ family: String, _ type: String
    ) -> (String, JSONValue) {
        switch (InverseFamily(family), name) {
        case (.item?, "categoryId"): return (name, like(value) { funnel($0, of: type) })
        case (.item?, "stageId"), (.status?, "STATUS_ID"), (.status?, "ENTITY_ID"):
            return (name, value.stringValue.map { .string(code($0)) } ?? value)
        case (.field?, "entityId"): return (name, value.stringValue.map { .string(entity($0)) } ?? value)
        case (.field?, "fieldName"): return (name, value.stringValue.map { .string(fieldName($0)) } ?? value)
        case (.item?, _) where name.hasPrefix("parentId"):
            let parent = String(name.dropFirst("parentId".count))
            return (
                name, like(value) { id(PlannedObject(InverseFamily.item.name, entityTypeID: parent, id: $0)) ?? $0 }
            )
        case (.item?, _):
            let map = choices[StoredFields.plain(name)]
            return (fieldName(name), map.map { map in chosen(value, map) } ?? value)
        default: return (name, value)
        }
    }

    /// The same kind of value.
    private func like(_ value: JSONValue, _ translate: (String) -> String) -> JSONValue {
        guard let old = JSONObject([("id", value)]).text("id") else { return value }
        let new = translate(old)
        return new == old ? value : value.stringValue == nil ? Writable.number(new) : .string(new)
    }

    private func chosen(_ value: JSONValue, _ map: [String: String]) -> JSONValue {
        if let values = value.arrayValue { return .array(values.map { chosen($0, map) }) }
        return like(value) { map[$0] ?? $0 }
    }

    /// `DT1038_37:NEW` and `DYNAMIC_1038_STAGE_37` with the present funnel.
    func code(_ code: String) -> String {
        if code.hasPrefix("DT"), let colon = code.firstIndex(of: ":") {
            let parts = code[..<colon].dropFirst(2).split(separator: "_").map(String.init)
            guard parts.count == 2 else { return code }
            return "DT\(parts[0])_\(funnel(parts[1], of: parts[0]))\(code[colon...])"
        }
        let parts = code.split(separator: "_").map(String.init)
        guard parts.count == 4, parts[0] == "DYNAMIC", parts[2] == "STAGE" else { return code }
        return "DYNAMIC_\(parts[1])_STAGE_\(funnel(parts[3], of: parts[1]))"
    }

    /// `CRM_13`
    private func entity(_ entity: String) -> String {
        entity.hasPrefix("CRM_") ? "CRM_" + type(String(entity.dropFirst(4))) : entity
    }

    /// `UF_CRM_13_TOTAL`, `ufCrm13Total`
    private func fieldName(_ name: String) -> String {
        for prefix in ["UF_CRM_", "ufCrm"] where name.hasPrefix(prefix) {
            let rest = name.dropFirst(prefix.count)
            let digits = rest.prefix { $0.isNumber }
            guard !digits.isEmpty else { return name }
            return prefix + type(String(digits)) + rest.dropFirst(digits.count)
        }
        return name
    }
}
