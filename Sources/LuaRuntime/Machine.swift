internal import CLuaShim

typealias LuaState = OpaquePointer

/// What the VM's thread owns: the Lua state, the coroutines that run on it and the operations that they wait for.
///
/// Not `Sendable`: every member is for the VM's thread. It is not an API; ``LuaVM`` is.
final class Machine {
    private(set) var configuration: LuaVM.Configuration
    let vm: OpaquePointer
    unowned let thread: VMThread
    /// The main Lua thread, on which nothing runs.
    private(set) var main: LuaState?
    private(set) var isClosed = false
    private var closeWaiters: [() -> Void] = []
    let releases = Releases()
    var watchdog: WatchdogThread?

    // Scheduler.swift
    var ready = ReadyQueue()
    var coroutines: [Int64: Coroutine] = [:]
    var operations: [Int64: Operation] = [:]
    var external = 0
    var current: Coroutine?
    var nesting = 0
    var run: Run?
    var waitingRuns: [Request] = []
    private var lastIdentifier: Int64 = 0

    // Binding.swift, LuaModule.swift, Environments.swift, EntryScope.swift, Objects.swift, Tasks.swift
    var entryScope = EntryScope()
    var bindings: [Binding] = []
    var privateTable: Int32 = 0
    var modules: [ObjectIdentifier: (module: LuaModule, table: Int32)] = [:]
    var environments: [ObjectIdentifier: EnvironmentState] = [:]
    var environmentsByID: [Int64: EnvironmentState] = [:]
    var loading: [ModuleInLoading] = []
    var objects: [Int64: ObjectEntry] = [:]
    var objectTypes: [ObjectIdentifier: Int32] = [:]
    var tasks: [Int64: TaskState] = [:]
    var lastThrown: (message: String, error: any Error)?

    init(_ configuration: LuaVM.Configuration, vm: OpaquePointer, thread: VMThread) {
        self.configuration = configuration
        self.vm = vm
        self.thread = thread
        lvm_set_context(vm, Unmanaged.passUnretained(self).toOpaque())
    }

    var texts: Texts { Texts(language: configuration.language) }

    func newIdentifier() -> Int64 {
        lastIdentifier += 1
        return lastIdentifier
    }

    /// When the current run must end, on the ``lvm_clock()``; 0 for never.
    var deadline: Int64 { run == nil ? 0 : lvm_deadline(vm) }

    // MARK: Opening and closing

    /// The main Lua thread, made when it is first needed.
    func open() throws -> LuaState {
        if isClosed || thread.isClosing { throw LuaFailure(kind: .interrupted, message: texts.closed) }
        if let main { return main }
        let seed = configuration.randomSeed ?? .random(in: .min ... .max)
        if configuration.countsLines { lvm_count_lines(vm) }
        guard lvm_open(vm, seed), let state = lvm_main(vm) else {
            throw LuaFailure(kind: .memoryLimit, message: texts.stopped(.memoryLimit))
        }
        main = state
        do { try bindAll(state) } catch {
            lvm_close(vm)
            main = nil
            throw error
        }
        return state
    }

    /// Sets other limits for the runs to come.
    func setLimits(_ limits: LuaVM.Limits) {
        configuration.limits = limits
        lvm_set_limits(vm, lvm_limits(limits))
    }

    func whenClosed(_ done: @escaping () -> Void) {
        isClosed && operations.isEmpty ? done() : closeWaiters.append(done)
    }

    /// Closes the state; those who wait for it are told when the last cancelled host call has come back.
    func close() {
        if !isClosed {
            isClosed = true
            abandonAll(LuaFailure(kind: .interrupted, message: texts.closed))
            main = nil
            lvm_close(vm)
            releaseCollected()
            objects = [:]
            tasks = [:]
            modules = [:]
            environments = [:]
            environmentsByID = [:]
            lastThrown = nil
            entryScope = EntryScope()
        }
        guard lingering.isEmpty else { return }
        closeWaiters.forEach { $0() }
        closeWaiters = []
    }

    /// Host calls that were cancelled and have not come back yet.
    var lingering: Set<Int64> = []

    /// Frees what other threads and the collector have let go of.
    func releaseCollected() {
        while case let handle = lvm_take_collected(vm), handle != 0 {
            if let task = objects.removeValue(forKey: handle)?.object as? LuaTask { forget(task) }
        }
        let references = releases.take()
        if let main { references.forEach { lvm_unref(main, $0) } }
    }

    func collectGarbage() {
        guard main != nil else { return }
        releaseCollected()
        lvm_collect(vm)
        lvm_collect(vm)
        releaseCollected()
    }
}

extension Machine {
    static func from(_ context: UnsafeMutableRawPointer?) -> Machine {
        Unmanaged<Machine>.fromOpaque(context!).takeUnretainedValue()
    }

    /// How C reaches the machine.
    static var callbacks: lvm_callbacks {
        lvm_callbacks(
            call: { Machine.from($0).call($1!, function: $2) },
            check: { Machine.from($0).check($1!, function: $2) },
            body: { Machine.from($0).pushBody($1!, function: $2) },
            finish: { Machine.from($0).finish($1!, operation: $2) },
            wait: { Machine.from($0).wait($1!, operation: $2) },
            field: { Machine.from($0).pushField($1!, handle: $2) },
            describe: { Machine.from($0).pushDescription($1!, handle: $2) },
            explain: { Machine.from($0).explainMissing($1!, handle: $2, member: String(cString: $3!)) },
            admit: { Machine.from($0).admit($1!, path: $2!, isTakenAway: $3) },
            print: { Machine.from($0).print($1!, $2) })
    }

    /// Whether the file may be opened; otherwise the reason is pushed.
    private func admit(_ L: LuaState, path: UnsafePointer<CChar>, isTakenAway: Bool) -> Bool {
        guard let reason = configuration.system?.admit(String(cString: path), isTakenAway) else { return true }
        push(L, reason)
        return false
    }

    private func print(_ text: UnsafePointer<CChar>, _ length: Int) {
        configuration.output(String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self))
    }
}
