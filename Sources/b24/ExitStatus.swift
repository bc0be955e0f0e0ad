/// How the process ends: the exit codes that scripts and CI branch on.
enum ExitStatus: Int32, Sendable {
    case done = 0
    /// The script or a call failed.
    case failed = 1
    /// The command line was wrong.
    case usage = 2
    /// Some items failed under "continue".
    case partial = 3
    /// Refused by policy: read-only, not confirmed.
    case refused = 4
    case timeLimit = 124
    /// Ctrl-C.
    case interrupted = 130
    /// SIGTERM.
    case terminated = 143
}
