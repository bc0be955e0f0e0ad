import Foundation
import JSON
import PortalEmulator
import Testing

/// `b24 rehearse` as a person and as a program see it.
@Suite struct RehearseCommandTests {
    let home: Home

    init() throws { home = try Home() }

    private func rehearse(_ lua: String, _ portal: LocalPortal, _ words: String...) async throws -> Run {
        try home.write("script.lua", lua)
        let program = try home.start(
            words + ["rehearse", "script.lua", "first"], environment: ["B24_WEBHOOK_URL": try await portal.webhook()])
        program.closeInput()
        return await program.end()
    }

    private static let lua = """
        local w = b24.workplace.find("Back office")
        print("argument", b24.args[1])
        b24.spa.add{title = "Visits"}
        b24.spa("Purchases").items:update(1, {title = "Changed"})
        b24.call("crm.deal.update", {id = 5, fields = {TITLE = "x"}})
        b24.workplace.update(w.id, {typeIds = b24.array{}})
        b24.call("crm.automatedsolution.delete", {id = w.id})
        """

    @Test func theReportIsForPeople() async throws {
        let portal = try await LocalPortal.start()
        let run = try await rehearse(Self.lua, portal)
        #expect(run.status == 0, "\(run.testDescription)")
        #expect(run.output == "argument\tfirst\n")
        for part in [
            "to which nothing was written: the script succeeds.", "objects: 3", "digital workplace 4: 'Back office'",
            "crm.automatedsolution.delete (destructive)", "smart process 14: 'Visits'", "funnels: 1", "stages: 5",
            "title: \"", "-> \"Changed\"", "Take smart processes out of digital workplace 'Back office' (4)",
            "crm.deal.update (1): answered by a stand-in", "automation rules", "items copied: 1", "A run sends about",
        ] { #expect(run.errors.contains(part), "\(part)\n\(run.testDescription)") }
        #expect(!run.errors.contains("null"))
        #expect(try await portal.writes().isEmpty)
        let russian = try await rehearse(Self.lua, portal, "--lang", "ru")
        for part in [
            "на сам портал ничего не записано: скрипт завершится успешно.", "Что изменится, объектов: 3",
            "смарт-процесс 14: «Visits»", "Запуск отправит примерно",
        ] { #expect(russian.errors.contains(part), "\(part)\n\(russian.testDescription)") }
        try await portal.stop()
    }

    /// What the copy waits for ends with the script: the portal never answers here.
    @Test func ctrlCEndsACopyUnderWay() async throws {
        let local = try await UndonePortal(["batch:timeout"])
        try local.home.write("script.lua", "b24.spa('Purchases').items:list()")
        let running = try local.home.start(["-p", "local", "--timeout", "3600", "rehearse", "script.lua"])
        await local.carriedOut("batch", 1)
        running.signal(SIGINT)
        let run = await running.end()
        #expect(run.status == 130, "\(run.testDescription)")
        try await local.portal.stop()
    }

    /// Nothing but the copy is written to: neither a journal nor an audit of it.
    @Test func theReportIsForPrograms() async throws {
        let portal = try await LocalPortal.start()
        let run = try await rehearse(Self.lua, portal, "--json")
        let meta = try #require(try run.envelope()["meta"] as? [String: Any])
        let report = try #require(meta["rehearsal"] as? [String: Any])
        let changes = try #require(report["changes"] as? [[String: Any]])
        #expect(
            changes.map { $0["method"] as? String } == [
                "crm.automatedsolution.delete", "crm.type.add", "crm.item.update",
            ])
        #expect((report["stand_ins"] as? [Any])?.count == 1)
        #expect((report["questions"] as? [String])?.count == 2)
        #expect((report["call_counts"] as? [String: Int])?["crm.item.update"] == 1)
        let estimate = try #require(report["estimate"] as? [String: Any])
        #expect(estimate["requests"] as? Int ?? 0 > 5)
        #expect(try await portal.writes().isEmpty)
        #expect(!home.has(".local/state/b24/audit") && !home.has(".local/state/b24/runs"))
        // The code of the webhook is in nothing that was said.
        let code = try await portal.webhook().split(separator: "/")[4]
        #expect(!(run.output + run.errors).contains(code))
        try await portal.stop()
    }

    @Test func theCopyCanBeKept() async throws {
        let portal = try await LocalPortal.start()
        let folder = home.path + "/copy"
        let lua = "b24.spa('Purchases').items:update(1, {title = 'Changed'})"
        try home.write("script.lua", lua)
        let environment = ["B24_WEBHOOK_URL": try await portal.webhook()]
        let first = try await home.b24("rehearse", "--keep", folder, "script.lua", environment: environment)
        #expect(first.status == 0 && first.errors.contains("portal serve --data \(folder)"), "\(first.testDescription)")
        let again = try await home.b24("rehearse", "--keep", folder, "script.lua", environment: environment)
        #expect(again.status == 2, "\(again.testDescription)")
        let writes = try #require(try LocalPortal.writes(inFolder: folder))
        #expect(writes.map(\.method) == ["crm.item.update"])
        try await portal.stop()
    }

    /// A list that has to be copied and is too long, and one that does not have to be.
    @Test func longListsEndARehearsal() async throws {
        let portal = try await LocalPortal.start()
        let lua = "local s = b24.spa('Purchases') s.items:add{title = 'x'} pcall(function() return s.items:list() end)"
        let long = try await rehearse(lua, portal, "--max-writes", "9")
        #expect(long.status == 0, "\(long.testDescription)")
        try home.write("script.lua", lua)
        let environment = ["B24_WEBHOOK_URL": try await portal.webhook()]
        let short = try await home.b24(
            "rehearse", "--max-items", "5", "script.lua", environment: environment)
        #expect(short.status == 1 && short.errors.contains("--max-items 30"), "\(short.testDescription)")
        try home.write("script.lua", "return #b24.spa('Purchases').items:list()")
        let read = try await home.b24(
            "--json", "rehearse", "--max-items", "5", "script.lua", environment: environment)
        #expect(try read.envelope()["data"] as? Int == 30, "\(read.testDescription)")
        try await portal.stop()
    }

    /// A self-hosted portal has its own limit of workplaces.
    @Test func limitsOfSelfHostedPortalsAreMet() async throws {
        var configuration = LocalPortal.Configuration()
        configuration.flavour = .box
        configuration.seed = .empty
        let portal = try await LocalPortal.start(configuration)
        try await portal.add((1...200).map { .workplace(["id": .integer(Int64($0)), "title": .string("W\($0)")]) })
        let lua = "b24.workplace.add{title = 'One more'}"
        let rehearsal = try await rehearse(lua, portal, "--json")
        let run = try await home.b24(
            "--json", "run", "script.lua", environment: ["B24_WEBHOOK_URL": try await portal.webhook()])
        for end in [rehearsal, run] {
            let error = try #require(try end.envelope()["error"] as? [String: Any], "\(end.testDescription)")
            #expect(end.status == 1 && error["code"] as? String == "LIMIT_EXCEEDED")
        }
        try await portal.stop()
    }

    @Test func withoutACallThereIsNothingToTell() async throws {
        try home.write("script.lua", "print('went on')")
        let run = try await home.b24("rehearse", "script.lua")
        #expect(run.output == "went on\n" && run.errors.contains("Nothing was rehearsed"), "\(run.testDescription)")
    }

    @Test(arguments: [
        (["--dry-run", "rehearse", "script.lua"], 2), (["rehearse", "--max-items=-1", "script.lua"], 2),
        (["rehearse", "missing.lua"], 1), (["rehearse"], 2),
    ])
    func wrongUse(_ words: [String], _ status: Int) async throws {
        try home.write("script.lua", "return 1")
        let program = try home.start(words)
        program.closeInput()
        let run = await program.end()
        #expect(Int(run.status) == status, "\(run.testDescription)")
    }
}
