public import JSON

/// What looking at the portal tells about a write whose answer was lost.
public enum Reconciliation: Sendable {
    /// It ran; with what it would have answered.
    case done(JSONSlice)
    /// It did not run: it can be sent (again) without doing anything twice.
    case notRun
    /// The portal does not tell.
    case unknown
}
