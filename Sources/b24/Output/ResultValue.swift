import JSON
import LuaRuntime

/// A result to be shown: what a script returned or a portal answered, in one shape for all formats.
indirect enum ResultValue: Sendable {
    /// Nothing: Lua's nil, at the top only.
    case none
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([ResultValue])
    /// Fields in order; `isEmptyObject` distinguishes `{}` that must stay an object.
    case record([(key: String, value: ResultValue)])
    /// A thing that has no data form: a function, a host object. The text is for display.
    case thing(String)

    init(_ value: LuaValue) {
        self =
            switch value {
            case .nil: .none
            case .null: .null
            case .boolean(let flag): .bool(flag)
            case .integer(let number): .integer(number)
            case .number(let number): .number(number)
            case .string(let text): .string(text)
            case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
            case .table(let table): Self.table(table)
            case .function: .thing("function")
            case .object(let object): .thing(object.luaDescription)
            case .json(let slice): ResultValue(slice.value)
            case .opaque(let text): .thing(text)
            }
    }

    init(_ value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let flag): .bool(flag)
            case .integer(let number): .integer(number)
            case .number(let number): .number(number)
            case .string(let text): .string(text)
            case .array(let elements): .array(elements.map { ResultValue($0) })
            case .object(let object): .record(object.members.map { ($0.key, ResultValue($0.value)) })
            }
    }

    /// All that a chunk returned: one value as itself, several as an array.
    init(results: [LuaValue]) {
        switch results.count {
        case 0: self = .none
        case 1: self.init(results[0])
        default: self = .array(results.map { ResultValue($0) })
        }
    }

    /// A table with only the keys 1...n is an array; one with both parts is a record whose numeric keys count from 0,
    /// as it would be sent.
    private static func table(_ table: LuaTable) -> ResultValue {
        if table.fields.isEmpty, table.marker != .object {
            return .array(table.array.map { ResultValue($0) })
        }
        let numbered = table.array.enumerated().map { (key: String($0.offset), value: ResultValue($0.element)) }
        let named = table.fields.map { (key: name($0.key), value: ResultValue($0.value)) }
        return .record(numbered + named)
    }

    private static func name(_ key: LuaTable.Key) -> String {
        switch key {
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .boolean(let flag): String(flag)
        case .string(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The elements of an array; anything else is one row; nothing is none.
    var rows: [ResultValue] {
        switch self {
        case .none: []
        case .array(let elements): elements
        default: [self]
        }
    }

    var json: JSONValue {
        switch self {
        case .none, .null: return .null
        case .bool(let flag): return .bool(flag)
        case .integer(let number): return .integer(number)
        case .number(let number): return .number(number)
        case .string(let text), .thing(let text): return .string(text)
        case .array(let elements): return .array(elements.map(\.json))
        case .record(let fields):
            var object = JSONObject()
            for field in fields { object[field.key] = field.value.json }
            return .object(object)
        }
    }

    /// One line for a cell: text as it is, nothing as nothing, structures as Lua.
    var cell: String {
        switch self {
        case .none, .null: ""
        case .string(let text), .thing(let text): text
        case .array, .record: LuaFormat.inline(self)
        case .bool, .integer, .number: LuaFormat.inline(self)
        }
    }

    var isNumber: Bool {
        switch self {
        case .integer, .number: true
        default: false
        }
    }

    /// The fields when this is a record.
    var fields: [(key: String, value: ResultValue)]? {
        if case .record(let fields) = self { fields } else { nil }
    }
}
