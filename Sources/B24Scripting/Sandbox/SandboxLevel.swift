/// What of the machine a script sees. The portal is another matter: what may be done there is the gate's business at every
/// level.
///
/// | level | for | what it sees |
/// |---|---|---|
/// | `isolated` | code that nobody has read | a process of its own without files, network and credentials |
/// | `team` | the scripts of a team, and every library | Lua without `io`, `os` but its clock, `package`; `b24.file` |
/// | `trusted` | one's own scripts | `io` and `os` whole: any file and program of the person who runs it |
public enum SandboxLevel: String, Sendable, CaseIterable {
    case trusted, team, isolated
}

extension SandboxLevel: Comparable {
    /// Whether `left` is the stricter one.
    public static func < (left: SandboxLevel, right: SandboxLevel) -> Bool { left.openness < right.openness }

    private var openness: Int {
        switch self {
        case .isolated: 0
        case .team: 1
        case .trusted: 2
        }
    }
}
