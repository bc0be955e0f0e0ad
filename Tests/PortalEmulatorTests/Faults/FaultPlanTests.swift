import Testing

@testable import PortalEmulator

/// The state machine alone.
@Suite struct FaultPlanTests {
    private func plan(_ faults: String..., seed: UInt64 = 1) throws -> FaultPlan {
        FaultPlan(try faults.map { try FaultParser.fault($0) }, seed: seed)
    }

    /// What acts on each of `count` requests: a letter for each that something did.
    private func met(_ plan: inout FaultPlan, _ method: String, _ count: Int) -> [Bool] {
        (0..<count).map { _ in plan.meet(method).kind != nil }
    }

    @Test func countsBeginWhereTheyAreTold() throws {
        var plan = try plan("profile:500:2@3")
        #expect(met(&plan, "PROFILE", 6) == [false, false, true, true, false, false])
        var endless = try self.plan("profile:500:*@3")
        #expect(met(&endless, "profile", 4) == [false, false, true, true])
    }

    @Test func theFirstFaultActsAndOnlyItsCountGoesDown() throws {
        var plan = try plan("profile:500:1", "profile:html:1", "*:503:1")
        func name(_ kind: FaultKind?) -> String {
            switch kind {
            case .error(let error): error.codeText
            case .html: "html"
            default: "none"
            }
        }
        #expect(
            (0..<4).map { _ in name(plan.meet("profile").kind) }
                == ["INTERNAL_SERVER_ERROR", "html", "QUERY_LIMIT_EXCEEDED", "none"])
    }

    @Test func latencyAndClockGoAlong() throws {
        var plan = try plan("*:latency=100:*", "profile:clock=+5:2", "profile:drop", "profile:latency=1s", "*:clock=-1")
        let meeting = plan.meet("profile")
        guard case .drop = meeting.kind else { return #expect(Bool(false), "\(meeting)") }
        #expect(abs(meeting.latency - 1.1) < 1e-9)
        #expect(meeting.clockJump == 4)
        let next = plan.meet("profile")
        #expect(next.kind == nil)
        #expect(next.latency == 0.1)
        #expect(next.clockJump == 5)
    }

    @Test func latencyStaysInItsRange() throws {
        var plan = try plan("profile:latency=20-200:*")
        let delays = (0..<500).map { _ in plan.meet("profile").latency }
        #expect(delays.allSatisfy { $0 >= 0.02 && $0 < 0.2 })
        #expect(delays.min()! < 0.03)
        #expect(delays.max()! > 0.19)
    }

    /// A rate is met as often as it says, but for chance; the seed is fixed.
    @Test(arguments: [("1%", 0.01), ("25%", 0.25), ("99.5%", 0.995), ("100%", 1.0)])
    func rates(text: String, share: Double) throws {
        var plan = try plan("profile:500:" + text)
        let count = met(&plan, "profile", 20_000).count { $0 }
        let deviation = 4 * (20_000 * share * (1 - share)).squareRoot()
        #expect(abs(Double(count) - 20_000 * share) <= deviation)
    }

    @Test func theSameSeedDecidesTheSame() throws {
        func decisions(seed: UInt64) throws -> [Bool] {
            var plan = try plan("profile:500:10%", seed: seed)
            return met(&plan, "profile", 300)
        }
        #expect(try decisions(seed: 7) == decisions(seed: 7))
        #expect(try decisions(seed: 7) != decisions(seed: 8))
    }

    /// The n-th request of a pattern meets the same, whatever comes in between.
    @Test(arguments: 1...8)
    func interleavingChangesNothing(shuffle: Int) throws {
        let faults = ["crm.item.add:503:20%", "crm.item.list:drop:30%", "user.*:500:3@4"]
        let methods = ["crm.item.add", "crm.item.list", "user.get"]
        func run(_ order: [Int]) throws -> [[String]] {
            var plan = FaultPlan(try faults.map { try FaultParser.fault($0) }, seed: 3)
            var seen: [[String]] = [[], [], []]
            for index in order { seen[index].append(plan.meet(methods[index]).kind.map { "\($0)" } ?? "-") }
            return seen
        }
        let sorted = (0..<300).map { $0 / 100 }
        var generator = Generator(state: UInt64(shuffle))
        #expect(try run(sorted) == run(sorted.shuffled(using: &generator)))
    }

    @Test func commandsOfABatch() throws {
        var plan = try plan("crm.item.add:503:*", "*:500:*")
        #expect(plan.meet("crm.item.add", as: .command).kind != nil)
        // A star alone means requests.
        #expect(plan.meet("crm.item.list", as: .command).kind == nil)
        // What happens to connections does not happen to commands, nor does it count there.
        var drop = try self.plan("crm.item.add:drop:1@2")
        for _ in 0..<5 { #expect(drop.meet("crm.item.add", as: .command).kind == nil) }
        #expect(met(&drop, "crm.item.add", 3) == [false, true, false])
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }
}
