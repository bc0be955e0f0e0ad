/// How the process ends: the exit codes that scripts and CI branch on.
enum ExitStatus: Sendable, Hashable {
    case done
    /// The script or a call failed.
    case failed
    /// The command line was wrong.
    case usage
    /// Some items failed under "continue".
    case partial
    /// Refused by policy: read-only, not confirmed.
    case refused
    /// `plan` and `diff`: there are changes.
    case changes
    case timeLimit
    /// Ctrl-C.
    case interrupted
    /// SIGTERM.
    case terminated
    /// What the script gave `os.exit`.
    case script(Int32)

    /// The exit code.
    var rawValue: Int32 {
        switch self {
        case .done: 0
        case .failed: 1
        case .usage: 2
        case .partial: 3
        case .refused: 4
        case .changes: 5
        case .timeLimit: 124
        case .interrupted: 130
        case .terminated: 143
        case .script(let code): code
        }
    }
}
