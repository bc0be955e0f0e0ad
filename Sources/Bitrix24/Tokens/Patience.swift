import Synchronization

/// Waits for a task that several wait for, and that goes on when one of them is cancelled.
enum Patience {
    /// The task's value; `nil` when the caller's own task is cancelled first.
    static func value<Value: Sendable>(of task: Task<Value, Never>) async -> Value? {
        let waiter = Waiter<Value>()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiter.wait(continuation)
                Task { waiter.end(await task.value) }
            }
        } onCancel: {
            waiter.end(nil)
        }
    }

    private final class Waiter<Value: Sendable>: Sendable {
        private enum State {
            case idle
            case waiting(CheckedContinuation<Value?, Never>)
            case ended(Value?)
        }

        private let state = Mutex(State.idle)

        func wait(_ continuation: CheckedContinuation<Value?, Never>) {
            let ended: Value?? = state.withLock { state in
                if case .ended(let value) = state { return .some(value) }
                state = .waiting(continuation)
                return .none
            }
            if case .some(let value) = ended { continuation.resume(returning: value) }
        }

        /// The first end counts.
        func end(_ value: Value?) {
            let waiting: CheckedContinuation<Value?, Never>? = state.withLock { state in
                switch state {
                case .ended: return nil
                case .idle:
                    state = .ended(value)
                    return nil
                case .waiting(let continuation):
                    state = .ended(value)
                    return continuation
                }
            }
            waiting?.resume(returning: value)
        }
    }
}
