import Bitrix24
import JSON
import Localization
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

/// What a run does that goes on from a journal.
@Suite struct ResumingTests {
    /// A portal whose items get ids from 1; the journal of a run over it, and the run after it.
    private final class Runs: Sendable {
        let made = Mutex<[String]>([])
        /// A title that is carried out, and whose answer gets lost.
        let losing = Mutex<String?>(nil)

        func scene(
            _ journal: MemoryJournal, reconciling: PortalClient.Reconciliation = .unknown, language: Language = .en
        ) -> Scene {
            Scene(portal: { self.answer($0) }) {
                $0.journal = journal
                $0.language = language
                $0.reconcile = { _, _, _ in reconciling }
            }
        }

        private func answer(_ command: Command) -> FakePortal.Answer {
            let fields = command.parameters["fields"]
            let title = fields?["title"]?.stringValue ?? command.parameters["fields[title]"]?.stringValue ?? "?"
            let count = made.withLock { made in
                made.append(title)
                return made.count
            }
            return losing.withLock { $0 } == title
                ? .error("INTERNAL_SERVER_ERROR", "gone", status: 502)
                : .result(["item": ["id": .integer(Int64(count)), "title": .string(title)]])
        }

        var titles: [String] { made.withLock { $0 } }
    }

    /// What a look at the portal has found.
    private static let found = Response(
        result: JSONSlice(["item": ["id": 1]]), total: nil, next: nil, time: nil, status: 200, attempts: 1,
        requestID: "")

    private static let add = """
        local function add(title)
          return b24.call("crm.item.add", {entityTypeId = 1032, fields = {title = title}}).item.id
        end

        """

