internal import CLuaShim

extension Machine {
    /// How deep waits that block may nest. Each has its own Lua C stack budget on top of the thread's one stack.
    private static let maximumNesting = 8

    /// Runs whatever can run, until everybody waits.
    func pump() {
        while true {
            thread.drain()
            releaseCollected()
            guard run != nil else { return }
            lvm_check_time(vm)
            if isStopping { return endRun(stopFailure()) }
            if let coroutine = ready.popFirst() {
                resume(coroutine)
            } else if run?.isOver == true {
                endRun(nil)
            } else if external == 0, !thread.hasWork, let stuck = firstStuckOperation {
                complete(stuck, .failure(Deadlock(description: texts.deadlock)))
            } else {
                configuration.whenIdle?(external)
                return
            }
        }
    }

    /// Waits on the VM's thread, under the Lua frames that can't be suspended, until an operation is done; the other
    /// coroutines go on meanwhile.
    func wait(_ L: LuaState, operation id: Int64) {
        guard let operation = operations[id] else { return }
        nesting += 1
        defer { nesting -= 1 }
        while operation.outcome == nil {
            thread.drain()
            releaseCollected()
            lvm_check_time(vm)
            if isStopping { return }
            if operation.outcome != nil { return }
            if nesting <= Self.maximumNesting, let coroutine = ready.popFirst() {
                resume(coroutine)
            } else if external == 0, !thread.hasWork {
                // Whoever could finish it waits further down on this very stack.
                complete(operation, .failure(Deadlock(description: texts.deadlock)))
            } else if !thread.hasWork {
                configuration.whenIdle?(external)
                thread.wait(until: lvm_deadline(vm))
            }
        }
    }

    var isStopping: Bool { lvm_stopped(vm) != LVM_RUNNING }

    private var firstStuckOperation: Operation? {
        operations.values.filter { $0.outcome == nil }.min { $0.id < $1.id }
    }

    // MARK: Coroutines

    /// Makes a coroutine of a function and its arguments, which are on top of `from`.
    func start(_ from: LuaState, arguments: Int32, role: Coroutine.Role) -> Coroutine {
        let state = lvm_coroutine(from)!
        let reference = lvm_ref(from)
        _ = lvm_check_stack(state, arguments + 1)
        lvm_move(from, state, arguments + 1)
        let coroutine = Coroutine(
            id: newIdentifier(), state: state, reference: reference, role: role, arguments: arguments)
        if case .main = role {
        } else {
            coroutine.scopes = [LuaScope(object: current?.scope?.object, isConcurrent: true)]
        }
        coroutines[coroutine.id] = coroutine
        ready.append(coroutine)
        return coroutine
    }

    private func resume(_ coroutine: Coroutine) {
        let previous = current
        current = coroutine
        var count: Int32 = 0
        var awaited: Int64 = 0
        let outcome = lvm_resume(coroutine.state, coroutine.arguments, &count, &awaited)
        current = previous
        coroutine.arguments = 0
        if isStopping {
            // Where the stop met the script, which the one who ends the run can't see any more.
            if outcome == Int32(LVM_FAILED), run?.failure == nil {
                let failure = stopFailure(coroutine.state)
                run?.failure = failure
            }
            return
        }
        switch outcome {
        case Int32(LVM_WAITING):
            guard let operation = operations[awaited] else { return }
            operation.waiter = coroutine
            if operation.outcome != nil { ready.append(coroutine) }
        case Int32(LVM_DONE): ended(coroutine, results: count)
        default: failed(coroutine)
        }
    }

    private func ended(_ coroutine: Coroutine, results: Int32) {
        switch coroutine.role {
        case .main:
            let isEntry = run?.isEntry == true
            if isEntry { rememberResults(coroutine.state, results) }
            run?.results = takeResults(coroutine.state, results, areShown: isEntry)
        case .call(let continuation):
            run?.liveCalls -= 1
            continuation.resume(returning: takeResults(coroutine.state, results))
        case .task(let task): return taskEnded(task, coroutine, results: results)
        }
        drop(coroutine)
    }

    private func failed(_ coroutine: Coroutine) {
        let failure = failure(of: coroutine.state)
        switch coroutine.role {
        case .main:
            if run?.isEntry == true { rememberError(coroutine.state) }
            // The run is over; its other tasks are not waited for.
            if nesting == 0 { return endRun(failure) }
            run?.failure = failure
            lvm_stop(vm, Int32(LVM_STOP_INTERRUPTED))
        case .call(let continuation):
            run?.liveCalls -= 1
            continuation.resume(throwing: failure)
            drop(coroutine)
        case .task(let task): taskFailed(task, coroutine, failure)
        }
    }

    func drop(_ coroutine: Coroutine) {
        coroutines[coroutine.id] = nil
        if let main { lvm_unref(main, coroutine.reference) }
    }

    private func takeResults(_ L: LuaState, _ count: Int32, areShown: Bool = false) -> [LuaValue] {
        let top = lvm_top(L)
        let decoder = Decoder(machine: self, state: L, sharing: areShown ? Decoder.Sharing() : nil)
        return (0..<count).map { decoder.anything(top - count + 1 + $0) }
    }

    // MARK: Operations

    /// Begins an operation that somebody finishes with ``complete(_:_:)``.
    func newOperation(_ call: HostCall? = nil) -> Operation {
        let operation = Operation(id: newIdentifier(), call: call)
        operations[operation.id] = operation
        return operation
    }

    /// Begins a host call away from the VM's thread.
    func begin(
        _ call: HostCall, _ body: @escaping @Sendable (HostCall) async throws -> [LuaValue]
    ) -> Operation {
        let operation = newOperation(call)
        external += 1
        let id = operation.id
        let thread = thread
        let scope = current?.scope
        operation.work = Task {
            let result: Result<[LuaValue], any Error>
            do {
                // Most calls have none, and it costs something to say so.
                let values =
                    scope == nil
                    ? try await body(call) : try await LuaScope.$current.withValue(scope) { try await body(call) }
                result = .success(values)
            } catch {
                result = .failure(error)
            }
            thread.post { $0.arrived(id, result) }
        }
        return operation
    }

    private func arrived(_ id: Int64, _ result: Result<[LuaValue], any Error>) {
        if lingering.remove(id) != nil { return }
        guard let operation = operations[id] else { return }
        external -= 1
        operation.work = nil
        switch result {
        case .success(let values): complete(operation, .values(values))
        case .failure(let error): complete(operation, .failure(error))
        }
    }

    func complete(_ operation: Operation, _ outcome: Operation.Outcome) {
        guard operation.outcome == nil else { return }
        operation.outcome = outcome
        if let waiter = operation.waiter { ready.append(waiter) }
    }

    /// Pushes what a coroutine has waited for.
    func finish(_ L: LuaState, operation id: Int64) -> Int32 {
        guard let operation = operations.removeValue(forKey: id) else { return 0 }
        switch operation.outcome {
        case .values(let values): return pushResults(L, values, of: operation.call)
        case .failure(let error): return raise(L, error, in: operation.call)
        case .task(let task):
            defer { if task.isForgotten { release(task) } }
            return pushOutcome(L, of: task)
        case nil: return 0
        }
    }

    /// Cancels everything that is under way.
    func cancelOperations() {
        for operation in operations.values {
            guard let work = operation.work else { continue }
            work.cancel()
            lingering.insert(operation.id)
        }
        operations = [:]
        external = 0
    }
}
