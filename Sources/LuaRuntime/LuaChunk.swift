/// Lua source with its name as positions show it.
public struct LuaChunk: Sendable {
    public var name: String
    public var source: String
    public init(name: String, source: String) {
        self.name = name
        self.source = source
    }
}
