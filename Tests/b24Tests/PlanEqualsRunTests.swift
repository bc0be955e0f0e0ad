import Foundation
import PortalEmulator
import Testing

/// What a dry run plans is what the run then does: every script of the cookbook, on a portal of its own.
@Suite struct PlanEqualsRunTests {
    /// The scripts with their arguments, and how many writes there are at least.
    static let scripts: [([String], Int)] = [
        (["demo.lua"], 9), (["department-workplace.lua", "Office", "Contracts", "Purchases", "--move"], 1),
        (["department-workplace.lua", "Back office", "Contracts"], 1), (["copy-spa.lua", "Support", "Copy"], 15),
        (["copy-spa.lua", "Purchases", "Purchases 2027"], 15), (["hand-over.lua", "5", "7", "--apply"], 1),
        (["hand-over.lua", "5", "7"], 0),
        (["funnel-visibility.lua", "Purchases", "Everyday purchases", "close", "--apply"], 1),
        (["funnel-visibility.lua", "Purchases", "Everyday purchases", "open", "--apply"], 0),
        (["import-csv.lua", "Purchases", "new.csv"], 1), (["audience.lua", "DR1", "U3"], 0),
        (["describe-spa.lua", "Purchases"], 0), (["export-csv.lua", "Purchases", "out.csv"], 0), (["inventory.lua"], 0),
        (["permission-review.lua"], 0), (["who-owns-what.lua"], 0),
    ]

    @Test(arguments: scripts) func theyAreEqual(_ words: [String], _ least: Int) async throws {
        let home = try Home()
        try home.write("new.csv", "title;assignedById\nFirst;5\nSecond;4\nThird;7\n")
        var settings = LocalPortal.Configuration()
        settings.enforcesLimits = false
        let portal = try await LocalPortal.start(settings)
        // A box has no rate to keep to.
        try home.config("[profiles.local]\nwebhook_file = \"local.webhook\"\nplan = \"box\"\n")
        try home.write(".config/b24/local.webhook", try await portal.webhook() + "\n")
        let script = [CookbookTests.scripts + "/" + words[0]] + words.dropFirst()
        func run(_ flags: String...) async throws -> Run {
            let program = try home.start(["-p", "local"] + flags + ["run"] + script)
            program.closeInput()
            return await program.end()
        }
        let start = try await portal.writes().last?.number ?? 0
        let rehearsal = try await run("--dry-run", "--json")
        #expect(rehearsal.status == 0, "\(rehearsal.testDescription)")
        #expect(try await portal.writes(since: start).isEmpty)
        let meta = try #require(try rehearsal.envelope()["meta"] as? [String: Any])
        let plan = try (meta["plan"] as? [[String: Any]] ?? []).map(Step.init)
        #expect(plan.count >= least, "\(rehearsal.errors)")

        let real = try await run("--yes")
        #expect(real.status == 0, "\(real.testDescription)")
        let ran = try await portal.writes(since: start)
        #expect(ran.allSatisfy { $0.outcome == .ran })
        var matching = Matching(ran)
        for (number, step) in plan.enumerated() where !matching.take(step) {
            Issue.record("planned, but not done: \(number + 1). \(step)")
        }
        #expect(matching.rest.isEmpty, "done, but not planned: \(matching.rest.map { ($0.method, $0.objectIDs) })")
        try await portal.stop()
    }

    /// A planned write as the envelope has it.
    private struct Step {
        var method: String
        var entityTypeID: Int?
        var id: Int?

        init(_ entry: [String: Any]) throws {
            method = try #require(entry["method"] as? String)
            let object = try #require(entry["object"] as? [String: Any])
            entityTypeID = (object["entity_type_id"] as? String).flatMap { Int($0) }
            id = (object["id"] as? String).flatMap { Int($0) }
        }
    }

    /// Finds for each planned write one that was done. Planned ids stand for real ones, each for the same one throughout.
    private struct Matching {
        private(set) var rest: [WriteRecord]
        private var ids: [String: Int] = [:]

        init(_ records: [WriteRecord]) { rest = records }

        mutating func take(_ step: Step) -> Bool {
            for (index, record) in rest.enumerated() where record.method.lowercased() == step.method.lowercased() {
                var bound = ids
                let family = step.method.split(separator: ".").dropLast().joined(separator: ".")
                guard Self.fits(step.entityTypeID, record.entityTypeID, "type", &bound),
                    Self.fits(step.id, record.objectIDs.count == 1 ? record.objectIDs[0] : nil, family, &bound)
                else { continue }
                ids = bound
                rest.remove(at: index)
                return true
            }
            return false
        }

        /// What one of the two does not tell, fits.
        private static func fits(_ planned: Int?, _ real: Int?, _ kind: String, _ ids: inout [String: Int]) -> Bool {
            guard let planned, let real else { return true }
            guard planned < 0 else { return planned == real }
            let name = "\(kind) \(planned)"
            if let known = ids[name] { return known == real }
            ids[name] = real
            return true
        }
    }
}
