/// What came out of checking the audit.
public struct AuditReport: Sendable, Equatable {
    /// How many lines there are.
    public var lines = 0
    /// The files, the oldest first.
    public var files: [String] = []
    /// The hash of the last line: kept in another place, it shows later whether anything before it was changed.
    public var lastHash = ""
    /// What is wrong, in the order of the lines; empty when nothing is.
    public var findings: [AuditFinding] = []
}
