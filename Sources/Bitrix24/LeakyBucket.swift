/// The portal's rate limit as arithmetic: every request adds one drop, `rate` drops leak per second,
/// and what would rise above `capacity` waits. Knows no clock: times come as arguments, in seconds. -> limits
struct LeakyBucket: Sendable {
    private(set) var capacity: Double
    private(set) var rate: Double
    private(set) var level: Double = 0
    private var updated: Double = 0

    init(capacity: Double, rate: Double) {
        self.capacity = capacity
        self.rate = rate
    }

    /// The bucket of a plan; `nil` for one without a limit.
    init?(_ plan: PortalClient.Plan) {
        switch plan {
        case .basic: self.init(capacity: 50, rate: 2)
        case .enterprise: self.init(capacity: 250, rate: 5)
        case .box: return nil
        }
    }

    /// The bucket of another plan with what is in this one: the portal forgets nothing because we learn its plan.
    func poured(into other: LeakyBucket, at now: Double) -> LeakyBucket {
        var own = self
        own.leak(until: now)
        var other = other
        other.level = min(own.level, other.capacity)
        other.updated = own.updated
        return other
    }

    /// Adds a drop when it fits and gives 0; else gives the seconds until one will fit, and adds nothing.
    mutating func take(at now: Double) -> Double {
        leak(until: now)
        // A wait computed to the last bit must be enough when it is over.
        guard level + 1 > capacity + 1e-9 else {
            level += 1
            return 0
        }
        return (level + 1 - capacity) / rate
    }

    /// How many drops fit now.
    func room(at now: Double) -> Int {
        var own = self
        own.leak(until: now)
        return Int(own.capacity - own.level + 1e-9)
    }

    /// The portal said that its bucket is full: it knows of requests that this process did not make.
    mutating func fill(at now: Double) {
        leak(until: now)
        level = capacity
    }

    private mutating func leak(until now: Double) {
        level = max(0, level - max(0, now - updated) * rate)
        updated = max(updated, now)
    }
}
