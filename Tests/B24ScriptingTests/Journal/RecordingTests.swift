import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// What is written down, and when.
@Suite struct RecordingTests {
    private static func scene(
        _ journal: MemoryJournal, portal handler: @escaping FakePortal.Handler = { _ in .result(["item": ["id": 5]]) },
        configure: (inout ScriptSession.Configuration) -> Void = { _ in }
    ) -> Scene {
        Scene(portal: handler) {
            $0.journal = journal
            configure(&$0)
        }
    }

    @Test func aWriteIsRecordedBeforeItIsSent() async throws {
        let journal = MemoryJournal()
        let scene = Self.scene(
            journal, portal: { _ in .result(["item": ["id": .integer(journal.states == ["unknown"] ? 5 : 0)]]) })
        try await scene.run(#"b24.call("crm.item.add", {entityTypeId = 1032, fields = {title = "x"}})"#)
        let write = try #require(journal.now.writes.first)
        #expect(journal.states == ["done"])
        #expect(write.outcome?.objectID == "5")
        #expect(write.intent.command.method == "crm.item.add")
        #expect(write.intent.position == "test.lua:1")
        #expect(write.intent.effect == .write)
        #expect(write.intent.stream == WriteStream())
        #expect(journal.now.portal == JournalPortal(domain: "demo.bitrix24.example", userID: 7))
    }

    @Test func readsAndDryRunsAreNot() async throws {
        let journal = MemoryJournal()
        let read = Self.scene(journal)
        try await read.run(#"b24.call("crm.item.get", {entityTypeId = 1032, id = 1})"#)
        try await read.run(#"b24.batch({{"crm.item.get", {entityTypeId = 1032, id = 1}}})"#)
        let dry = Self.scene(journal, configure: { $0.policy.dryRun = true })
        try await dry.run(
            """
            b24.call("crm.item.add", {entityTypeId = 1032, fields = {title = "x"}})
            b24.map({1}, function() end, {resume = "items"})
            """)
        #expect(journal.now.portal == nil)
        #expect(journal.now.writes.isEmpty)
        #expect(journal.now.items.isEmpty)
    }

    @Test func howWritesEnd() async throws {
        let journal = MemoryJournal()
        let scene = Self.scene(
            journal,
            portal: { command in
                command.parameters["id"] == "1" || command.parameters["id"] == 1
                    ? .error("ACCESS_DENIED", "no") : .result(true)
            })
        try await scene.run(
            """
            pcall(b24.call, "crm.item.delete", {entityTypeId = 1032, id = 1})
            b24.batch({
              {"crm.item.delete", {entityTypeId = 1032, id = 1}}, {"crm.item.delete", {entityTypeId = 1032, id = 2}},
              {"crm.item.get", {entityTypeId = 1032, id = 2}},
            })
            b24.batch({
              {"crm.item.delete", {entityTypeId = 1032, id = 1}}, {"crm.item.delete", {entityTypeId = 1032, id = 2}},
            }, {halt = true})
            """)
        #expect(journal.states.count == 5)
        #expect(Array(journal.states.suffix(4).dropFirst(1)) == ["done"] + journal.states[3...4])
        #expect(journal.states[4] == "not_run")
        #expect(journal.now.writes[0].outcome?.error?.kind == "access_denied")
        #expect(journal.now.writes[0].intent.objectID == "1")
        #expect(journal.now.begins == [1, 2, 2])
    }

    /// One transaction for a request, not for a command.
    @Test func aBatchIsRecordedRequestByRequest() async throws {
        let journal = MemoryJournal()
        let scene = Self.scene(journal)
        try await scene.run(
            """
            local commands = {}
            for i = 1, 120 do commands[i] = {"crm.item.add", {entityTypeId = 1032, fields = {title = "i" .. i}}} end
            b24.batch(commands)
            """)
        #expect(journal.now.begins == [50, 50, 20])
        #expect(journal.now.ends == [50, 50, 20])
        #expect(Set(journal.states) == ["done"])
    }

    @Test func nothingIsSentThatCannotBeRecorded() async throws {
        var content = MemoryJournal.Content()
        content.room = 0
        let journal = MemoryJournal(content)
        let scene = Self.scene(journal)
        let add = #"b24.call("crm.item.add", {entityTypeId = 1032, fields = {title = "x"}})"#
        let text = await scene.failure(add)
        #expect(text.contains("Nothing is sent, because it cannot be recorded: the disk is full"))
        #expect(text.contains("Make room."))
        let russian = await Self.scene(journal, configure: { $0.language = .ru }).failure(add, .ru)
        #expect(russian.contains("не удалось записать в журнал: диск заполнен"))
        #expect(scene.portal.commands.isEmpty)
        let kind = try await scene.value("local _, err = pcall(function() \(add) end) return err.kind, err.outcome")
        #expect(kind == #""policy_denied", "refused""#)
    }

    @Test func aBatchStopsWhereItCannotBeRecorded() async throws {
        var content = MemoryJournal.Content()
        content.room = 1
        let journal = MemoryJournal(content)
        let scene = Self.scene(journal)
        let text = await scene.failure(
            """
            local commands = {}
            for i = 1, 120 do commands[i] = {"crm.item.add", {entityTypeId = 1032, fields = {title = "i" .. i}}} end
            b24.batch(commands)
            """)
        #expect(text.contains("the disk is full"))
        #expect(scene.portal.commands.count == 50)
        #expect(journal.states == Array(repeating: "done", count: 50))
    }

    @Test func noCredentialIsRecorded() async throws {
        let journal = MemoryJournal()
        let scene = Self.scene(journal, portal: { _ in .result(["link": .string(Scene.webhook + "x")]) })
        try await scene.run(
            """
            b24.map({"a"}, function()
              return b24.call("crm.item.add", {entityTypeId = 1032, fields = {title = "\(Scene.webhook)profile"}})
            end, {resume = "items"})
            """)
        #expect(!"\(journal.now)".contains(Scene.secret))
        #expect(journal.states == ["done"])
    }

    /// Where a write belongs: to the item, also from tasks inside it.
    @Test func writesBelongToTheirItem() async throws {
        let journal = MemoryJournal()
        let scene = Self.scene(journal)
        try await scene.run(
            """
            local function add(title) b24.call("crm.item.add", {entityTypeId = 1032, fields = {title = title}}) end
            add("before")
            b24.map({"a", "b"}, function(name)
              add(name .. "1")
              b24.all { function() add(name .. "2") end }
              b24.map({1}, function() add(name .. "3") end)
              add(name .. "4")
            end, {resume = "items"})
            b24.map({1, 2}, function(i) add("side" .. i) end)
            add("after")
            """)
        let described = journal.now.writes.map { write in
            let title = write.intent.command.parameters["fields"]?["title"]?.stringValue ?? ""
            return "\(title) \(write.intent.stream.item ?? "-") \(write.intent.lane.rawValue) \(write.intent.ordinal)"
        }
        #expect(
            Set(described) == [
                "before - ordered 0", "after - ordered 1",
                "a1 a ordered 0", "a2 a concurrent 0", "a3 a ordered 1", "a4 a ordered 2",
                "b1 b ordered 0", "b2 b concurrent 0", "b3 b ordered 1", "b4 b ordered 2",
                "side1 - concurrent 0", "side2 - concurrent 1",
            ])
        #expect(journal.now.items.map(\.key).sorted() == ["a", "b"])
    }
}
