import Foundation
import TerminalTesting
import Testing

/// The prompt as people see it: whole screens of the built `b24`, at both usual sizes and in both languages, compared with
/// those in `Screens`. How they are recorded anew: `GoldenScreens`.
@Suite(.serialized) struct PromptScreenTests {
    struct Variant: CustomTestStringConvertible, Sendable {
        var columns: Int
        var rows: Int
        var language: String

        var testDescription: String { "\(columns)x\(rows)-\(language)" }
    }

    static let variants = ["en", "ru"].flatMap { language in
        [
            Variant(columns: 80, rows: 24, language: language), Variant(columns: 40, rows: 12, language: language),
        ]
    }

    private let home: Home

    init() throws { home = try Home() }

    /// A prompt of the variant, on a fresh home.
    private func start(_ variant: Variant, _ arguments: String..., asJob: Bool = false) throws -> TerminalProgram {
        let variables = ["HOME": home.path, "LC_ALL": "C", "TERM": "xterm", "PAGER": "cat"]
        let words = ["--lang", variant.language] + arguments + ["repl"]
        return try TerminalProgram(
            program: asJob ? "LineEditorProgram" : "b24",
            asJob ? ["job", TerminalProgram.executable("b24")] + words : words, columns: variant.columns,
            rows: variant.rows, environment: variables)
    }

