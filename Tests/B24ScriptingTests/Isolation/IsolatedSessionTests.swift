import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// Scripts at level isolated do what they do at level team.
@Suite struct IsolatedSessionTests {
    private func scene(
        isolated: Bool = true, portal: @escaping FakePortal.Handler = { Self.answer($0) },
        configure: (inout ScriptSession.Configuration) -> Void = { _ in }
    ) -> Scene {
        Scene(portal: portal) {
            if isolated {
                $0.sandbox = .isolated
                $0.isolation = Isolation(program: HostileChildTests.program, arguments: ["honest"])
            }
            configure(&$0)
        }
    }

    @Sendable private static func answer(_ command: Command) -> FakePortal.Answer {
        switch command.method {
        case "crm.item.list":
            let start = command.parameters["start"]?.integerValue ?? 0
            let rows = (start..<min(start + 50, 120)).map { JSONValue.object(["id": .integer($0 + 1)]) }
            return .result(["items": .array(rows)], total: 120, next: start + 50 < 120 ? Int(start + 50) : nil)
        case "crm.type.get": return .error("NOT_FOUND", "Smart process not found")
        case "crm.item.add": return .result(["item": ["id": 5]])
        case "crm.item.update" where command.parameters["id"] == 3 || command.parameters["id"] == "3":
            return .error("ACCESS_DENIED", "Access denied")
        default: return .result(true)
        }
    }

    static let scripts: [String] = [
        "return 1, 'a', nil, b24.null, {1, 2, x = {y = b24.null}}, 0.5, b24.array{}, b24.object{}",
        "return b24.call('crm.item.add', {entityTypeId = 156, fields = {title = 'a'}})",
        "local ok, e = pcall(b24.call, 'crm.type.get', {id = 1}) return ok, e.kind, e.code, e.status, e.where, e.hint",
        "return select(2, b24.try(b24.call, 'crm.nothing.get')).message",
        "local n = 0 for row in b24.each('crm.item.list', {entityTypeId = 156, order = {id = 'DESC'}}) do n = n + row.id end return n",
        "return b24.count('crm.item.list', {entityTypeId = 156})",
        "return b24.batch({a = {'crm.item.add', {entityTypeId = 156, fields = {}}}, b = {'crm.type.get', {id = 1}}}).a.item.id",
        """
        local results, failures = b24.map({1, 2, 3, 4}, function(id)
          return b24.call('crm.item.update', {entityTypeId = 156, id = id, fields = {}})
        end, {on_error = 'continue', resume = 'ids'})
        return results[1], results[3], #failures, failures[1].kind, failures[1].item
        """,
        "local t = b24.spawn(function() b24.sleep(0.01) return 7 end) return t:await(), b24.all{function() return 1 end}",
        "return b24.portal.name, b24.portal.domain, b24.portal.plan, b24.dry_run, b24.read_only, b24.args.x, b24.args[1]",
        "local c = b24.only{read = 'crm.item.*'} return pcall(c.call, 'profile')",
        "return select('#', table.unpack({}, 1, 200)), string.rep('я', 3), b24.json.encode{a = {1}}",
        "for line in ('a\\nb'):gmatch('[^\\n]+') do print(line, #line) end b24.log.warn('careful') b24.pp{1}",
        "error('plain')", "error({code = 1})", "error(setmetatable({}, {__tostring = function() return 'own' end}))",
        "b24.call('crm.type.get', {id = 1})", "local function f() return nil + 1 end f()", "return (",
        "b24.confirm('sure?')", "b24.call('crm.nothing.get')", "b24.file.read('/nowhere')",
        "return require 'no.such.module'", "return coroutine.wrap(function() return b24.call('profile') end)()",
        "local s = '' for i = 1, 3 do s = s .. b24.time.format(b24.time.parse('2026-11-27T03:00:00+03:00'), '%Y') end return s",
    ]

