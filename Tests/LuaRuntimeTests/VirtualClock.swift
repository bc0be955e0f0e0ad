import Synchronization

@testable import LuaRuntime

/// Time that passes only when everybody waits for it: when the machine has nothing to run and every host call that is
/// under way is a sleep, the sleeper with the earliest end goes on.
final class VirtualClock: Sendable {
    private struct Sleeper {
        let end: Duration
        let order: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now: Duration = .zero
        var sleepers: [Sleeper] = []
        var order = 0
        /// How many host calls are under way while the machine is idle.
        var idle: Int?
    }

    private let state = Mutex(State())

    /// Makes a machine sleep by this clock.
    func drive(_ configuration: inout LuaVM.Configuration) {
        configuration.sleep = sleep
        configuration.whenIdle = { waiting in
            self.state.withLock { $0.idle = waiting }
            self.pass()
        }
    }

    @Sendable private func sleep(_ duration: Duration) async {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                state.order += 1
                state.sleepers.append(
                    Sleeper(end: state.now + duration, order: state.order, continuation: continuation))
            }
            pass()
        }
    }

    private func pass() {
        let next = state.withLock { state -> Sleeper? in
            guard state.idle == state.sleepers.count,
                let next = state.sleepers.min(by: { ($0.end, $0.order) < ($1.end, $1.order) })
            else { return nil }
            state.idle = nil
            state.sleepers.removeAll { $0.order == next.order }
            state.now = max(state.now, next.end)
            return next
        }
        next?.continuation.resume()
    }
}
