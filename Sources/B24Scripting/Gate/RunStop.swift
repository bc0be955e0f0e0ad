import Localization
import LuaRuntime
import Synchronization

/// The end that the host puts to a run, and that no script can catch: the limit of writes is reached, or a person has
/// said no to going on.
final class RunStop: Sendable {
    /// Why, and where the script was.
    struct Reason: Sendable {
        var error: ModuleError
        var position: SourcePosition?
    }

    private struct State {
        var reason: Reason?
        var interrupt: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    /// Connects the machine that is to be stopped.
    func connect(_ interrupt: @escaping @Sendable () -> Void) { state.withLock { $0.interrupt = interrupt } }

    /// Why the run was stopped; `nil` while it was not.
    var reason: Reason? { state.withLock { $0.reason } }

    /// Stops the run; the first reason stays.
    func stop(_ reason: Reason) {
        let interrupt = state.withLock { state in
            if state.reason == nil { state.reason = reason }
            return state.interrupt
        }
        interrupt()
    }

    /// The reason, for the end of a run; the next one begins without.
    func take() -> Reason? {
        state.withLock { state in
            defer { state.reason = nil }
            return state.reason
        }
    }
}

extension RunStop.Reason {
    /// The failure that the run ends with.
    ///
    /// - Parameter end: how the script ended when it was stopped.
    func failure(_ end: (any Error)?) -> LuaFailure {
        var failure = LuaFailure(kind: .runtime, message: error.text.en)
        failure.cause = error
        failure.traceback = (end as? LuaFailure)?.traceback ?? []
        failure.position = position ?? (end as? LuaFailure)?.position
        return failure
    }
}
