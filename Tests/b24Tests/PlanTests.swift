import PortalEmulator
import Testing

/// What a dry run tells of each write: before and after, what goes along, and what can't be known.
@Suite struct PlanTests {
    let home: Home

    init() throws { home = try Home() }

    private func plan(_ lua: String, _ flags: String...) async throws -> [[String: Any]] {
        let program = try home.start(["--dry-run", "--json", "-q"] + flags + ["eval", lua])
        program.closeInput()
        let run = await program.end()
        #expect(run.status == 0, "\(run.testDescription)")
        let meta = try #require(try run.envelope()["meta"] as? [String: Any])
        return meta["plan"] as? [[String: Any]] ?? []
    }

    private func texts(_ entry: [String: Any], _ list: String) -> [String] {
        if let texts = entry[list] as? [String] { return texts }
        return (entry[list] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
    }

    @Test func fieldsAreShownBeforeAndAfter() async throws {
        let plan = try await plan(
            """
            local w = b24.workplace.find("Back office")
            b24.call("crm.automatedsolution.update", {id = w.id, fields = {title = "Office"}})
            b24.call("crm.automatedsolution.update", {id = w.id, fields = {title = "Rear office"}})
            b24.call("crm.automatedsolution.update", {id = w.id, fields = {title = "Rear office"}})
            """)
        let changes = plan.map { $0["changes"] as? [[String: String]] ?? [] }
        #expect(changes[0] == [["field": "title", "before": "Back office", "after": "Office"]])
        #expect(changes[1] == [["field": "title", "before": "Office", "after": "Rear office"]])
        #expect(changes[2].isEmpty)
        #expect(texts(plan[0], "along") == ["the address of the workplace's section changes with its title"])
        #expect((plan[0]["object"] as? [String: Any])?["name"] as? String == "Back office")
        #expect(plan.map { $0["number"] as? Int } == [1, 2, 3])
    }

    /// A write, and what must be said of it.
    @Test(arguments: [
        ("b24.call('crm.type.delete', {id = b24.spa.find('Purchases').id})", "along", "30 items"),
        ("b24.call('crm.type.delete', {id = b24.spa.find('Purchases').id})", "along", "2 funnels"),
        (
            "local s = b24.spa('Purchases') b24.call('crm.category.delete', {entityTypeId = s.entityTypeId, id = s.funnels:find('Everyday purchases').id})",
            "along", "5 stages"
        ),
        (
            "b24.workplace.update(b24.workplace.find('Back office').id, {typeIds = {}})", "along",
            "back to CRM"
        ),
        (
            "b24.call('crm.automatedsolution.add', {fields = {title = 'New', typeIds = {b24.spa.find('Purchases').id}}})",
            "along",
            "'Purchases' moves in from workplace 'Back office'"
        ),
        ("b24.call('crm.type.add', {fields = {title = 'X'}})", "along", "a default funnel with five stages"),
        (
            "local s = b24.spa('Support') b24.call('crm.item.add', {entityTypeId = s.entityTypeId, fields = {title = 'x'}})",
            "unknown", "what automation rules and workflows do then"
        ),
        ("b24.call('crm.type.install', {x = 1}, {undocumented = true})", "unknown", "what exactly the method changes"),
        ("b24.call('crm.type.update', {id = 4711, fields = {title = 'x'}})", "unknown", "present values"),
    ])
    func whatGoesAlongIsSaid(_ lua: String, _ list: String, _ text: String) async throws {
        let plan = try await plan(lua)
        let last = try #require(plan.last)
        #expect(texts(last, list).contains { $0.contains(text) }, "\(last)")
    }

    /// Later calls of the same script understand what is only planned.
    @Test func plannedObjectsAreUnderstood() async throws {
        let run = try await home.b24(
            "-q", "--dry-run", "eval",
            """
            local type = b24.call("crm.type.add", {fields = {title = "Planned"}}).type
            local spa = b24.spa(type.id)
            local funnels = spa.funnels:list()
            assert(#funnels == 1 and funnels[1].isDefault, "the default funnel")
            assert(#spa.stages(funnels[1]) == 5, "its stages")
            local second = spa.funnels:add{name = "Second"}
            assert(#spa.funnels:list() == 2 and spa.funnels:find("Second").id == second.id, "a funnel more")
            assert(spa.stages("Second")[1].STATUS_ID == ("DT%d_%d:NEW"):format(spa.entityTypeId, second.id), "stage ids")
            local added = b24.call("crm.status.add", {fields = {
              ENTITY_ID = ("DYNAMIC_%d_STAGE_%d"):format(spa.entityTypeId, second.id), STATUS_ID = "MORE", NAME = "More", SORT = 35}})
            assert(#spa.stages("Second") == 6, "a stage more")
            b24.call("crm.status.delete", {id = added})
            assert(#spa.stages("Second") == 5, "and gone")
            local item = spa.items:add{title = "a"}
            spa.items:update(item.id, {title = "b"})
            assert(spa.items:get(item.id).title == "b" and spa.items:count() == 1, "items")
            assert(#spa.items:list{filter = {title = "c"}} == 0, "a filter")
            local results = b24.batch{
              a = {"crm.item.add", {entityTypeId = spa.entityTypeId, fields = {title = "by batch"}}},
              b = {"crm.item.update", {entityTypeId = spa.entityTypeId, id = "$result[a][item][id]", fields = {title = "new"}}},
            }
            assert(results.b.item.title == "new" and spa.items:count() == 2, "batch")
            local place = b24.workplace.add{title = "Place", typeIds = {spa.id}}
            assert(b24.workplace.find("Place").typeIds[1] == spa.id, "a workplace")
            b24.workplace.update(place.id, {typeIds = b24.array{}})
            assert(#b24.workplace.get(place.id).typeIds == 0, "emptied")
            -- Real lists show what is planned in them.
            local support = b24.spa("Support")
            local before = #support.funnels:list()
            support.funnels:add{name = "Third line"}
            assert(#support.funnels:list() == before + 1 and #support.stages("Third line") == 5, "a funnel of a real one")
            b24.spa.delete(spa.id)
            assert(not b24.spa.find("Planned"), "gone")
            return "fine"
            """)
        #expect(run.output == "fine\n", "\(run.testDescription)")
    }

    @Test func noSecretAndNoFileIsShown() async throws {
        let lua = """
            local s = b24.spa("Support")
            b24.call("crm.item.add", {entityTypeId = s.entityTypeId, fields = {title = "https://a.bitrix24.com/rest/1/abcdef1234567890/",
              ufCrmFile = ("x"):rep(100000)}})
            """
        for flags in [["--json"], []] {
            let program = try home.start(["--dry-run"] + flags + ["eval", lua])
            program.closeInput()
            let run = await program.end()
            #expect(run.status == 0)
            #expect(!(run.output + run.errors).contains("abcdef1234567890"))
            #expect((run.output + run.errors).utf8.count < 4000)
        }
    }

    @Test func russianReadsTheSame() async throws {
        let run = try await home.b24(
            "--lang", "ru", "-q", "--dry-run", "eval", "b24.call('crm.type.delete', {id = b24.spa.find('Закупки').id})")
        #expect(run.errors.contains("смарт-процесс 3: «Закупки»"), "\(run.testDescription)")
        #expect(run.errors.contains("30 элементов") && run.errors.contains("2 воронки"))
    }
}
