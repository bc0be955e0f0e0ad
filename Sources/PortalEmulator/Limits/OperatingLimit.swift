/// The resource limit: the run time of one method for one webhook or application within ten minutes, in buckets of a minute (`limits`).
struct OperatingLimit: Sendable {
    /// Seconds; the documentation's example ("assume") for the cloud.
    var limit = 480.0

    struct Key: Hashable, Sendable {
        enum Origin: Hashable, Sendable { case webhook(Int), application(Int) }

        let origin: Origin
        let method: String

        init(_ caller: Caller, method: String) {
            origin =
                switch caller.origin {
                case .webhook(let id): .webhook(id)
                case .application(let application): .application(application.id)
                }
            self.method = method
        }
    }

    private struct Bucket {
        let minute: Int
        /// The first call in it: the bucket leaves the sum ten minutes later.
        let start: Double
        var seconds: Double
    }

    private static let lifetime = 600.0
    private var buckets: [Key: [Bucket]] = [:]

    /// Whether a call may start: the sum so far must not exceed the limit.
    mutating func admits(_ key: Key, at now: Double) -> Bool {
        forget(key, before: now)
        return sum(key) <= limit
    }

    /// Adds the run time of a call; answers the members of `time`.
    mutating func record(_ key: Key, seconds: Double, startedAt start: Double) -> (operating: Double, resetAt: Int64) {
        forget(key, before: start)
        let minute = Int(start / 60)
        if let index = buckets[key]?.firstIndex(where: { $0.minute == minute }) {
            buckets[key]![index].seconds += seconds
        } else {
            buckets[key, default: []].append(Bucket(minute: minute, start: start, seconds: seconds))
        }
        let oldest = buckets[key]?.first?.start ?? start
        return (sum(key), Int64(oldest + Self.lifetime))
    }

    /// What is counted at the moment, the longest first.
    func sums(at now: Double) -> [(key: Key, seconds: Double, resetAt: Double)] {
        buckets.compactMap { key, all in
            let alive = all.filter { $0.start + Self.lifetime > now }
            guard let oldest = alive.first else { return nil }
            return (key, alive.reduce(0) { $0 + $1.seconds }, oldest.start + Self.lifetime)
        }.sorted { ($1.seconds, $0.key.method) < ($0.seconds, $1.key.method) }
    }

    private func sum(_ key: Key) -> Double { buckets[key]?.reduce(0) { $0 + $1.seconds } ?? 0 }

    private mutating func forget(_ key: Key, before now: Double) {
        buckets[key]?.removeAll { $0.start + Self.lifetime <= now }
    }
}