    @Test(arguments: scripts)
    func aScriptDoesTheSame(_ script: String) async throws {
        var seen: [String] = []
        for isolated in [false, true] {
            let scene = scene(isolated: isolated, configure: { $0.arguments = ["one", "--x=2"] })
            var text = ""
            do {
                let outcome = try await scene.session.run(LuaChunk(name: "same.lua", source: script))
                text = outcome.results.map { LuaFormatter(width: .max).format($0) }.joined(separator: ", ")
                text += "\nfailures: \(outcome.failures.map { String(describing: $0.fields["error"]) })"
            } catch {
                text = ScriptError.report(error, language: .en, verbose: true)
            }
            text += "\noutput: \(scene.log.output)\ntalk: \(scene.log.talk)\nportal: \(scene.portal.methods)"
            // What is no fact of the script.
            seen.append(text.replacing(/request_id = "[^"]*"/, with: "").replacing(/0x[0-9a-f]+/, with: ""))
        }
        if script.contains("b24.file") {
            // At level team a script that declares nothing opens what its user can.
            #expect(seen[1].contains("does not declare"))
        } else {
            #expect(seen[0] == seen[1])
        }
    }

    @Test func aDryRunPlansTheSame() async throws {
        let script = """
            local made = b24.call('crm.type.add', {fields = {title = 'Leave'}}).type
            b24.call('crm.item.delete', {entityTypeId = 156, id = 1})
            return b24.spa.find('Leave').id == made.id, b24.call('crm.type.get', {id = made.id}).type.title
            """
        var plans: [String] = []
        for isolated in [false, true] {
            let scene = scene(
                isolated: isolated, portal: { _ in .result(["types": []], total: 0) },
                configure: { $0.policy.dryRun = true })
            let outcome = try await scene.session.run(LuaChunk(name: "plan.lua", source: script))
            plans.append(
                "\(outcome.results) "
                    + outcome.plan.map { "\($0.command) \($0.position ?? "")" }.joined(separator: "\n"))
        }
        #expect(plans[0] == plans[1])
        #expect(plans[0].contains("plan.lua:2"))
    }

    @Test func thePersonIsAskedHere() async throws {
        let scene = scene(configure: { $0.console.ask = { $0 == "sure?" } })
        #expect(try await scene.value("return b24.confirm('sure?'), b24.confirm('really?')") == "true, false")
        let nobody = self.scene(configure: { $0.policy.noInput = true })
        #expect(await nobody.failure("b24.confirm('sure?')").contains("--yes"))
    }

    @Test func limitsOfWritesEndTheRun() async throws {
        let scene = scene(configure: { $0.policy.maxWrites = 2 })
        let failure = await scene.failure(
            "while true do pcall(b24.call, 'crm.item.add', {entityTypeId = 156, fields = {}}) end")
        #expect(failure.contains("more than 2 writes are not allowed"), "\(failure)")
        #expect(scene.portal.methods == ["crm.item.add", "crm.item.add"])
    }

    @Test func declaredFilesAreOpened() async throws {
        let folder = TemporaryFolder(files: ["rows.csv"], folders: ["other"])
        let path = folder.path + "/rows.csv"
        let scene = scene()
        let head = "--- @needs files \(folder.path)/ -- rows\n"
        let text = """
            b24.csv.write(b24.args and '\(path)', {{id = 1, name = 'ы'}, {id = 2, name = 'b'}}, {columns = {'id', 'name'}})
            local n = 0
            for row in b24.csv.each('\(path)') do n = n + tonumber(row.id) end
            return n, b24.file.read('\(path)')
            """
        #expect(try await scene.value(head + text) == #"3, "id,name\r\n1,ы\r\n2,b\r\n""#)
        let narrowed = "local c = b24.only{read = 'profile', files = {'\(folder.path)/other/'}} c.file.read('\(path)')"
        #expect(await scene.failure(head + narrowed).contains("narrowed by b24.only"))
        let around =
            "local c = b24.only{read = 'profile', files = {'\(folder.path)/other/'}} c.file.read('\(folder.path)/other/../rows.csv')"
        #expect(await scene.failure(head + around).contains("narrowed by b24.only"))
        #expect(await scene.failure(text).contains("does not declare"))
    }

    @Test func eachRunIsItsOwn() async throws {
        let scene = scene()
        _ = try await scene.session.evaluate("kept = 1")
        let values = try await scene.session.evaluate("return kept, type(io), type(os.execute), type(debug.getinfo)")
        #expect(values.map { LuaFormatter().format($0) } == ["nil", "\"nil\"", "\"nil\"", "\"nil\""])
    }

    @Test func interruptedScriptsEnd() async throws {
        let scene = scene(configure: { $0.isolation?.grace = .seconds(60) })
        let session = scene.session
        let run = Task { await scene.failure("print('on') while true do end") }
        while scene.log.output.isEmpty { await Task.yield() }
        session.interrupt()
        #expect(await run.value.contains("interrupted"))
    }

    @Test func withoutAProgramNothingRuns() async {
        let scene = Scene { _ in
            .result(true)
        } _: {
            $0.sandbox = .isolated
        }
        #expect(await scene.failure("return 1").contains("no program"))
        let wrong = self.scene(configure: { $0.isolation = Isolation(program: "/nowhere/b24", arguments: []) })
        #expect(await wrong.failure("return 1").contains("No such file or directory"))
    }
}
