import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct ItemTests {
    private func company(_ count: Int64, _ fields: JSONObject = [:]) -> Company {
        var company = Company.demo
        for id in 1...count { company.addItem(id, of: 156, fields) }
        return company
    }

    @Test func singleItems() async throws {
        let office = Office(company(2))
        let result = try await office.run(
            """
            local items = b24.spa("Leave").items
            local new = items:add { title = "July", opened = false }
            return new.id, new.opened, items:get(1).title, items:update(1, { title = "June" }).title, items:delete(2), items:count()
            """)
        #expect(result == [3, "N", "item 1", "June", true, 2])
        #expect(try await office.failure("b24.spa('Leave').items:get(99)")["kind"] == "not_found")
    }

    @Test func listsReadAllPages() async throws {
        let office = Office(company(120))
        let result = try await office.run(
            """
            local items, seen = b24.spa("Leave").items, 0
            for item in items:each { select = { "id" } } do seen = seen + item.id end
            return #items:list(), seen, #items:list { limit = 60 }, #items:list { start = 100 }, items:count { id = 7 },
              items:list { filter = { id = 5 } }[1].title
            """)
        #expect(result == [120, 7260, 60, 20, 1, "item 5"])
    }

    @Test(arguments: [
        ("b24.spa('Leave').items:each { filters = {} }", "items:each"),
        ("b24.spa.each { filters = {} }", "b24.spa.each"),
        ("b24.workplace.each { filters = {} }", "b24.workplace.each"), ("b24.spa('Leave').items:each(5)", "each"),
        ("b24.spa('Leave').items.each {}", "each"),
    ]) func loopsRefuseWrongOptions(call: String, name: String) async throws {
        let office = Office(company(1))
        let error = try await office.failure(call)
        #expect(error["kind"] == "invalid_argument")
        #expect(error["message"]?.stringValue?.contains(name) == true, "\(error)")
        #expect(!office.portal.methods.contains("crm.item.list"))
    }

    // MARK: Import

    @Test func importAccountsForEveryRow() async throws {
        let office = Office()
        let result = try await office.run(
            """
            local rows = {}
            for i = 1, 45 do rows[i] = { title = (i == 3 or i == 41) and "" or "row " .. i, opened = true } end
            local created, failures = b24.spa("Leave").items:import(rows)
            return #created, created[3], #failures, failures[1], failures[2].index
            """)
        #expect(result[0] == 43)
        #expect(result[1] == ["index": 4, "id": 3])
        #expect(result[2] == 2)
        #expect(result[4] == 41)
        let record = result[3]
        #expect(record["ok"] == false)
        #expect(record["index"] == 3)
        #expect(record["item"] == ["opened": "Y", "title": ""])
        #expect(record["resource"] == "crm.item")
        #expect(record["method"] == "crm.item.batchImport")
        #expect(record["kind"] == "required_field")
        #expect(record["code"] == "CRM_FIELD_ERROR_REQUIRED")
        #expect(record["outcome"] == "failed")
        let sizes = office.portal.commands.filter { $0.method == "crm.item.batchImport" }
            .map { $0.parameters["data"]?.arrayValue?.count }
        #expect(sizes == [20, 20, 5])
    }

    @Test func importFailuresReachTheOutcomeOfTheRun() async throws {
        let office = Office()
        let outcome = try await office.session.run(
            LuaChunk(name: "t.lua", source: "b24.spa('Leave').items:import { { title = '' } }"))
        #expect(outcome.failures.count == 1)
    }

    @Test func importStopsWhenAsked() async throws {
        let result = try await Office().run(
            """
            local rows = {}
            for i = 1, 45 do rows[i] = { title = i == 3 and "" or "row " .. i } end
            local created, failures = b24.spa("Leave").items:import(rows, { on_error = "stop" })
            return #created, #failures, failures[2].outcome, failures[26].index
            """)
        #expect(result == [19, 26, "not_run", 45])
    }

    @Test func aFirstChunkThatIsRefusedRaises() async throws {
        var company = Company.demo
        company.failingMethods["crm.item.batchImport"] = .error("ACCESS_DENIED", "no import")
        let error = try await Office(company).failure("b24.spa('Leave').items:import { { title = 'x' } }")
        #expect(error["kind"] == "access_denied")
    }

    @Test func importRefusesWhatIsNotARow() async throws {
        let office = Office()
        #expect(
            try await office.failure("b24.spa('Leave').items:import { { title = 'x' }, 5 }")["message"]?.stringValue?
                .contains("row 2") == true)
        #expect(try await office.failure("b24.spa('Leave').items:import { title = 'x' }")["kind"] == "invalid_argument")
        #expect(office.portal.writes == [])
    }

    // MARK: Bulk

    @Test func openAndClose() async throws {
        var company = company(120, ["opened": "N"])
        company.addItem(121, of: 156, ["opened": "Y"])
        let office = Office(company)
        let result = try await office.run(
            "local r = b24.spa('Leave').items:open {} return r.changed, r.unchanged, #r.failures, #r.ids, r.dry_run")
        #expect(result == [120, 1, 0, 120, false])
        #expect(office.portal.company.items[156]?.values.allSatisfy { $0["opened"] == "Y" } == true)
        #expect(try await office.run("return b24.spa('Leave').items:close({ id = 7 }).changed") == [1])
        #expect(office.portal.company.items[156]?[7]?["opened"] == "N")
    }

    @Test func itemsThatLeaveTheFilterDoNotShiftThePages() async throws {
        let office = Office(company(120, ["opened": "N"]))
        #expect(try await office.run("return b24.spa('Leave').items:open({ opened = false }).changed") == [120])
    }

    @Test func aTrialWritesNothing() async throws {
        let office = Office(company(60, ["opened": "N"]))
        let result = try await office.run(
            "local r = b24.spa('Leave').items:open({}, { dry_run = true }) return r.changed, r.ids[60], r.dry_run")
        #expect(result == [60, 60, true])
        #expect(office.portal.writes == [])
    }

    @Test func aDryRunOfTheSessionPlans() async throws {
        let office = Office(company(3, ["opened": "N"])) { $0.dryRun = true }
        let outcome = try await office.session.run(
            LuaChunk(name: "t.lua", source: "return b24.spa('Leave').items:open({}).changed"))
        #expect(outcome.results.map(LenientJSON.encode) == [3])
        #expect(outcome.plan.map(\.command.method) == Array(repeating: "crm.item.update", count: 3))
        #expect(office.portal.writes == [])
    }

    @Test func failuresAreListedAndTheRestGoesOn() async throws {
        var company = company(60, ["opened": "N"])
        company.deniedItems = [5, 55]
        let office = Office(company)
        let result = try await office.run(
            "local r = b24.spa('Leave').items:open({}) return r.changed, #r.failures, r.failures[1], r.failures[2].item"
        )
        #expect(result[0] == 58)
        #expect(result[1] == 2)
        #expect(result[2]["item"] == 5)
        #expect(result[2]["index"] == 5)
        #expect(result[2]["kind"] == "access_denied")
        #expect(result[2]["method"] == "crm.item.update")
        #expect(result[3] == 55)
        #expect(
            try await office.failure("b24.spa('Leave').items:open({ opened = false }, { on_error = 'stop' })")["kind"]
                == "access_denied")
    }

    @Test(arguments: [(Language.en, "item 1 did not take opened"), (.ru, "элемент 1 не принял opened")])
    func anIgnoredFieldIsAFailure(language: Language, fact: String) async throws {
        var company = company(1, ["opened": "N"])
        company.ignoredItemFields = ["opened"]
        let result = try await Office(company, language: language).run(
            "local r = b24.spa('Leave').items:open({}) return r.changed, r.failures[1].error")
        #expect(result[0] == 0)
        #expect(result[1].stringValue?.contains(fact) == true, "\(result[1])")
    }

    @Test(arguments: ["3", "'U3'"]) func assign(user: String) async throws {
        var company = company(3)
        company.addItem(4, of: 156, ["assignedById": 3])
        let office = Office(company)
        let result = try await office.run(
            "local r = b24.spa('Leave').items:assign({}, \(user)) return r.changed, r.unchanged")
        #expect(result == [3, 1])
        #expect(office.portal.company.items[156]?.values.allSatisfy { $0["assignedById"] == 3 } == true)
    }

    @Test(arguments: [
        ("4", Language.en, "User 4 (U4) is dismissed."), ("4", .ru, "Пользователь 4 (U4) уволен."),
        ("99", .en, "There is no user 99 (U99)."), ("99", .ru, "Пользователя 99 (U99) нет."),
        ("'DR5'", .en, "takes one person; DR5 means 3"), ("'DR5'", .ru, "назначает одного человека; DR5 — это 3"),
        ("'AU'", .en, "AU does not stand for a list of people"), ("'bob'", .en, "'bob' is not an access code"),
    ]) func assignRefusesBeforeWriting(user: String, language: Language, fact: String) async throws {
        let office = Office(company(2), language: language)
        let error = try await office.failure("b24.spa('Leave').items:assign({}, \(user))")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
        #expect(office.portal.writes == [])
    }

    @Test func observe() async throws {
        var company = company(2, ["observers": [5]])
        company.addItem(3, of: 156, ["observers": [2, 3, 6]])
        let office = Office(company)
        let result = try await office.run(
            "local r = b24.spa('Leave').items:observe({}, { add = { 'DR5' }, remove = { 'U5' } }) return r.changed, r.unchanged"
        )
        #expect(result == [2, 1])
        #expect(office.portal.company.items[156]?[1]?["observers"] == [2, 3, 6])
        let emptied = try await office.run(
            "return b24.spa('Leave').items:observe({ id = 3 }, { remove = { 2, 3, 'U6' } }).changed")
        #expect(emptied == [1])
        #expect(office.portal.company.items[156]?[3]?["observers"] == [])
    }

    @Test(arguments: [
        ("'Purchases'", "{ add = { 'U2' } }", Language.en, "Observers are switched off for 'Purchases' (type id 16)"),
        ("'Purchases'", "{ add = { 'U2' } }", .ru, "выключены наблюдатели"),
        ("'Leave'", "{ add = { 'D5' }, remove = { 'U2' } }", .en, "User 2 is both in add and in remove"),
        ("'Leave'", "{ add = { 'D5' }, remove = { 'U2' } }", .ru, "Пользователь 2 после раскрытия кодов"),
        ("'Leave'", "{}", .en, "needs add, remove or both"), ("'Leave'", "{ added = {} }", .en, "no option 'added'"),
        ("'Leave'", "{ add = { 'D99' } }", .en, "D99: there is no such department"),
    ]) func observeRefusesBeforeWriting(spa: String, change: String, language: Language, fact: String) async throws {
        var company = company(2)
        company.addItem(1, of: 1030)
        let office = Office(company, language: language)
        let error = try await office.failure("b24.spa(\(spa)).items:observe({}, \(change))")
        #expect(error["message"]?.stringValue?.contains(fact) == true, "\(error)")
        #expect(office.portal.writes == [])
    }
}
