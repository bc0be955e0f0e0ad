import B24Scripting
import Credentials
import Foundation
import Localization
import LineEditor
import Testing

@testable import b24

/// The prompt without a terminal: entries from a pipe.
@Suite struct ReplTests {
    @Test func localsStayAndResultsAreRemembered() async throws {
        let run = try await Home().b24(
            "repl", input: "local x = 20\nlocal function twice(n) return n * 2 end\ntwice(x) + 2\n_ / 2\n__\n")
        #expect(run.output == "42\n21.0\n42\n")
        #expect(run.status == 0, "\(run)")
    }

    @Test func linesOfErrorsAreThoseOfTheInput() async throws {
        let run = try await Home().b24(
            "repl", input: "x = 1\n\nfunction f()\n  error('boom')\nend\nf()\nprint('never')\n")
        #expect(run.errors.contains("stdin:4: boom"), "\(run)")
        #expect(run.errors.contains("4 |   error('boom')"), "\(run)")
        #expect(run.output.isEmpty)
        #expect(run.status == 1)
        let syntax = try await Home().b24("repl", input: "x = 1\ny = = 2\n")
        #expect(syntax.errors.contains("stdin:2: "), "\(syntax)")
        #expect(syntax.errors.contains("2 | y = = 2"), "\(syntax)")
        #expect(syntax.status == 1)
    }

    @Test func nothingIsColouredOrPromptedFor() async throws {
        let run = try await Home().b24("repl", input: "'text'\n?b24.pp\n.time on\n1\n")
        #expect(!run.output.contains("\u{1B}") && !run.errors.contains("\u{1B}"), "\(run)")
        #expect(!run.errors.contains(">"), "\(run)")
        #expect(run.output.hasPrefix("text\nb24.pp(..."))
    }

    @Test func envelopesHaveOneResultEach() async throws {
        let run = try await Home().b24("--json", "repl", input: "1 + 1\n{ 1, 2 }\nerror('x')\n3\n")
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 3, "\(run)")
        #expect(lines.first?.contains("\"data\":2") == true)
        #expect(lines.last?.contains("\"message\":\"x\"") == true)
        #expect(run.status == 1)
    }

    @Test(arguments: [
        (".nope\n", 2, "there is no command '.nope'"), (".hlep\n", 2, "Did you mean .help?"),
        (".exit\nerror('x')\n", 0, ""), (".load missing.lua\n", 2, "missing.lua"),
        (".time maybe\n", 2, ".time [on|off]"),
        (".profile nobody\n", 2, "nobody"), (".source 5\n", 2, "5 is not a function"),
        (".page 0\n", 2, ".page [ROWS|all]"),
    ])
    func commandsEndWithTheirCode(input: String, status: Int32, said: String) async throws {
        let run = try await Home().b24("repl", input: input)
        #expect(run.status == status, "\(run)")
        #expect(said.isEmpty || run.errors.contains(said), "\(run)")
    }

    @Test func filesAreLoadedAndSaved() async throws {
        let home = try Home()
        try home.write(
            "setup.lua", "#!/usr/bin/env b24\nlocal secret = 41\nfunction answer()\n  return secret + 1\nend\n")
        let run = try await home.b24(
            "repl",
            input: """
                .load setup.lua
                answer()
                secret
                .source answer
                'https://acme.bitrix24.example/rest/1/abcdefgh12345678/';
                .save session.lua

                """)
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("42\n41\nfunction answer()\n  return secret + 1\nend\n"), "\(run)")
        let saved = try String(contentsOfFile: home.path + "/session.lua", encoding: .utf8)
        #expect(saved.contains("b24.pp(answer())\n"))
        #expect(!saved.contains("abcdefgh12345678"))
        // It is a script.
        #expect(try await home.b24("run", "session.lua").output.hasPrefix("42\n41\n"))
        // What exists is not overwritten.
        #expect(try await home.b24("repl", input: "1\n.save session.lua\n").status == 2)
    }

    @Test func modesAreSwitched() async throws {
        let home = try Home()
        let run = try await home.b24(
            "repl",
            input: """
                .dry on
                b24.dry_run
                b24.spa.add { title = "Never" };
                .dry off
                b24.spa.find "Never" == nil
                .readonly on
                b24.try(b24.spa.add, { title = "Never" })
                .readonly off
                b24.spa.add { title = "Really" }.title

                """)
        #expect(run.status == 0, "\(run)")
        #expect(run.output.hasPrefix("true\n"))
        #expect(run.output.contains("true\nfalse\n"), "\(run)")
        #expect(run.output.hasSuffix("Really\n"), "\(run)")
        #expect(run.errors.contains("1. crm.type.add"), "\(run)")
    }

    @Test func aProfileThatIsReadOnlyStaysSo() async throws {
        let home = try Home()
        try home.config("[profiles.safe]\ndomain = \"a.example\"\nread_only = true\n")
        let run = try await home.b24("-p", "safe", "repl", input: ".readonly off\n")
        #expect(run.status == 2 && run.errors.contains("read-only by its configuration"), "\(run)")
    }

    @Test func anotherProfileBeginsAnew() async throws {
        let home = try Home()
        let run = try await home.b24("repl", input: "local x = 1\n.profile demo\nx\nb24.portal.name\n.profile\n")
        #expect(run.output == "nil\ndemo\n* demo\n", "\(run)")
        #expect(run.errors.contains("Variables of the other portal are gone."))
    }

    @Test func whatWasWrittenIsListed() async throws {
        let home = try Home()
        let run = try await home.b24("repl", input: ".log\nb24.spa.add { title = \"Logged\" };\n.log\n")
        #expect(run.errors.contains("has written nothing"), "\(run)")
        #expect(run.output.contains("crm.type.add"), "\(run)")
    }

    /// Every line of the tour runs on the demo portal, in both languages.
    @Test(arguments: ["en", "ru"]) func theTourRuns(language: String) async throws {
        let home = try Home()
        let entries = Tutorial.steps.flatMap(\.entries)
        let run = try await home.b24(
            "--lang", language, "-p", "demo", "repl", input: entries.joined(separator: "\n") + "\n")
        #expect(run.status == 0, "\(run)")
        for text in ["42\n21.0\nHR\n", "Tutorial office", "Trip 1", "not_found"] {
            #expect(run.output.contains(text), "\(text)\n\(run)")
        }
        #expect(run.errors.contains("crm.item.add"), "\(run)")
        // It leaves nothing behind.
        let left = try await home.b24(
            "-q", "eval", "return b24.spa.find 'Tutorial trips' == nil, b24.workplace.find 'Tutorial office' == nil")
        #expect(left.output == "true\ntrue\n", "\(left)")
    }
}

