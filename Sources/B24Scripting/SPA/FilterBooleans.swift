import JSON
import LuaRuntime

/// Booleans in filters and in fields of items: scripts write Lua booleans, the portal wants `Y`/`N`, except in filters
/// by custom fields, which compare with `1`/`0` only.
enum FilterBooleans {
    /// A filter, nested groups included.
    static func encode(_ filter: JSONValue) -> JSONValue { encode(filter, key: "") }

    private static func encode(_ value: JSONValue, key: String) -> JSONValue {
        switch value {
        case .bool(let flag):
            let name = key.drop { !$0.isLetter }.lowercased()
            if name.hasPrefix("uf") { return .integer(flag ? 1 : 0) }
            return flag ? "Y" : "N"
        case .array(let elements): return .array(elements.map { encode($0, key: key) })
        case .object(let object):
            var encoded = JSONObject()
            for member in object.members { encoded[member.key] = encode(member.value, key: member.key) }
            return .object(encoded)
        default: return value
        }
    }

    /// Fields of an item: booleans at the top level, and in lists, become `Y`/`N`.
    static func fields(_ fields: JSONObject) -> JSONObject {
        var encoded = JSONObject()
        for member in fields.members {
            encoded[member.key] =
                switch member.value {
                case .bool(let flag): flag ? "Y" : "N"
                case .array(let list): .array(list.map { $0.boolValue.map { $0 ? "Y" : "N" } ?? $0 })
                default: member.value
                }
        }
        return encoded
    }
}