    private func screens(_ name: String, _ variant: Variant) throws -> GoldenScreens {
        try GoldenScreens(
            URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Screens/\(name)-\(variant.testDescription).txt"))
    }

    private static let (controlC, controlL, controlU, controlZ, up) = ("\u{3}", "\u{C}", "\u{15}", "\u{1A}", "\u{1B}[A")

    private static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

    @Test(arguments: variants) func typing(_ variant: Variant) throws {
        let screens = try screens("typing", variant)
        let program = try start(variant, "-p", "demo")
        let terminal = program.terminal
        func show(_ name: String, _ keys: String) throws {
            terminal.type(keys)
            try screens.expect(name, terminal)
        }
        try show("banner and prompt", "")
        try show("highlighting", Self.controlL + "local trip = { title = \"Отпуск\", days = 14 } -- нет")
        try show("brackets", Self.controlU + "print((\"ж\"):rep(3))")
        try show("an unfinished entry", Self.controlU + "for day = 1, 2 do\rif day > 1 then\rprint(day)")
        try show("its lines are edited", Self.up + Self.up + "\u{5}\u{1B}[D\u{1B}[D\u{1B}[D\u{7F}3")
        try show("it runs", "\u{1B}[B\u{1B}[B\u{5}\rend\rend\r")
        try show("a hint", Self.controlL + "b24.call(")
        try show("a hint in braces", Self.controlU + "b24.call(\"crm.item.list\", {")
        try show("a menu", Self.controlU + "b24.workplace.\t")
        try show("its second candidate", "\t\t")
        try show("the candidate is taken", "\r")
        let block = (1...30).map { "trips[\($0)] = { title = \"Поездка \($0)\" }" }.joined(separator: "\r")
        try show("a pasted block", Self.controlU + Self.controlL + Self.paste(block))
        try show("thrown away", Self.controlC)
        let long = (1...12).map { "\"рейс \($0)\"" }.joined(separator: ", ")
        try show("a long entry wraps", Self.controlL + "local flights = { \(long) }")
        terminal.resize(columns: variant.columns - 14, rows: variant.rows - 2)
        try show("and does so again when the window shrinks", "")
        try show("and goes on", " -- \u{1B}[1~x")
        try screens.finish()
    }

    @Test(arguments: variants) func results(_ variant: Variant) throws {
        let screens = try screens("results", variant)
        let program = try start(variant, "-p", "demo")
        let terminal = program.terminal
        func show(_ name: String, _ entry: String) throws {
            terminal.type(Self.controlL + entry + "\r")
            try screens.expect(name, terminal)
        }
        try terminal.waitUntilRaw()
        try show(
            "a table",
            "{ { id = 1, title = \"Отпуск\", opened = \"Y\", createdTime = \"2026-11-26T18:43:05+03:00\" }, "
                + "{ id = 12, title = \"日本\", opened = \"N\", createdTime = \"2026-01-05T00:00:00+03:00\" } }")
        try show("records of the portal", "b24.collect(\"department.get\")")
        // Who heads them is read meanwhile, and shown the next time.
        let names = home.path + "/.local/state/b24/names/demo.json"
        try terminal.wait("names of people") { _ in
            (try? String(contentsOfFile: names, encoding: .utf8))?.contains("\"people\":[{") == true
        }
        try show(
            "a value", "{ stages = { \"NEW\", \"WON\" }, createdTime = \"2026-11-26T18:43:05+03:00\", open = true }")
        try show("a long list", ".page 3\r" + Self.controlL + "b24.collect(\"department.get\")")
        try show("and on", "it()")
        try show("an error of Lua", "local title = trip.title")
        try show("an error of b24", "b24.call(\"crm.itme.list\")")
        try show("an error of the portal", "b24.call(\"crm.item.get\", { entityTypeId = 2, id = 999 })")
        try show("an error of syntax", "x = = 1")
        try show("a command that there is not", ".laod setup.lua")
        try show("modes", ".readonly on\r" + Self.controlL + ".dry on")
        try show("a write in vain", "b24.call(\"crm.type.add\", { fields = { title = \"X\" } })")
        try screens.finish()
    }

    @Test(arguments: variants) func stopping(_ variant: Variant) throws {
        let screens = try screens("stopping", variant)
        let program = try start(variant, "-p", "demo")
        let terminal = program.terminal
        try terminal.waitUntilRaw()
        terminal.type(Self.controlL + "local x = 1" + Self.controlC)
        try screens.expect("at the prompt", terminal)
        terminal.type(Self.controlL + Self.controlC)
        try screens.expect("at the empty prompt", terminal)
        terminal.type(Self.controlL + "while true do end\r")
        // The spinner says that it runs.
        try terminal.wait("a spinner") { screen in screen.screen.text.contains { "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".contains($0) } }
        terminal.type(Self.controlC)
        try screens.expect("while something runs", terminal)
        try screens.finish()
    }

    @Test(arguments: variants) func suspending(_ variant: Variant) throws {
        let screens = try screens("suspending", variant)
        let program = try start(variant, "-p", "demo", asJob: true)
        let terminal = program.terminal
        try terminal.waitUntilRaw()
        terminal.type(Self.controlL + "local trip = \"Отпуск\"" + Self.controlZ)
        try screens.expect("suspended", terminal)
        terminal.type("fg\n")
        try screens.expect("resumed", terminal)
        try terminal.waitUntilRaw()
        terminal.type(" .. 1")
        try screens.expect("and it goes on", terminal)
        try screens.finish()
    }

    @Test(arguments: variants) func protectedPortals(_ variant: Variant) throws {
        let screens = try screens("protected", variant)
        try home.config(
            "[profiles.acme]\nprotected = true\nwebhook_file = \"w\"\n[profiles.archive]\nread_only = true\n"
                + "webhook_file = \"w\"\n")
        // Nobody answers there, and nobody is asked.
        try home.write(".config/b24/w", "http://127.0.0.1:1/rest/1/abcdefgh12345678/\n")
        let program = try start(variant, "-p", "acme")
        let terminal = program.terminal
        try terminal.waitUntilRaw()
        terminal.type(Self.controlL + "local x = 1")
        try screens.expect("protected", terminal)
        terminal.type(Self.controlU + Self.controlL + ".dry on\r")
        try screens.expect("a dry run on it", terminal)
        terminal.type(Self.controlL + ".profile archive\r")
        try screens.expect("read-only by its profile", terminal)
        terminal.type(Self.controlL + ".readonly off\r")
        try screens.expect("and it stays so", terminal)
        try screens.finish()
    }
}
