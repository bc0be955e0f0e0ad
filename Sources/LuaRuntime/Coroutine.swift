/// A coroutine that the host runs.
final class Coroutine {
    /// Who wants its results.
    enum Role {
        /// The run's own chunk.
        case main
        /// A ``LuaVM/call(_:_:)`` within a run.
        case call(CheckedContinuation<[LuaValue], any Error>)
        /// A task that a script spawned.
        case task(TaskState)
    }

    let id: Int64
    let state: LuaState
    /// Keeps `state` alive.
    let reference: Int32
    let role: Role
    /// Values on its stack that the next resume takes.
    var arguments: Int32
    /// What it works on, innermost last.
    var scopes: [LuaScope] = []
    var scope: LuaScope? { scopes.last }

    init(id: Int64, state: LuaState, reference: Int32, role: Role, arguments: Int32) {
        self.id = id
        self.state = state
        self.reference = reference
        self.role = role
        self.arguments = arguments
    }
}

/// A first-in, first-out queue of coroutines that can go on.
struct ReadyQueue {
    private var items: [Coroutine] = []
    private var head = 0

    mutating func append(_ coroutine: Coroutine) { items.append(coroutine) }

    mutating func popFirst() -> Coroutine? {
        guard head < items.count else { return nil }
        defer {
            head += 1
            if head == items.count { removeAll() }
        }
        return items[head]
    }

    mutating func removeAll() {
        items.removeAll(keepingCapacity: true)
        head = 0
    }
}
