import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// `b24.call`, `b24.rest`, `b24.batch`, `b24.count`, `b24.portal` as scripts use them.
@Suite struct ScriptCallTests {
    @Test func callGivesResultAndResponse() async throws {
        let scene = Scene { command in
            .result(["types": [["id": 13, "title": "Leave", "code": nil]]], total: 1, next: 50)
        }
        let text = try await scene.value(
            """
            local result, response = b24.call("crm.type.list", { filter = {}, select = {} })
            local type = result.types[1]
            return type.id, type.title, type.code == nil, response.total, response.next, response.status,
              response.attempts, response.time.duration, #response.request_id > 0, response.planned
            """)
        #expect(text == "13, \"Leave\", true, 1, 50, 200, 1, 0.01, true, nil")
        #expect(scene.portal.commands == [Command("crm.type.list", ["filter": [:], "select": []])])
    }

    @Test func restCallsByPath() async throws {
        let scene = Scene { .result(.string($0.method)) }
        #expect(
            try await scene.value("return (b24.rest.crm.type.list { order = { id = 'ASC' } })") == "\"crm.type.list\"")
        #expect(try await scene.value("return (b24.rest.user.current())") == "\"user.current\"")
        #expect(try await scene.value("return tostring(b24.rest.crm.type)") == "\"b24.rest.crm.type\"")
        let failure = await scene.failure("return b24.rest.crm.tipe.list")
        #expect(failure.hasPrefix("test.lua:1: "))
        #expect(failure.contains("crm.tipe"))
        #expect(await scene.failure("b24.rest.crm.type.lst {}").contains("crm.type.list"))
    }

    @Test func theVersionOfRESTIsTheDocumentedOneUnlessAskedFor() async throws {
        let scene = Scene { .result(["item": ["id": 1, "method": .string($0.method)]]) }
        _ = try await scene.value(
            """
            b24.call("note.document.get", { id = 1 })
            b24.call("tasks.task.get", { taskId = 1 })
            b24.call("tasks.task.get", { id = 1 }, { rest = 3 })
            b24.rest.tasks.task.list({ filter = {} }, { rest = 3 })
            local results = b24.batch { { "note.document.get", { id = 2 } }, { "profile" } }
            return results[1].item.id
            """)
        #expect(
            scene.portal.commands == [
                Command("note.document.get", ["id": 1], restVersion: .three), Command("tasks.task.get", ["taskId": 1]),
                Command("tasks.task.get", ["id": 1], restVersion: .three),
                // A filter is an array of conditions there.
                Command("tasks.task.list", ["filter": []], restVersion: .three),
                Command("note.document.get", ["id": 2], restVersion: .three), Command("profile"),
            ])
    }

    /// Script, kind, part of the report.
    static let refused: [(String, ErrorKind, String)] = [
        ("b24.call('crm.itme.list')", .methodNotFound, "Did you mean crm.item.list"),
        ("b24.call('crm.item.list', { filter = { [1.5] = 1 } })", .invalidArgument, "filter"),
        ("b24.call('crm.item.list', { filter = { f = print } })", .invalidArgument, "filter.f"),
        ("b24.call('crm.item.list', { x = 0/0 })", .invalidArgument, "x"),
        ("b24.call(13)", .invalidArgument, "b24.call"),
        ("b24.call('crm.item.list', {}, { retries = 3 })", .invalidArgument, "'retries'"),
        ("b24.call('app.info')", .applicationContext, "app.info"),
        ("b24.call('crm.item.list', {}, { rest = 3 })", .methodNotFound, "does not exist in REST 3"),
        ("b24.rest.note.document.get({ id = 1 }, { rest = 2 })", .methodNotFound, "does not exist in REST 2"),
        ("b24.call('tasks.task.get', { id = 1 }, { rest = 4 })", .invalidArgument, "rest is 2 or 3, not 4"),
        ("b24.call('tasks.task.get', { id = 1 }, { rest = '3' })", .invalidArgument, "'rest'"),
        ("b24.collect('mail.mailbox.list')", .invalidArgument, "REST 3"),
        ("b24.batch { { 'crm.item.list', 5 } }", .invalidArgument, "'1'"),
        ("b24.batch { a = { method = 'crm.item.list', parms = {} } }", .invalidArgument, "'a'"),
        ("b24.batch { { 'batch', {} } }", .invalidArgument, "b24.batch"),
        ("b24.each('crm.item.add', {})", .invalidArgument, "crm.item.add"),
        ("b24.count('crm.item.add', {})", .invalidArgument, "crm.item.add"),
        ("b24.each('user.get', {}, { limit = -1 })", .invalidArgument, "'limit'"),
        ("b24.each('user.get', {}, { paging = 'page' })", .invalidArgument, "'paging'"),
    ]

    @Test(arguments: refused) func refusedBeforeSending(_ script: String, _ kind: ErrorKind, _ text: String)
        async throws
    {
        let scene = Scene()
        do {
            try await scene.run("\n" + script)
            Issue.record("not refused")
        } catch {
            #expect(ScriptError.kind(of: error) == kind)
            let report = ScriptError.report(error, language: .en)
            #expect(report.hasPrefix("test.lua:2: "), "\(report)")
            #expect(report.contains(text), "\(report)")
        }
        #expect(scene.portal.commands.isEmpty)
    }

    @Test func errorsCarryTheirFacts() async throws {
        let scene = Scene { _ in .error("ACCESS_DENIED", "Доступ запрещён") }
        let text = try await scene.value(
            """
            local ok, err = pcall(b24.call, "crm.type.add", { fields = { title = "x" } })
            return ok, err.kind, err.code, err.status, err.method, err.description, err.retryable, err.attempts,
              err.outcome, err.where, err:is("access_denied"), err:is("not_found"), #err.message > 0, #err.hint > 0,
              tostring(err):find(err.message, 1, true) ~= nil
            """)
        #expect(
            text
                == "false, \"access_denied\", \"ACCESS_DENIED\", 400, \"crm.type.add\", \"Доступ запрещён\", false, 1, "
                + "\"refused\", \"test.lua:1\", true, false, true, true, true")
    }

    @Test func anUncaughtErrorIsReportedWithItsLine() async throws {
        let scene = Scene { _ in .error("NOT_FOUND", "no") }
        let script = """
            local function get()
              return b24.call("crm.type.get", { id = 1 })
            end
            get()
            """
        let english = await scene.failure(script)
        #expect(english.hasPrefix("test.lua:2: "))
        do {
            try await scene.run(script)
        } catch {
            let verbose = ScriptError.report(error, language: .en, verbose: true)
            #expect(verbose.contains("\n    test.lua:2: in"))
            #expect(verbose.contains("test.lua:4: in main chunk"))
            #expect((error as? LuaFailure)?.cause is PortalError)
        }
        let russian = Scene { _ in
            .error("NOT_FOUND", "no")
        } _: {
            $0.language = .ru
        }
        #expect(await russian.failure(script, .ru).contains("test.lua:2: "))
        #expect(await russian.failure(script, .ru) != english)
    }

    // MARK: Batch

    @Test func batchKeepsOrderAndAccounts() async throws {
        let scene = Scene { command in
            command.method == "crm.type.get" ? .error("NOT_FOUND", "no") : .result(.string(command.method))
        }
        let text = try await scene.value(
            """
            local results, failures = b24.batch {
              { "user.current" }, { "crm.type.get", { id = 99 } }, { method = "profile", params = {} },
            }
            local f = failures[1]
            return results[1], results[2], results[3], #failures, f.ok, f.index, f.item.id, f.method, f.resource,
              f.kind, f.outcome
            """)
        #expect(
            text
                == "\"user.current\", nil, \"profile\", 1, false, 2, 99, \"crm.type.get\", \"crm.type\", \"not_found\", "
                + "\"failed\"")
    }

    @Test func keyedBatchesFollowTheirReferences() async throws {
        let scene = Scene { command in
            command.method == "user.current" ? .result(["ID": 7]) : .result(command.parameters["id"] ?? "none")
        }
        let text = try await scene.value(
            """
            local results = b24.batch {
              a = { "crm.type.get", { id = "$result[me][ID]" } }, me = { "user.current" },
            }
            return results.a, results.me.ID
            """)
        #expect(text == "\"7\", 7")
        #expect(scene.portal.methods == ["user.current", "crm.type.get"])
    }

    @Test func haltedBatchesSayWhatWasNotRun() async throws {
        let scene = Scene { _ in .error("NOT_FOUND", "no") }
        let text = try await scene.value(
            """
            local results, failures = b24.batch({ { "crm.type.get", { id = 1 } }, { "profile" } }, { halt = true })
            return next(results) == nil, #failures, failures[2].outcome, failures[2].error
            """)
        #expect(text == "true, 2, \"not_run\", \"Not run, because command '1' failed.\"")
        let failures = try await Self.failuresOfHaltedBatch(scene)
        #expect(failures == 2)
    }

    private static func failuresOfHaltedBatch(_ scene: Scene) async throws -> Int {
        let script = "b24.batch({ { 'crm.type.get', { id = 1 } }, { 'profile' } }, { halt = true })"
        return try await scene.session.run(LuaChunk(name: "t", source: script)).failures.count
    }

    @Test func hundredsOfCommandsGoInFifties() async throws {
        let scene = Scene { .result($0.parameters["ID"] ?? "none") }
        let text = try await scene.value(
            """
            local commands = {}
            for i = 1, 120 do commands[i] = { "user.get", { ID = i } } end
            local results, failures = b24.batch(commands)
            return #results, results[120], #failures, #b24.batch {}
            """)
        #expect(text == "120, \"120\", 0, 0")
    }

    // MARK: Portal

    @Test func portalIsAskedWhenUsed() async throws {
        let scene = Scene { command in
            switch command.method {
            case "profile": .result(["ID": "7", "NAME": "Anna", "ADMIN": true])
            case "user.admin": .result(true)
            case "scope": .result(["crm", "user"])
            case "method.get":
                .result(["isExisting": true, "isAvailable": .bool(command.parameters["name"] == "crm.type.add")])
            default: .error("ERROR_METHOD_NOT_FOUND", "no", status: 404)
            }
        }
        #expect(try await scene.value("return b24.portal.name") == "\"demo\"")
        #expect(scene.portal.commands.isEmpty)
        let text = try await scene.value(
            """
            local p = b24.portal
            return p.domain, p.user.NAME, p.user.ID, p.is_admin, table.concat(p.scopes, " "), p.plan, p.version,
              p:has_method("crm.type.Add"), p:has_method("x.y")
            """)
        #expect(
            text == "\"demo.bitrix24.example\", \"Anna\", \"7\", true, \"crm user\", \"box\", nil, true, false")
        #expect(scene.portal.methods.count { $0 == "profile" } == 1)
        try await scene.run("b24.portal:require_scope('crm', 'user')")
        let failure = await scene.failure("b24.portal:require_scope('crm', 'task')")
        #expect(failure.hasPrefix("test.lua:1: "))
        #expect(failure.contains("task"))
    }
}
