import Dispatch
import Synchronization

/// Waits for something asynchronous on a thread that may be held up: one of a thread pool for blocking work, never one of
/// those that tasks share.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
    let result = Held<Value>()
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
        await result.fill(body)
        isDone.signal()
    }
    isDone.wait()
    return try result.value()
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
