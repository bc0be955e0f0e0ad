public import JSON

/// A Lua value outside the VM: what host functions receive and return.
public enum LuaValue: Sendable {
    case `nil`
    /// JSON's null (`b24.null`): a value that is there, unlike `nil`.
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    /// A Lua string that is valid UTF-8.
    case string(String)
    /// A Lua string that is not.
    case bytes([UInt8])
    case table(LuaTable)
    /// A reference to a Lua function; it stays alive as long as this value does.
    case function(LuaFunction)
    /// A host object (a Lua userdata).
    case object(any LuaObject)
    /// Towards Lua only: JSON text that becomes Lua values in one pass, without a tree between.
    case json(JSONSlice)
    /// Towards the host only, and only where a parameter takes any value: a thing that has no
    /// other form (a thread, a foreign userdata, a table that contains itself). The text is for display.
    case opaque(String)
}

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

/// A Lua function held by the host. Called with ``LuaVM/call(_:_:)``.
public final class LuaFunction: Sendable {
    let reference: Int32
    let release: @Sendable (Int32) -> Void

    init(reference: Int32, release: @escaping @Sendable (Int32) -> Void) {
        self.reference = reference
        self.release = release
    }

    deinit { release(reference) }
}

/// A Swift object that Lua sees as a userdata.
///
/// Lua holds a handle, never the object itself: no `deinit` runs inside Lua's collector.
public protocol LuaObject: AnyObject, Sendable {
    /// What `type`-like messages call it: `b24.Error`, `b24.spa`.
    static var luaTypeName: String { get }

    /// Methods and metamethods (`__call`, `__len`, `__eq`, `__close`, ...) by name; the object is argument 1 of each,
    /// not declared among the parameters. An `__index` among them is called, with the name, for names that neither a field
    /// nor a method has; like any host function it may throw and wait (a value loaded at first use).
    static var luaMethods: [HostFunction] { get }

    /// The value of a field; `nil` hands over to the methods. Must not block.
    func luaField(_ name: String) -> LuaValue?

    /// The names that completion offers beside the methods.
    var luaFieldNames: [String] { get }

    /// `tostring(object)` in the language of the VM.
    var luaDescription: String { get }
}
