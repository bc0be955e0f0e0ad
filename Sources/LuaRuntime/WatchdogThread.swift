internal import CLuaShim
internal import Synchronization

/// Watches one run from a thread of its own: notices limits while Lua is inside a C function that no hook interrupts,
/// and reports a stop that is not obeyed in time.
final class WatchdogThread: Sendable {
    private struct State {
        /// The machine as long as the run goes on, by its address: it must not be touched afterwards.
        var vm: UInt
        var stopSeen: Int64 = 0
        var hasActed = false
    }

    private let state: Mutex<State>
    private let waker: UInt
    private let watchdog: LuaVM.Watchdog

    /// Starts to watch.
    init(_ watchdog: LuaVM.Watchdog, _ vm: OpaquePointer) {
        self.watchdog = watchdog
        state = Mutex(State(vm: UInt(bitPattern: vm)))
        waker = UInt(bitPattern: lvm_waker_new())
        guard waker != 0 else { return }
        let box = Unmanaged.passRetained(self).toOpaque()
        let isStarted = lvm_thread_start(
            { Unmanaged<WatchdogThread>.fromOpaque($0!).takeRetainedValue().main() }, box, 256 << 10)
        if !isStarted { Unmanaged<WatchdogThread>.fromOpaque(box).release() }
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
        while check() { lvm_waker_wait(OpaquePointer(bitPattern: waker), interval) }
    }

    /// Whether there is still something to watch.
    private func check() -> Bool {
        state.withLock { state in
            guard let vm = OpaquePointer(bitPattern: state.vm), !state.hasActed else { return false }
            lvm_watch_time(vm)
            guard lvm_stopped(vm) != LVM_RUNNING else { return true }
            if state.stopSeen == 0 { state.stopSeen = lvm_clock() }
            if lvm_clock() - state.stopSeen >= watchdog.grace.nanoseconds {
                state.hasActed = true
                watchdog.action(LuaVM.Stop(lvm_stopped(vm)))
            }
            return true
        }
    }
}
