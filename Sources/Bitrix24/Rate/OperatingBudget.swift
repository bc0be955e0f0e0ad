/// The portal's second limit as arithmetic: how long each method has run for this caller in the last ten minutes.
///
/// The portal tells after every call (`time.operating`) and blocks a method whose sum is over the limit, until the oldest
/// minute leaves it (`time.operating_reset_at`). Near the limit calls are spread over the time that is left, so that the
/// block is the exception. -> limits, api-reference/data-types#time
///
/// Knows no clock: times come as arguments, Unix time in seconds.
struct OperatingBudget: Sendable {
    /// The documentation's own figure; a cloud may set another one. -> limits
    static let documentedLimit = 480.0
    /// From which part of the limit on calls are spread, and which part they may use up.
    private static let careful = 0.8
    private static let usable = 0.95

    private struct Method {
        var operating = 0.0
        var resetAt: Double?
        /// Seconds that one call takes, as a running mean.
        var cost = 0.0
        /// The earliest time for the next call, once calls are spread.
        var next = 0.0
    }

    private let limit: Double
    /// By name in lower case.
    private var methods: [String: Method] = [:]

    init(limit: Double = documentedLimit) { self.limit = limit }

    /// Takes in what an answer tells.
    ///
    /// - Parameters:
    ///   - duration: seconds that this call took on the portal.
    mutating func learn(_ method: String, operating: Double?, resetAt: Double?, duration: Double?) {
        guard operating != nil || resetAt != nil else { return }
        var known = methods[method.lowercased()] ?? Method()
        if let operating { known.operating = operating }
        if let resetAt { known.resetAt = resetAt }
        if let duration, duration > 0 { known.cost = known.cost == 0 ? duration : known.cost * 0.8 + duration * 0.2 }
        methods[method.lowercased()] = known
    }

    /// The portal has blocked a method: it will not run before the reset.
    mutating func block(_ method: String, until resetAt: Double) {
        methods[method.lowercased(), default: Method()].operating = limit
        methods[method.lowercased(), default: Method()].resetAt = resetAt
    }

    /// When the portal last said that a method's sum will shrink.
    func resetAt(of method: String) -> Double? { methods[method.lowercased()]?.resetAt }

    /// The methods that are near the limit or over it, with the seconds until their sum shrinks.
    func pressed(at now: Double) -> [Pause] {
        methods.filter { $1.operating >= limit * Self.careful && $1.resetAt ?? now > now }
            .map { Pause(method: $0, seconds: ($1.resetAt ?? now) - now) }.sorted { $0.method < $1.method }
    }

    /// A wait before calls, and which method is the reason.
    struct Pause: Sendable, Equatable {
        var method: String
        /// Until the call, in seconds.
        var seconds: Double
    }

    /// The seconds to wait before a request with these methods (one for each command), which are then counted as sent.
    mutating func reserve(_ called: [String], at now: Double) -> Pause? {
        var counts: [String: Int] = [:]
        for method in called { counts[method.lowercased(), default: 0] += 1 }
        var longest: Pause?
        for (name, count) in counts {
            guard let wait = reserve(name, count, at: now), wait > longest?.seconds ?? 0 else { continue }
            longest = Pause(method: called.first { $0.lowercased() == name } ?? name, seconds: wait)
        }
        return longest
    }

    private mutating func reserve(_ name: String, _ count: Int, at now: Double) -> Double? {
        guard var method = methods[name], method.operating >= limit * Self.careful, let resetAt = method.resetAt,
            resetAt > now
        else { return nil }
        let left = (limit * Self.usable - method.operating) / max(method.cost, 0.01)
        guard left >= Double(count) else { return resetAt - now }
        // What is left is spread evenly over the time until the sum shrinks.
        let start = max(now, method.next)
        method.next = start + (resetAt - now) / left * Double(count)
        methods[name] = method
        return start > now ? min(start, resetAt) - now : nil
    }
}
