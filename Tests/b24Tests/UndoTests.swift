import Foundation
import PortalEmulator
import Testing

/// Runs that are taken back, as the portal shows it.
@Suite struct UndoTests {
    /// A script, and whether what it deletes comes back with other ids.
    struct Job: CustomTestStringConvertible, Sendable {
        var name: String
        var lua: String
        var isLoose = false
        var testDescription: String { name }
    }

    static let jobs = [
        Job(
            name: "create",
            lua: """
                local spa = b24.spa "Purchases"
                for i = 1, 3 do spa.items:add{title = "New " .. i} end
                local one = spa.items:add{title = "Once more"}
                spa.items:update(one.id, {title = "Renamed"})
                spa.items:delete(spa.items:add{title = "Short"}.id)
                b24.call("crm.item.batchImport", {entityTypeId = spa.entityTypeId, data = {{title = "a"}, {title = "b"}}})
                b24.workplace.add{title = "Office", typeIds = {}}
                """),
        Job(
            name: "update",
            lua: """
                local e = b24.spa "Purchases".entityTypeId
                local rows = b24.collect("crm.item.list", {entityTypeId = e, order = {id = "ASC"}})
                for i = 1, 6 do
                  b24.call("crm.item.update", {entityTypeId = e, id = rows[i].id, fields = {title = "T" .. i, assignedById = 3,
                    observers = {1, 2}, opportunity = 10 * i, ufCrm3Supplier = "X" .. i, UF_CRM_3_PRIORITY = ""}})
                end
                b24.map(rows, function(row)
                  return b24.call("crm.item.update", {entityTypeId = e, id = row.id, fields = {title = row.title .. "!"}})
                end)
                b24.batch{{"crm.item.update", {entityTypeId = e, id = rows[20].id, fields = {observers = {}, opened = "N"}}},
                  {"crm.item.update", {entityTypeId = e, id = rows[21].id, fields = {categoryId = 13}}}}
                b24.spa(3).items:assign({assignedById = 8}, 9)
                b24.call("crm.type.update", {id = 3, fields = {title = "Buying", isObserversEnabled = "N",
                  relations = {parent = {{entityTypeId = 1040, isChildrenListEnabled = "true"}}, child = {}}}})
                b24.call("crm.type.update", {id = 3, fields = {relations = {parent = {}, child = {{entityTypeId = 1032}}}}})
                b24.workplace.update(4, {title = "Rear office"})
                """),
        Job(
            name: "bind and move",
            lua: """
                b24.workplace.attach(1, 3, {move = true})
                b24.workplace.detach(4, 5)
                local w = b24.workplace.ensure{title = "New place", typeIds = {2, 13}, move = true}
                b24.workplace.update(w.id, {typeIds = {13}})
                """),
        Job(
            name: "funnels and stages",
            lua: """
                local e = 1036
                local f = b24.call("crm.category.add", {entityTypeId = e, fields = {name = "Extra", isDefault = "Y"}}).category
                b24.call("crm.category.update", {entityTypeId = e, id = 12, fields = {name = "Daily", sort = 10, isDefault = "Y"}})
                b24.call("crm.category.update", {entityTypeId = e, id = 13, fields = {isDefault = "Y"}})
                local stages = function(id) return b24.call("crm.status.list", {filter = {ENTITY_ID = "DYNAMIC_1036_STAGE_" .. id}}) end
                local id = b24.call("crm.status.add", {fields = {ENTITY_ID = "DYNAMIC_1036_STAGE_12", STATUS_ID = "ASK", NAME = "Ask"}})
                b24.call("crm.status.update", {id = id, fields = {NAME = "Ask again"}})
                for _, s in ipairs(stages(12)) do
                  b24.call("crm.status.update", {id = s.ID, fields = {NAME = s.NAME .. " *", SORT = s.SORT + 1}})
                end
                for _, s in ipairs(stages(f.id)) do b24.call("crm.status.update", {id = s.ID, fields = {NAME = s.NAME .. " *"}}) end
                local rows = b24.collect("crm.item.list", {entityTypeId = e, order = {id = "ASC"}})
                b24.call("crm.item.update", {entityTypeId = e, id = rows[1].id, fields = {categoryId = f.id}})
                b24.call("crm.item.update", {entityTypeId = e, id = rows[2].id, fields = {categoryId = 12, stageId = "DT1036_12:ASK"}})
                """),
        Job(
            name: "custom fields",
            lua: """
                local field = {entityId = "CRM_3", fieldName = "UF_CRM_3_NOTE", userTypeId = "string", editFormLabel = "Note"}
                local f = b24.call("userfieldconfig.add", {moduleId = "crm", field = field}).field
                b24.call("userfieldconfig.update", {moduleId = "crm", id = f.id, field = {sort = 300}})
                for _, row in ipairs(b24.collect("userfieldconfig.list", {moduleId = "crm", filter = {entityId = "CRM_3"}})) do
                  if row.fieldName ~= field.fieldName then
                    b24.call("userfieldconfig.update", {moduleId = "crm", id = row.id,
                      field = {sort = 777, showFilter = "Y", editFormLabel = {en = "X"}}})
                  end
                end
                b24.call("crm.item.update", {entityTypeId = 1036, id = 1, fields = {ufCrm3Note = "hello"}})
                """),
        Job(
            name: "a new smart process",
            lua: """
                local spa = b24.spa.add{title = "Trips", isStagesEnabled = true, isCategoriesEnabled = true}
                local e = spa.entityTypeId
                local f = b24.call("crm.category.add", {entityTypeId = e, fields = {name = "Far"}}).category
                b24.call("userfieldconfig.add", {moduleId = "crm", field = {entityId = "CRM_" .. spa.id,
                  fieldName = "UF_CRM_" .. spa.id .. "_WHERE", userTypeId = "string"}})
                b24.call("crm.category.delete", {entityTypeId = e, id = b24.call("crm.category.add",
                  {entityTypeId = e, fields = {name = "Near"}}).category.id})
                for i = 1, 3 do b24.call("crm.item.add", {entityTypeId = e, fields = {title = "Trip " .. i, categoryId = f.id}}) end
                b24.workplace.attach(1, spa.id, {move = true})
                b24.workplace.add{title = "Travel", typeIds = {}}
                """),
        Job(
            name: "delete items, a funnel, a stage, a workplace",
            lua: """
                local e = 1036
                local rows = b24.collect("crm.item.list", {entityTypeId = e, filter = {categoryId = 13}, order = {id = "ASC"}})
                for i, row in ipairs(rows) do
                  if i % 2 == 0 then b24.call("crm.item.delete", {entityTypeId = e, id = row.id})
                  else b24.call("crm.item.update", {entityTypeId = e, id = row.id, fields = {title = "moved " .. i, categoryId = 12}}) end
                end
                b24.call("crm.category.delete", {entityTypeId = e, id = 13})
                b24.workplace.delete(b24.workplace.add{title = "Short"}.id)
                b24.workplace.update(1, {typeIds = {}})
                b24.workplace.delete(1)
                for _, item in ipairs(b24.collect("crm.item.list", {entityTypeId = e, filter = {stageId = "DT1036_12:CLIENT"}})) do
                  b24.call("crm.item.update", {entityTypeId = e, id = item.id, fields = {stageId = "DT1036_12:NEW"}})
                end
                for _, s in ipairs(b24.call("crm.status.list", {filter = {STATUS_ID = "DT1036_12:CLIENT"}})) do
                  b24.call("crm.status.delete", {id = s.ID})
                end
                """, isLoose: true),
        Job(
            name: "delete a smart process",
            lua: """
                for _, item in ipairs(b24.collect("crm.item.list", {entityTypeId = 1036})) do
                  b24.call("crm.item.delete", {entityTypeId = 1036, id = item.id})
                end
                b24.spa.delete(3)
                """, isLoose: true),
    ]

