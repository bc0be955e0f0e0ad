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
    /// Towards Lua only: the table of a module.
    case module(LuaModule)
    /// Towards the host only, and only where a parameter takes any value: a thing that has no
    /// other form (a thread, a foreign userdata, a table that contains itself). The text is for display.
    case opaque(String)
}
