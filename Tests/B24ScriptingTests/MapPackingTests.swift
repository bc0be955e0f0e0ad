import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// `b24.map` lets calls travel together; what scripts see is as if each had gone alone.
@Suite struct MapPackingTests {
    private static let update = """
        local numbers = {}
        for i = 1, 120 do numbers[i] = i end
        local results, failures = b24.map(numbers, function(n)
          return b24.call("crm.type.update", { id = n, fields = { title = "t" .. n } })
        end, %)
        return #results, #failures, failures[1] and failures[1].item, failures[1] and failures[1].kind
        """

    private static func scene() -> Scene {
        Scene { command in
            command.parameters["id"] == "17" || command.parameters["id"] == 17
                ? .error("ACCESS_DENIED", "no") : .result(["type": ["id": command.parameters["id"] ?? .null]])
        }
    }

    @Test func withContinueFiftyShareARequest() async throws {
        let scene = Self.scene()
        let text = try await scene.value(Self.update.replacing("%", with: #"{ on_error = "continue" }"#))
        #expect(text == "120, 1, 17, \"access_denied\"")
        #expect(scene.portal.commands.count == 120)
        #expect(scene.portal.requestCount <= 6)
    }

    @Test func batchFalseSendsEachAlone() async throws {
        let scene = Self.scene()
        let options = #"{ on_error = "continue", batch = false }"#
        #expect(try await scene.value(Self.update.replacing("%", with: options)) == "120, 1, 17, \"access_denied\"")
        #expect(scene.portal.requestCount == 120)
        #expect(scene.portal.mostInFlight <= 8)
    }

    @Test func afterTheLoopCallsGoAloneAgain() async throws {
        let scene = Self.scene()
        try await scene.run(
            """
            b24.map({ 1, 2 }, function(n) return b24.call("crm.type.get", { id = n }) end)
            pcall(b24.map, { 17 }, function(n) return b24.call("crm.type.get", { id = n }) end)
            local before = b24.spawn(function() return b24.call("crm.type.get", { id = 3 }) end)
            b24.call("crm.type.get", { id = 4 })
            before:await()
            """)
        #expect(scene.portal.requestCount == 4)
    }

    @Test func longJobsSayWhatTheyCost() {
        let text = JobEstimate.text(items: 5000, requests: 100, seconds: 25.5)
        #expect(text[.en] == "5000 items take at least 100 requests: about 0:26 at the portal's rate.")
        #expect(text[.ru] == "Элементов: 5000, запросов не меньше 100: примерно 0:26 при лимите портала.")
        #expect(JobEstimate.text(items: 1, requests: 1, seconds: 3725)[.en].contains("1:02:05"))
    }

    @Test func anEstimateIsSaidBeforeALongJobAndOnlyThen() async throws {
        let scene = Scene { command in
            .result(["type": ["id": command.parameters["id"] ?? .null]])
        } _: { configuration in
            let connect = configuration.connect
            configuration.connect = {
                var options = PortalClient.Options()
                options.plan = .basic
                return try await connect().with(options)
            }
        }
        try await scene.run(
            """
            b24.call("crm.type.get", { id = 1 })
            local numbers = {}
            for i = 1, 60 do numbers[i] = i end
            b24.map(numbers, function() end, { on_error = "continue" })
            for i = 1, 4000 do numbers[i] = i end
            b24.map(numbers, function() end, { on_error = "continue" })
            """)
        #expect(scene.log.talk == ["4000 items take at least 80 requests: about 0:16 at the portal's rate."])
    }
}

extension PortalClient {
    /// The same portal with other settings, on a clock of its own.
    fileprivate func with(_ options: Options) -> PortalClient {
        PortalClient(
            credential: credential, options: options,
            transport: FakePortal { .result(["type": ["id": $0.parameters["id"] ?? .null]]) }, time: StoppedTime())
    }
}

/// A clock that stands still.
private struct StoppedTime: TimeSource {
    let now = 0.0
    let unixTime = 1_800_000_000.0
    func sleep(seconds: Double) async throws { try Task.checkCancellation() }
}
