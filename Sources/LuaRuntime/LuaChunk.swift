/// Lua source with its name as positions show it.
public struct LuaChunk: Sendable {
    /// The name that positions show: `team/leave.lua`.
    public var name: String
    /// The text; a first line that begins with `#` is skipped.
    public var source: String
    /// Whose globals it has; `nil` for those of whoever runs or requires it.
    public var environment: LuaEnvironment?

    /// A chunk.
    public init(name: String, source: String, environment: LuaEnvironment? = nil) {
        self.name = name
        self.source = source
        self.environment = environment
    }
}
