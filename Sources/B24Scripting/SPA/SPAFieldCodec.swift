import Bitrix24
import JSON
import LuaRuntime

/// Booleans of smart processes, both ways: scripts write and read Lua booleans, the portal wants `Y`/`N` in one place
/// and the strings `true`/`false` in another, and returns `Y`/`N` everywhere.
enum SPAFieldCodec {
    /// Switches that scripts can set: `Y`/`N`.
    static let flags = [
        "isAutomationEnabled", "isBeginCloseDatesEnabled", "isBizProcEnabled", "isCategoriesEnabled",
        "isClientEnabled", "isDocumentsEnabled", "isLinkWithProductsEnabled", "isMycompanyEnabled",
        "isObserversEnabled", "isRecyclebinEnabled", "isSetOpenPermissions", "isSourceEnabled", "isStagesEnabled",
        "isUseInUserfieldEnabled",
    ]

    /// Switches that only the portal sets.
    static let systemFlags = ["isPaymentsEnabled", "isCountersEnabled", "isInitialized"]

    /// Members that the portal sets itself; in what a script sends they are left out, so that a type that was read
    /// can be changed and sent back.
    static let readOnly =
        systemFlags + ["id", "createdBy", "updatedBy", "createdTime", "updatedTime", "customSections"]

    /// Everything else that a type takes.
    static let plain = ["title", "code", "entityTypeId", "isExternal", "customSectionId"]

    /// The user fields that a smart process can be linked to.
    static let linkedUserFields = [
        "CALENDAR_EVENT|UF_CRM_CAL_EVENT", "TASKS_TASK|UF_CRM_TASK", "TASKS_TASK_TEMPLATE|UF_CRM_TASK",
    ]

    static var writable: [String] { plain + flags + ["relations", "linkedUserFields"] }

    // MARK: From the portal

    /// A `type` object with every `Y`/`N` as a Boolean.
    static func decode(_ row: JSONObject) -> JSONObject {
        var fields = JSONObject()
        for member in row.members {
            switch member.key {
            case "relations": fields[member.key] = decodeRelations(member.value)
            case "linkedUserFields": fields[member.key] = decodeLinks(member.value)
            case let key where flags.contains(key) || systemFlags.contains(key):
                fields[key] = member.value.looseBoolean.map(JSONValue.bool) ?? member.value
            default: fields[member.key] = member.value
            }
        }
        return fields
    }

    private static func decodeRelations(_ value: JSONValue) -> JSONValue {
        guard let relations = value.objectValue else { return value }
        var decoded = JSONObject()
        for side in relations.members {
            guard let rows = side.value.arrayValue else {
                decoded[side.key] = side.value
                continue
            }
            decoded[side.key] = .array(
                rows.map { row in
                    guard var relation = row.objectValue else { return row }
                    for key in ["isChildrenListEnabled", "isPredefined"] {
                        if let flag = relation[key]?.looseBoolean { relation[key] = .bool(flag) }
                    }
                    return .object(relation)
                })
        }
        return .object(decoded)
    }

    private static func decodeLinks(_ value: JSONValue) -> JSONValue {
        guard let links = value.objectValue else { return value }
        var decoded = JSONObject()
        for link in links.members { decoded[link.key] = link.value.looseBoolean.map(JSONValue.bool) ?? link.value }
        return .object(decoded)
    }

    // MARK: To the portal

    /// What a script gave, in the portal's spelling.
    ///
    /// - Parameter function: its name, for messages.
    /// - Throws: ``ModuleError`` for a name that no type has and for a switch that is neither on nor off: the portal
    ///   would ignore both without a word.
    static func encode(_ fields: JSONObject, function: String) throws -> JSONObject {
        var encoded = JSONObject()
        for member in fields.members {
            switch member.key {
            case "relations": encoded[member.key] = try encodeRelations(member.value, function)
            case "linkedUserFields": encoded[member.key] = try encodeLinks(member.value, function)
            case let key where flags.contains(key):
                encoded[key] = try flag(member.value, key, function) ? "Y" : "N"
            case let key where readOnly.contains(key): continue
            case "isExternal":
                encoded[member.key] = try flag(member.value, "isExternal", function) ? "true" : "false"
            case let key where plain.contains(key): encoded[key] = member.value
            default:
                throw ModuleError(
                    .invalidArgument,
                    DomainTexts.unknownTypeField(member.key, function, Nearest.names(member.key, among: writable)),
                    hint: DomainTexts.rawCallHint)
            }
        }
        return encoded
    }

    private static func encodeRelations(_ value: JSONValue, _ function: String) throws -> JSONValue {
        guard let relations = asObject(value) else {
            throw ModuleError(.invalidArgument, DomainTexts.relationsShape("relations", function))
        }
        var encoded = JSONObject()
        for side in relations.members {
            guard ["parent", "child"].contains(side.key), let rows = asArray(side.value) else {
                throw ModuleError(.invalidArgument, DomainTexts.relationsShape("relations.\(side.key)", function))
            }
            var list: [JSONValue] = []
            for (index, row) in rows.enumerated() {
                let path = "relations.\(side.key)[\(index + 1)]"
                guard let relation = row.objectValue, let target = relation["entityTypeId"]?.looseInteger else {
                    throw ModuleError(.invalidArgument, DomainTexts.relationsShape(path, function))
                }
                // Predefined relations cannot be changed and may be left out.
                if relation["isPredefined"]?.looseBoolean == true { continue }
                var encodedRelation: JSONObject = ["entityTypeId": .integer(target)]
                if let shown = relation["isChildrenListEnabled"] {
                    let isShown = try flag(shown, "\(path).isChildrenListEnabled", function)
                    encodedRelation["isChildrenListEnabled"] = isShown ? "true" : "false"
                }
                list.append(.object(encodedRelation))
            }
            encoded[side.key] = .array(list)
        }
        return .object(encoded)
    }

    private static func encodeLinks(_ value: JSONValue, _ function: String) throws -> JSONValue {
        var encoded = JSONObject()
        for link in asObject(value)?.members ?? [] {
            guard linkedUserFields.contains(link.key) else {
                throw ModuleError(.invalidArgument, DomainTexts.unknownLink(link.key, function, linkedUserFields))
            }
            encoded[link.key] = try flag(link.value, "linkedUserFields[\"\(link.key)\"]", function) ? "true" : "false"
        }
        return .object(encoded)
    }

    private static func flag(_ value: JSONValue, _ path: String, _ function: String) throws -> Bool {
        guard let flag = value.looseBoolean else {
            throw ModuleError(.invalidArgument, DomainTexts.notASwitch(path, function))
        }
        return flag
    }

    /// An empty Lua table may mean either.
    private static func asObject(_ value: JSONValue) -> JSONObject? {
        value == .array([]) ? [:] : value.objectValue
    }

    private static func asArray(_ value: JSONValue) -> [JSONValue]? {
        value == .object([:]) ? [] : value.arrayValue
    }
}
