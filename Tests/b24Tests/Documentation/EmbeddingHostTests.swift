import Foundation
import PortalEmulator
import Testing

/// The program that docs/guide/embedding.md explains, run as its users run it.
@Suite struct EmbeddingHostTests {
    let home: Home

    init() throws { home = try Home() }

    static let folder = Repository.root + "/Examples/EmbeddingHost"

    private func run(_ scripts: String..., hour: Int = 10, environment: [String: String] = [:]) async throws -> Run {
        let variables = environment.merging(["ACME_HOUR": String(hour)]) { $1 }
        let program = RunningProgram.executable.deletingLastPathComponent().appendingPathComponent("EmbeddingHost").path
        let running = try home.start(
            scripts.map { "scripts/\($0).lua" }, environment: variables, folder: Self.folder, program: program)
        running.closeInput()
        return await running.end()
    }

    @Test func aFunctionOfTheProgramWritesToThePortal() async throws {
        let portal = try await LocalPortal.start()
        let run = try await run("publish", environment: ["ACME_WEBHOOK": portal.webhook()])
        #expect(run.status == 0, "\(run.testDescription)")
        #expect(run.output.hasPrefix("  published 'Office cleaning' as item "))
        #expect(run.output.contains("  false\tnot_found\tThere is no contract C-99.\n"))
        #expect(run.output.hasSuffix("publish.lua: done\n"))
        #expect(try await portal.writes().map(\.method) == ["crm.item.add"])
        try await portal.stop()
    }

    @Test func thePolicyHoldsForScriptsAndForFunctionsOfTheProgram() async throws {
        let day = try await run("tidy", "leave", "publish")
        #expect(day.status == 1)
        #expect(day.output.contains("tidy.lua: refused\nscripts/tidy.lua:2: crm.item.delete deletes, and profile"))
        #expect(
            day.output.contains("leave.lua: refused\nscripts/leave.lua:2: Scripts of the duty desk write contracts"))
        #expect(day.output.contains("publish.lua: done"), "\(day.testDescription)")
        let night = try await run("publish", hour: 22)
        #expect(night.status == 1)
        #expect(
            night.output.contains(
                "publish.lua: refused\nscripts/publish.lua:3: The call of crm.item.add is not allowed"))
    }

    @Test func aScriptThatNeverEndsIsStopped() async throws {
        let run = try await run("endless", "publish")
        #expect(run.status == 1)
        #expect(run.output.components(separatedBy: "  still here\n").count == 21)
        #expect(run.output.contains("endless.lua: stopped after 20 lines\n"))
        #expect(run.output.hasSuffix("publish.lua: done\n"), "\(run.testDescription)")
    }

    @Test func mistakesAreExplained() async throws {
        let run = try await run("mistake", "nothing")
        #expect(run.status == 1)
        #expect(
            run.output.contains(
                "mistake.lua:2: bad argument #1 'number' to 'acme.contract': string expected, got number"),
            "\(run.testDescription)")
        #expect(run.output.contains("nothing.lua: failed\n"))
        let other = try await self.run("publish", environment: ["ACME_WEBHOOK": "http://acme.example/rest/1/abcdefgh/"])
        #expect(other.status == 1)
        #expect(other.output.contains("EmbeddingHost: ") && !other.output.contains("abcdefgh"))
    }
}
