import Foundation
import PortalEmulator
import Testing

/// `b24 export`, `diff`, `plan`, `apply` and `import`, as a person calls them.
@Suite struct ConfigurationCommandTests {
    private static let leave = """
        workplace "HR" {}

        spa "leave" {
          title = "Leave",
          workplace = workplace "HR",
          isStagesEnabled = true,
          isCategoriesEnabled = true,
          parents = { "contact" },
          funnels = {
            funnel "Main" {
              isDefault = true,
              stages = {
                stage "NEW" { name = "New" },
                stage "REVIEW" { name = "In review", color = "#10E5FC" },
                stage "SUCCESS" { name = "Done", semantics = "success" },
                stage "FAIL" { name = "No", semantics = "failure" },
              },
              card = { { name = "main", title = "About", elements = { "TITLE", field "REASON" } } },
            },
          },
          fields = { field "REASON" { type = "string", label = { en = "Reason", ru = "Причина" } } },
        }
        """

    @Test func fromTheDescriptionToThePortalAndBack() async throws {
        let local = try await ConfiguredPortal()
        try local.home.write("portal.lua", Self.leave)
        let plan = try await local.b24("plan", "portal.lua")
        #expect(plan.status == 5, "\(plan)")
        #expect(plan.output.contains("1. + create workplace \"HR\""))
        #expect(plan.output.contains("parents: { \"contact\" }"))

        let refused = try await local.b24("apply", "portal.lua")
        #expect(refused.status == 4, "\(refused)")
        let applied = try await local.b24("apply", "portal.lua", "--yes")
        #expect(applied.status == 0, "\(applied)")
        let again = try await local.b24("apply", "portal.lua")
        #expect(again.status == 0, "\(again)")
        #expect(again.errors.contains("Nothing to do"))
        #expect(try await local.b24("diff", "portal.lua").status == 0)
        #expect(try await local.b24("plan", "portal.lua").status == 0)

        // The names of the state file stay.
        let exported = try await local.b24("export", "--state", "portal.local.state.json")
        #expect(exported.output.contains("spa \"leave\" {\n  title = \"Leave\","), "\(exported)")
        #expect(exported.output.contains("elements = { \"TITLE\", \"field.REASON\" }"))
        try local.home.write("exported.lua", exported.output)
        #expect(try await local.b24("diff", "exported.lua", "--state", "portal.local.state.json").status == 0)
        let json = try await local.b24("export", "--out", "portal.json")
        #expect(json.status == 0, "\(json)")
        #expect(try await local.b24("diff", "portal.json").status == 0)
        #expect(try await local.b24("export", "--out", "portal.json").status == 2)
        try await local.portal.stop()
    }