    @Test(arguments: jobs) func thePortalIsAsBefore(_ job: Job) async throws {
        let local = try await UndonePortal()
        let before = try await local.state(loosely: job.isLoose)
        let run = try await local.script(job.lua)
        let changed = try await local.state(loosely: job.isLoose)
        #expect(changed != before)
        let undone = try await local.b24("--yes", "undo", run)
        #expect(undone.status == 0, "\(undone.testDescription)")
        let after = try await local.state(loosely: job.isLoose)
        #expect(after.difference(from: before).isEmpty, "\(undone.errors)")
        // Once more changes nothing.
        let count = try await local.portal.writes().count
        let again = try await local.b24("--yes", "undo", run, "--lang", "ru")
        #expect(again.status == 0, "\(again.testDescription)")
        #expect(again.errors.contains("Отменять нечего"))
        #expect(try await local.portal.writes().count == count)
        // An undo can be taken back itself.
        let redone = try await local.b24("--yes", "undo", "--last")
        #expect(redone.status == 0, "\(redone.testDescription)")
        #expect(try await local.state(loosely: true).difference(from: Self.loose(changed, job, local)).isEmpty)
        let third = try await local.b24("--yes", "undo", run)
        #expect(third.status == 1)
        #expect(third.errors.contains("was taken back by"), "\(third.errors)")
        try await local.portal.stop()
    }

