/// The rate limit of a portal: every HTTP request is a drop, drops leak away steadily, a full bucket refuses
/// (`limits`: 50 and 2 per second, Enterprise 250 and 5). The portal keys it by source address; all callers of a local
/// portal share one.
struct LeakyBucket: Sendable {
    let capacity: Double
    let leakPerSecond: Double
    private var level = 0.0
    private var last = 0.0

    init(plan: LocalPortal.Plan) {
        (capacity, leakPerSecond) = plan == .enterprise ? (250, 5) : (50, 2)
    }

    /// Takes a drop; `false` when it would overflow, and then it is not counted.
    mutating func admit(at now: Double) -> Bool {
        level = level(at: now)
        last = now
        guard level + 1 <= capacity else { return false }
        level += 1
        return true
    }

    /// How many drops are in it.
    func level(at now: Double) -> Double { max(0, level - max(0, now - last) * leakPerSecond) }
}
