internal import CLuaShim
internal import Synchronization

/// Watches one run from a thread of its own: notices limits while Lua is inside a C function that no hook interrupts,
/// and reports a stop that is not obeyed in time.
final class WatchdogThread: Sendable {
    private struct State {
        /// The machine as long as the run goes on, by its address: it must not be touched afterwards.
        var vm: UInt
        /// What is left of the grace, in nanoseconds, once a stop was seen. Its own waits are counted, not the clock: a
        /// process that gets no processor, or sleeps with the machine, has not had its chance.
        var grace: Int64?
        var hasActed = false
    }

    private let state: Mutex<State>
    /// An `OpaquePointer`, which is not `Sendable`.
    private let waker: UInt
    private let watchdog: LuaVM.Watchdog

    /// Starts to watch.
    ///
    /// - Throws: ``LuaVM/Unavailable``: a run that nobody could stop does not begin.
    init(_ watchdog: LuaVM.Watchdog, _ vm: OpaquePointer) throws {
        self.watchdog = watchdog
        state = Mutex(State(vm: UInt(bitPattern: vm)))
        waker = UInt(bitPattern: lvm_waker_new())
        guard waker != 0 else { throw LuaVM.Unavailable(resource: .descriptors) }
        let box = Unmanaged.passRetained(self)
        let isStarted = lvm_thread_start(
            { Unmanaged<WatchdogThread>.fromOpaque($0!).takeRetainedValue().main() }, box.toOpaque(), 256 << 10)
        guard isStarted else {
            box.release()
            throw LuaVM.Unavailable(resource: .threads)
        }
    }

    deinit {
        if let waker = OpaquePointer(bitPattern: waker) { lvm_waker_free(waker) }
    }

    /// The run is over.
    func end() {
        state.withLock { $0.vm = 0 }
        if let waker = OpaquePointer(bitPattern: waker) { lvm_waker_wake(waker) }
    }

    private func main() {
        let interval = min(max(watchdog.grace.nanoseconds / 4, 1_000_000), 250_000_000)
        while check(after: interval) { lvm_waker_wait(OpaquePointer(bitPattern: waker), interval) }
    }

    /// Whether there is still something to watch.
    private func check(after interval: Int64) -> Bool {
        state.withLock { state in
            guard let vm = OpaquePointer(bitPattern: state.vm), !state.hasActed else { return false }
            lvm_watch_time(vm)
            guard lvm_stopped(vm) != LVM_RUNNING else { return true }
            state.grace = state.grace.map { $0 - interval } ?? watchdog.grace.nanoseconds
            if let grace = state.grace, grace <= 0 {
                state.hasActed = true
                watchdog.action(LuaVM.Stop(lvm_stopped(vm)))
            }
            return true
        }
    }
}
