import NIOCore
import Synchronization

/// What one job wants of the portal; setting it empties the counters and the bucket.
struct Settings: Sendable {
    var rows = 0
    var latency = TimeAmount.zero
    var bucket: Bucket?
}

/// The rate limit as the documentation has it: one drop for each request, `rate` drops leak per second, a request that
/// would rise above `capacity` is refused. -> limits
struct Bucket: Sendable {
    let capacity: Double
    let rate: Double
    private var level = 0.0
    private var updated = NIODeadline.now()

    init(capacity: Double, rate: Double) {
        self.capacity = capacity
        self.rate = rate
    }

    mutating func take(at now: NIODeadline) -> Bool {
        level = max(0, level - Double((now - updated).nanoseconds) / 1e9 * rate)
        updated = now
        guard level + 1 <= capacity else { return false }
        level += 1
        return true
    }
}

struct Counters: Sendable {
    var connections = 0
    var requests = 0
    var refused = 0
    var commands = 0
    var inFlight = 0
    var mostInFlight = 0
}

/// Shared by all connections.
final class State: Sendable {
    let rows = Rows()
    private let shared = Mutex<(settings: Settings, counters: Counters)>((Settings(), Counters()))

    var settings: Settings { shared.withLock { $0.settings } }
    var counters: Counters { shared.withLock { $0.counters } }

    func set(_ settings: Settings) { shared.withLock { $0 = (settings, Counters()) } }

    /// Counts a request.
    ///
    /// - Parameter isFirst: of its connection.
    /// - Returns: whether the bucket lets it pass, and how long its answer takes.
    func received(isFirst: Bool) -> (passes: Bool, latency: TimeAmount) {
        shared.withLock {
            $0.counters.connections += isFirst ? 1 : 0
            $0.counters.requests += 1
            $0.counters.inFlight += 1
            $0.counters.mostInFlight = max($0.counters.mostInFlight, $0.counters.inFlight)
            let passes = $0.settings.bucket?.take(at: .now()) ?? true
            if !passes { $0.counters.refused += 1 }
            return (passes, $0.settings.latency)
        }
    }

    func answered(commands: Int) {
        shared.withLock {
            $0.counters.inFlight -= 1
            $0.counters.commands += commands
        }
    }
}
