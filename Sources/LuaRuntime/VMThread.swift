internal import CLuaShim
internal import Synchronization

/// The thread that owns a Lua state, and the executor of its actor.
///
/// `@unchecked Sendable`: `machine` and everything below it is touched by this thread alone; `vm` and `waker` are C
/// objects of which other threads use only the functions that are declared safe for them.
final class VMThread: SerialExecutor, @unchecked Sendable {
    /// Something to do on the thread.
    enum Work {
        case job(UnownedJob)
        case call(@Sendable (Machine) -> Void)
    }

    private struct Queue {
        var work: [Work] = []
        var isRunning = false
        var isClosing = false
        var thread: UInt = 0
    }

    private static let stackSize = 8 << 20

    private let queue = Mutex(Queue())
    private let waker: OpaquePointer
    private let vm: OpaquePointer
    private var machine: Machine?
    /// The names of ``LuaVM/System/hiddenVariables``, for C.
    private let hidden: UnsafeMutablePointer<UnsafePointer<CChar>?>

    /// - Throws: ``LuaVM/Unavailable``.
    init(_ configuration: LuaVM.Configuration) throws {
        guard let waker = lvm_waker_new() else { throw LuaVM.Unavailable(resource: .descriptors) }
        self.waker = waker
        vm = lvm_new(Machine.callbacks, lvm_limits(configuration.limits), waker)
        let names = configuration.system?.hiddenVariables ?? []
        hidden = .allocate(capacity: names.count + 1)
        hidden.initialize(repeating: nil, count: names.count + 1)
        for (index, name) in names.enumerated() { hidden[index] = UnsafePointer(Self.copy(name)) }
        if let system = configuration.system {
            lvm_set_system(vm, lvm_system(is_open: true, keeps_output: system.keepsOutput, hidden: hidden))
        }
        machine = Machine(configuration, vm: vm, thread: self)
        // At once, for whoever asks something of a VM later could not be told that there is no thread for it.
        queue.withLock { $0.isRunning = true }
        guard startThread() else { throw LuaVM.Unavailable(resource: .threads) }
    }

    deinit {
        machine = nil
        lvm_free(vm)
        lvm_waker_free(waker)
        var next = hidden
        while let name = next.pointee {
            UnsafeMutablePointer(mutating: name).deallocate()
            next += 1
        }
        hidden.deallocate()
    }

    /// The bytes of a text with a zero at their end.
    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = text.utf8CString
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { (copy + index).initialize(to: byte) }
        return copy
    }

    // MARK: From any thread

    func interrupt() { lvm_stop(vm, Int32(LVM_STOP_INTERRUPTED)) }

    var memoryInUse: Int { lvm_memory(vm) }

    func post(_ call: @escaping @Sendable (Machine) -> Void) { add(.call(call)) }

    func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    func checkIsolated() {
        precondition(queue.withLock { $0.thread } == lvm_thread_current(), "not on the thread of the Lua VM")
    }

    /// Stops what runs and closes the state; the thread ends. Later requests fail, each on a thread for its own time.
    func close() {
        queue.withLock { $0.isClosing = true }
        interrupt()
    }

    private func add(_ work: Work) {
        let starts = queue.withLock { queue in
            queue.work.append(work)
            defer { queue.isRunning = true }
            return !queue.isRunning
        }
        if !starts { return lvm_waker_wake(waker) }
        // The state is closed. What is left to do runs no Lua and waits for nothing: any thread will do.
        if !startThread() { Task.detached { [self] in main() } }
    }

    private func startThread() -> Bool {
        let box = Unmanaged.passRetained(self)
        let isStarted = lvm_thread_start(
            { Unmanaged<VMThread>.fromOpaque($0!).takeRetainedValue().main() }, box.toOpaque(), Self.stackSize)
        if !isStarted { box.release() }
        return isStarted
    }

    // MARK: On the thread

    var isClosing: Bool { queue.withLock { $0.isClosing } }

    /// Does what other threads have asked for.
    func drain() {
        let work = queue.withLock { queue in
            defer { queue.work.removeAll(keepingCapacity: true) }
            return queue.work
        }
        for item in work {
            switch item {
            case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
            case .call(let call): call(machine!)
            }
        }
    }

    var hasWork: Bool { queue.withLock { !$0.work.isEmpty } }

    /// Waits for more to do, at most until `deadline` on the ``lvm_clock()`` (0: for ever).
    func wait(until deadline: Int64) {
        lvm_waker_wait(waker, deadline == 0 ? -1 : max(0, deadline - lvm_clock()))
    }

    private func main() {
        queue.withLock { $0.thread = lvm_thread_current() }
        repeat {
            drain()
            machine!.pump()
            if isClosing {
                machine!.close()
            } else if !hasWork {
                wait(until: machine!.deadline)
            }
        } while !leaves()
    }

    private func leaves() -> Bool {
        guard machine!.isClosed else { return false }
        return queue.withLock { queue in
            guard queue.work.isEmpty else { return false }
            queue.isRunning = false
            return true
        }
    }
}

extension lvm_limits {
    init(_ limits: LuaVM.Limits) {
        self.init(
            memory: max(0, limits.memory), cpu: limits.cpuTime?.nanoseconds ?? 0,
            wall: limits.wallTime?.nanoseconds ?? 0, instructions: Int64(limits.instructions ?? 0),
            source: max(0, limits.source), subject: max(0, limits.patternSubject), pattern: max(0, limits.pattern))
    }
}
