import PortalEmulator
import Testing

/// What a person reads when something is wrong, in both languages: message, position, hint, exit code.
@Suite struct ErrorTextTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var arguments: [String]
        var status: Int32
        /// Texts that standard error has to contain.
        var english: [String]
        var russian: [String]
        var environment: [String: String] = [:]
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "no such file", arguments: ["run", "nope.lua"], status: 1,
            english: ["there is no file 'nope.lua'", "hint: Check the path"],
            russian: ["файла «nope.lua» нет", "подсказка: Проверьте путь"]),
        Case(
            name: "no such file, no Lua name", arguments: ["run", "return 1"], status: 1,
            english: ["b24 eval 'LUA'"], russian: ["b24 eval 'LUA'"]),
        Case(
            name: "syntax error", arguments: ["run", "syntax.lua"], status: 1,
            english: ["syntax.lua:2: ", "near 'do'", " 2 | for i = 1 do", "   |           ^"],
            russian: ["syntax.lua:2: ", " 2 | for i = 1 do"]),
        Case(
            name: "runtime error", arguments: ["run", "broken.lua"], status: 1,
            english: [
                "broken.lua:2: attempt to index a nil value (local 'row')", " 2 |   return row.id", "   |          ^",
                "called from:", "broken.lua:5",
            ], russian: ["broken.lua:2: ", "вызовы:"]),
        Case(
            name: "unknown method", arguments: ["run", "method.lua"], status: 1,
            english: ["method.lua:1: There is no such method: crm.type.lst.", "crm.type.list", "hint: "],
            russian: ["method.lua:1: Такого метода нет: crm.type.lst.", "crm.type.list", "подсказка: "]),
        Case(
            name: "unknown method of call", arguments: ["call", "crm.type.lst"], status: 1,
            english: ["b24: There is no such method: crm.type.lst."],
            russian: ["b24: Такого метода нет: crm.type.lst."]),
        Case(
            name: "wrong type", arguments: ["run", "type.lua"], status: 1,
            english: ["type.lua:1: ", "b24.call"], russian: ["type.lua:1: ", "b24.call"]),
        Case(
            name: "no network", arguments: ["call", "user.current"], status: 1,
            english: ["127.0.0.1", "hint: "], russian: ["127.0.0.1", "подсказка: "],
            environment: ["B24_WEBHOOK_URL": "http://127.0.0.1:1/rest/1/sup3rs3cretc0de/"]),
        Case(
            name: "not a webhook", arguments: ["call", "user.current"], status: 1,
            english: ["webhook"], russian: ["вебхук"],
            environment: ["B24_WEBHOOK_URL": "https://acme.bitrix24.com/sup3rs3cretc0de"]),
        Case(
            name: "read-only", arguments: ["--read-only", "call", "crm.type.add", "fields.title=HR"], status: 4,
            english: ["--read-only", "hint: "], russian: ["--read-only", "подсказка: "]),
        Case(
            name: "unknown profile", arguments: ["-p", "nope", "eval", "1"], status: 2,
            english: ["there is no profile 'nope'", "hint: There are: demo."],
            russian: ["профиля «nope» нет", "подсказка: Есть: demo."]),
        Case(
            name: "no parameter", arguments: ["call", "crm.type.list", "start"], status: 2,
            english: ["'start' is no parameter", "hint: Write name=text"],
            russian: ["«start»: это не параметр", "подсказка: Пишите имя=текст"]),
        Case(
            name: "unknown topic", arguments: ["docs", "crm.type.ad"], status: 1,
            english: ["nothing is called 'crm.type.ad'", "hint: Did you mean: ", "crm.type.add"],
            russian: ["«crm.type.ad»: такого нет", "подсказка: Возможно, вы имели в виду: "]),
        Case(
            name: "two formats", arguments: ["eval", "1", "--json", "--format", "csv"], status: 2,
            english: ["--json and --format exclude each other."], russian: ["--json и --format исключают друг друга."]),
    ]

    @Test(arguments: cases, ["en", "ru"])
    func text(_ item: Case, language: String) async throws {
        let home = try Home()
        try home.write("syntax.lua", "-- first\nfor i = 1 do\nend\n")
        try home.write("broken.lua", "local function id(row)\n  return row.id\nend\n\nlocal x = id(nil)\nreturn x\n")
        try home.write("method.lua", "b24.call('crm.type.lst')\n")
        try home.write("type.lua", "b24.call({})\n")
        let running = try home.start(["--lang", language] + item.arguments, environment: item.environment)
        running.closeInput()
        let run = await running.end()
        #expect(run.status == item.status, "\(run)")
        for text in language == "en" ? item.english : item.russian {
            #expect(run.errors.contains(text), "\(text) is missing in:\n\(run.errors)")
        }
        #expect(run.output.isEmpty)
        #expect(!run.errors.contains("sup3rs3cretc0de"))
        // Colour is for terminals.
        #expect(!run.errors.contains("\u{1B}"))
    }

    @Test(arguments: [("en", "hint: "), ("ru", "подсказка: ")])
    func aWrongWebhook(language: String, hint: String) async throws {
        let portal = try await LocalPortal.start()
        let run = try await Home().b24(
            "--lang", language, "call", "user.current",
            environment: ["B24_WEBHOOK_URL": portal.address + "/rest/1/sup3rs3cretc0de/"])
        try await portal.stop()
        #expect(run.status == 1)
        #expect(run.errors.contains(hint))
        #expect(!run.errors.contains("sup3rs3cretc0de"))
    }

    @Test func usage() async throws {
        let home = try Home()
        for arguments in [["eval"], ["nope"], ["eval", "1", "--nope"], ["portal", "serve", "--port", "99999"]] {
            let running = try home.start(arguments)
            running.closeInput()
            let run = await running.end()
            #expect(run.status == 2, "\(arguments): \(run)")
            #expect(run.errors.contains("Usage: b24"))
            #expect(run.output.isEmpty)
        }
    }

    @Test func errorsAsLogLines() async throws {
        let run = try await Home().b24("--log-format", "json", "eval", "b24.log.warn('careful') error('boom', 0)")
        let lines = run.errors.split(separator: "\n")
        #expect(lines.first == #"{"level":"warn","message":"careful"}"#)
        #expect(lines.last?.contains(#""level":"error""#) == true)
        #expect(lines.last?.contains("boom") == true)
    }
}