    /// What a redo makes has new ids even where the undo of the run had not: it is compared loosely.
    private static func loose(_ changed: [String], _ job: Job, _ local: UndonePortal) async throws -> [String] {
        job.isLoose ? changed : try await local.state(loosely: true)
    }

    @Test(arguments: [
        ["demo.lua"], ["copy-spa.lua", "Support", "Copy"], ["hand-over.lua", "5", "7", "--apply"],
        ["department-workplace.lua", "Office", "Contracts", "Purchases", "--move"],
        ["funnel-visibility.lua", "Purchases", "Everyday purchases", "close", "--apply"],
        ["import-csv.lua", "Purchases", "new.csv"],
    ])
    func theCookbook(_ words: [String]) async throws {
        let local = try await UndonePortal()
        try local.home.write("new.csv", "title;assignedById\nFirst;5\nSecond;4\n")
        let before = try await local.state()
        let run = try await local.run(["--yes", "run", CookbookTests.scripts + "/" + words[0]] + words.dropFirst())
        #expect(run.status == 0, "\(run.testDescription)")
        #expect(try await local.state() != before)
        let undone = try await local.b24("--yes", "undo", "--last")
        #expect(undone.status == 0, "\(undone.testDescription)")
        #expect(try await local.state().difference(from: before).isEmpty, "\(undone.errors)")
        try await local.portal.stop()
    }

    // MARK: What others have changed

    @Test func whatSomebodyHasChangedStays() async throws {
        let local = try await UndonePortal()
        let before = try await local.state()
        let run = try await local.script(
            """
            b24.call("crm.item.update", {entityTypeId = 1036, id = 1, fields = {title = "mine", opened = "N"}})
            b24.call("crm.item.add", {entityTypeId = 1036, fields = {title = "made"}})
            """)
        let other = """
            b24.call("crm.item.update", {entityTypeId = 1036, id = 1, fields = {title = "theirs"}})
            b24.call("crm.item.update", {entityTypeId = 1036, id = 31, fields = {title = "touched"}})
            """
        #expect(try await local.b24("--no-journal", "eval", other).status == 0)
        let undone = try await local.b24("--yes", "undo", run)
        #expect(undone.status == 3, "\(undone.testDescription)")
        #expect(undone.errors.contains("changed by somebody since: title (--force puts it back all the same)"))
        #expect(undone.errors.contains("changed by somebody since: title (--force deletes it all the same)"))
        let item = "return b24.call('crm.item.get', {entityTypeId = 1036, id = 1}).item.title"
        #expect(try await local.b24("eval", item).output.contains("theirs"))
        let forced = try await local.b24("--yes", "undo", run, "--force", "--lang", "ru")
        #expect(forced.status == 0, "\(forced.testDescription)")
        #expect(forced.errors.contains("удалить"))
        #expect(try await local.state().difference(from: before).isEmpty)
        try await local.portal.stop()
    }

