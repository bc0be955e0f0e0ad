import B24Scripting
import Bitrix24
import JSON
import LuaRuntime
import Synchronization
import Testing

/// What people are told while a job runs and when parts of it fail.
@Suite struct ReportedFailureTests {
    /// Everything that a session says.
    private final class Talk: Sendable {
        let lines = Mutex<[String]>([])
        var text: String { lines.withLock { $0.joined(separator: "\n") } }
    }

    @Test func anUnknownWriteSaysWhatToLookFor() async throws {
        let scene = try await TroubledPortal(["crm.item.add:drop"])
        let text = try await scene.run(
            TroubledPortal.items(0) + """
                local ok, err = pcall(b24.call, "crm.item.add", { entityTypeId = type, fields = { title = "Roof" } })
                return { err.hint, type }
                """)
        #expect(text.contains("title = \\\"Roof\\\"."), "\(text)")
        #expect(text.contains("To see it: b24 call crm.item.list entityTypeId="), "\(text)")
        #expect(text.contains("filter[title]=Roof"), "\(text)")
        try await scene.stop()
    }

    @Test func everyCommandOfALostBatchSaysWhatToLookFor() async throws {
        let scene = try await TroubledPortal(["batch:drop"])
        let text = try await scene.run(
            TroubledPortal.items(0) + """
                local results, failures = b24.batch {
                  { "crm.item.add", { entityTypeId = type, fields = { title = "Roof" } } },
                  { "crm.item.add", { entityTypeId = type, fields = { title = "Wall" } } },
                }
                return { failures[1].hint:find("Roof", 1, true) ~= nil, failures[2].hint:find("Wall", 1, true) ~= nil,
                  failures[1].hint:find("Wall", 1, true) == nil, #failures[1].request_id }
                """)
        #expect(text == "[true,true,true,16]")
        try await scene.stop()
    }

    /// An update of which a part cannot be compared is not taken for done because the rest was so before.
    @Test func anUpdateOfWhichAPartCannotBeSeenIsNotCalledDone() async throws {
        let scene = try await TroubledPortal(["crm.item.update:drop-before"])
        let text = try await scene.run(
            TroubledPortal.items(0) + """
                local item = b24.call("crm.item.add", { entityTypeId = type, fields = { title = "Roof" } }).item
                local ok, err = pcall(b24.call, "crm.item.update",
                  { entityTypeId = type, id = item.id, fields = { title = "Roof", ufNotShown = "x" } })
                return { ok, not ok and err.outcome }
                """)
        #expect(text == #"[false,"unknown"]"#)
        try await scene.stop()
    }

    @Test func failuresOfALoopAreListedInTheOrderOfItsItems() async throws {
        let scene = try await TroubledPortal()
        let source = """
            b24.map({ 1, 2, 3, 4, 5, 6 }, function(i)
              for _ = 1, 7 - i do b24.sleep(0.001) end
              error("no " .. i)
            end, { on_error = "continue" })
            b24.map({ 1, 2 }, function(i) error("again " .. i) end, { on_error = "continue" })
            """
        let failures = try await scene.session.run(LuaChunk(name: "loop.lua", source: source)).failures
        #expect(failures.map { $0.fields["index"] } == [1, 2, 3, 4, 5, 6, 1, 2])
        // Lua that ran and failed: nothing says that it did nothing before.
        #expect(failures.allSatisfy { $0.fields["outcome"] == "failed" })
        try await scene.stop()
    }

    @Test func aBatchOfManyCommandsSaysWhatItCosts() async throws {
        let talk = Talk()
        let scene = try await TroubledPortal(plan: .basic) { configuration in
            configuration.console.log = { _, text in talk.lines.withLock { $0.append(text) } }
        }
        let text = try await scene.run(
            """
            local commands = {}
            for i = 1, 3600 do commands[i] = { "crm.type.list", { start = -1 } } end
            local results, failures = b24.batch(commands)
            return { #results, #failures }
            """)
        #expect(text == "[3600,0]")
        #expect(talk.text.contains("3600 commands take at least 72 requests: about 0:1"), "\(talk.text)")
        try await scene.stop()
    }

    @Test func aRefusalForTheRateIsSaid() async throws {
        let talk = Talk()
        let scene = try await TroubledPortal(["crm.type.list:503:3"]) { configuration in
            configuration.console.log = { _, text in talk.lines.withLock { $0.append(text) } }
        }
        #expect(try await scene.run("return #b24.call('crm.type.list').types") == "0")
        #expect(talk.text.contains("too many came (503)"), "\(talk.text)")
        try await scene.stop()
    }
}