    @Test func whatIsOnRecordIsNotSentAgain() async throws {
        let runs = Runs()
        let first = MemoryJournal()
        _ = await runs.scene(first).failure(Self.add + #"add("a") add("b") error("stop")"#)
        let second = first.successor()
        let ids = try await runs.scene(second).value(Self.add + #"return add("a"), add("b"), add("c")"#)
        #expect(ids == "1, 2, 3")
        #expect(runs.titles == ["a", "b", "c"])
        #expect(second.states == ["done", "done", "done"])
    }

    @Test func anAnswerFromTheJournalLooksLikeAnAnswer() async throws {
        let runs = Runs()
        let first = MemoryJournal()
        let call = #"return select(2, b24.call("crm.item.add", {entityTypeId = 1032, fields = {title = "a"}}))"#
        try await runs.scene(first).run(call)
        let again = try await runs.scene(first.successor()).value(call)
        #expect(again.contains("attempts = 1"))
        #expect(again.contains("status = 200"))
        #expect(!again.contains("planned"))
    }

    @Test func aScriptThatGoesAnotherWayIsStopped() async throws {
        let runs = Runs()
        let first = MemoryJournal()
        _ = await runs.scene(first).failure(Self.add + #"for _, t in ipairs{"a", "b"} do add(t) end error("stop")"#)
        let second = first.successor()
        let source = Self.add + #"for _, t in ipairs{"a", "x"} do add(t) end"#
        let text = await runs.scene(second).failure(source)
        #expect(text.contains("The script goes another way than before it was stopped"))
        #expect(text.contains("crm.item.add (test.lua:2) was sent with other parameters"))
        #expect(text.contains("no times or random values"))
        let russian = await runs.scene(first.successor(), language: .ru).failure(source, .ru)
        #expect(russian.contains("Скрипт идёт не так"))
        #expect(runs.titles == ["a", "b"])
    }

    @Test func aFailureThatTheScriptWentOnFromIsTheSameAgain() async throws {
        let runs = Runs()
        let first = MemoryJournal()
        let source = Self.add + #"local ok, err = pcall(add, "bad") add("after " .. err.kind)"#
        runs.losing.withLock { $0 = nil }
        let refusing = Scene(portal: { command in
            command.parameters["fields"]?["title"] == "bad" ? .error("ACCESS_DENIED") : .result(["item": ["id": 1]])
        }) { $0.journal = first }
        try await refusing.run(source)
        let second = first.successor()
        try await runs.scene(second).run(source)
        #expect(runs.titles.isEmpty)
    }

    // MARK: Batches

    @Test func aBatchGoesOnBehindItsDoneRequests() async throws {
        let runs = Runs()
        var content = MemoryJournal.Content()
        content.room = 1
        let first = MemoryJournal(content)
        let batch = """
            local commands = {}
            for i = 1, 70 do commands[i] = {"crm.item.add", {entityTypeId = 1032, fields = {title = "i" .. i}}} end
            local results, failures = b24.batch(commands)
            return #results, #failures, results[1].item.id, results[70].item.id
            """
        _ = await runs.scene(first).failure(batch)
        #expect(runs.titles.count == 50)
        let second = first.successor()
        #expect(try await runs.scene(second).value(batch) == "70, 0, 1, 70")
        #expect(runs.titles == (1...70).map { "i\($0)" })
    }

    /// A read beside a write that is on record still gets the write's result.
    @Test func referencesReachIntoTheRecord() async throws {
        let batch = """
            return b24.batch({
              made = {"crm.item.add", {entityTypeId = 1032, fields = {title = "a"}}},
              read = {"crm.item.get", {entityTypeId = 1032, id = "$result[made][item][id]"}},
            }).read.id
            """
        let handler: FakePortal.Handler = { command in
            command.method == "crm.item.add"
                ? .result(["item": ["id": 77]]) : .result(["id": command.parameters["id"] ?? .null])
        }
        let first = MemoryJournal()
        let scene = Scene(portal: handler) { $0.journal = first }
        try await scene.run(batch)
        let second = Scene(portal: handler) { $0.journal = first.successor() }
        #expect(try await second.value(batch) == #""77""#)
        #expect(second.portal.methods == ["crm.item.get"])
    }

    // MARK: Lost answers

    private static let twoWrites = add + #"return add("lost"), add("next")"#

    /// A journal whose run ended between the sending of `lost` and its answer.
    private static func killed(_ runs: Runs, loop: String? = nil) async -> MemoryJournal {
        let first = MemoryJournal()
        let source =
            loop.map { "b24.map({'lost'}, add, {resume = '\($0)'})" } ?? "add('lost')"
        _ = await runs.scene(first).failure(add + source + " error('stop')")
        var content = first.now
        content.items = []
        content.writes[0].outcome = nil
        return MemoryJournal(content)
    }

    @Test func aLostWriteThatRan() async throws {
        let runs = Runs()
        let journal = await Self.killed(runs)
        let scene = runs.scene(journal, reconciling: .done(Self.found))
        #expect(try await scene.value(Self.twoWrites) == "1, 2")
        #expect(runs.titles == ["lost", "next"])
        #expect(journal.states == ["done", "done"])
    }

    @Test func aLostWriteThatDidNotRun() async throws {
        let runs = Runs()
        let journal = await Self.killed(runs)
        #expect(try await runs.scene(journal, reconciling: .notRun).value(Self.twoWrites) == "2, 3")
        #expect(runs.titles == ["lost", "lost", "next"])
        #expect(journal.states == ["not_run", "done", "done"])
    }

    @Test func aLostWriteOfWhichNothingIsKnown() async throws {
        let runs = Runs()
        let journal = await Self.killed(runs)
        let text = await runs.scene(journal).failure(Self.twoWrites)
        #expect(text.contains("and the run ended before its answer. It is not known whether the portal carried it out"))
        #expect(text.contains("b24 leaves it alone"))
        let facts = try await runs.scene(journal.successor()).value(
            Self.add + #"local _, err = pcall(add, "lost") return err.outcome"#)
        #expect(facts == #""unknown""#)
        #expect(runs.titles == ["lost"])
    }

    // MARK: Loops

    @Test func itemsThatAreDoneAreSkippedAndGiveTheirResults() async throws {
        let runs = Runs()
        let first = MemoryJournal()
        let loop = """
            local worked = {}
            local results = b24.map({"a", "b", "c"}, function(t)
              worked[#worked + 1] = t
              local id = add(t)
              if t == FAIL then error("stop") end
              add(t .. "2")
              return {id = id}
            end, {resume = "items", concurrency = 1})
            return table.concat(worked, " "), results[1].id, results[2].id, results[3].id
            """
        _ = await runs.scene(first).failure("FAIL = 'b'\n" + Self.add + loop)
        #expect(runs.titles == ["a", "a2", "b"])
        #expect(first.now.items.map(\.state) == [.done, .failed])
        let second = first.successor()
        #expect(try await runs.scene(second).value("FAIL = nil\n" + Self.add + loop) == #""b c", 1, 3, 5"#)
        #expect(runs.titles == ["a", "a2", "b", "b2", "c", "c2"])
    }

    @Test(arguments: ["stop", "continue"])
    func anItemThatMayBeDoneIsLeftAlone(onError: String) async throws {
        let runs = Runs()
        let journal = await Self.killed(runs, loop: "items")
        let outcome = try await runs.scene(journal).session.run(
            LuaChunk(
                name: "test.lua",
                source: Self.add + """
                    local results, failures = b24.map({"lost", "next"}, add, {resume = "items", on_error = "\(onError)"})
                    return results[1], results[2], #failures, failures[1].item, failures[1].outcome
                    """))
        #expect(
            outcome.results.map { LuaFormatter().format($0) } == ["nil", "2", "1", #""lost""#, #""unknown""#])
        #expect(outcome.failures.count == 1)
        #expect(runs.titles == ["lost", "next"])
    }

    @Test func anItemWhoseLostWriteRanGoesOnBehindIt() async throws {
        let runs = Runs()
        let journal = await Self.killed(runs, loop: "items")
        let loop =
            Self.add + """
                return b24.map({"lost"}, function(t) return add(t) .. "+" .. add(t .. "2") end, {resume = "items"})[1]
                """
        let scene = runs.scene(journal, reconciling: .done(Self.found))
        #expect(try await scene.value(loop) == #""1+2""#)
        #expect(runs.titles == ["lost", "lost2"])
    }

    @Test(arguments: [
        (#"b24.map({"a", "b", "a"}, add, {resume = "x"})"#, "Items 1 and 3 have the same key \"a\"."),
        (#"b24.map({{}}, add, {resume = "x"})"#, "Item 1 has nothing that tells it from the others"),
        (#"b24.map({{}}, add, {resume = "x", key = function() end})"#, "The key function gave neither"),
        (#"b24.map({{}}, add, {key = "id"})"#, "b24.map takes key together with resume only"),
        (#"b24.map({1}, add, {resume = "x", key = 5})"#, "key"),
        (#"b24.map({1}, add, {resume = ""})"#, "cannot be empty"),
        (
            #"b24.map({1}, function() end, {resume = "x"}) b24.map({1}, add, {resume = "x"})"#,
            "This run already has a loop with resume = \"x\""
        ),
        (
            #"b24.map({1}, function() b24.map({1}, add, {resume = "y"}) end, {resume = "x"})"#,
            "The resumable loop \"y\" stands inside an item of \"x\""
        ),
    ])
    func mistakesAreFoundBeforeAnythingIsSent(lua: String, message: String) async throws {
        let runs = Runs()
        let text = await runs.scene(MemoryJournal()).failure(Self.add + lua)
        #expect(text.contains(message), "\(text)")
        #expect(runs.titles.isEmpty)
    }

    @Test func keysByFieldAndFunction() async throws {
        let journal = MemoryJournal()
        try await Runs().scene(journal).run(
            """
            b24.map({{name = "n"}}, function() end, {resume = "field", key = "name"})
            b24.map({{a = 1}}, function() end, {resume = "function", key = function(item, i) return item.a .. "/" .. i end})
            """)
        #expect(journal.now.items.map { "\($0.loop) \($0.key)" } == ["field n", "function 1/1"])
    }

    /// A mistake in a key should not wait for the day on which it matters.
    @Test func keysAreLookedAtWithoutAJournal() async throws {
        let scene = Scene()
        let nested = "b24.map({1}, function() b24.map({1}, print, {resume = 'y'}) end, {resume = 'x'})"
        #expect(await scene.failure(nested).contains("stands inside an item"))
        #expect(await scene.failure("b24.map({1, 1}, print, {resume = 'x'})").contains("the same key"))
        #expect(try await scene.value("return b24.map({1, 2}, function(i) return i end, {resume = 'x'})[2]") == "2")
    }

    /// At the prompt a loop is tried again under its name.
    @Test func everyEntryMayHaveItsLoopsAgain() async throws {
        let scene = Runs().scene(MemoryJournal())
        for _ in 1...2 { _ = try await scene.session.evaluate("b24.map({1}, function() end, {resume = 'x'})") }
    }

    @Test func aResultWithoutAFormIsSaid() async throws {
        let journal = MemoryJournal()
        let scene = Runs().scene(journal)
        try await scene.run("b24.map({1}, function() return print end, {resume = 'x'})")
        #expect(scene.log.talk.joined().contains("what the function returned cannot be kept"))
        #expect(journal.now.items.map(\.state) == [.done])
    }

    /// Tasks beside each other have no order; what they made is found by what it says, and what is missing is said.
    @Test func writesOfTasksAreFoundInAnyOrder() async throws {
        let runs = Runs()
        let first = MemoryJournal()
        try await runs.scene(first).run(Self.add + #"b24.map({"a", "b", "c"}, add)"#)
        let made = runs.titles.count
        let scene = runs.scene(first.successor())
        try await scene.run(Self.add + #"b24.map({"c", "b", "d"}, add)"#)
        #expect(Array(runs.titles.dropFirst(made)) == ["d"])
        #expect(scene.log.talk.joined().contains("side by side before the stop that were not made again: 1"))
    }
}
