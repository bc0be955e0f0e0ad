internal import CLuaShim
internal import Synchronization

/// What is in progress from one ``LuaVM/run(_:arguments:)`` (or the like) to its return.
struct Run {
    let continuation: CheckedContinuation<[LuaValue], any Error>
    let token: RunToken
    /// Somebody typed it: its outcome is remembered in `_` and `_err`.
    let isEntry: Bool
    /// What the chunk returned, once it has.
    var results: [LuaValue]?
    /// Why it failed, when it has to unwind first.
    var failure: LuaFailure?
    /// Spawned tasks that have not ended.
    var liveTasks = 0
    /// Tasks that failed, in the order in which they were spawned.
    var failedTasks: [TaskState] = []
    /// Calls from outside that joined the run.
    var liveCalls = 0

    var isOver: Bool { results != nil && liveTasks == 0 && liveCalls == 0 }
}

/// Cancels one run, wherever it is: waiting for its turn, running, or over.
final class RunToken: Sendable {
    private let state = Mutex((isCurrent: false, isCancelled: false))

    func cancel(_ interrupt: () -> Void) {
        state.withLock { state in
            state.isCancelled = true
            if state.isCurrent { interrupt() }
        }
    }

    func begin(_ interrupt: () -> Void) {
        state.withLock { state in
            state.isCurrent = true
            if state.isCancelled { interrupt() }
        }
    }

    func end() { state.withLock { $0.isCurrent = false } }
}

extension Machine {
    /// What the VM is asked to do.
    struct Request: Sendable {
        enum Work: Sendable {
            case chunk(LuaChunk, [LuaValue])
            case entry(LuaChunk)
            case call(LuaFunction, [LuaValue])

            var isEntry: Bool { if case .entry = self { true } else { false } }
        }

        let work: Work
        let token: RunToken
        let continuation: CheckedContinuation<[LuaValue], any Error>
    }

    func accept(_ request: Request) {
        if let run {
            guard case .call(let function, let arguments) = request.work, !run.isOver else {
                return waitingRuns.append(request)
            }
            return join(function, arguments, request.continuation)
        }
        do {
            let L = try open()
            lvm_begin(vm)
            loading = []
            watchdog = try configuration.watchdog.map { try WatchdogThread($0, vm) }
            let arguments = try pushFunction(L, of: request)
            run = Run(continuation: request.continuation, token: request.token, isEntry: request.work.isEntry)
            request.token.begin(thread.interrupt)
            _ = start(L, arguments: arguments, role: .main)
        } catch {
            endWatch()
            request.continuation.resume(throwing: error)
        }
    }

    private func join(
        _ function: LuaFunction, _ arguments: [LuaValue], _ continuation: CheckedContinuation<[LuaValue], any Error>
    ) {
        do {
            let L = try open()
            let count = try pushCall(L, function, arguments)
            run?.liveCalls += 1
            _ = start(L, arguments: count, role: .call(continuation))
        } catch {
            continuation.resume(throwing: error)
        }
    }

    /// Ends the run with its results, or with a failure; nothing of it goes on.
    func endRun(_ failure: LuaFailure?) {
        guard let ending = run else { return }
        let failure = ending.failure ?? failure ?? ending.failedTasks.first { !$0.isObserved }?.failure
        let results = ending.results ?? []
        ending.token.end()
        endWatch()
        run = nil
        abandonCoroutines(failure ?? LuaFailure(kind: .interrupted, message: texts.stopped(.interrupted)))
        lastThrown = nil
        if let failure {
            ending.continuation.resume(throwing: failure)
        } else {
            ending.continuation.resume(returning: results)
        }
        while run == nil, !waitingRuns.isEmpty { accept(waitingRuns.removeFirst()) }
    }

    private func endWatch() {
        watchdog?.end()
        watchdog = nil
    }

    /// Ends everything, also what has not begun.
    func abandonAll(_ failure: LuaFailure) {
        let waiting = waitingRuns
        waitingRuns = []
        endRun(failure)
        waiting.forEach { $0.continuation.resume(throwing: failure) }
    }

    private func abandonCoroutines(_ failure: LuaFailure) {
        cancelOperations()
        ready.removeAll()
        for coroutine in coroutines.values {
            if case .call(let continuation) = coroutine.role { continuation.resume(throwing: failure) }
            if case .task(let task) = coroutine.role, task.failure == nil { taskAbandoned(task, failure) }
            if let main { lvm_unref(main, coroutine.reference) }
        }
        coroutines = [:]
    }

    // MARK: What runs

    private func pushFunction(_ L: LuaState, of request: Request) throws -> Int32 {
        switch request.work {
        case .chunk(let chunk, let arguments):
            try load(L, chunk)
            return try pushArguments(L, arguments)
        case .entry(let chunk):
            try loadEntry(L, chunk)
            return 0
        case .call(let function, let arguments):
            return try pushCall(L, function, arguments)
        }
    }

    private func pushCall(_ L: LuaState, _ function: LuaFunction, _ arguments: [LuaValue]) throws -> Int32 {
        guard function.owner === releases else {
            throw LuaFailure(kind: .runtime, message: texts.foreignFunction)
        }
        lvm_push_ref(L, function.reference)
        return try pushArguments(L, arguments)
    }

    private func pushArguments(_ L: LuaState, _ arguments: [LuaValue]) throws -> Int32 {
        let top = lvm_top(L)
        do {
            for argument in arguments { try push(L, argument) }
        } catch {
            lvm_set_top(L, top - 1)
            throw error
        }
        return Int32(arguments.count)
    }
}
