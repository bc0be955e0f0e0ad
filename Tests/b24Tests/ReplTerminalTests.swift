import Foundation
import TerminalTesting
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The prompt at a pseudo-terminal: whole behaviours of the built `b24`.
@Suite struct ReplTerminalTests {
    private let home: Home

    init() throws { home = try Home() }

    private func start(
        _ arguments: String..., columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]
    ) throws -> TerminalProgram {
        var variables = ["HOME": home.path, "LC_ALL": "C", "TERM": "xterm", "PAGER": "cat"]
        variables.merge(environment) { $1 }
        return try TerminalProgram(
            program: "b24", ["-p", "demo", "repl"] + arguments, columns: columns, rows: rows, environment: variables)
    }

    @Test func entriesResultsAndLocals() throws {
        let program = try start()
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type("local x = 6\r")
        try program.terminal.wait(screen: "demo> local x = 6\ndemo> |")
        program.terminal.type("for i = 1, 2 do\rprint(i * x)\rend\r")
        try program.terminal.wait(containing: "\n6\n12\ndemo>")
        program.terminal.type("{ x, name = \"Отпуск\" }\r")
        try program.terminal.wait(screen: "{ 6, name = \"Отпуск\" }\ndemo> |")
        program.terminal.type("\u{4}")
        #expect(try program.end() == 0)
        #expect(program.isRestored)
    }

    @Test func errorsShowTheLineOfTheirEntry() throws {
        let program = try start("--lang", "ru")
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type("function f() error(\"boom\") end\r")
        try program.terminal.wait(screen: "demo> function f() error(\"boom\") end\ndemo> |")
        program.terminal.type("f()\r")
        try program.terminal.wait(containing: "ввод 1:1: boom\n 1 | function f() error(\"boom\") end")
        program.terminal.type("_err\r")
        try program.terminal.wait(screen: "\"ввод 1:1: boom\"\ndemo> |")
    }

    @Test func ctrlCStopsWhatRunsAndThePromptIsBack() throws {
        let program = try start()
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type("while true do end\r")
        // The spinner says that it runs.
        try program.terminal.wait(containing: " s")
        program.terminal.type("\u{3}")
        try program.terminal.wait("the prompt") { $0.screen.withCursor.hasSuffix("\ndemo> |") }
        #expect(program.terminal.screen.text.contains("interrupted"))
        program.terminal.type("1 + 1\r")
        try program.terminal.wait(screen: "2\ndemo> |")
        // At the prompt it only discards what is typed.
        program.terminal.type("x = \u{3}")
        try program.terminal.wait("the prompt") { $0.screen.withCursor.hasSuffix("\ndemo> |") }
        program.terminal.type(".exit\r")
        #expect(try program.end() == 0)
    }

    /// The first one brings the prompt back at once, the second one leaves. On a machine that is too busy for that in two
    /// seconds the second one is a first one again, so it is tried until they were fast enough.
    @Test func ctrlCTwiceLeaves() throws {
        let program = try start()
        try program.terminal.wait(screen: "demo> |")
        var hasEnded = false
        var status: Int32 = 0
        while !hasEnded {
            program.terminal.type("while true do end\r")
            try program.terminal.wait(containing: " s")
            program.terminal.type("\u{3}")
            try program.terminal.wait("the prompt") { $0.screen.withCursor.hasSuffix("\ndemo> |") }
            program.terminal.type("\u{3}\u{0C}")
            try program.terminal.wait("the end, or a clear screen") {
                hasEnded = waitpid(program.process, &status, WNOHANG) == program.process
                return hasEnded || $0.screen.withCursor == "demo> |"
            }
        }
        #expect(status == 130 << 8)
        #expect(program.isRestored)
    }

    /// A second one at a prompt where something was typed meanwhile only throws that away.
    @Test func ctrlCAfterTypingDiscards() throws {
        let program = try start()
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type("while true do end\r")
        try program.terminal.wait(containing: " s")
        program.terminal.type("\u{3}")
        try program.terminal.wait("the prompt") { $0.screen.withCursor.hasSuffix("\ndemo> |") }
        program.terminal.type("x\u{3}\u{3}\u{3}")
        try program.terminal.wait(screen: "demo> x^C\ndemo> ^C\nCtrl-D leaves.\ndemo> ^C\ndemo> |")
        program.terminal.type("\u{4}")
        #expect(try program.end() == 0)
    }

    /// Between entries there is nothing to stop, and no reason to leave: here a file is read that does not end.
    @Test func ctrlCBetweenEntriesDoesNotLeave() throws {
        let fifo = home.path + "/fifo"
        #expect(mkfifo(fifo, 0o600) == 0)
        let program = try start()
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type(".load \(fifo)\r")
        var file: Int32 = -1
        try program.terminal.wait("a reader of the file") { _ in
            file = open(fifo, O_WRONLY | O_NONBLOCK)
            return file >= 0
        }
        program.terminal.type("\u{3}")
        try program.terminal.wait(containing: "^C")
        let text = Array("return 6 * 7\n".utf8)
        #expect(text.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == text.count)
        close(file)
        try program.terminal.wait(screen: "^C42\ndemo> |")
    }

    @Test func aTerminatedEntryEndsThePrompt() throws {
        let program = try start()
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type("while true do end\r")
        try program.terminal.wait(containing: " s")
        kill(program.process, SIGTERM)
        #expect(try program.end() == 143)
        #expect(program.isRestored)
    }

    @Test func aTerminatedPromptGivesTheTerminalBack() throws {
        let program = try start()
        try program.terminal.waitUntilRaw()
        kill(program.process, SIGTERM)
        #expect(try program.end() == 143)
        #expect(program.isRestored)
    }

    @Test func completionKnowsThePortal() throws {
        let program = try start()
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type("b24.workplace.en\t")
        try program.terminal.wait(containing: "b24.workplace.ensure(")
        program.terminal.type("\u{15}b24.spa \"Con\t")
        try program.terminal.wait(containing: "b24.spa \"Contracts\"")
        program.terminal.type("\u{15}b24.call(")
        try program.terminal.wait(containing: "b24.call(method, params?, opts?)")
    }

    @Test func longListsShowAPage() throws {
        let program = try start(columns: 40, rows: 12)
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type(".page 3\r")
        try program.terminal.wait(screen: "Lists are shown 3 rows at a time.\ndemo> |")
        program.terminal.type("b24.each(\"user.get\", { select = { \"ID\" } })\r")
        try program.terminal.wait(containing: "rows 1 to 3; it() shows more")
        program.terminal.type("it()\r")
        try program.terminal.wait(containing: "rows 4 to 6; it() shows more")
    }

    @Test func modesAreInThePrompt() throws {
        let program = try start()
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type(".readonly on\r")
        try program.terminal.wait(screen: "demo [read-only]> |")
        program.terminal.type(".dry\r")
        try program.terminal.wait(screen: "demo [read-only] [dry run]> |")
    }

    @Test func theStartupFileRunsAndMayBeWrong() throws {
        try home.write(".config/b24/init.lua", "function hello() return \"hi\" end\nlocal mine = 7\nerror(\"late\")\n")
        let program = try start()
        try program.terminal.wait(containing: "~/.config/b24/init.lua:3: late")
        try program.terminal.wait("the prompt") { $0.screen.withCursor.hasSuffix("demo> |") }
        program.terminal.type("hello(), mine\r")
        try program.terminal.wait(screen: "\"hi\"\n7\ndemo> |")
        let without = try start("--no-init")
        try without.terminal.wait(screen: "demo> |")
        without.terminal.type("hello\r")
        try without.terminal.wait(screen: "nil\ndemo> |")
    }

    @Test func historyStaysForItsOwnerWithoutSecrets() throws {
        let program = try start()
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type("x = \"https://a.example/rest/1/abcdefgh12345678/\"\r")
        try program.terminal.wait(screen: "demo> x = \"https://a.example/rest/1/abcdefgh12345678/\"\ndemo> |")
        program.terminal.type(" hidden = 1\r")
        try program.terminal.wait(screen: "demo>  hidden = 1\ndemo> |")
        program.terminal.type(".exit\r")
        #expect(try program.end() == 0)
        let file = home.path + "/.local/state/b24/history/demo"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("x = ") && !text.contains("abcdefgh12345678") && !text.contains("hidden"))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let later = try start()
        try later.terminal.wait(screen: "demo> |")
        later.terminal.type("\u{1B}[A\u{1B}[A")
        try later.terminal.wait(containing: "demo> x = ")
    }

    @Test func editingInAnEditorRunsTheEntry() throws {
        // Not run as a program itself: another test's child may just have it open for writing.
        let editor = try home.write("editor", "echo 'edited = 41 return edited + 1' > \"$1\"\n")
        let program = try start(environment: ["EDITOR": "sh " + editor])
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type(".edit\r")
        try program.terminal.wait(containing: "\n42\n")
    }

    /// Who leaves the editor without a change does not want the entry again: it may have been a write.
    @Test func anEntryThatWasNotEditedDoesNotRun() throws {
        let program = try start(environment: ["EDITOR": "true"])
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type("n = (n or 0) + 1\r.edit\r")
        try program.terminal.wait(screen: "demo> .edit\nNothing was changed, so nothing was run.\ndemo> |")
        program.terminal.type(".edit new.lua\r")
        try program.terminal.wait(screen: "demo> .edit new.lua\nNothing was changed, so nothing was run.\ndemo> |")
        program.terminal.type("n\r")
        try program.terminal.wait(screen: "demo> n\n1\ndemo> |")
        // What is looked for is not found in the command that looks for it.
        program.terminal.type(".history nowhere\r")
        try program.terminal.wait(screen: "Nothing found.\ndemo> |")
    }

    @Test func commandsSayWhatTheyMiss() throws {
        let program = try start("--lang", "ru")
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type(".load\r")
        try program.terminal.wait(screen: "b24: после .load нужно указать, что\nподсказка: .load ФАЙЛ\ndemo> |")
        program.terminal.type(".load nope.lua\r")
        try program.terminal.wait(screen: "b24: файла «nope.lua» нет\ndemo> |")
    }

    @Test func aPagerShowsWhatIsLong() throws {
        let pager = try home.write("pager", "echo paged; wc -l\n")
        let program = try start(rows: 12, environment: ["PAGER": "sh " + pager])
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type(".help\r")
        try program.terminal.wait(containing: "paged\n")
        try program.terminal.wait("the prompt") { $0.screen.withCursor.hasSuffix("\ndemo> |") }
    }
}
