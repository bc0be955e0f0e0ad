import Bitrix24
import JSON
import Localization
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

/// What scripts have beside REST: output, logs, questions, JSON, time, arguments.
@Suite struct ScriptHelperTests {
    @Test func printing() async throws {
        let scene = Scene()
        try await scene.run(
            """
            print("a", 1, nil, true)
            b24.print({ { id = 1, title = "Отпуск" }, { id = 12, title = "HR" } })
            b24.print({ { a = 1, b = 2 } }, { columns = { "b" } })
            b24.print { id = 1 }
            b24.print("text")
            local t = { name = "x" }
            t.self = t
            b24.pp(t, { 1, 2 }, print)
            """)
        #expect(
            scene.log.output == [
                "a\t1\tnil\ttrue", "id  title\n--  ------\n 1  Отпуск\n12  HR", "b\n-\n2", "id  1", "text",
                scene.log.output[5], "{ 1, 2 }", scene.log.output[7],
            ])
        #expect(scene.log.output[5].hasPrefix("{ name = \"x\", self = nil --[["))
        #expect(scene.log.output[7].hasPrefix("nil --[[function"))
        #expect(await scene.failure("b24.print({}, { colums = {} })").contains("'colums'"))
    }

    @Test func wideTablesFitTheConsole() async throws {
        let scene = Scene.with { $0.console.width = 20 }
        try await scene.run("b24.print { { id = 1, text = ('x'):rep(50) } }")
        #expect(
            scene.log.output == ["id    1\ntext  xxxxxxxxxxxxxxxxxxxx\n      xxxxxxxxxxxxxxxxxxxx\n      xxxxxxxxxx"])
    }

    @Test func logging() async throws {
        let scene = Scene()
        try await scene.run(
            "b24.log.debug('d') b24.log.info('i', 5, { a = 1 }) b24.log.warn('w') b24.log.error('e')")
        #expect(scene.log.talk == ["i 5 { a = 1 }", "warn: w", "error: e"])
        let entries = Mutex<[String]>([])
        let levels = Scene.with {
            $0.console.log = { level, text in entries.withLock { $0.append("\(level) \(text)") } }
        }
        try await levels.run("b24.log.debug('d') b24.log.error('https://a.example/rest/1/secretcode9/profile')")
        #expect(entries.withLock { $0 }.first == "debug d")
        #expect(!entries.withLock { $0 }.joined().contains("secretcode9"))
    }

    @Test func confirming() async throws {
        let asked = Mutex<[String]>([])
        func scene(_ configure: @escaping (inout ScriptSession.Configuration) -> Void = { _ in }) -> Scene {
            Scene.with {
                $0.console.ask = { question in
                    asked.withLock { $0.append(question) }
                    return false
                }
                configure(&$0)
            }
        }
        let script = "return b24.confirm('Delete?')"
        #expect(try await scene().value(script) == "false")
        #expect(asked.withLock { $0 } == ["Delete?"])
        #expect(try await scene { $0.policy.assumeYes = true }.value(script) == "true")
        #expect(try await scene { $0.policy.dryRun = true }.value(script) == "true")
        #expect(await scene { $0.policy.noInput = true }.failure(script).contains("--yes"))
        #expect(asked.withLock { $0.count } == 1)
        let nobody = Scene()
        let text = try await nobody.value("local ok, err = pcall(b24.confirm, 'x') return err.kind")
        #expect(text == "\"policy_denied\"")
    }

    @Test func json() async throws {
        let scene = Scene()
        #expect(
            try await scene.value(
                """
                return b24.json.encode { id = 9007199254740993, list = {}, o = b24.object {}, n = b24.null, f = 0.5 }
                """) == #""{\"f\":0.5,\"id\":9007199254740993,\"list\":[],\"n\":null,\"o\":{}}""#)
        #expect(
            try await scene.value("return b24.json.encode({ logic = 'OR', { id = 1 }, { id = 2 } })")
                == #""{\"0\":{\"id\":1},\"1\":{\"id\":2},\"logic\":\"OR\"}""#)
        #expect(try await scene.value("return b24.json.encode({ 1 }, { pretty = true }):find('\\n') ~= nil") == "true")
        let text = try await scene.value(
            """
            local v = b24.json.decode('{"id": 9007199254740993, "x": null, "list": [null, []]}')
            return v.id, v.x, b24.isnull(v.list[1]), #v.list, math.type(v.id), b24.json.encode(v.list)
            """)
        #expect(text == #"9007199254740993, nil, true, 2, "integer", "[null,[]]""#)
        #expect(await scene.failure("b24.json.decode('{\\n\"a\": x}')").contains("line 2, column 6"))
        #expect(await scene.failure("b24.json.encode(print)").contains("b24.json.encode"))
        #expect(await scene.failure("b24.json.decode('\\xff')").hasPrefix("test.lua:1: "))
    }

    @Test func time() async throws {
        let scene = Scene()
        let text = try await scene.value(
            """
            local t = b24.time.parse("2026-11-21T12:00:00+03:00")
            return t, b24.time.format(t), b24.time.format(t, "+03:00"), b24.time.format(t, nil, "date"),
              b24.time.parse("2026-11-21", "+03:00"), math.type(t), b24.time.now() > t - 1e9
            """)
        #expect(
            text == "1795251600, \"2026-11-21T09:00:00+00:00\", \"2026-11-21T12:00:00+03:00\", \"2026-11-21\", "
                + "1795208400, \"integer\", true")
        #expect(await scene.failure("b24.time.parse('tomorrow')").contains("'tomorrow'"))
        #expect(await scene.failure("b24.time.format(0, 'Moscow')").contains("'Moscow'"))
        #expect(await scene.failure("b24.time.format(1e300)").contains("1e+300"))
    }

    @Test func argumentsAndConstants() async throws {
        let scene = Scene.with {
            $0.arguments = ["Office", "--move", "--csv=owners=1.csv", "-5", "--", "--literal"]
            $0.policy.readOnly = true
        }
        let text = try await scene.value(
            """
            local a = b24.args
            return #a, a[1], a[2], a[3], a.move, a.csv, b24.dry_run, b24.read_only, type(b24.version),
              require "b24" == b24
            """)
        #expect(text == "3, \"Office\", \"-5\", \"--literal\", true, \"owners=1.csv\", false, true, \"string\", true")
    }

    @Test func progress() async throws {
        let scene = Scene.with { $0.console.isTerminal = true }
        let text = try await scene.value(
            """
            local sum = 0
            for x in b24.progress({ 1, 2, 3 }, { label = "Sum" }) do sum = sum + x end
            local n = 0
            local function items() if n < 2 then n = n + 1 return n, "second" end end
            local seconds = {}
            for x, y in b24.progress(items) do seconds[#seconds + 1] = y end
            return sum, n, #seconds
            """)
        #expect(text == "6, 2, 2")
        #expect(scene.log.talk.first?.hasPrefix("Sum  [######..............]  1/3  33%") == true)
        #expect(scene.log.talk.contains { $0.contains("[####################]  3/3  100%") })
        let quiet = Scene()
        try await quiet.run("for _ in b24.progress({ 1 }) do end")
        #expect(quiet.log.talk.isEmpty)
        #expect(await quiet.failure("b24.progress({}, { lable = 'x' })").contains("'lable'"))
    }

    // MARK: Help

    @Test(arguments: Language.allCases) func help(_ language: Language) async throws {
        let scene = Scene.with { $0.language = language }
        try await scene.run(
            """
            help()
            help(b24.call)
            help "csv"
            help(b24.csv)
            help "crm.item.list"
            help "crm.type"
            help(b24.rest.crm.item.list)
            help "b24.Error"
            help(b24.portal)
            help "crm.itme.list"
            help(function() end)
            help(5)
            """)
        let pages = scene.log.output
        #expect(pages.count == 12)
        #expect(pages[0].contains("b24.workplace.add") && pages[0].contains("b24.args"))
        let isRussian = language == .ru
        #expect(pages[1].hasPrefix("b24.call(method, params?, opts?) -> result, response"))
        #expect(pages[1].contains(isRussian ? "Параметры:" : "Parameters:"))
        #expect(pages[2] == pages[3])
        #expect(pages[2].contains("b24.csv.each(path, opts?)"))
        let facts = isRussian ? "Действие  читает\nПрава     crm\n" : "Effect  reads\nScope   crm\n"
        #expect(pages[4].hasPrefix("crm.item.list\n\n" + facts))
        #expect(pages[4].contains("  entityTypeId        integer  \(isRussian ? "обязательный" : "required")\n"))
        #expect(
            pages[4].hasSuffix(
                "https://apidocs.bitrix24.\(isRussian ? "ru" : "com")/api-reference/crm/universal/crm-item-list.html"))
        #expect(pages[5].contains("crm.type.add"))
        #expect(pages[6] == pages[4])
        #expect(pages[7].contains(":is(kind)"))
        #expect(pages[8].contains(":has_method(name)"))
        #expect(pages[9].contains("crm.item.list") && pages[9].contains(isRussian ? "Нет справки" : "No help"))
        #expect(pages[11] == "number: 5")
    }
}