    /// A smart process with things of others in it stays, whatever is asked for.
    @Test func whatOthersHavePutInsideStays() async throws {
        let local = try await UndonePortal()
        let run = try await local.script(#"b24.spa.add{title = "Trips"} b24.workplace.add{title = "Travel"}"#)
        let other = """
            b24.spa "Trips".items:add{title = "theirs"}
            b24.workplace.attach("Travel", 13, {move = true})
            """
        #expect(try await local.b24("--no-journal", "eval", other).status == 0)
        let undone = try await local.b24("--yes", "undo", run, "--force")
        #expect(undone.status == 3, "\(undone.testDescription)")
        #expect(undone.errors.contains("1 items in it are not of this run"))
        #expect(undone.errors.contains("smart processes in it are not of this run"))
        #expect(try await local.b24("eval", "return b24.spa 'Trips'.items:count()").output == "1\n")
        try await local.portal.stop()
    }

    // MARK: Asking

    @Test func aPlanFirst() async throws {
        let local = try await UndonePortal()
        let run = try await local.script(
            #"b24.call("crm.item.update", {entityTypeId = 1036, id = 1, fields = {title = "mine"}}) "#
                + #"b24.call("crm.item.delete", {entityTypeId = 1036, id = 2})"#)
        let count = try await local.portal.writes().count
        let plan = try await local.b24("--dry-run", "undo", run)
        #expect(plan.status == 0, "\(plan.testDescription)")
        #expect(plan.errors.contains("1. make again: item of 1036 2"))
        #expect(plan.errors.contains("2. put back: item of 1036 1"))
        #expect(plan.errors.contains(#"title: "mine" -> "#))
        #expect(plan.errors.contains("gets a new id, and new dates"))
        let russian = try await local.b24("--dry-run", "undo", run, "--lang", "ru")
        #expect(russian.errors.contains("1. создать заново: элемент (тип 1036) 2"), "\(russian.errors)")
        #expect(russian.errors.contains("получит новый id и новые даты"))
        let refused = try await local.b24("undo", run)
        #expect(refused.status == 4, "\(refused.testDescription)")
        #expect(refused.errors.contains("nobody can be asked"))
        #expect(try await local.b24("--no-input", "undo", run).status == 4)
        #expect(try await local.b24("--read-only", "undo", run).status == 2)
        #expect(try await local.b24("--yes", "--max-writes", "1", "undo", run).status == 4)
        #expect(try await local.portal.writes().count <= count + 1)
        let asked = try AskedProgram(local.home, ["-p", "local", "undo", run])
        #expect(await asked.screen(until: "[y/N]").contains("local: do this step?"))
        asked.type("n")
        #expect(await asked.end().status == 4)
        let agreed = try AskedProgram(local.home, ["-p", "local", "undo", run])
        _ = await agreed.screen(until: "[y/N]")
        agreed.type("y")
        #expect(await agreed.end().status == 0)
        try await local.portal.stop()
    }

    @Test func forPrograms() async throws {
        let local = try await UndonePortal()
        let run = try await local.script(
            #"b24.call("crm.item.update", {entityTypeId = 1036, id = 1, fields = {title = "mine"}})"#)
        let envelope = try await local.b24("--yes", "--json", "undo", run).envelope()
        let data = try #require(envelope["data"] as? [String: Any])
        #expect(data["undoes"] as? String == run)
        #expect(data["done"] as? Int == 1)
        let steps = try #require(data["steps"] as? [[String: Any]])
        #expect(steps[0]["verdict"] as? String == "undo")
        #expect(steps[0]["deed"] as? String == "restore")
        #expect(steps[0]["result"] as? String == "done")
        let meta = try #require(envelope["meta"] as? [String: Any])
        #expect(meta["exit_code"] as? Int == 0)
        #expect(meta["run"] as? String == (try await local.lastRun()))
        let log = try await local.b24("log")
        #expect(log.output.contains("undo: \(run)"), "\(log.output)")
        try await local.portal.stop()
    }

    @Test func aProtectedPortal() async throws {
        let local = try await UndonePortal(profile: "protected = true")
        let run = try await local.script(#"b24.workplace.add{title = "Office"}"#)
        let asked = try AskedProgram(local.home, ["-p", "local", "undo", run])
        _ = await asked.screen(until: "[y/N]")
        asked.type("y")
        _ = await asked.screen(until: "type its name")
        asked.type("other")
        let end = await asked.end()
        #expect(end.status == 4, "\(end.testDescription)")
        #expect(try await local.b24("--yes", "undo", run).status == 0)
        try await local.portal.stop()
    }

    // MARK: What there is to go by

    @Test func withoutBefores() async throws {
        let local = try await UndonePortal()
        try local.home.write(
            "job.lua", #"b24.call("crm.item.update", {entityTypeId = 1036, id = 1, fields = {title = "mine"}})"#)
        #expect(try await local.b24("--no-undo", "run", "job.lua").status == 0)
        let run = try await local.lastRun()
        let undone = try await local.b24("--yes", "undo", run)
        #expect(undone.status == 1, "\(undone.testDescription)")
        #expect(undone.errors.contains("was not recorded"))
        #expect(undone.errors.contains("--no-undo"))
        let russian = try await local.b24("--yes", "undo", run, "--lang", "ru")
        #expect(russian.errors.contains("прежнее состояние не записано"))
        // What it made can go all the same.
        try local.home.write("job.lua", #"b24.workplace.add{title = "Office"}"#)
        #expect(try await local.b24("--no-undo", "run", "job.lua").status == 0)
        #expect(try await local.b24("--yes", "undo", "--last").status == 0)
        #expect(try await local.b24("eval", "return b24.workplace.find 'Office' == nil").output == "true\n")
        try await local.portal.stop()
    }

    @Test func otherRunsAndPortals() async throws {
        let local = try await UndonePortal()
        let run = try await local.script(#"b24.workplace.add{title = "Office"}"#)
        let other = try await local.home.b24("-p", "demo", "--yes", "undo", run)
        #expect(other.status == 2)
        #expect(other.errors.contains("belongs to profile local"))
        let portal = try await LocalPortal.start()
        try local.home.write(".config/b24/local.webhook", try await portal.webhook() + "\n")
        let moved = try await local.b24("--yes", "undo", run)
        #expect(moved.status == 1, "\(moved.testDescription)")
        #expect(moved.errors.contains("and this is"))
        try await portal.stop()
        #expect(try await local.b24("--yes", "undo", "nosuch").status == 1)
        #expect(try await local.b24("undo").status == 2)
        #expect(try await local.b24("undo", run, "--last").status == 2)
        #expect(try await local.b24("--no-journal", "undo", run).status == 2)
        try await local.portal.stop()
    }

    @Test func whatHasNoWayBack() async throws {
        let local = try await UndonePortal()
        let run = try await local.script(
            """
            b24.call("crm.item.details.configuration.set", {entityTypeId = 1036, scope = "C", data = {
              {name = "main", title = "Main", type = "section", elements = {{name = "TITLE"}}}}})
            b24.call("crm.item.details.configuration.forceCommonScopeForAll", {entityTypeId = 1036})
            """)
        let undone = try await local.b24("--yes", "undo", run)
        #expect(undone.status == 3, "\(undone.testDescription)")
        #expect(undone.errors.contains("b24 knows no way back for this method"))
        #expect(undone.errors.contains("entityTypeId"))
        #expect(undone.errors.contains("Steps done: 1"))
        try await local.portal.stop()
    }

    // MARK: Interruptions

    /// Killed when the first batch of deletions had been carried out: the rest is done, nothing twice.
    @Test func killedWhileItDeletes() async throws {
        let local = try await UndonePortal(["batch:timeout:1@4"])
        let run = try await local.script(
            #"for i = 1, 60 do b24.call("crm.item.add", {entityTypeId = 1036, fields = {title = "n" .. i}}) end"#)
        let running = try local.home.start(["-p", "local", "--yes", "undo", run])
        await local.carriedOut("batch", 4)
        running.signal(SIGKILL)
        _ = await running.end()
        let gone = try await local.portal.writes().filter { $0.method == "crm.item.delete" }.count
        #expect(gone == 50)
        let undo = try await local.lastRun()
        let again = try await local.b24("--yes", "undo", run)
        #expect(again.status == 0, "\(again.testDescription)")
        let all = try await local.portal.writes().filter { $0.method == "crm.item.delete" }
        #expect(all.count == 60)
        #expect(all.allSatisfy { $0.outcome == .ran })
        #expect(try await local.lastRun() == undo)
        try await local.portal.stop()
    }

    /// Killed when the first batch of things made again had been carried out: they are found, not made twice.
    @Test func killedWhileItMakesThingsAgain() async throws {
        let local = try await UndonePortal(["batch:timeout:1@3"])
        let made = (1...60).map { "{title = 'n\($0)'}" }.joined(separator: ",")
        let prepare = """
            for _, fields in ipairs{\(made)} do b24.call("crm.item.add", {entityTypeId = 1036, fields = fields}) end
            """
        #expect(try await local.b24("--no-journal", "eval", prepare).status == 0)
        let run = try await local.script(
            #"for id = 31, 90 do b24.call("crm.item.delete", {entityTypeId = 1036, id = id}) end"#)
        let running = try local.home.start(["-p", "local", "--yes", "undo", run])
        await local.carriedOut("batch", 3)
        running.signal(SIGKILL)
        _ = await running.end()
        let undo = try await local.lastRun()
        let again = try await local.b24("--yes", "resume", undo)
        #expect(again.status == 0, "\(again.testDescription)")
        let all = try await local.portal.writes().filter { $0.method == "crm.item.import" }
        #expect(all.count == 60)
        #expect(try await local.b24("eval", "return b24.spa(3).items:count()").output == "90\n")
        // What was found out about those in doubt is in the journal.
        let log = try await local.b24("--json", "log", undo)
        #expect(log.output.contains("crm.item.import") && !log.output.contains(#""unknown""#), "\(log.output)")
        try await local.portal.stop()
    }

    /// A write of the run whose answer was lost is looked up first.
    @Test func doubtsOfTheRunAreSettledFirst() async throws {
        let local = try await UndonePortal(["crm.item.update:timeout:1"])
        let before = try await local.state()
        try local.home.write(
            "job.lua", #"b24.call("crm.item.update", {entityTypeId = 1036, id = 1, fields = {title = "mine"}})"#)
        let running = try local.home.start(["-p", "local", "run", "job.lua"])
        await local.carriedOut("crm.item.update", 1)
        running.signal(SIGKILL)
        _ = await running.end()
        let undone = try await local.b24("--yes", "undo", "--last")
        #expect(undone.status == 0, "\(undone.testDescription)")
        #expect(try await local.state().difference(from: before).isEmpty)
        try await local.portal.stop()
    }

    /// A batch costs one batch of reads, and nothing at all with `--no-undo`; so do the calls of a bulk loop, which
    /// travel together as they come.
    @Test(arguments: [(["--yes"], 8), (["--yes", "--no-undo"], 4)])
    func whatItCosts(_ flags: [String], _ batches: Int) async throws {
        let local = try await UndonePortal()
        let update = "'crm.item.update', {entityTypeId = 1036, id = i % 30 + 1, fields = {title = 't' .. i}}"
        try local.home.write(
            "job.lua", "local c = {} for i = 1, 200 do c[i] = {\(update)} end b24.batch(c)")
        let start = try await local.portal.writes().count
        #expect(try await local.run(flags + ["run", "job.lua"]).status == 0)
        #expect(try await local.portal.writes().count - start == 200)
        #expect(local.requests() == Array(repeating: "batch", count: batches))
        try local.home.write(
            "job.lua",
            """
            local ids = {} for i = 1, 200 do ids[i] = i end
            b24.map(ids, function(i) b24.call(\(update)) end, {concurrency = 50})
            """)
        #expect(try await local.run(flags + ["run", "job.lua"]).status == 0)
        #expect(local.requests().count < 80, "\(local.requests().count)")
        try await local.portal.stop()
    }
}
