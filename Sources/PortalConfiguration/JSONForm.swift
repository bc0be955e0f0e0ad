import JSON

/// A model as JSON: `{"workplaces": [{"id": "HR"}], "spas": [{"id": "Leave", "funnels": [...]}]}`: `id` is the name in the
/// description, everything else is called as in Lua.
public enum JSONForm {
    /// The whole model.
    public static func value(_ model: ConfigurationModel) -> JSONValue {
        var root = JSONObject()
        for kind in ObjectKind.allCases where kind.parent == nil {
            let objects = model.parts(kind, of: nil)
            if !objects.isEmpty { root[kind.listKey] = .array(objects.map { value($0, model) }) }
        }
        return .object(root)
    }

    private static func value(_ object: ConfigurationObject, _ model: ConfigurationModel) -> JSONValue {
        let kind = object.address.kind
        var result: JSONObject = ["id": .string(object.address.name)]
        for member in object.attributes.members
        where member.key != kind.naturalKey || member.value != .string(object.address.name) {
            result[member.key] = member.value
        }
        result["was"] = object.formerName.map(JSONValue.string)
        for part in kind.parts {
            let objects = model.parts(part, of: object.address)
            if !objects.isEmpty { result[part.listKey] = .array(objects.map { value($0, model) }) }
        }
        return .object(result)
    }

    /// What somebody has written down as JSON.
    ///
    /// - Throws: ``ConfigurationProblems`` for what has not even the form of a description.
    public static func drafts(_ value: JSONValue, file: String) throws -> [WrittenObject] {
        let place = FilePlace(file: file, line: nil)
        guard let root = value.objectValue else {
            throw ConfigurationProblems([ConfigurationProblem(place, Texts.notAConfiguration)])
        }
        var drafts: [WrittenObject] = []
        for member in root.members {
            guard let kind = ObjectKind.allCases.first(where: { $0.parent == nil && $0.listKey == member.key }),
                let rows = member.value.arrayValue
            else { throw ConfigurationProblems([ConfigurationProblem(place, Texts.notAConfiguration)]) }
            for row in rows { drafts.append(try draft(row, kind, place)) }
        }
        return drafts
    }

    private static func draft(_ value: JSONValue, _ kind: ObjectKind, _ place: FilePlace) throws -> WrittenObject {
        guard let object = value.objectValue, let name = object["id"]?.stringValue else {
            throw ConfigurationProblems([ConfigurationProblem(place, Texts.notAConfiguration)])
        }
        var members: [WrittenObject.Member] = []
        for member in object.members where member.key != "id" {
            if let part = kind.parts.first(where: { $0.listKey == member.key }), let rows = member.value.arrayValue {
                let parts = try rows.map { WrittenValue.draft(try draft($0, part, place)) }
                members.append(WrittenObject.Member(member.key, .list(parts)))
            } else {
                members.append(WrittenObject.Member(member.key, WrittenValue(member.value)))
            }
        }
        return WrittenObject(kind, name, members, place: place)
    }
}

extension WrittenValue {
    /// Data as somebody may have written it down.
    public init(_ value: JSONValue) {
        switch value {
        case .array(let elements): self = .list(elements.map { WrittenValue($0) })
        case .object(let object):
            self = .record(object.members.map { WrittenObject.Member($0.key, WrittenValue($0.value)) })
        default: self = .plain(value)
        }
    }
}
