public import LuaRuntime

/// The level at which a script wants to run, as it says at its top: `--- @sandbox trusted -- writes the report with Excel`.
///
/// A stricter level than the usual one is a promise that holds. `trusted` is a request: a person, the profile or the flag
/// has to grant it.
public struct SandboxRequest: Sendable, Equatable {
    /// The level.
    public var level: SandboxLevel
    /// What for, as the script says.
    public var reason: String?
    /// Its line.
    public var position: SourcePosition
}
