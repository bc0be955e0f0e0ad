import Testing

@testable import Bitrix24

@Suite struct RateGateTests {
    @Test func aBurstFillsTheBucketThenTheRateHolds() {
        var bucket = LeakyBucket(capacity: 50, rate: 2)
        for _ in 0..<50 { #expect(bucket.reserve(at: 100) == 0) }
        // Those who wait keep a quarter of a second's distance from the brim, each behind the one before.
        #expect(bucket.reserve(at: 100) == 0.75)
        #expect(bucket.reserve(at: 100) == 1.25)
        #expect(bucket.reserve(at: 100.5) == 1.25)
        // An hour later it is empty, not below empty.
        for _ in 0..<50 { #expect(bucket.reserve(at: 3700) == 0) }
        #expect(bucket.reserve(at: 3700) > 0)
    }

    @Test func whatIsGivenBackIsThereForTheNextOne() {
        var bucket = LeakyBucket(capacity: 2, rate: 1)
        #expect([bucket.reserve(at: 0), bucket.reserve(at: 0)] == [0, 0])
        let wait = bucket.reserve(at: 0)
        bucket.giveBack(at: 0)
        #expect(bucket.reserve(at: 0) == wait)
        var empty = LeakyBucket(capacity: 2, rate: 1)
        empty.giveBack(at: 0)
        #expect(empty.level == 0)
    }

    @Test func aRefusalMakesItFull() {
        var bucket = LeakyBucket(capacity: 50, rate: 2)
        #expect(bucket.reserve(at: 0) == 0)
        bucket.fill(at: 0)
        #expect(bucket.reserve(at: 0) == 0.75)
        // One that has promised more than it holds does not forget its promises.
        for _ in 0..<9 { _ = bucket.reserve(at: 0) }
        bucket.fill(at: 0)
        #expect(bucket.level == 60)
    }

    /// No window of time holds more requests than the portal's own bucket takes, even when each arrives up to a
    /// quarter of a second early or late.
    @Test(arguments: [PortalClient.Plan.basic, .enterprise])
    func aPortalThatCountsArrivalsIsNeverOverrun(plan: PortalClient.Plan) throws {
        var ours = try #require(LeakyBucket(plan))
        let headroom = 0.25 - 1e-6
        var random = SystemRandomNumberGenerator()
        var arrivals: [Double] = []
        for _ in 0..<600 {
            let wait = ours.reserve(at: 0)
            // The first ones set the portal's clock; only the distance between requests matters.
            arrivals.append(wait + (wait == 0 ? 0 : Double.random(in: -headroom...0, using: &random)))
        }
        let limit = try #require(LeakyBucket(plan))
        var level = 0.0
        var last = 0.0
        for arrival in arrivals.sorted() {
            level = max(0, level - (arrival - last) * limit.rate) + 1
            last = arrival
            #expect(level <= limit.capacity + 1e-6)
        }
    }

    @Test func aSlowerPlanKeepsWhatWasCounted() async throws {
        let time = VirtualTime()
        let gate = RateGate(plan: .enterprise, time: time)
        for _ in 0..<60 { try await gate.pass(.enterprise) }
        #expect(time.now == 0)
        // The bucket of the other plan is full already.
        try await gate.pass(.basic)
        #expect(abs(time.now - 0.75) < 1e-6)
    }

    @Test func aClockThatGoesBackAddsNothing() {
        var bucket = LeakyBucket(capacity: 1, rate: 1)
        #expect(bucket.reserve(at: 10) == 0)
        #expect(bucket.reserve(at: 5) == 1.25)
        #expect(bucket.reserve(at: 10) == 2.25)
    }

    @Test(arguments: [(PortalClient.Plan.basic, 50.0, 2.0), (.enterprise, 250, 5)])
    func plans(plan: PortalClient.Plan, capacity: Double, rate: Double) {
        #expect(LeakyBucket(plan)?.capacity == capacity)
        #expect(LeakyBucket(plan)?.rate == rate)
    }

    @Test func selfHostedPortalsHaveNone() {
        #expect(LeakyBucket(.box) == nil)
    }

    @Test func sixtyRequestsTakeALittleMoreThanFiveSeconds() async throws {
        let time = VirtualTime()
        let gate = RateGate(plan: .basic, time: time)
        for _ in 0..<60 { try await gate.pass(.basic) }
        #expect(abs(time.now - 5.25) < 1e-6)
    }

    @Test @MainActor func waitersPassInTheirOrder() async throws {
        let time = VirtualTime(isPaused: true)
        let gate = RateGate(plan: .basic, time: time)
        for _ in 0..<50 { try await gate.pass(.basic) }
        var order: [Int] = []
        var tasks: [Task<Void, any Error>] = []
        for number in 0..<20 {
            tasks.append(
                Task {
                    try await gate.pass(.basic)
                    order.append(number)
                })
            // Each comes to the gate before the next one starts.
            while time.sleeps.isEmpty { await Task.yield() }
            while await gate.waitingCount < number { await Task.yield() }
        }
        time.resume()
        for task in tasks { try await task.value }
        #expect(order == Array(0..<20))
        #expect(abs(time.now - 10.25) < 1e-6)
    }

    @Test func aCancelledWaiterLeavesAndTheOthersGoOn() async throws {
        let time = VirtualTime(isPaused: true)
        let gate = RateGate(plan: .basic, time: time)
        for _ in 0..<50 { try await gate.pass(.basic) }
        let first = Task { try await gate.pass(.basic) }
        while time.sleeps.isEmpty { await Task.yield() }
        let second = Task { try await gate.pass(.basic) }
        while await gate.waitingCount < 1 { await Task.yield() }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(await gate.waitingCount == 0)
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        let third = Task { try await gate.pass(.basic) }
        while time.sleeps.count < 2 { await Task.yield() }
        third.cancel()
        await #expect(throws: CancellationError.self) { try await third.value }
    }

    @Test func theSlowerPlanIsRightForBoth() async throws {
        let time = VirtualTime()
        let gate = RateGate(plan: .enterprise, time: time)
        for _ in 0..<51 { try await gate.pass(.basic) }
        #expect(time.now > 0)
    }

    @Test func onePortalHasOneGate() {
        let gate = RateGates.gate(domain: "one.example", plan: .basic, time: SystemTime())
        #expect(gate === RateGates.gate(domain: "one.example", plan: .enterprise, time: SystemTime()))
        #expect(gate !== RateGates.gate(domain: "two.example", plan: .basic, time: SystemTime()))
        #expect(gate !== RateGates.gate(domain: "one.example", plan: .basic, time: VirtualTime()))
    }
}

extension RateGateTests {
    /// Requests that were sent early and arrived late: an empty bucket has not leaked meanwhile.
    @Test func whatArrivesLateIsCountedLate() {
        var bucket = LeakyBucket(capacity: 50, rate: 2)
        for _ in 0..<50 { _ = bucket.reserve(at: 0) }
        bucket.lift(to: 50, at: 10)
        #expect(bucket.level == 50 && bucket.lifted == 20)
        bucket.lift(to: 49, at: 10)
        #expect(bucket.level == 50 && bucket.lifted == 20)
    }

    @Test func whoHasAPlaceWaitsForThoseWhoArriveLate() async throws {
        let time = VirtualTime(isPaused: true)
        let gate = RateGate(plan: .basic, time: time)
        for _ in 0..<50 { try await gate.pass(.basic) }
        // The 51st has its place in three quarters of a second; meanwhile the first fifty turn out to arrive only now.
        let late = Task { try await gate.pass(.basic) }
        while time.sleeps.isEmpty { await Task.yield() }
        #expect(time.sleeps == [0.75])
        time.advance(by: 0.9)
        for _ in 0..<50 { await gate.arrived(.basic) }
        time.resume()
        try await late.value
        // 51 were promised, 1.8 had leaked here, none there: 0.8 of them are to be waited for.
        #expect(time.sleeps.count == 2)
        #expect(abs(time.sleeps[1] - 0.9) < 1e-6)
    }
}
