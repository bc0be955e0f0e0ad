import Foundation
import PortalEmulator
import Testing

@Suite struct SignalTests {
    @Test(arguments: [
        "print('ready') while true do end",
        "print('ready') b24.sleep(3600)",
        "print('ready') while true do pcall(function() while true do end end) end",
    ])
    func ctrlCStopsAScript(lua: String) async throws {
        let running = try Home().start(["eval", lua])
        #expect(await running.output(until: "ready").contains("ready"))
        running.signal(SIGINT)
        let run = await running.end()
        #expect(run.status == 130)
        #expect(!run.errors.isEmpty)
    }

    /// No hook runs inside a pattern: the watchdog ends the process.
    private static let endless = "print('ready') string.find(('a'):rep(200000), '.-.-.-b')"

    @Test func whatNothingStopsInTimeEndsTheProcess() async throws {
        let run = try await Home().b24("--max-time", "1", "eval", Self.endless)
        #expect(run.status == 124)
        #expect(run.output == "ready\n")
        #expect(run.errors.contains("did not stop"))
    }

    #if os(Linux)
        @Test func whatNothingInterruptsEndsTheProcess() async throws {
            let running = try Home().start(["eval", Self.endless])
            #expect(await running.output(until: "ready").contains("ready"))
            // From here on only the pattern takes time, and a signal before it would end the script as it ends any other.
            await running.useProcessor(ticks: 5)
            running.signal(SIGINT)
            let run = await running.end()
            #expect(run.status == 130)
            #expect(run.errors.contains("did not stop"))
        }
    #endif

    @Test func ctrlCStopsACall() async throws {
        let portal = try await LocalPortal.start()
        let stuck = AsyncStream<Void>.makeStream()
        var configuration = LocalPortal.Configuration()
        configuration.faults = ["user.current:timeout:*"]
        configuration.log = { _ in stuck.continuation.yield() }
        try await portal.stop()
        let slow = try await LocalPortal.start(configuration)
        let running = try Home().start(
            ["-v", "call", "user.current"], environment: ["B24_WEBHOOK_URL": try await slow.webhook()])
        // The portal has carried the call out and never answers.
        for await _ in stuck.stream { break }
        running.signal(SIGINT)
        let run = await running.end()
        try await slow.stop()
        #expect(run.status == 130)
    }

    @Test func theInterruptIsInTheEnvelope() async throws {
        let running = try Home().start(["--json", "eval", "b24.log.info('ready') while true do end"])
        await running.errors(until: "ready")
        running.signal(SIGINT)
        let run = await running.end()
        #expect(run.status == 130)
        let error = try #require(try run.envelope()["error"] as? [String: Any])
        #expect(error["kind"] as? String == "interrupted")
        #expect(error["exit_code"] as? Int == 130)
    }

    @Test func aReaderThatGoesAwayEndsItQuietly() async throws {
        let running = try Home().start(["eval", "for i = 1, math.huge do print(i) end"])
        _ = await running.output(until: "100\n")
        running.stopReading()
        let run = await running.end(reading: false)
        #expect(run.status == 128 + SIGPIPE)
        #expect(run.errors.isEmpty)
    }

    @Test func aServedPortalStops() async throws {
        let home = try Home()
        let running = try home.start(["portal", "serve", "--data", ":memory:"])
        let text = await running.output(until: "extranet")
        #expect(text.contains("http://127.0.0.1:"))
        running.signal(SIGTERM)
        let run = await running.end()
        #expect(run.status == 0)
        #expect(run.errors.contains("The portal has stopped."))
        #expect(!home.has(".local/share/b24"))
    }
}
