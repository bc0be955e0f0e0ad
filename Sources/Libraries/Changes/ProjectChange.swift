/// New content for the two files of a project, worked out and not yet written.
public struct ProjectChange: Sendable {
    /// `b24.toml`; `nil` takes it away.
    let manifest: String?
    /// What becomes of the lock.
    public let plan: LockPlan
    /// It is an older state that comes back.
    let isRollback: Bool

    init(manifest: String?, plan: LockPlan, isRollback: Bool = false) {
        (self.manifest, self.plan, self.isRollback) = (manifest, plan, isRollback)
    }

    /// Which libraries may do more afterwards: a person has to allow that.
    public var widening: [LibraryChange] { plan.changes.filter { !$0.wider.isEmpty } }
}
