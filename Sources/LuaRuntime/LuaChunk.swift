/// Lua source with its name as positions show it.
public struct LuaChunk: Sendable {
    /// The name that positions show: `team/leave.lua`.
    public var name: String
    /// The text; a first line that begins with `#` is skipped.
    public var source: String

    /// A chunk.
    public init(name: String, source: String) {
        self.name = name
        self.source = source
    }
}
