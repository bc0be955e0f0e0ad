import Bitrix24
import JSON
import Localization
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

/// `b24.each`, `b24.collect`, `b24.count`, `b24.map`, `b24.try`.
@Suite struct ScriptListTests {
    /// A list of `count` users in pages of 50 by offset.
    private func users(_ count: Int) -> FakePortal.Handler {
        { command in
            guard command.method == "user.get" else { return .error("ERROR_METHOD_NOT_FOUND", "no", status: 404) }
            var start = 0
            if case .integer(let number)? = command.parameters["start"] { start = max(0, Int(number)) }
            let ids = Array((1...max(count, 1)).dropFirst(start).prefix(50)).filter { $0 <= count }
            let rows = ids.map { JSONValue.object(["ID": .string(String($0))]) }
            return .result(.array(rows), total: count, next: start + 50 < count ? start + 50 : nil)
        }
    }

    private static let offset = "{ paging = 'offset' }"

    @Test func eachReadsAllPagesAsTheyAreNeeded() async throws {
        let scene = Scene(portal: users(120))
        let text = try await scene.value(
            """
            local n, last = 0, nil
            for user in b24.each("user.get", {}, \(Self.offset)) do n = n + 1; last = user.ID end
            return n, last
            """)
        #expect(text == "120, \"120\"")
        #expect(scene.portal.commands.count == 3)
        try await scene.run("for user in b24.each('user.get', {}, \(Self.offset)) do break end")
        #expect(scene.portal.commands.count == 4)
    }

    @Test func eachHasLimits() async throws {
        let scene = Scene(portal: users(120))
        let text = try await scene.value(
            """
            local function count(opts)
              local n = 0
              for _ in b24.each("user.get", {}, opts) do n = n + 1 end
              return n
            end
            return count { limit = 60, paging = "offset" }, count { limit = 0 }, count { prefetch = true, paging = "offset" }
            """)
        #expect(text == "60, 0, 120")
    }

    @Test(arguments: ["{ paging = 'offset' }", "{ paging = 'offset', prefetch = true }"])
    func tasksThatShareAnIteratorGetEachRowOnce(options: String) async throws {
        let scene = Scene(portal: users(120))
        let text = try await scene.value(
            """
            local seen, doubles, rows = {}, 0, b24.each("user.get", {}, \(options))
            local function work()
              for user in rows do
                if seen[user.ID] then doubles = doubles + 1 end
                seen[user.ID] = true
                b24.sleep(0)
              end
            end
            b24.all { work, work, work, work, work }
            local count = 0
            for _ in pairs(seen) do count = count + 1 end
            return count, doubles
            """)
        #expect(text == "120, 0")
    }

    @Test func aListThatFailedDoesNotEndWell() async throws {
        let users = users(120)
        let scene = Scene(portal: { command in
            command.parameters["start"] == 50 ? .error("ACCESS_DENIED", "no") : users(command)
        })
        for options in ["{ paging = 'offset' }", "{ paging = 'offset', prefetch = true }"] {
            let text = try await scene.value(
                """
                local rows, n = b24.each("user.get", {}, \(options)), 0
                for i = 1, 50 do rows() n = n + 1 end
                local first, err = pcall(rows)
                local second, same = pcall(rows)
                return n, first, err.kind, second, same.kind
                """)
            #expect(text == #"50, false, "access_denied", false, "access_denied""#)
        }
    }

    @Test(arguments: [
        ("concurrency = 0", "'concurrency'"), ("concurrency = 33", "32"), ("prefetch = -1", "'prefetch'"),
        ("prefetch = 'much'", "'prefetch'"), ("batch = 1", "'batch'"), ("batches = true", "batches"),
        ("limit = -1", "'limit'"),
    ])
    func optionsAreReadStrictly(option: String, named: String) async throws {
        let scene = Scene(portal: users(1))
        let failure = await scene.failure("for _ in b24.each('user.get', {}, { \(option) }) do end")
        #expect(failure.contains(named), "\(failure)")
        #expect(scene.portal.commands.isEmpty)
    }

