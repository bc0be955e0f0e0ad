import Foundation
import JSON
import PortalEmulator
import Testing

/// A rehearsal says beforehand how a run ends, and leaves the portal alone: each script is rehearsed on a portal, then run
/// on it. A portal goes on from scenario to scenario.
@Suite struct RehearsalScenarioTests {
    @Test(arguments: RehearsalScenario.groups.map(\.name)) func everyScenarioEndsAsRehearsed(_ group: String)
        async throws
    {
        let scenarios = try #require(RehearsalScenario.groups.first { $0.name == group }).scenarios
        var configuration = LocalPortal.Configuration()
        configuration.enforcesLimits = false
        let portal = try await LocalPortal.start(configuration)
        let home = try Home()
        for (number, scenario) in scenarios.enumerated() {
            let name = "s\(number).lua"
            try home.write(name, scenario.lua)
            try await compare(scenario, name, portal, home)
        }
        try await portal.stop()
    }

    private func compare(
        _ scenario: RehearsalScenario, _ file: String, _ portal: LocalPortal, _ home: Home
    ) async throws {
        // A box has no rate to keep to.
        try home.config("[profiles.local]\nwebhook_file = \"local.webhook\"\nplan = \"box\"\n")
        try home.write(
            ".config/b24/local.webhook", try await portal.webhook(scenario.owner, scopes: scenario.scopes) + "\n")
        func b24(_ words: [String]) async throws -> Run {
            let program = try home.start(["-p", "local"] + words + [file])
            program.closeInput()
            return await program.end()
        }
        let before = try await portal.dump()
        let start = try await portal.writes().last?.number ?? 0
        let rehearsal = try await b24(["--json"] + scenario.flags + ["rehearse", "--calls"])
        #expect(try await portal.writes(since: start).isEmpty, "\(scenario): the portal was written to")
        #expect(try await portal.dump() == before, "\(scenario): the portal has changed")

        let isAsked = scenario.flags.contains("--no-input")
        let run = try await b24(["--json", "--no-journal"] + (isAsked ? [] : ["--yes"]) + scenario.flags + ["run"])
        var (predicted, real) = (try Outcome(rehearsal), try Outcome(run))
        if scenario.wordsDiffer { (predicted.message, real.message) = (nil, nil) }
        #expect(
            predicted == real,
            "\(scenario)\n--- rehearsed\n\(rehearsal.testDescription)\n--- run\n\(run.testDescription)")
        #expect(real.kind == scenario.kind, "\(scenario): \(run.testDescription)")

        // Not only the end: every write went the way that was rehearsed.
        let ran = try await portal.writes(since: start).map {
            "\($0.method) \($0.outcome.name) \($0.outcome.code ?? "")"
        }
        #expect(try Self.writes(rehearsal) == ran, "\(scenario)")
    }

    /// The writes among the calls of a rehearsal.
    private static func writes(_ run: Run) throws -> [String] {
        let meta = try #require(try run.envelope()["meta"] as? [String: Any], "\(run.testDescription)")
        let report = try #require(meta["rehearsal"] as? [String: Any], "\(run.testDescription)")
        let calls = report["calls"] as? [[String: Any]] ?? []
        return calls.compactMap { call in
            let method = call["method"] as? String ?? ""
            let verb = method.split(separator: ".").last ?? ""
            guard ["add", "update", "delete", "import", "batchImport", "set"].contains(verb) else { return nil }
            return "\(method) \(call["outcome"] as? String ?? "") \(call["code"] as? String ?? "")"
        }
    }

    /// How a run ends, for comparing.
    private struct Outcome: Equatable {
        var status: Int32
        var kind: String?
        var code: String?
        var message: String?
        var data: String

        init(_ run: Run) throws {
            status = run.status
            let envelope = try run.envelope()
            let error = envelope["error"] as? [String: Any]
            kind = error?["kind"] as? String ?? (run.status == 3 ? "partial" : nil)
            code = error?["code"] as? String
            message = error?["message"] as? String
            data = String(describing: envelope["data"] ?? "")
            if let data = envelope["data"], JSONSerialization.isValidJSONObject([data]) {
                self.data = String(
                    decoding: try JSONSerialization.data(withJSONObject: [data], options: .sortedKeys), as: UTF8.self)
            }
        }
    }
}

extension LocalPortal {
    /// All objects of a portal that has taken none over: each of them is new.
    func dump() async throws -> [String] {
        try await changes().map { "\($0.kind) \($0.id) \(JSONWriter.string(.object($0.after ?? [:])))" }
    }
}
