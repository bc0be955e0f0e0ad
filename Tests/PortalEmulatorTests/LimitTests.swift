import JSON
import PortalEmulator
import Testing

@Suite struct LimitTests {
    @Test(arguments: [(LocalPortal.Plan.basic, 50, 2.0), (.enterprise, 250, 5.0)])
    func theBucketLeaks(plan: LocalPortal.Plan, capacity: Int, leak: Double) async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.enforcesLimits = true
            $0.plan = plan
            $0.clock = clock.clock
        }
        for _ in 0..<capacity { _ = try portal.result("server.time") }
        try portal.expectError("QUERY_LIMIT_EXCEEDED", status: 503, "server.time")
        clock.advance(1 / leak)
        _ = try portal.result("server.time", as: .employee)
        try portal.expectError("QUERY_LIMIT_EXCEEDED", status: 503, "server.time", as: .employee)
        clock.advance(10)
        for _ in 0..<Int(10 * leak) { _ = try portal.result("server.time") }
        try portal.expectError("QUERY_LIMIT_EXCEEDED", status: 503, "server.time")
    }

    @Test func aBatchIsOneDrop() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.enforcesLimits = true
            $0.clock = clock.clock
        }
        let commands = JSONValue.array(Array(repeating: "server.time", count: 50))
        for _ in 0..<50 { _ = try portal.result("batch", ["cmd": commands]) }
        try portal.expectError("QUERY_LIMIT_EXCEEDED", status: 503, "batch", ["cmd": commands])
    }

    @Test func selfHostedPortalsAndSwitchedOffLimitsDoNotRefuse() async throws {
        for change: @Sendable (inout LocalPortal.Configuration) -> Void in [
            { $0.flavour = .box }, { $0.enforcesLimits = false },
        ] {
            let clock = VirtualClock()
            let portal = try await TestPortal {
                $0.enforcesLimits = true
                $0.clock = clock.clock
                change(&$0)
            }
            for _ in 0..<60 { _ = try portal.result("server.time") }
        }
    }

    /// Each look at the clock takes a minute and a half, so a method soon has used up its time.
    @Test func slowMethodsAreBlockedByThemselves() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.enforcesLimits = true
            $0.clock = clock.clock
        }
        clock.setStep(130)
        var sums: [Double] = []
        for _ in 0..<4 {
            let time = try portal.call("crm.type.list").json["time"]!
            sums.append(time["operating"]!.numberValue!)
        }
        clock.setStep(0)
        // Four calls of 130 s each, started 520 s apart: the first buckets leave on the way.
        #expect(sums.max()! <= 480)
        clock.setStep(500)
        _ = try portal.result("crm.type.fields")
        clock.setStep(0)
        try portal.expectError("OPERATION_TIME_LIMIT", status: 429, "crm.type.fields")
        _ = try portal.result("crm.type.list")
        _ = try portal.result("crm.type.fields", as: .crmAdmin)
        let batch = try portal.result("batch", ["cmd": ["a": "crm.type.fields", "b": "profile"]])
        #expect(batch["result_error"]?["a"]?["error"] == "OPERATION_TIME_LIMIT")
        #expect(batch["result"]?["b"] != nil)
        clock.advance(700)
        let time = try portal.call("crm.type.fields").json["time"]!
        #expect(time["operating"]?.numberValue == 0)
    }

    @Test func resetForgetsWhatWasCounted() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.enforcesLimits = true
            $0.clock = clock.clock
        }
        for _ in 0..<50 { _ = try portal.result("server.time") }
        try portal.expectError("QUERY_LIMIT_EXCEEDED", status: 503, "server.time")
        try await portal.portal.reset()
        _ = try portal.result("server.time")
    }
}
