import JSON
public import LuaSyntax

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

    // MARK: Reading

    /// The model that a JSON text describes. What is wrong in it is said with line and column.
    ///
    /// - Throws: ``ConfigurationProblems``; `JSONError` for what is no JSON.
    public static func model(_ text: [UInt8], file: String) throws -> ConfigurationModel {
        let document = try JSONSlice(text)
        let source = LuaSource(text)
        var reading = JSONReading { place($0, in: source, file: file) }
        let drafts = reading.drafts(document)
        return try ConfigurationChecker.model(drafts, known: reading.problems)
    }

    /// The model in JSON that a program has written: it has no lines that somebody knows.
    ///
    /// - Throws: ``ConfigurationProblems``
    public static func model(_ value: JSONValue, file: String) throws -> ConfigurationModel {
        var reading = JSONReading { _ in FilePlace(file: file, line: nil) }
        let drafts = reading.drafts(JSONSlice(value))
        return try ConfigurationChecker.model(drafts, known: reading.problems)
    }

    /// Where a byte of a JSON text is.
    public static func place(_ offset: Int, in source: LuaSource, file: String) -> FilePlace {
        FilePlace(file: file, line: source.line(of: offset), column: source.column(of: offset))
    }
}
