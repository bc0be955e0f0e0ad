import Bitrix24
import JSON
import LuaRuntime

/// Any Lua value as JSON for records and logs: what cannot be sent is described instead of refused.
enum LenientJSON {
    static func encode(_ value: LuaValue) -> JSONValue {
        switch value {
        case .nil, .null: .null
        case .boolean(let flag): .bool(flag)
        case .integer(let number): .integer(number)
        case .number(let number): number.isFinite ? .number(number) : .string(LuaFormatter.number(number))
        case .string(let text): .string(Redaction.redact(text))
        case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
        case .json(let slice): slice.value
        case .table(let table): encode(table)
        case .object(let object): .string(object.luaDescription)
        case .function, .module, .opaque: .string(value.typeName)
        }
    }

    private static func encode(_ table: LuaTable) -> JSONValue {
        if table.fields.isEmpty, table.marker != .object { return .array(table.array.map(encode)) }
        var object = JSONObject()
        for (index, element) in table.array.enumerated() { object[String(index + 1)] = encode(element) }
        for (key, element) in table.fields { object[key.text] = encode(element) }
        return .object(object)
    }
}
