import Synchronization

/// The portal's clock: the one that it was started with, and by how much faults have moved it.
final class JumpingClock: Sendable {
    private let base: PortalClock
    private let offset = Mutex(0.0)

    init(_ base: PortalClock) { self.base = base }

    /// Unix time in seconds.
    func now() -> Double { offset.withLock { $0 } + base.now() }

    /// By how many seconds faults have moved it.
    var jumped: Double { offset.withLock { $0 } }

    func jump(_ seconds: Double) {
        if seconds != 0 { offset.withLock { $0 += seconds } }
    }
}
