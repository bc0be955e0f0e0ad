import Synchronization

/// What scripts may do now: a prompt changes it between two entries.
final class LivePolicy: Sendable {
    private struct State {
        var policy: ScriptSession.Policy
        /// What a dry run has planned; there as long as it lasts.
        var rehearsal: Rehearsal?
        /// What the running script's credential must have.
        var preflight: Preflight?
    }

    private let state: Mutex<State>

    init(_ policy: ScriptSession.Policy) {
        state = Mutex(State(policy: policy, rehearsal: policy.dryRun ? Rehearsal() : nil))
    }

    var policy: ScriptSession.Policy {
        get { state.withLock { $0.policy } }
        set {
            state.withLock { state in
                state.policy = newValue
                // Each dry run begins without the objects that the one before had planned.
                state.rehearsal = newValue.dryRun ? state.rehearsal ?? Rehearsal() : nil
            }
        }
    }

    var preflight: Preflight? {
        get { state.withLock { $0.preflight } }
        set { state.withLock { $0.preflight = newValue } }
    }

    var rehearsal: Rehearsal? { state.withLock { $0.rehearsal } }
}
