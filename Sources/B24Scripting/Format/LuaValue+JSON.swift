public import JSON
public import LuaRuntime

/// Results as JSON, for the formats that programs read.
extension LuaValue {
    /// A JSON value whose members keep their order; unlike in scripts, a null inside an object stays.
    public init(inOrder value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let flag): .boolean(flag)
            case .integer(let number): .integer(number)
            case .number(let number): .number(number)
            case .string(let text): .string(text)
            case .array(let elements): .table(LuaTable(marker: .array, array: elements.map { LuaValue(inOrder: $0) }))
            case .object(let object):
                .table(
                    LuaTable(marker: .object, fields: object.members.map { ($0.key, LuaValue(inOrder: $0.value)) }))
            }
    }

    /// The elements of an array; anything else is one row; nothing is none.
    public var rows: [LuaValue] {
        switch self {
        case .nil: []
        case .json(let slice): LuaValue(inOrder: slice.value).rows
        case .table(let table) where table.isArray: table.array
        default: [self]
        }
    }

    /// The value as JSON; what has no such form (a function, a host object) as the text that stands for it.
    public var jsonValue: JSONValue {
        switch self {
        case .nil, .null: .null
        case .boolean(let flag): .bool(flag)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .string(let text), .opaque(let text): .string(text)
        case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
        case .table(let table): table.jsonValue
        case .function: .string("function")
        case .module: .string("table")
        case .object(let object): .string(object.luaDescription)
        case .json(let slice): slice.value
        }
    }
}

extension LuaTable {
    /// Whether only the keys 1...n are there; an empty table counts, unless it says that it is an object.
    public var isArray: Bool { fields.isEmpty && (marker != .object || !array.isEmpty) }

    /// A table with both parts becomes an object whose numeric keys count from 0, as it would be sent; an array with
    /// gaps, such as the results of b24.map where some failed, keeps its places.
    fileprivate var jsonValue: JSONValue {
        if isArray { return .array(array.map(\.jsonValue)) }
        if let sparse { return .array(sparse) }
        var object = JSONObject()
        for (index, element) in array.enumerated() { object[String(index)] = element.jsonValue }
        for (key, value) in fields { object[key.name] = value.jsonValue }
        return .object(object)
    }
}

extension LuaTable {
    /// The elements of an array with gaps, null where nothing is; `nil` when the table has other keys, or mostly gaps.
    private var sparse: [JSONValue]? {
        var elements = array.map(\.jsonValue)
        for (key, value) in fields {
            guard case .integer(let index) = key, index > 0, index <= 2 * (array.count + fields.count) + 8 else {
                return nil
            }
            let missing = Int(index) - elements.count
            if missing > 0 { elements += Array(repeating: .null, count: missing) }
            elements[Int(index) - 1] = value.jsonValue
        }
        return elements
    }
}

extension LuaTable.Key {
    /// The key as a name of JSON.
    public var name: String {
        switch self {
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .boolean(let flag): String(flag)
        case .string(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}
