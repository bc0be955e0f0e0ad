import Bitrix24
import Synchronization

/// The clock of the client in a rehearsal: nobody waits. What a real run would wait for the portal's rate and for its
/// answers is only added up.
final class RehearsalTime: TimeSource {
    private let passed = Mutex(0.0)
    private let system = SystemTime()

    /// Seconds that a real run would have waited.
    var seconds: Double { passed.withLock { $0 } }

    var now: Double { seconds }

    var unixTime: Double { system.unixTime + seconds }

    func sleep(seconds: Double) async throws {
        try Task.checkCancellation()
        add(seconds)
        await Task.yield()
    }

    /// An answer takes a while.
    func add(_ seconds: Double) { passed.withLock { $0 += max(0, seconds) } }
}
