/// A Lua table's content, copied out of (or on its way into) the VM.
public struct LuaTable: Sendable {
    /// What a table says of itself through its metatable.
    public enum Marker: Sendable { case plain, array, object }

    /// `b24.array` / `b24.object`, or neither.
    public var marker: Marker
    /// The values of the keys 1...n.
    public var array: [LuaValue]
    /// All other entries. From Lua they arrive sorted (integers, then strings bytewise), so that what
    /// is made of them does not depend on the table's history.
    public var fields: [(key: Key, value: LuaValue)]

    /// A key beyond 1...n.
    public enum Key: Sendable, Hashable {
        case integer(Int64)
        case number(Double)
        case boolean(Bool)
        case string(String)
        case bytes([UInt8])
    }

    /// A table: `LuaTable(fields: [("id", .integer(13))])`.
    public init(
        marker: Marker = .plain, array: [LuaValue] = [], fields: [(String, LuaValue)] = []
    ) {
        self.marker = marker
        self.array = array
        self.fields = fields.map { (.string($0.0), $0.1) }
    }

    /// The value of a string key.
    public subscript(key: String) -> LuaValue? {
        fields.first { $0.key == .string(key) }?.value
    }
}
