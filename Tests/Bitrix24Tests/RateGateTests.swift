import Testing

@testable import Bitrix24

@Suite struct RateGateTests {
    @Test func aBurstFillsTheBucketThenTheRateHolds() {
        var bucket = LeakyBucket(capacity: 50, rate: 2)
        for _ in 0..<50 { #expect(bucket.take(at: 100) == 0) }
        #expect(bucket.take(at: 100) == 0.5)
        #expect(bucket.take(at: 100.25) == 0.25)
        #expect(bucket.take(at: 100.5) == 0)
        #expect(bucket.take(at: 100.5) == 0.5)
        // An hour later it is empty, not below empty.
        for _ in 0..<50 { #expect(bucket.take(at: 3700) == 0) }
        #expect(bucket.take(at: 3700) > 0)
    }

    @Test func aRefusalMakesItFull() {
        var bucket = LeakyBucket(capacity: 50, rate: 2)
        #expect(bucket.take(at: 0) == 0)
        bucket.fill(at: 0)
        #expect(bucket.take(at: 0) == 0.5)
        #expect(bucket.take(at: 0.5) == 0)
    }

    @Test func aSlowerPlanKeepsWhatWasCounted() async throws {
        let time = VirtualTime()
        let gate = RateGate(plan: .enterprise, time: time)
        for _ in 0..<60 { try await gate.pass(.enterprise) }
        #expect(time.now == 0)
        // The bucket of the other plan is full already.
        try await gate.pass(.basic)
        #expect(abs(time.now - 0.5) < 1e-6)
    }

    @Test func aClockThatGoesBackAddsNothing() {
        var bucket = LeakyBucket(capacity: 1, rate: 1)
        #expect(bucket.take(at: 10) == 0)
        #expect(bucket.take(at: 5) == 1)
        #expect(bucket.take(at: 10) == 1)
    }

    @Test(arguments: [(PortalClient.Plan.basic, 50.0, 2.0), (.enterprise, 250, 5)])
    func plans(plan: PortalClient.Plan, capacity: Double, rate: Double) {
        #expect(LeakyBucket(plan)?.capacity == capacity)
        #expect(LeakyBucket(plan)?.rate == rate)
    }

    @Test func selfHostedPortalsHaveNone() {
        #expect(LeakyBucket(.box) == nil)
    }

    @Test func sixtyRequestsTakeFiveSeconds() async throws {
        let time = VirtualTime()
        let gate = RateGate(plan: .basic, time: time)
        for _ in 0..<60 { try await gate.pass(.basic) }
        #expect(abs(time.now - 5) < 1e-6)
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
        #expect(abs(time.now - 10) < 1e-6)
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
