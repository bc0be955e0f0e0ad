import Synchronization

/// Lets requests to one portal pass at the rate that the portal allows, in the order in which they came.
///
/// A request is counted before it is sent, so that a 503 is the exception. When one comes all the same, the bucket
/// counts as full and everybody who waits slows down. With a file (``SharedBucket``) all processes of the machine count
/// in one bucket; without, this process counts alone.
actor RateGate {
    private var bucket: LeakyBucket?
    private var shared: SharedBucket?
    /// What this process alone has sent.
    private var sent: LeakyBucket?
    private let time: any TimeSource
    /// Requests that may not have reached the portal yet.
    private var underWay = 0
    private var isBusy = false
    private var waiting: [(id: Int, turn: CheckedContinuation<Bool, Never>)] = []
    private var lastID = 0

    /// - Parameter path: the file of the bucket; `nil` counts in this process only.
    init(plan: PortalClient.Plan, time: any TimeSource, path: String? = nil) {
        bucket = LeakyBucket(plan)
        shared = path.map(SharedBucket.init)
        self.time = time
    }

    /// Waits until one request may be sent, and counts it.
    ///
    /// Two clients of one portal may have been told different plans: the slower one is right for both.
    func pass(_ plan: PortalClient.Plan) async throws(CancellationError) {
        try await takeTurn()
        defer { endTurn() }
        guard let place = try await change(plan, { (wait: $0.reserve(at: $1), lifted: $0.lifted, rate: $0.rate) })
        else { return }
        underWay += 1
        sent = sent ?? LeakyBucket(plan)
        _ = sent?.reserve(at: time.now)
        var (wait, lifted) = (place.wait, place.lifted)
        while wait > 0 {
            do {
                try await time.sleep(seconds: wait)
                let now = try await change(plan) { bucket, _ in bucket.lifted } ?? lifted
                (wait, lifted) = (max(0, now - lifted) / place.rate, now)
            } catch {
                await giveBack(plan)
                throw CancellationError()
            }
        }
    }

    /// A request that passed is over: the portal has counted it by now, and perhaps not before now.
    func arrived(_ plan: PortalClient.Plan) async {
        let count = underWay
        guard count > 0 else { return }
        underWay = count - 1
        _ = try? await change(plan) { $0.lift(to: count, at: $1) }
    }

    /// A request that passed is not sent after all.
    func giveBack(_ plan: PortalClient.Plan) async {
        if underWay > 0 { underWay -= 1 }
        _ = try? await change(plan) { $0.giveBack(at: $1) }
    }

    /// The portal refused a request because of its rate.
    func refused(_ plan: PortalClient.Plan) async { _ = try? await change(plan) { $0.fill(at: $1) } }

    /// The seconds that the portal's rate alone makes so many requests last; 0 for a portal without a limit.
    func duration(of requests: Int, _ plan: PortalClient.Plan) async -> Double {
        (try? await change(plan) { $0.duration(of: requests, at: $1) }) ?? 0
    }

    /// How many requests could pass at once, and how soon one more.
    func room(_ plan: PortalClient.Plan) async -> RateRoom {
        guard let pace = LeakyBucket(plan) else { return .unlimited }
        guard !isBusy else { return RateRoom(requests: 0, secondsPerRequest: 1 / pace.rate) }
        let own = sent.map { $0.level(at: time.now) } ?? 0
        let room = try? await change(plan) { bucket, now in
            let level = bucket.level(at: now)
            let share = level > own && own > 0 ? own / level : 1
            return RateRoom(
                requests: Int(Double(bucket.room(at: now)) * share), secondsPerRequest: 1 / (bucket.rate * share))
        }
        return room ?? .unlimited
    }

    /// What is counted now; `nil` for a portal without a limit.
    func state(_ plan: PortalClient.Plan) async -> LeakyBucket? {
        try? await change(plan) { $0.leaked(at: $1) }
    }

    /// How many are queued behind the one whose turn it is.
    var waitingCount: Int { waiting.count }

    // MARK: Counting

    /// Changes the bucket, wherever it is; `nil` for a portal without a limit.
    private func change<Result: Sendable>(
        _ plan: PortalClient.Plan, _ body: (inout LeakyBucket, Double) -> Result
    ) async throws(CancellationError) -> Result? {
        if bucket == nil { bucket = LeakyBucket(plan) }
        guard var own = bucket else { return nil }
        if let plan = LeakyBucket(plan) { own.adopt(plan, at: time.now) }
        var tries = 0
        while let shared {
            do {
                let now = time.now
                let result = try shared.update(LeakyBucket(capacity: own.capacity, rate: own.rate), at: now) { both in
                    defer { own = both }
                    return body(&both, now)
                }
                bucket = own
                return result
            } catch .busy where tries < Self.mostTries {
                tries += 1
                do { try await time.sleep(seconds: Self.pause) } catch {
                    // Somebody who leaves must still be able to give back what was counted for them.
                    if tries > 10 { throw CancellationError() }
                }
            } catch {
                // Whoever holds the lock that long has been stopped; a folder that can't be written stays so. Counting
                // alone is better than not working: the portal's 503 corrects it.
                self.shared = nil
            }
        }
        let result = body(&own, time.now)
        bucket = own
        return result
    }

    private static let mostTries = 1000
    private static let pause = 0.002

    // MARK: Turns

    private func takeTurn() async throws(CancellationError) {
        guard isBusy else {
            isBusy = true
            return
        }
        lastID += 1
        let id = lastID
        let hasTurn = await withTaskCancellationHandler {
            guard !Task.isCancelled else { return false }
            return await withCheckedContinuation { waiting.append((id, $0)) }
        } onCancel: {
            Task { await self.leave(id) }
        }
        if !hasTurn { throw CancellationError() }
    }

    private func leave(_ id: Int) {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
        waiting.remove(at: index).turn.resume(returning: false)
    }

    private func endTurn() {
        guard !waiting.isEmpty else {
            isBusy = false
            return
        }
        waiting.removeFirst().turn.resume(returning: true)
    }
}

/// The gates of the process, one for each portal, however many clients talk to it.
enum RateGates {
    private static let gates = Mutex<[String: RateGate]>([:])

    /// The gate of a portal. A clock of one's own (a test's) gets a gate of its own.
    ///
    /// - Parameter folder: where processes share their buckets; the first client of a portal decides.
    static func gate(
        domain: String, plan: PortalClient.Plan, time: any TimeSource, folder: String? = nil
    ) -> RateGate {
        let path = folder.map { BucketPlace.path(folder: $0, domain: domain) }
        guard time is SystemTime else { return RateGate(plan: plan, time: time, path: path) }
        return gates.withLock { gates in
            if let gate = gates[domain] { return gate }
            let gate = RateGate(plan: plan, time: time, path: path)
            gates[domain] = gate
            return gate
        }
    }
}
