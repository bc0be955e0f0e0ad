import Dispatch
import Synchronization

/// Waits for something asynchronous on threads that may be held up: those of a thread pool for blocking work, never those
/// that tasks share.
final class BlockingWork: Sendable {
    private struct State {
        var running: [Int: @Sendable () -> Void] = [:]
        var last = 0
    }
    private let state = Mutex(State())

    /// The result of `body`, for which the thread waits.
    func wait<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
        let result = Held<Value>()
        let isDone = DispatchSemaphore(value: 0)
        let task = Task.detached {
            await result.fill(body)
            isDone.signal()
        }
        let number = state.withLock { state in
            state.last += 1
            state.running[state.last] = { task.cancel() }
            return state.last
        }
        isDone.wait()
        state.withLock { $0.running[number] = nil }
        return try result.value()
    }

    /// Cancels what is waited for now.
    func cancel() {
        for cancel in state.withLock({ Array($0.running.values) }) { cancel() }
    }
}

private final class Held<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)

    func fill(_ body: @Sendable () async throws -> Value) async {
        do {
            let value = try await body()
            result.withLock { $0 = .success(value) }
        } catch {
            result.withLock { $0 = .failure(error) }
        }
    }

    func value() throws -> Value {
        guard let result = result.withLock({ $0 }) else { preconditionFailure("read before it was filled") }
        return try result.get()
    }
}
