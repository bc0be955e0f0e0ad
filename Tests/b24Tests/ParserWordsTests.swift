import Localization
import Testing

@testable import b24

/// What the parser says about a wrong command line is Russian where b24 is.
@Suite struct ParserWordsTests {
    private func run(_ arguments: [String]) async throws -> Run {
        let home = try Home()
        let running = try home.start(arguments)
        running.closeInput()
        let ended = await running.end()
        return withExtendedLifetime(home) { ended }
    }

    @Test(arguments: [
        ("Error: Missing expected argument '<lua>'", "Ошибка: не хватает аргумента «<lua>»"),
        ("Error: Unknown option '--nosuch'", "Ошибка: неизвестный параметр «--nosuch»"),
        (
            "Error: Unknown option '--jsn'. Did you mean '--json'?",
            "Ошибка: неизвестный параметр «--jsn»; возможно, вы имели в виду «--json»?"
        ),
        (
            "Error: The value 'xml' is invalid for '--format <format>'. Please provide one of 'table', 'json' or 'lua'.",
            "Ошибка: значение «xml» не подходит для '--format <format>'. Возможны: 'table', 'json', 'lua'."
        ),
        ("Error: 2 unexpected arguments: 'a', 'b'", "Ошибка: лишние аргументы (2): 'a', 'b'"),
        (
            "Usage: b24 <subcommand>\n  See 'b24 --help' for more information.",
            "Вызов: b24 <subcommand>\n  Подробнее: b24 --help"
        ),
        ("  -h, --help              Show help information.", "  -h, --help              Показать справку."),
        ("a line of ours", "a line of ours"), ("", ""),
    ])
    func words(english: String, russian: String) {
        #expect(ParserWords.translated(english, .ru) == russian)
        #expect(ParserWords.translated(english, .en) == english)
    }

    @Test(arguments: [
        ["--lang", "ru", "nosuch"], ["--lang", "ru", "eval"], ["--lang", "ru", "eval", "1", "--timeout", "x"],
        ["--lang", "ru", "-p"], ["--lang", "ru", "portal", "nosuch"], ["--lang", "ru", "eval", "1", "2"],
        ["--lang", "ru", "portal", "serve", "--port", "x"], ["--lang", "ru", "call", "--format", "xml", "m"],
    ])
    func wrongCommandLines(_ arguments: [String]) async throws {
        let run = try await self.run(arguments)
        #expect(run.status == 2, "\(run)")
        for word in [
            "Error", "Usage", "Unknown option '--lang'", "invalid", "detailed help", "more information", "Please",
        ] {
            #expect(!run.errors.contains(word), "\(run)")
        }
    }

    @Test(arguments: [
        ["--lang", "ru", "--help"], ["--lang", "ru", "portal", "--help"], ["--lang", "ru", "call", "-h"],
    ])
    func help(_ arguments: [String]) async throws {
        let run = try await self.run(arguments)
        #expect(run.status == 0, "\(run)")
        for word in ["OVERVIEW", "USAGE", "OPTIONS", "SUBCOMMANDS", "Show "] {
            #expect(!run.output.contains(word), "\(run)")
        }
    }
}
