import Synchronization

/// A place in the portal's rate that was taken ahead of its request: who packs calls wants to know when the request may
/// leave before deciding what is in it.
///
/// The next request of the task that holds it uses it instead of waiting.
final class RatePermit: Sendable {
    @TaskLocal static var current: RatePermit?

    private let isFree = Mutex(true)

    /// Whether it could be used; it can be once.
    func use() -> Bool {
        isFree.withLock { isFree in
            defer { isFree = false }
            return isFree
        }
    }
}

extension PortalClient {
    /// Waits until a request may be sent; `nil` when the task was cancelled before.
    func takePermit() async -> RatePermit? {
        do {
            try await gate.pass(options.plan)
            return RatePermit()
        } catch {
            return nil
        }
    }

    /// Gives a permit back, unless a request has used it.
    func giveBack(_ permit: RatePermit) async {
        if permit.use() { await gate.giveBack(options.plan) }
    }
}
