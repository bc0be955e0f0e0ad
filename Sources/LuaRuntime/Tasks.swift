internal import CLuaShim

/// A task as the VM's thread knows it.
final class TaskState {
    let id: Int64
    let object: LuaTask
    /// Its stack holds the results or the error as long as somebody can ask for them.
    var coroutine: Coroutine?
    var results: Int32 = 0
    var failure: LuaFailure?
    var isDone = false
    /// Somebody has been told how it ended: its error is theirs.
    var isObserved = false
    /// No script can reach it any more.
    var isForgotten = false
    var waiters: [(operation: Operation, raises: Bool)] = []

    init(id: Int64) {
        self.id = id
        object = LuaTask(id: id)
    }
}

extension Machine {
    /// `host.spawn(fn, ...)` -> task
    func spawn(_ L: LuaState) -> Int32 {
        let task = TaskState(id: newIdentifier())
        tasks[task.id] = task
        run?.liveTasks += 1
        task.coroutine = start(L, arguments: lvm_top(L) - 1, role: .task(task))
        pushObject(L, task.object)
        return 1
    }

    /// `host.gate()` -> a task without a function, which `host.open(gate)` ends.
    func makeGate(_ L: LuaState) -> Int32 {
        let task = TaskState(id: newIdentifier())
        tasks[task.id] = task
        pushObject(L, task.object)
        return 1
    }

    func openGate(_ L: LuaState) -> Int32 {
        if let task = task(L) { finish(task) }
        return 0
    }

    /// `host.await(task)` -> its results, or its error
    func awaitTask(_ L: LuaState) -> Int32 { waitForTask(L, raises: true) }

    /// `host.settle(task)` -> whether it ended well
    func settle(_ L: LuaState) -> Int32 { waitForTask(L, raises: false) }

    private func waitForTask(_ L: LuaState, raises: Bool) -> Int32 {
        guard let task = task(L) else { return raise(L, texts.taskExpected) }
        if task.isDone {
            task.isObserved = true
            if raises { return pushOutcome(L, of: task) }
            lvm_push_boolean(L, task.failure == nil)
            return 1
        }
        let operation = newOperation()
        task.waiters.append((operation, raises))
        lvm_await(L, operation.id)
        return Int32(LVM_AWAIT)
    }

    private func task(_ L: LuaState) -> TaskState? {
        guard let object = objects[lvm_to_object(L, 1)]?.object as? LuaTask else { return nil }
        return tasks[object.id]
    }

    /// Hands a finished task's values to somebody who waited: the very values, not copies.
    func pushOutcome(_ L: LuaState, of task: TaskState) -> Int32 {
        task.isObserved = true
        guard let state = task.coroutine?.state else {
            if let failure = task.failure { return raise(L, failure, in: nil) }
            return 0
        }
        if task.failure != nil {
            lvm_keep_traceback(state)
            lvm_push_value(state, -1)
            lvm_move(state, L, 1)
            return Int32(LVM_RAISE)
        }
        let top = lvm_top(state)
        guard lvm_check_stack(state, task.results), lvm_check_stack(L, task.results) else {
            return raise(L, texts.tooManyResults)
        }
        for index in 0..<task.results { lvm_push_value(state, top - task.results + 1 + index) }
        lvm_move(state, L, task.results)
        return task.results
    }

    // MARK: Endings

    func taskEnded(_ task: TaskState, _ coroutine: Coroutine, results: Int32) {
        task.results = results
        coroutines[coroutine.id] = nil
        run?.liveTasks -= 1
        finish(task)
    }

    func taskFailed(_ task: TaskState, _ coroutine: Coroutine, _ failure: LuaFailure) {
        task.failure = failure
        coroutines[coroutine.id] = nil
        run?.liveTasks -= 1
        if var failed = run?.failedTasks {
            failed.insert(task, at: failed.firstIndex { $0.id > task.id } ?? failed.count)
            run?.failedTasks = failed
        }
        finish(task)
    }

    /// The run ended before the task did.
    func taskAbandoned(_ task: TaskState, _ failure: LuaFailure) {
        task.failure = failure
        task.coroutine = nil
        task.isDone = true
        task.object.markDone()
        task.waiters = []
    }

    private func finish(_ task: TaskState) {
        task.isDone = true
        task.object.markDone()
        for waiter in task.waiters where waiter.operation.outcome == nil {
            if !waiter.raises { task.isObserved = true }
            complete(waiter.operation, waiter.raises ? .task(task) : .values([.boolean(task.failure == nil)]))
        }
        task.waiters = []
        if task.isForgotten { release(task) }
    }

    /// Lua has collected the task's object.
    func forget(_ object: LuaTask) {
        guard let task = tasks[object.id] else { return }
        task.isForgotten = true
        if task.isDone, task.waiters.isEmpty { release(task) }
    }

    func release(_ task: TaskState) {
        tasks[task.id] = nil
        guard let coroutine = task.coroutine, !operations.values.contains(where: { $0.waits(for: task) }) else {
            return
        }
        drop(coroutine)
        task.coroutine = nil
    }
}

extension Operation {
    fileprivate func waits(for task: TaskState) -> Bool {
        if case .task(let awaited) = outcome { return awaited === task }
        return false
    }
}
