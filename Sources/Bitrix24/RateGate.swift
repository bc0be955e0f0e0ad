import Synchronization

/// Lets requests to one portal pass at the rate that the portal allows, in the order in which they came.
///
/// A request is counted before it is sent, so that a 503 is the exception. When one comes all the same, the bucket
/// counts as full and everybody who waits slows down.
actor RateGate {
    private var bucket: LeakyBucket?
    private let time: any TimeSource
    private var isBusy = false
    private var waiting: [(id: Int, turn: CheckedContinuation<Bool, Never>)] = []
    private var lastID = 0

    init(plan: PortalClient.Plan, time: any TimeSource) {
        bucket = LeakyBucket(plan)
        self.time = time
    }

    /// Waits until one request may be sent, and counts it.
    ///
    /// Two clients of one portal may have been told different plans: the slower one is right for both.
    func pass(_ plan: PortalClient.Plan) async throws(CancellationError) {
        if let told = LeakyBucket(plan), told.rate < bucket?.rate ?? .infinity {
            bucket = bucket?.poured(into: told, at: time.now) ?? told
        }
        try await takeTurn()
        defer { endTurn() }
        while let wait = bucket?.take(at: time.now), wait > 0 {
            do {
                try await time.sleep(seconds: wait)
            } catch {
                throw CancellationError()
            }
        }
    }

    /// The portal refused a request because of its rate.
    func refused() { bucket?.fill(at: time.now) }

    /// How many are queued behind the one whose turn it is.
    var waitingCount: Int { waiting.count }

    /// How many requests could pass at once.
    var room: Int {
        guard let bucket else { return .max }
        return isBusy ? 0 : bucket.room(at: time.now)
    }

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
    static func gate(domain: String, plan: PortalClient.Plan, time: any TimeSource) -> RateGate {
        guard time is SystemTime else { return RateGate(plan: plan, time: time) }
        return gates.withLock { gates in
            if let gate = gates[domain] { return gate }
            let gate = RateGate(plan: plan, time: time)
            gates[domain] = gate
            return gate
        }
    }
}
