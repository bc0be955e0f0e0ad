/// The portal's rate limit as arithmetic: every request adds one drop, `rate` drops leak per second, and what rises
/// above `capacity` waits. Knows no clock: times come as arguments, in seconds. -> limits
///
/// A request is counted when it is promised, not when it goes out: each takes the next free place in time and then waits
/// for it alone, so that several processes need nothing but one number in common.
struct LeakyBucket: Sendable, Equatable {
    private(set) var capacity: Double
    private(set) var rate: Double
    private(set) var level: Double
    private(set) var updated: Double
    /// It has been full and has not half run dry since.
    private(set) var isBusy: Bool
    /// What ``lift(to:at:)`` has added, in all: by so much later may those go who already had a place.
    private(set) var lifted: Double

    init(
        capacity: Double, rate: Double, level: Double = 0, updated: Double = 0, isBusy: Bool = false, lifted: Double = 0
    ) {
        self.capacity = capacity
        self.rate = rate
        self.level = level
        self.updated = updated
        self.isBusy = isBusy
        self.lifted = lifted
    }

    /// The bucket of a plan; `nil` for one without a limit.
    init?(_ plan: PortalClient.Plan) {
        switch plan {
        case .basic: self.init(capacity: 50, rate: 2)
        case .enterprise: self.init(capacity: 250, rate: 5)
        case .box: return nil
        }
    }

    /// A burst may fill the bucket to the brim; whoever comes after it keeps a quarter of a second's distance from it, because
    /// requests that leave in step do not arrive in step.
    private var limit: Double { isBusy ? capacity - rate / 4 : capacity }

    /// Counts one request and gives the seconds until it may be sent.
    mutating func reserve(at now: Double) -> Double {
        leak(until: now)
        level += 1
        if level > capacity { isBusy = true }
        // A wait computed to the last bit must be enough when it is over.
        return level <= limit + 1e-9 ? 0 : (level - limit) / rate
    }

    /// The seconds until the last of so many requests may be sent, were they asked for now.
    func duration(of requests: Int, at now: Double) -> Double {
        var after = self
        after.leak(until: now)
        after.level += Double(requests)
        return after.level <= after.capacity ? 0 : (after.level - (after.capacity - after.rate / 4)) / after.rate
    }

    /// How many requests are in the bucket now, those that wait included.
    func level(at now: Double) -> Double { leaked(at: now).level }

    /// How many requests need not wait now.
    func room(at now: Double) -> Int {
        let own = leaked(at: now)
        return max(0, Int(own.limit - own.level + 1e-9))
    }

    /// The same bucket at a later time.
    func leaked(at now: Double) -> LeakyBucket {
        var own = self
        own.leak(until: now)
        return own
    }

    /// Takes back a request that was counted and never sent.
    mutating func giveBack(at now: Double) {
        leak(until: now)
        level = max(0, level - 1)
    }

    /// So many requests may have reached the portal only now: what ran dry here meanwhile did not run dry there.
    mutating func lift(to count: Int, at now: Double) {
        leak(until: now)
        guard level < Double(count) else { return }
        lifted += Double(count) - level
        level = Double(count)
    }

    /// The portal said that its bucket is full: it knows of requests that nobody here made.
    mutating func fill(at now: Double) {
        leak(until: now)
        level = max(level, capacity)
        isBusy = true
    }

    /// Goes over to another plan when that is right for all who share the bucket: a slower one at once, with what is in
    /// this one, because the portal forgets nothing when we learn its plan; a faster one when nobody has sent for a while.
    mutating func adopt(_ plan: LeakyBucket, at now: Double) {
        let idle = now - updated
        leak(until: now)
        guard plan.rate < rate || (plan.rate > rate && level == 0 && idle > Self.forgetting) else { return }
        capacity = plan.capacity
        rate = plan.rate
        level = min(level, capacity)
    }

    private static let forgetting = 300.0

    private mutating func leak(until now: Double) {
        level = max(0, level - max(0, now - updated) * rate)
        updated = max(updated, now)
        if level < capacity / 2 { isBusy = false }
    }
}
