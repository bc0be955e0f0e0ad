/// What is known of a command's effect on the portal.
public enum Outcome: String, Sendable {
    /// It did not run.
    case refused
    /// It ran and failed.
    case failed
    /// A write whose answer was lost.
    case unknown
    /// It was never sent, because something before it failed.
    case notRun = "not_run"
}