/// The parts of the prompt that need no process.
@Suite struct ReplPartsTests {
    @Test(arguments: [
        ("f(", EntryStatus.incomplete(indentation: "  ")), ("f(\n  ", .incomplete(indentation: "  ")),
        ("f(\n  \n  ", .complete), ("f(\n\n", .complete), ("while x do\n  y()", .incomplete(indentation: "  ")),
        ("while x do\n  y()\nend", .complete), ("x = = 1", .complete), (".load x", .complete), ("", .complete),
    ])
    func twoEmptyLinesEndAnEntry(text: String, status: EntryStatus) {
        #expect(TerminalEntryReader.status(text) == status)
    }

    @Test func promptsShowPortalAndMode() {
        let acme = Portal.profile(name: "acme", Profile(name: "acme"))
        let style = Style(isOn: true)
        #expect(ReplPrompt(acme, isDryRun: false, isReadOnly: false, .en).words == "acme> ")
        #expect(ReplPrompt(acme, isDryRun: true, isReadOnly: true, .en).words == "acme [read-only] [dry run]> ")
        #expect(ReplPrompt(acme, isDryRun: true, isReadOnly: false, .ru).words == "acme [пробный режим]> ")
        var profile = Profile(name: "safe")
        profile.isProtected = true
        let safe = Portal.profile(name: "safe", profile)
        #expect(
            ReplPrompt(safe, isDryRun: false, isReadOnly: false, .en).text(style) == style.red("safe [protected]> "))
        #expect(ReplPrompt(safe, isDryRun: true, isReadOnly: false, .en).words == "safe [dry run]> ")
        #expect(ReplPrompt(safe, isDryRun: false, isReadOnly: false, asks: false, .ru).words == "safe> ")
        #expect(ReplPrompt(acme, isDryRun: false, isReadOnly: false, .en).continuation == "    | ")
    }

    @Test func theSpinnerTellsTheTime() {
        #expect(Spinner.text(0, elapsed: .milliseconds(412), .en) == "⠋ 0.4 s")
        #expect(Spinner.text(11, elapsed: .seconds(12), .en) == "⠙ 12.0 s  Ctrl-C stops it")
        #expect(Spinner.text(1, elapsed: .seconds(3), .ru) == "⠙ 3.0 с  Ctrl-C остановит")
    }

    @Test(arguments: [
        (7, "7 ms", "7 мс"), (999, "999 ms", "999 мс"), (1000, "1.0 s", "1.0 с"), (65_040, "65.0 s", "65.0 с"),
    ])
    func timesOfEntries(milliseconds: Int, english: String, russian: String) {
        #expect(Spinner.duration(.milliseconds(milliseconds), .en) == english)
        #expect(Spinner.duration(.milliseconds(milliseconds), .ru) == russian)
    }

    @Test(arguments: [("", 1), ("a\nb", 2), ("12345678901", 2), ("日本日本日本", 2), ("a\n\nb\n", 4)])
    func rowsOfTheScreenAreCounted(text: String, rows: Int) { #expect(Pager.rows(of: text, columns: 10) == rows) }

    @Test(arguments: [
        ("x = 1", false, "x = 1\n"), ("1 + 1", true, "b24.pp(1 + 1)\n"), ("f()", false, "f()\n"),
        ("f()", true, "b24.pp(f())\n"), ("f();", false, "f();\n"), ("a.b;", false, "local _ = a.b\n"),
        ("x -- why", true, "b24.pp(x -- why\n)\n"), ("return 1", true, "return 1\n"),
    ])
    func savedEntriesAreScripts(entry: String, isShown: Bool, script: String) {
        #expect(SavedScript.text([.init(text: entry, hasShownValue: isShown)]) == script)
    }
}