    @Test(arguments: ["batch = false", "prefetch = 0", "prefetch = false", "concurrency = 1", "prefetch = 120"])
    func optionsChangeTheWayNotTheRows(option: String) async throws {
        let scene = Scene(portal: users(420))
        let text = try await scene.value(
            "return #b24.collect('user.get', {}, { paging = 'offset', \(option) })")
        #expect(text == "420")
    }

    @Test func anIteratorEndsOnce() async throws {
        let scene = Scene(portal: users(1))
        #expect(
            try await scene.value("local next = b24.each('user.get'); return next().ID, next(), next()")
                == "\"1\", nil, nil")
        #expect(try await Scene(portal: users(0)).value("return b24.each('user.get')()") == "nil")
    }

    @Test func aPageThatFailsIsAnError() async throws {
        let users = users(120)
        let scene = Scene { command in
            command.parameters["start"] == 50 ? .error("INTERNAL", "broken", status: 403) : users(command)
        }
        let failure = await scene.failure(
            "local n = 0\nfor u in b24.each('user.get', {}, \(Self.offset)) do n = n + 1 end")
        #expect(failure.hasPrefix("test.lua:2: "))
    }

    @Test func collectAndCount() async throws {
        let scene = Scene(portal: users(120))
        #expect(try await scene.value("return #b24.collect('user.get', {}, \(Self.offset))") == "120")
        #expect(try await scene.value("return b24.count('user.get')") == "120")
        #expect(try await scene.value("return b24.json.encode(b24.collect('user.get', {}, { limit = 0 }))") == "\"[]\"")
    }

    @Test func listsInATaskGoAtTheSameTime() async throws {
        let scene = Scene(portal: users(10))
        scene.portal.gather(2)
        let text = try await scene.value(
            """
            local results = b24.all {
              function() return #b24.collect("user.get") end, function() return b24.count("user.get") end,
            }
            return results[1], results[2]
            """)
        #expect(text == "10, 10")
        #expect(scene.portal.mostInFlight == 2)
    }

    // MARK: Map

    @Test func mapKeepsIndicesAndRunsSeveralAtATime() async throws {
        let scene = Scene { .result($0.parameters["ID"] ?? "none") }
        scene.portal.gather(4)
        let text = try await scene.value(
            """
            local items = {}
            for i = 1, 20 do items[i] = i end
            local results, failures = b24.map(items, function(id, index)
              return b24.call("user.get", { ID = id * 10 + (index - id) })
            end, { concurrency = 4, batch = false })
            return #results, results[1], results[20], #failures, #b24.map({}, print)
            """)
        #expect(text == "20, 10, 200, 0, 0")
        #expect(scene.portal.mostInFlight == 4)
    }

    @Test func mapStopsAtTheFirstFailure() async throws {
        let scene = Scene { $0.parameters["ID"] == 3 ? .error("NOT_FOUND", "no") : .result(true) }
        let script = """
            b24.map({ 1, 2, 3, 4, 5, 6 }, function(id)
              return b24.call("user.get", { ID = id })
            end, { concurrency = 1 })
            """
        #expect(await scene.failure(script).hasPrefix("test.lua:2: "))
        #expect(scene.portal.commands.count == 3)
        #expect(scene.session.takeOutcome().failures.isEmpty)
    }

    @Test func whatFailsBesideTheFirstFailureIsListed() async throws {
        let scene = Scene(portal: { command in
            .error("ERROR_CORE", "no \(command.parameters["id"]?.integerValue ?? 0)")
        })
        let failure = await scene.failure(
            "b24.map({ 1, 2, 3, 4, 5 }, function(id) b24.call('crm.type.delete', { id = id }) end, { concurrency = 2, batch = false })"
        )
        let listed = scene.session.takeOutcome().failures
        #expect(listed.count == 1)
        #expect(failure.contains("no 1") != failure.contains("no 2"))
        #expect(scene.portal.commands.count == 2)
    }

    @Test func mapContinuesWithRecords() async throws {
        let scene = Scene { command in
            switch command.parameters["id"] {
            case 2: .error("ACCESS_DENIED", "no right")
            case 3: .error("NOT_FOUND", "gone")
            default: .result(true)
            }
        }
        let outcome = try await scene.session.run(
            LuaChunk(
                name: "test.lua",
                source: """
                    local results, failures = b24.map({ { id = 1 }, { id = 2 }, { id = 3 }, { id = 4 } }, function(item)
                      if item.id == 4 then error("plain") end
                      return b24.call("crm.type.update", { id = item.id, fields = {} })
                    end, { on_error = "continue" })
                    local keys = {}
                    for key in pairs(failures[1]) do keys[#keys + 1] = key end
                    table.sort(keys)
                    local f = failures[1]
                    return results[1], results[2], #failures, table.concat(keys, " "), f.index, f.item.id, f.resource,
                      f.method, f.kind, f.code, f.status, f.outcome, f.attempts, f.ok, failures[3].error, failures[3].kind
                    """))
        let text = outcome.results.map { LuaFormatter(width: .max).format($0) }.joined(separator: ", ")
        #expect(
            text
                == "true, nil, 3, \"attempts code error hint index item kind method ok outcome request_id resource status timestamp\", "
                + "2, 2, \"crm.type\", \"crm.type.update\", \"access_denied\", \"ACCESS_DENIED\", 400, \"refused\", 1, "
                + "false, \"test.lua:2: plain\", \"unknown\"")
        #expect(outcome.failures.count == 3)
        let keys = Set(outcome.failures[0].fields.members.map(\.key))
        #expect(
            keys == [
                "ok", "index", "item", "resource", "method", "kind", "code", "error", "hint", "status", "outcome",
                "attempts", "timestamp", "request_id",
            ])
        #expect(outcome.failures.last?.fields["request_id"] == nil)
        #expect(outcome.failures.first { $0.fields["index"] == 2 }?.fields["item"] == ["id": 2])
    }

    @Test func thePolicyDecidesWhatMapDoes() async throws {
        let scene = Scene { _ in
            .error("NOT_FOUND", "no")
        } _: {
            $0.policy.continuesOnError = true
        }
        #expect(try await scene.value("return #select(2, b24.map({ 1 }, function() error('x') end))") == "1")
        let strict = "b24.map({ 1 }, function() error('x') end, { on_error = 'stop' })"
        #expect(await scene.failure(strict) == "test.lua:1: x")
    }

    @Test func mapRefusesWhatIsNoArray() async throws {
        let scene = Scene()
        #expect(await scene.failure("b24.map({ a = 1 }, print)").contains("b24.map"))
        #expect(await scene.failure("b24.map({ 1 }, print, { concurrency = 0 })").contains("'concurrency'"))
        #expect(await scene.failure("b24.map({ 1 }, print, { on_error = 'ignore' })").contains("\"continue\""))
    }

    @Test func tryReturnsErrorsAsObjects() async throws {
        let scene = Scene { _ in .error("NOT_FOUND", "no") }
        let text = try await scene.value(
            """
            local a, b, c = b24.try(function(...) return ... end, 1, 2)
            local ok, err = b24.try(b24.call, "crm.type.get", { id = 1 })
            local ok2, plain = b24.try(error, "text", 0)
            local ok3, table = b24.try(error, { a = 1 })
            return a, b, c, ok, err.kind, ok2, plain.message, plain:is("unknown"), ok3, table.message
            """)
        #expect(text == "true, 1, 2, false, \"not_found\", false, \"text\", true, false, \"{ a = 1 }\"")
    }
}
