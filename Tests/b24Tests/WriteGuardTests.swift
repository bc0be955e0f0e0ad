import PortalEmulator
import Testing

/// `--max-writes`, and the questions before something is taken away.
@Suite struct WriteGuardTests {
    let home: Home

    init() throws { home = try Home() }

    private func value(_ lua: String) async throws -> String {
        let run = try await home.b24("eval", lua)
        #expect(run.status == 0, "\(run.testDescription)")
        return run.output.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    // MARK: --max-writes

    /// Ways to make ten writes, and to go on when that is refused; how many of them come together.
    static let greedy: [(String, Int)] = [
        ("for i = 1, 10 do add(i) end", 1),
        ("for i = 1, 10 do pcall(add, i) end", 1),
        ("for i = 1, 10 do b24.try(add, i) end", 1),
        ("while true do pcall(function() while true do pcall(add, 1) end end) end", 1),
        ("for i = 1, 10 do coroutine.wrap(function() pcall(add, i) end)() end", 1),
        ("for i = 1, 10 do xpcall(add, function() return 1 end, i) end", 1),
        ("b24.map({1,2,3,4,5,6,7,8,9,10}, add, {on_error = 'continue'})", 1),
        ("local t = {} for i = 1, 10 do t[i] = b24.spawn(add, i) end for i = 1, 10 do pcall(t[i].await, t[i]) end", 1),
        ("for i = 1, 5 do pcall(b24.batch, { one(i), one(i) }) end", 2),
        ("pcall(b24.batch, { one(1), one(2), one(3), one(4), one(5) }) add(1)", 5),
        ("for i = 1, 10 do pcall(b24.call, 'crm.item.import', one(i)[2]) end", 1),
        ("for i = 1, 10 do pcall(b24.rest.crm.item.add, one(i)[2]) end", 1),
    ]

    @Test(arguments: greedy)
    func noScriptWritesMoreThanItMay(_ body: String, _ together: Int) async throws {
        let before = try #require(Int(try await value("return b24.spa('Support').items:count()")))
        let script = try home.write(
            "greedy.lua",
            """
            local type = b24.spa('Support').entityTypeId
            local function one(i) return { "crm.item.add", { entityTypeId = type, fields = { title = "t" .. i } } } end
            local function add(i) return b24.call(table.unpack(one(i))) end
            \(body)
            print("went on")
            """)
        let run = try await home.b24("run", "--max-writes", "4", script)
        #expect(run.status == 4, "\(run.testDescription)")
        #expect(run.errors.contains("more than 4 writes are not allowed (--max-writes)"), "\(run.testDescription)")
        #expect(!run.output.contains("went on"))
        let made = together > 4 ? 0 : 4
        #expect(run.errors.contains(made == 0 ? "Nothing was changed before" : "Done before: crm.item."))
        #expect(try await value("return b24.spa('Support').items:count()") == String(before + made))
    }

    @Test func aLimitThatSufficesChangesNothing() async throws {
        let run = try await home.b24(
            "--json", "eval", "--max-writes=2",
            "b24.call('crm.type.add', {fields={title='A'}}) b24.call('crm.type.add', {fields={title='B'}}) return 7")
        #expect(run.status == 0, "\(run.testDescription)")
        let none = try await home.b24(
            "--json", "eval", "--max-writes=0", "b24.call('crm.type.add', {fields={title='C'}})")
        #expect(none.status == 4)
        let error = try #require(try none.envelope()["error"] as? [String: Any])
        #expect(error["kind"] as? String == "policy_denied")
        #expect(error["where"] as? String == "eval:1")
        #expect(try await home.b24("eval", "--max-writes=many", "return 1").status == 2)
    }

    @Test func aRehearsalMeetsTheLimit() async throws {
        let run = try await home.b24(
            "--dry-run", "--max-writes", "1", "eval",
            "for i = 1, 3 do pcall(b24.call, 'crm.type.add', {fields={title='T' .. i}}) end")
        #expect(run.status == 4, "\(run.testDescription)")
        #expect(run.errors.contains("does not fit"))
    }

    // MARK: Without a terminal

    /// Losses, and what the refusal says.
    @Test(arguments: [
        ("b24.spa.delete(b24.spa.find('Purchases').id)", "Delete smart process 'Purchases'"),
        ("pcall(b24.spa.delete, b24.spa.find('Purchases').id) b24.spa.delete(b24.spa.find('Purchases').id)", "items"),
        (
            "local s = b24.spa('Support') b24.call('crm.item.delete', {entityTypeId=s.entityTypeId, id=s.items:list{limit=1}[1].id})",
            "of 'Support'"
        ),
        (
            "local s = b24.spa('Support') b24.batch{{'crm.item.delete', {entityTypeId=s.entityTypeId, id=s.items:list{limit=1}[1].id}}}",
            "of 'Support'"
        ),
        ("b24.workplace.update(b24.workplace.find('Back office').id, {typeIds={}})", "back to CRM"),
        ("b24.batch{a={'crm.type.list'}, b={'crm.type.delete', {id='$result[a][types][0][id]'}}}", "earlier command"),
    ])
    func withoutATerminalALossNeedsYes(_ lua: String, _ text: String) async throws {
        let state = "return b24.json.encode{b24.spa.list(), b24.workplace.list(), b24.spa('Support').items:count()}"
        let before = try await value(state)
        let run = try await home.b24("eval", lua)
        #expect(run.status == 4, "\(run.testDescription)")
        #expect(run.errors.contains(text) && run.errors.contains("--yes"), "\(run.testDescription)")
        #expect(try await value(state) == before)
        let quiet = try await home.b24("--no-input", "eval", lua)
        #expect(quiet.status == 4)
        let rehearsed = try await home.b24("--dry-run", "eval", lua)
        #expect(rehearsed.status == 0 || rehearsed.status == 1, "\(rehearsed.testDescription)")
    }

    @Test func whatTakesNothingAwayNeedsNone() async throws {
        let run = try await home.b24(
            "eval",
            """
            local w = b24.workplace.find('Back office')
            b24.workplace.update(w.id, {typeIds = w.typeIds})
            local s = b24.spa.add{title = 'Short-lived'}
            local item = b24.spa(s.id).items:add{title = 'x'}
            b24.spa(s.id).items:delete(item.id)
            b24.spa.delete(s.id)
            pcall(b24.call, 'crm.type.delete', {id = 4711})
            local mine = b24.spa('Support').items:add{title = 'mine'}
            b24.spa('Support').items:delete(mine.id)
            return 'fine'
            """)
        #expect(run.status == 0, "\(run.testDescription)")
    }

    @Test func yesAllowsIt() async throws {
        try await home.b24("eval", "b24.spa.add{title = 'Empty'}").requireDone()
        try await home.b24("--yes", "eval", "b24.spa.delete(b24.spa.find('Empty').id)").requireDone()
        #expect(try await value("return b24.spa.find('Empty') == nil") == "true")
    }

    // MARK: At a terminal

    private func ask(_ lua: String, _ flags: String...) throws -> AskedProgram {
        try AskedProgram(home, flags + ["eval", lua])
    }

    @Test func aSmallLossIsConfirmedWithAWord() async throws {
        try await home.b24("eval", "b24.spa.add{title = 'Empty'}").requireDone()
        let delete = "b24.spa.delete(b24.spa.find('Empty').id)"
        let no = try ask(delete)
        let question = await no.screen(until: "[y/N]")
        #expect(question.contains("demo: Delete smart process 'Empty'"), "\(question)")
        no.type("")
        let refused = await no.end()
        #expect(refused.status == 4, "\(refused.testDescription)")
        #expect(refused.errors.contains("Not confirmed"))
        let yes = try ask(delete)
        _ = await yes.screen(until: "[y/N]")
        yes.type("y")
        let done = await yes.end()
        #expect(done.status == 0, "\(done.testDescription)")
        #expect(try await value("return b24.spa.find('Empty') == nil") == "true")
    }

    @Test func aGreatLossIsConfirmedWithItsName() async throws {
        try await home.b24(
            "eval",
            """
            local s = b24.spa.add{title = 'Leave'}
            for _ = 1, 6 do
              local data = {}
              for i = 1, 20 do data[i] = {title = 'x'} end
              b24.call('crm.item.batchImport', {entityTypeId = s.entityTypeId, data = data})
            end
            """
        ).requireDone()
        let delete = "b24.spa.delete(b24.spa.find('Leave').id)"
        for (answer, status) in [("y", 4), ("leave", 4), ("Leave", 1)] as [(String, Int32)] {
            let program = try ask(delete)
            let question = await program.screen(until: "go on:")
            #expect(question.contains("'Leave'") && question.contains("120 items"), "\(question)")
            program.type(answer)
            let run = await program.end()
            // Once confirmed it is sent; that the portal does not delete what holds items is the portal's word.
            #expect(run.status == status, "\(run.testDescription)")
        }
    }

    @Test func alikeThingsAreAskedAboutOnce() async throws {
        let delete = """
            local s = b24.spa('Support')
            local n = 0
            for _, item in ipairs(s.items:list{limit = 5}) do
              if pcall(b24.call, 'crm.item.delete', {entityTypeId = s.entityTypeId, id = item.id}) then n = n + 1 end
            end
            return n
            """
        for (answer, count) in [("n", "0"), ("y", "5")] {
            let program = try ask(delete)
            _ = await program.screen(until: "[y/N]")
            program.type(answer)
            let run = await program.end()
            #expect(run.output.contains(count), "\(run.testDescription)")
            #expect(run.errors.ranges(of: "[y/N]").count == 1, "\(run.testDescription)")
            #expect(run.errors.contains("holds for all of this kind"))
        }
    }

    @Test func aBulkJobIsAskedAboutOnce() async throws {
        let job = """
            local s = b24.spa('Support')
            local many = {}
            for i = 1, 95 do many[i] = {'crm.item.add', {entityTypeId = s.entityTypeId, fields = {title = 'b' .. i}}} end
            b24.batch(many)
            for i = 1, 8 do pcall(s.items.add, s.items, {title = 't' .. i}) end
            print('went on')
            """
        let before = try #require(Int(try await value("return b24.spa('Support').items:count()")))
        let stopped = try ask(job)
        let question = await stopped.screen(until: "[y/N]")
        #expect(question.contains("has made 100 writes"), "\(question)")
        stopped.type("n")
        let end = await stopped.end()
        #expect(end.status == 4 && !end.output.contains("went on"), "\(end.testDescription)")
        #expect(try await value("return b24.spa('Support').items:count()") == String(before + 100))
        let allowed = try ask(job)
        _ = await allowed.screen(until: "[y/N]")
        allowed.type("y")
        let done = await allowed.end()
        #expect(done.status == 0, "\(done.testDescription)")
        #expect(done.errors.ranges(of: "[y/N]").count == 1)
        let unasked = try ask(job, "--yes")
        let whole = await unasked.end()
        #expect(whole.status == 0 && !whole.errors.contains("[y/N]"), "\(whole.testDescription)")
    }
}

extension Run {
    func requireDone() throws { try #require(status == 0, "\(testDescription)") }
}
