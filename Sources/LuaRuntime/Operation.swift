/// Something for which a coroutine waits.
final class Operation {
    /// How it ended.
    enum Outcome {
        case values([LuaValue])
        case failure(any Error)
        /// Look at the task.
        case task(TaskState)
    }

    let id: Int64
    /// The call to which an error belongs.
    let call: HostCall?
    /// The Swift task that works on it.
    var work: Task<Void, Never>?
    /// Who goes on when it is done; `nil` for a wait that blocks.
    var waiter: Coroutine?
    var outcome: Outcome?

    init(id: Int64, call: HostCall?) {
        self.id = id
        self.call = call
    }
}

/// Every coroutine waits for another: nothing can ever happen again.
struct Deadlock: Error, CustomStringConvertible {
    let description: String
}