    @Test func driftIsOneLineEach() async throws {
        let local = try await ConfiguredPortal()
        try local.home.write("portal.lua", Self.leave)
        #expect(try await local.b24("apply", "portal.lua", "--yes").status == 0)
        let drift = """
            local leave = b24.spa "Leave"
            b24.spa.update("Leave", { isObserversEnabled = true, isStagesEnabled = false })
            local stages = leave.stages()
            b24.call("crm.status.update", { id = stages[2].ID, fields = { NAME = "Looked at" } })
            b24.call("crm.category.add", { entityTypeId = leave.entityTypeId, fields = { name = "Second" } })
            b24.workplace.add { title = "Other" }
            """
        let run = try await local.b24("--yes", "eval", drift)
        #expect(run.status == 0, "\(run)")
        let diff = try await local.b24("diff", "portal.lua")
        #expect(diff.status == 5, "\(diff)")
        #expect(
            diff.output.split(separator: "\n").sorted() == [
                "? spa \"leave\" / funnel \"Second\": not described",
                "? workplace \"Other\": not described",
                "~ spa \"leave\" / funnel \"Main\" / stage \"REVIEW\": name: \"Looked at\" -> \"In review\"",
                "~ spa \"leave\": isStagesEnabled: false -> true",
            ])
        let russian = try await local.b24("diff", "portal.lua", "--lang", "ru")
        #expect(russian.output.contains("нет в описании"))
        try await local.portal.stop()
    }

    @Test func renamesAreRenames() async throws {
        let local = try await ConfiguredPortal()
        try local.home.write("portal.lua", Self.leave)
        #expect(try await local.b24("apply", "portal.lua", "--yes").status == 0)
        try local.home.write("portal.lua", Self.leave.replacing("title = \"Leave\"", with: "title = \"Absence\""))
        let title = try await local.b24("plan", "portal.lua")
        #expect(title.output.contains("title: \"Leave\" -> \"Absence\""), "\(title)")
        #expect(title.errors.contains("To create: 0, to change: 1"))
        #expect(try await local.b24("apply", "portal.lua", "--yes").status == 0)

        // Another name in the description, and nothing else.
        let renamed = Self.leave.replacing(
            "spa \"leave\" {\n  title = \"Leave\"", with: "spa \"absence\" {\n  title = \"Absence\", was = \"leave\"")
        try local.home.write("portal.lua", renamed)
        let name = try await local.b24("plan", "portal.lua")
        #expect(name.status == 0, "\(name)")

        // The state can be made anew.
        try FileManager.default.removeItem(atPath: local.home.path + "/portal.local.state.json")
        let imported = try await local.b24("import", "portal.lua")
        #expect(imported.status == 0, "\(imported)")
        #expect(imported.errors.contains("8 objects found"), "\(imported)")
        #expect(try await local.b24("plan", "portal.lua").status == 0)
        try await local.portal.stop()
    }

    @Test func aStalePlanIsRefused() async throws {
        let local = try await ConfiguredPortal()
        try local.home.write("portal.lua", Self.leave)
        #expect(try await local.b24("plan", "portal.lua", "--out", "first.plan").status == 5)
        #expect(try await local.b24("apply", "first.plan", "--yes").status == 0)
        try local.home.write("portal.lua", Self.leave.replacing("In review", with: "Checked"))
        #expect(try await local.b24("plan", "portal.lua", "--out", "second.plan").status == 5)
        #expect(try await local.b24("--yes", "eval", "b24.spa.update('Leave', { title = 'By hand' })").status == 0)
        let stale = try await local.b24("apply", "second.plan", "--yes")
        #expect(stale.status == 1, "\(stale)")
        #expect(stale.errors.contains("\"By hand\" -> \"Leave\""))
        #expect(try await local.b24("--yes", "eval", "b24.spa.update('By hand', { title = 'Leave' })").status == 0)
        #expect(try await local.b24("apply", "second.plan", "--yes").status == 0)
        try await local.portal.stop()
    }

    @Test func onlyPruneDeletes() async throws {
        let local = try await ConfiguredPortal()
        try local.home.write("portal.lua", Self.leave)
        #expect(try await local.b24("apply", "portal.lua", "--yes").status == 0)
        try local.home.write("portal.lua", "workplace \"HR\" {}\n")
        let kept = try await local.b24("apply", "portal.lua", "--yes")
        #expect(kept.status == 0 && kept.errors.contains("Nothing to do"), "\(kept)")
        let refused = try await local.b24("apply", "portal.lua", "--prune")
        #expect(refused.status == 4, "\(refused)")
        let pruned = try await local.b24("apply", "portal.lua", "--prune", "--yes")
        #expect(pruned.status == 0, "\(pruned)")
        #expect(pruned.errors.contains("deleted: spa \"leave\""))
        #expect(try await local.b24("eval", "return #b24.spa.list()").output == "0\n")
        try await local.portal.stop()
    }

    @Test func mistakesHaveTheirLine() async throws {
        let local = try await ConfiguredPortal()
        try local.home.write("portal.lua", "include \"parts/leave.lua\"\n")
        try local.home.write(
            "parts/leave.lua", "\nspa \"Leave\" {\n  isStagesEnbled = true,\n  workplace = workplace \"HR\",\n}\n")
        let run = try await local.b24("plan", "portal.lua")
        #expect(run.status == 1, "\(run)")
        #expect(
            run.errors.contains(
                "leave.lua:3: spa \"Leave\": there is no 'isStagesEnbled'. Did you mean 'isStagesEnabled'?"))
        #expect(
            run.errors.contains(
                "leave.lua:4: spa \"Leave\": 'workplace' names workplace \"HR\", which is not described"))
        try local.home.write(
            "vars.lua",
            "variables { [\"local\"] = { title = \"Here\" }, default = { title = \"There\" } }\nworkplace \"w\" { title = var.titel }\n"
        )
        let misspelt = try await local.b24("plan", "vars.lua")
        #expect(misspelt.status == 1)
        #expect(misspelt.errors.contains("vars.lua:2: "), "\(misspelt)")
        #expect(misspelt.errors.contains("Did you mean 'title'?"))
        try local.home.write(
            "vars.lua",
            "variables { [\"local\"] = { title = \"Here\" }, default = { title = \"There\" } }\nworkplace \"w\" { title = var.title }\n"
        )
        #expect(try await local.b24("plan", "vars.lua").output.contains("\"Here\""))
        #expect(try await local.b24("plan", "vars.lua", "--var", "title=Given").output.contains("\"Given\""))
        // It only describes.
        try local.home.write("reads.lua", "return b24.spa.list()\n")
        #expect(try await local.b24("plan", "reads.lua").status == 1)
        try await local.portal.stop()
    }

    @Test func mistakesInJSONHaveTheirLineAndColumn() async throws {
        let local = try await ConfiguredPortal()
        try local.home.write("portal.json", "{\"spas\": [\n  {\"id\": \"Leave\", \"isStagesEnbled\": true}\n]}\n")
        let run = try await local.b24("plan", "portal.json")
        #expect(run.status == 1, "\(run)")
        #expect(run.errors.contains("portal.json:2:19: spa \"Leave\": there is no 'isStagesEnbled'."), "\(run)")
        try local.home.write("portal.json", "{\"spas\": [\n  {\"id\": \"Leave\",}\n]}\n")
        let broken = try await local.b24("plan", "portal.json")
        #expect(broken.status == 1, "\(broken)")
        #expect(broken.errors.contains("portal.json:2:18: This is not JSON: unexpected character."), "\(broken)")
        let russian = try await local.b24("plan", "portal.json", "--lang", "ru")
        #expect(russian.errors.contains("portal.json:2:18: Это не JSON: неожиданный знак."), "\(russian)")
        try await local.portal.stop()
    }

    @Test func choicesMadeByHandAreListedAndPruned() async throws {
        let local = try await ConfiguredPortal()
        let field = "field \"KIND\" { type = \"enumeration\", options = { \"Paid\", \"Unpaid\" } }"
        try local.home.write("portal.lua", "spa \"Leave\" { fields = { \(field) } }\n")
        #expect(try await local.b24("apply", "portal.lua", "--yes").status == 0)
        let more = """
            local leave = b24.spa "Leave"
            local rows = b24.collect("userfieldconfig.list", { moduleId = "crm", filter = { entityId = "CRM_" .. leave.id } })
            local field = b24.call("userfieldconfig.get", { moduleId = "crm", id = rows[1].id }).field
            local enum = {}
            for i, row in ipairs(field.enum) do enum[i] = { id = row.id, value = row.value, sort = i * 10 } end
            table.insert(enum, { value = "Half", sort = 15 })
            b24.call("userfieldconfig.update",
              { moduleId = "crm", id = rows[1].id, field = { userTypeId = "enumeration", enum = enum } })
            """
        let run = try await local.b24("--yes", "eval", more)
        #expect(run.status == 0, "\(run)")
        let diff = try await local.b24("diff", "portal.lua")
        #expect(diff.status == 5, "\(diff)")
        #expect(diff.output == "? spa \"Leave\" / field \"KIND\" / option \"Half\": not described\n", "\(diff)")
        #expect(try await local.b24("plan", "portal.lua").status == 0)
        let refused = try await local.b24("apply", "portal.lua", "--prune")
        #expect(refused.status == 4, "\(refused)")
        #expect(refused.errors.contains("- delete the choice \"Half\""), "\(refused)")
        #expect(try await local.b24("apply", "portal.lua", "--prune", "--yes").status == 0)
        #expect(try await local.b24("diff", "portal.lua").status == 0)
        try await local.portal.stop()
    }

    /// The plan of a protected portal is agreed to by typing its name: that is the only question.
    @Test(arguments: [true, false])
    func aProtectedPortalAsksOnce(_ agrees: Bool) async throws {
        let local = try await ConfiguredPortal(isProtected: true)
        try local.home.write("portal.lua", Self.leave)
        let program = try AskedProgram(local.home, ["-p", "local", "apply", "portal.lua"])
        let question = await program.screen(until: "'local'")
        #expect(question.contains("local: This portal is protected. Do it (steps: "), "\(question)")
        program.type(agrees ? "local" : "yes")
        let run = await program.end()
        #expect(run.status == (agrees ? 0 : 4), "\(run)")
        #expect(run.errors.components(separatedBy: "protected").count == 2, "\(run)")
        #expect(try await local.portal.writes(since: 0).isEmpty == !agrees)
        try await local.portal.stop()
    }

    @Test func resumingAnApplyAppliesWhatIsLeft() async throws {
        let local = try await ConfiguredPortal(["*:timeout:1@8"])
        try local.home.write(
            "here/portal.lua",
            "workplace \"HR\" { title = var.name }\n" + Self.leave.replacing("workplace \"HR\" {}", with: ""))
        let running = try local.home.start([
            "-p", "local", "apply", "here/portal.lua", "--var", "name=People", "--state", "names.json", "--yes",
        ])
        running.closeInput()
        await local.carriedOut(8)
        running.signal(SIGKILL)
        #expect(await running.end().status == 128 + SIGKILL)
        let log = try await local.b24("log", "--format", "json")
        let id = try #require(log.output.firstMatch(of: /"(?:id|run)":\s*"([^"]+)"/)?.1, "\(log)")
        let resumed = try await local.b24("resume", String(id))
        #expect(resumed.status == 0, "\(resumed)")
        #expect(resumed.errors.contains("was an apply"), "\(resumed)")
        #expect(try await local.export().contains("workplace \"People\""))
        #expect(
            try await local.b24("plan", "here/portal.lua", "--var", "name=People", "--state", "names.json").status == 0)
        try await local.portal.stop()
    }

    /// The example of the documentation, in the cloud: rights are steps by hand, until somebody says that they are done.
    @Test func theExampleOfTheDocumentation() async throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/configuration.md").standardized
        let text = try String(contentsOf: page, encoding: .utf8)
        let example = try #require(
            text.components(separatedBy: "```lua\n").dropFirst().first?.components(separatedBy: "```").first)
        let local = try await ConfiguredPortal()
        try local.home.write("portal.lua", example)
        let applied = try await local.b24("apply", "portal.lua", "--yes")
        #expect(applied.status == 3, "\(applied)")
        #expect(
            applied.errors.contains("M1. spa \"leave\" / funnel \"Office\": in the access permissions, the role of D5"))
        #expect(try await local.b24("plan", "portal.lua").status == 5)
        #expect(try await local.b24("apply", "portal.lua", "--by-hand-done").status == 0)
        let plan = try await local.b24("plan", "portal.lua")
        #expect(plan.status == 0, "\(plan)")
        // Other rows are to be done again.
        try local.home.write("portal.lua", example.replacing("read = \"all\"", with: "read = \"own\""))
        #expect(try await local.b24("plan", "portal.lua").status == 5)
        try await local.portal.stop()
    }

    /// A self-hosted portal with methods of its own: there rights are like everything else.
    @Test func rightsOfASelfHostedPortal() async throws {
        let local = try await ConfiguredPortal(flavour: .box)
        let grants =
            "isDefault = true,\n      grants = { { \"AU\", read = \"own\" }, { \"D1\", read = \"all\", update = \"department\" } },"
        try local.home.write("portal.lua", Self.leave.replacing("isDefault = true,", with: grants))
        let applied = try await local.b24("apply", "portal.lua", "--yes")
        #expect(applied.status == 0, "\(applied)")
        #expect(try await local.b24("plan", "portal.lua").status == 0)
        let exported = try await local.b24("export")
        #expect(
            exported.output.contains(
                "grants = { { \"AU\", read = \"own\" }, { \"D1\", read = \"all\", update = \"department\" } }"),
            "\(exported)")
        try local.home.write(
            "portal.lua", Self.leave.replacing("isDefault = true,", with: grants.replacing("department", with: "all")))
        let plan = try await local.b24("diff", "portal.lua")
        #expect(plan.status == 5 && plan.output.contains("grants: "), "\(plan)")
        try await local.portal.stop()
    }

    /// Killed at one request after the other: whatever had happened by then, the next apply makes an equal portal.
    @Test(arguments: [4, 6, 8, 10, 12])
    func aKilledApplyGoesOn(_ request: Int) async throws {
        let calm = try await ConfiguredPortal()
        try calm.home.write("portal.lua", Self.leave)
        #expect(try await calm.b24("apply", "portal.lua", "--yes").status == 0)
        let expected = try await calm.export()
        try await calm.portal.stop()

        let local = try await ConfiguredPortal(["*:timeout:1@\(request)"])
        try local.home.write("portal.lua", Self.leave)
        let running = try local.home.start(["-p", "local", "apply", "portal.lua", "--yes"])
        running.closeInput()
        await local.carriedOut(request)
        running.signal(SIGKILL)
        #expect(await running.end().status == 128 + SIGKILL)
        let resumed = try await local.b24("apply", "portal.lua", "--yes")
        #expect(resumed.status == 0, "\(resumed)")
        #expect(try await local.export() == expected)
        #expect(try await local.b24("plan", "portal.lua").status == 0)
        try await local.portal.stop()
    }
}
