/// One Lua 5.4 state on a thread of its own.
///
/// The state lives on one thread with a large stack, which is the actor's executor. Any number of coroutines run there;
/// what they wait for (a REST call, a pause) runs elsewhere as Swift tasks, so waiting costs no thread. A script that
/// waits where Lua can't suspend (in a `table.sort` comparator, a `gsub` callback) makes the thread serve the others
/// from inside that call until its answer is there.
///
/// ```swift
/// let vm = try LuaVM(LuaVM.Configuration())
/// let values = try await vm.run(LuaChunk(name: "sum.lua", source: "return 1 + 1"))
/// ```
public actor LuaVM {
    nonisolated let thread: VMThread

    /// The VM's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// A VM with its thread; the state is made on first use.
    ///
    /// - Throws: ``Unavailable`` when the system has no file descriptors or no thread for it.
    public init(_ configuration: Configuration) throws {
        thread = try VMThread(configuration)
    }

    deinit { thread.close() }

    /// Compiles and runs a chunk; returns when it and every task that it spawned is done.
    ///
    /// Runs of one VM follow each other. Cancelling the Swift task that waits here interrupts the run.
    ///
    /// - Parameters:
    ///   - chunk: the source and the name that positions show.
    ///   - arguments: what the chunk gets as `...`.
    /// - Returns: what the chunk returns.
    /// - Throws: ``LuaFailure``.
    public func run(_ chunk: LuaChunk, arguments: [LuaValue] = []) async throws -> [LuaValue] {
        try await perform(.chunk(chunk, arguments))
    }

    /// Runs an interactive entry: as an expression first (`return ` put before it), then as statements.
    ///
    /// Entries go on where the ones before them ended: a local variable that an entry declares outside of blocks and
    /// functions is the same variable to later entries. One with `<close>` is closed at the end of its entry. The first
    /// result stays in the global `_`, the one before it in `__`, the last error in `_err`.
    ///
    /// - Throws: ``LuaFailure``; its kind is `.incomplete` when more lines are needed.
    public func evaluate(_ entry: String, chunkName: String = "stdin") async throws -> [LuaValue] {
        try await perform(.entry(LuaChunk(name: chunkName, source: entry)))
    }

    /// Calls a Lua function: within the current run when there is one (an async host function that calls back),
    /// else as a run of its own.
    ///
    /// - Throws: ``LuaFailure``.
    public func call(_ function: LuaFunction, _ arguments: [LuaValue]) async throws -> [LuaValue] {
        try await perform(.call(function, arguments))
    }

    /// Stops whatever runs, soon, uncatchably; what the host waits for is cancelled. From any thread or signal-safe context.
    public nonisolated func interrupt() { thread.interrupt() }

    /// Bytes that Lua holds now.
    public nonisolated var memoryInUse: Int { thread.memoryInUse }

    /// Collects all garbage of the state and lets go of the host objects that only garbage held.
    public func collectGarbage() async {
        await withCheckedContinuation { continuation in
            thread.post {
                $0.collectGarbage()
                continuation.resume()
            }
        }
    }

    /// Puts another value where one of ``Configuration/constants`` was, before the next run.
    public func setConstant(_ path: String, _ value: LuaValue) async {
        await withCheckedContinuation { continuation in
            thread.post { machine in
                if let L = try? machine.open() { try? machine.setConstant(L, path, value) }
                continuation.resume()
            }
        }
    }

    /// Sets other limits for the runs to come. Not while one is under way.
    public func setLimits(_ limits: Limits) async {
        await withCheckedContinuation { continuation in
            thread.post {
                $0.setLimits(limits)
                continuation.resume()
            }
        }
    }

    /// The names that can follow a path, for completion: `["b24", "workplace"]` gives `add`, `get`, ...
    ///
    /// Reads tables only, follows `__index` tables, and runs nothing of the script.
    ///
    /// - Parameter path: names from the globals; an empty path lists the globals themselves.
    /// - Returns: sorted names; empty when the path leads nowhere.
    public func members(of path: [String]) async -> [String] { await describedMembers(of: path).map(\.name) }

    /// The same, with what each of them is. The locals of entries count among the globals.
    public func describedMembers(of path: [String]) async -> [LuaMember] {
        await withCheckedContinuation { continuation in
            thread.post { continuation.resume(returning: $0.members(of: path)) }
        }
    }

    /// Stops what runs, waits for the cancelled host calls to come back, and closes the state.
    /// Runs nothing of the script any more.
    public func close() async {
        await withCheckedContinuation { continuation in
            thread.close()
            thread.post { $0.whenClosed { continuation.resume() } }
        }
    }

    private func perform(_ work: Machine.Request.Work) async throws -> [LuaValue] {
        let token = RunToken()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let request = Machine.Request(work: work, token: token, continuation: continuation)
                thread.post { $0.accept(request) }
            }
        } onCancel: {
            token.cancel(thread.interrupt)
        }
    }
}
