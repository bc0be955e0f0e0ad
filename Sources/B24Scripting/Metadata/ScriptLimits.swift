/// What a script allows itself to use at most: `--- @limit memory 64MB`. Its limit of writes is one of its needs.
public struct ScriptLimits: Sendable, Equatable {
    /// Bytes of Lua's memory.
    public var memory: Int?
    /// Time that Lua computes.
    public var cpu: Duration?
    /// Time from the beginning to the end.
    public var time: Duration?

    /// None.
    public init() {}

    /// Whether it limits nothing.
    public var isEmpty: Bool { self == ScriptLimits() }
}
