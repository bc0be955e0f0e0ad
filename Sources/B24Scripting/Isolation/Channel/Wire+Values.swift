import JSON
import LuaRuntime

/// Lua values as JSON that gives the same values back. What lives in the child alone (functions, host objects) arrives as
/// the text that stands for it.
extension LuaValue {
    /// As `init(wire:)` reads it: scalars as they are, everything else as an object of one member that names its type.
    var wire: JSONValue {
        switch self {
        case .nil: .null
        case .null: ["null": true]
        case .boolean(let flag): .bool(flag)
        case .integer(let number): .integer(number)
        case .number(let number): number.isFinite ? .number(number) : ["number": .string(String(number))]
        case .string(let text): .string(text)
        case .bytes(let bytes): ["bytes": Self.wire(bytes)]
        case .table(let table): table.wire
        case .json(let slice): LuaValue(inOrder: slice.value).wire
        case .function: ["opaque": "function"]
        case .module: ["opaque": "table"]
        case .opaque(let text): ["opaque": .string(text)]
        case .object(let object): ["opaque": .string("\(type(of: object).luaTypeName): \(object.luaDescription)")]
        }
    }

    /// - Throws: ``Wire/Odd``.
    init(wire: JSONValue) throws {
        switch wire {
        case .null: self = .nil
        case .bool(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .string(let text): self = .string(ChildText.clean(text))
        case .array: throw Wire.Odd(description: "value")
        case .object(let object): self = try Self.typed(object)
        }
    }

    private static func typed(_ object: JSONObject) throws -> LuaValue {
        guard let member = object.members.first else { throw Wire.Odd(description: "value") }
        switch (member.key, member.value) {
        case ("null", _): return .null
        case ("number", .string(let text)): if let number = Double(text) { return .number(number) }
        case ("bytes", let value): return .bytes(try bytes(value))
        case ("opaque", .string(let text)): return .opaque(ChildText.clean(text))
        case ("table", _): return .table(try LuaTable(wire: object))
        default: break
        }
        throw Wire.Odd(description: "value")
    }

    fileprivate static func wire(_ bytes: [UInt8]) -> JSONValue { .array(bytes.map { .integer(Int64($0)) }) }

    fileprivate static func bytes(_ wire: JSONValue) throws -> [UInt8] {
        try (wire.arrayValue ?? []).map { value in
            guard let byte = value.integerValue.flatMap(UInt8.init(exactly:)) else {
                throw Wire.Odd(description: "bytes")
            }
            return byte
        }
    }
}

extension LuaTable {
    fileprivate var wire: JSONValue {
        let kind =
            switch marker {
            case .plain: "plain"
            case .array: "array"
            case .object: "object"
            }
        return [
            "table": .string(kind), "array": .array(array.map(\.wire)),
            "keys": .array(fields.map(\.key.wire)), "values": .array(fields.map(\.value.wire)),
        ]
    }

    fileprivate init(wire object: JSONObject) throws {
        let wire = Wire(object)
        let markers: [String: Marker] = ["plain": .plain, "array": .array, "object": .object]
        guard let marker = markers[try wire.text("table")] else { throw Wire.Odd(description: "table") }
        self.init(marker: marker, array: try wire.array("array").map { try LuaValue(wire: $0) })
        let (keys, values) = (try wire.array("keys"), try wire.array("values"))
        guard keys.count == values.count else { throw Wire.Odd(description: "keys") }
        fields = try zip(keys, values).map { (try Key(wire: $0), try LuaValue(wire: $1)) }
    }
}

extension LuaTable.Key {
    fileprivate var wire: JSONValue {
        switch self {
        case .integer(let number): .integer(number)
        case .number(let number): LuaValue.number(number).wire
        case .boolean(let flag): .bool(flag)
        case .string(let text): .string(text)
        case .bytes(let bytes): LuaValue.bytes(bytes).wire
        }
    }

    fileprivate init(wire: JSONValue) throws {
        self =
            switch try LuaValue(wire: wire) {
            case .integer(let number): .integer(number)
            case .number(let number) where !number.isNaN: .number(number)
            case .boolean(let flag): .boolean(flag)
            case .string(let text): .string(text)
            case .bytes(let bytes): .bytes(bytes)
            default: throw Wire.Odd(description: "key")
            }
    }
}
