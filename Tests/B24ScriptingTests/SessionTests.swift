import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// Sessions: policy as scripts meet it, entries, interruption, documentation, secrets.
@Suite struct SessionTests {
    @Test func dryRunOfAScript() async throws {
        let scene = Scene { _ in
            .result(["items": [["id": 1], ["id": 2]]], total: 2)
        } _: {
            $0.policy.dryRun = true
        }
        let outcome = try await scene.session.run(
            LuaChunk(
                name: "clean.lua",
                source: """
                    local result, response = b24.call("crm.type.add", { fields = { title = "Leave" } })
                    local id = result.type.id
                    for _, item in ipairs(b24.call("crm.item.list", { entityTypeId = 156 }).items) do
                      b24.call("crm.item.delete", { entityTypeId = 156, id = item.id })
                    end
                    local results = b24.batch { { "crm.item.add", { entityTypeId = 156, fields = {} } }, { "profile" } }
                    return id < 0, response.planned, results[1].item.id < 0, b24.dry_run
                    """))
        #expect(outcome.results.map { LuaFormatter().format($0) } == ["true", "true", "true", "true"])
        #expect(
            outcome.plan.map { "\($0.effect) \($0.command.method) \($0.position ?? "")" } == [
                "write crm.type.add clean.lua:1", "destructive crm.item.delete clean.lua:4",
                "destructive crm.item.delete clean.lua:4", "write crm.item.add clean.lua:6",
            ])
        #expect(scene.portal.methods == ["crm.item.list", "profile"])
    }

    @Test func readOnlyScripts() async throws {
        let scene = Scene.with { $0.policy.readOnly = true }
        for script in [
            "b24.call('crm.type.add')", "b24.rest.crm.type.add {}",
            "b24.batch { { 'profile' }, { 'crm.type.delete' } }",
        ] {
            let failure = await scene.failure(script)
            #expect(failure.contains("--read-only"), "\(failure)")
        }
        #expect(scene.portal.commands.isEmpty)
    }

    @Test func theHostCallsByTheSameRules() async throws {
        let scene = Scene { _ in
            .result(7)
        } _: {
            $0.policy.readOnly = true
        }
        #expect(try await scene.session.call(Command("profile")).result.value == 7)
        await #expect { try await scene.session.call(Command("crm.type.add")) } throws: { error in
            ScriptError.kind(of: error) == .policyDenied
        }
    }

    @Test func whatAFailedRunLeaves() async throws {
        let scene = Scene.with { $0.policy.dryRun = true }
        _ = await scene.failure(
            """
            b24.call("crm.type.add", { fields = {} })
            b24.map({ 1 }, function() error("x") end, { on_error = "continue" })
            error("end")
            """)
        let outcome = scene.session.takeOutcome()
        #expect(outcome.plan.count == 1)
        #expect(outcome.failures.count == 1)
        #expect(scene.session.takeOutcome().plan.isEmpty)
    }

    static let positions: [(script: String, place: String?, message: String)] = [
        ("error('text')", "s.lua:1", "text"), ("error('text', 0)", nil, "text"),
        ("local function f()\n error('text', 2)\nend\nf()", "s.lua:4", "text"),
        ("\nerror { code = 1 }", "s.lua:2", "error value of type table: { code = 1 }"),
        ("error(setmetatable({}, {__tostring = function() return 'own' end}))", "s.lua:1", "own"),
        ("local x\nx.y = 1", "s.lua:2", "attempt to index a nil value (local 'x')"),
        ("b24.call(5)", "s.lua:1", "bad argument #1 'method' to 'b24.call': string expected, got number"),
        (
            "error('a long text without a place: see http://example.com/', 0)", nil,
            "a long text without a place: see http://example.com/"
        ),
    ]

    @Test(arguments: positions.indices) func wherePlainErrorsHappened(_ index: Int) async throws {
        let (script, place, message) = Self.positions[index]
        await #expect {
            try await Scene().session.run(LuaChunk(name: "s.lua", source: script))
        } throws: { error in
            let facts = ScriptError.facts(of: error, language: .en)
            #expect(facts["where"] == place.map { .string($0) })
            return facts["message"] == .string(message)
        }
    }

    static let missing: [(String, String)] = [
        ("b24.workplce.add {}", "b24 has no 'workplce'. Did you mean b24.workplace?"),
        ("b24.spa.lst()", "b24.spa has no 'lst'. Did you mean b24.spa.list?"),
        ("local x = b24.csv.frobnicate", "b24.csv has no 'frobnicate'."),
        ("return b24.time.nwo", "b24.time has no 'nwo'. Did you mean b24.time.now?"),
    ]

    @Test(arguments: missing) func namesThatTheModuleDoesNotHave(_ script: String, _ text: String) async throws {
        let failure = await Scene().failure(script)
        #expect(failure.contains(text), "\(failure)")
    }

    @Test func namesThatScriptsAddToTheModule() async throws {
        let results = try await Scene().session.evaluate("b24.mine = 1 return b24.mine, rawget(b24, 'other'), b24[1]")
        #expect(results.map { LuaFormatter().format($0) } == ["1", "nil", "nil"])
    }

    @Test func entries() async throws {
        let scene = Scene()
        #expect(try await scene.session.evaluate("x = 20").isEmpty)
        let values = try await scene.session.evaluate("x + 1, 'a'")
        #expect(values.map { LuaFormatter().format($0) } == ["21", "\"a\""])
        await #expect { try await scene.session.evaluate("for i = 1, 2 do") } throws: { error in
            (error as? LuaFailure)?.kind == .incomplete
        }
        await #expect { try await scene.session.evaluate("1 +* 2") } throws: { error in
            ScriptError.report(error, language: .en).hasPrefix("eval:1: ")
        }
    }

    @Test func interruption() async throws {
        let scene = Scene()
        let session = scene.session
        let run = Task { try await session.run(LuaChunk(name: "t", source: "print('on') while true do end")) }
        while scene.log.output.isEmpty { await Task.yield() }
        session.interrupt()
        await #expect { try await run.value } throws: { ($0 as? LuaFailure)?.kind == .interrupted }
    }

    // MARK: Documentation

    @Test func everythingIsDocumented() {
        var names: Set<String> = []
        for function in ScriptSession.functions {
            #expect(names.insert(function.name).inserted, "\(function.name) twice")
            check(function, function.name)
        }
        for type in ScriptSession.objectTypes {
            for method in type.luaMethods { check(method, "\(type.luaTypeName):\(method.name)") }
        }
        for name in [
            "b24.call", "b24.spawn", "b24.array", "b24.workplace.add", "b24.spa.add", "b24.access.name", "help",
        ] {
            #expect(names.contains(name))
        }
    }

    private func check(_ function: HostFunction, _ name: String) {
        let texts =
            [function.doc] + function.parameters.map(\.doc) + function.results.map(\.doc)
        for text in texts {
            #expect(!text.en.isEmpty && !text.ru.isEmpty, "\(name)")
            #expect(text.en.contains { $0.isASCII }, "\(name)")
            // What is code alone ("true.", "{id, title}") reads the same in every language.
            let isRussian = text.ru.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) }
            #expect(isRussian || text.en == text.ru, "\(name): \(text.ru)")
        }
    }

    /// Every example of the documentation is Lua.
    @Test func examplesCompile() async throws {
        let session = Scene().session
        for function in ScriptSession.functions {
            guard let example = function.example else { continue }
            do {
                _ = try await session.run(LuaChunk(name: function.name, source: "do return end\n" + example))
            } catch {
                Issue.record("\(function.name): \(ScriptError.report(error, language: .en))")
            }
        }
    }

    // MARK: Secrets

    @Test func noTextShowsTheCode() async throws {
        let url = Scene.webhook + "profile"
        let scene = Scene { command in
            command.method == "profile" ? .result(["url": .string("x")]) : .error("X", "failed at \(url)")
        }
        _ = try await scene.run(
            """
            local function show(v) b24.pp(v) print(tostring(v)) b24.log.info(v) end
            local ok, err = pcall(b24.call, "user.current")
            show(err) print(err.message, err.description, err.hint)
            show(b24.portal) show(b24.rest) show(b24)
            local _, failures = b24.map({ 1 }, function() b24.call("user.current") end, { on_error = "continue" })
            show(failures)
            for name in pairs(_G) do help(_G[name]) end
            print(b24.portal.domain)
            """)
        var texts = scene.log.output + scene.log.talk
        for language in Language.allCases {
            texts.append(await scene.failure("b24.call('user.current')", language))
            texts.append(Help.answer("", language: language))
        }
        texts.append("\(scene.session)")
        texts.append(String(reflecting: scene.session))
        let outcome = scene.session.takeOutcome()
        texts.append("\(outcome)")
        #expect(!texts.joined(separator: "\n").contains(Scene.secret))
        #expect(texts.joined(separator: "\n").contains("demo.bitrix24.example"))
    }
}
