internal import CLuaShim
internal import Synchronization

/// Watches, during a run, that a stop is obeyed in time, and that limits are noticed while Lua is inside a C function
/// that no hook interrupts.
final class WatchdogThread: Sendable {
    private let watchdog: LuaVM.Watchdog

    init(_ watchdog: LuaVM.Watchdog) { self.watchdog = watchdog }

    func begin(_ vm: OpaquePointer) {}
    func end() {}
}
