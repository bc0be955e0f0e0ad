import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whole behaviours in a real pseudo-terminal.
@Suite struct TerminalTests {
    @Test func typing() throws {
        let program = try Program()
        try program.terminal.waitUntilRaw().wait(screen: "> |")
        #expect(program.terminal.screen.pastesInBrackets)
        program.terminal.type("print(1)")
        try program.terminal.wait(screen: "> print(1)|")
        program.terminal.type("\u{1B}[D\u{1B}[D22")
        try program.terminal.wait(screen: "> print(22|1)")
        program.terminal.type("\r")
        try program.terminal.wait(screen: "> print(221)\nread \"print(221)\"\n> |")
        program.terminal.type(".exit\r")
        #expect(try program.end() == 0)
        #expect(program.isRestored)
        try program.terminal.wait("the end of pastes in brackets") { !$0.screen.pastesInBrackets }
    }

    /// Whatever the locale, and however the bytes are cut.
    @Test func cyrillic() throws {
        let program = try Program(columns: 40, rows: 12, environment: ["LC_ALL": "C", "RUSSIAN": "1"])
        try program.terminal.waitUntilRaw()
        for byte in "привет, 日本".utf8 { program.terminal.send([byte]) }
        try program.terminal.wait(screen: "> привет, 日本|")
        program.terminal.type("\u{17}\u{7F}\u{7F}\r")
        try program.terminal.wait(screen: "> привет\nread \"привет\"\n> |")
    }

    @Test func aPasteOfFiveThousandLinesIsOneEntry() throws {
        let program = try Program()
        try program.terminal.waitUntilRaw()
        let lines = (1...5000).map { "print(\($0), \"строка\")" }
        program.terminal.type("\u{1B}[200~" + lines.joined(separator: "\r"))
        program.terminal.type("\u{1B}[20")
        program.terminal.type("1~")
        try program.terminal.wait(screen: "  print(4999, \"строка\")\n  print(5000, \"строка\")|")
        program.terminal.type("\u{18}\u{0B}short\r")
        try program.terminal.wait(screen: "> short\nread \"short\"\n> |")
    }

    @Test func wrappingAtTheEdge() throws {
        let program = try Program(columns: 20, rows: 8)
        try program.terminal.waitUntilRaw()
        program.terminal.type("abcdefghijklmnopqr")
        try program.terminal.wait(screen: "> abcdefghijklmnopqr\n|")
        program.terminal.type("st")
        try program.terminal.wait(screen: "> abcdefghijklmnopqr\nst|")
        program.terminal.type("\u{7F}\u{7F}\u{7F}")
        try program.terminal.wait(screen: "> abcdefghijklmnopq|")
    }

    @Test func resizing() throws {
        let program = try Program(columns: 40, rows: 12)
        try program.terminal.waitUntilRaw()
        program.terminal.type("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst")
        try program.terminal.wait(screen: "> abcdefghijklmnopqrstuvwxyzabcdefghijkl\nmnopqrst|")
        program.terminal.resize(columns: 60, rows: 20)
        try program.terminal.wait(screen: "> abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst|")
    }

    @Test func menu() throws {
        let program = try Program(columns: 40, rows: 12)
        try program.terminal.waitUntilRaw()
        program.terminal.type("b24.d\t")
        try program.terminal.wait(
            screen: "> b24.deal.|\n b24.deal.list    Deals that a filter f…\n b24.deal.update  Changes a deal.")
        program.terminal.type("\u{1B}[B\r")
        try program.terminal.wait(screen: "> b24.deal.list(|")
        program.terminal.type("\u{15}b24.c\t")
        try program.terminal.wait(screen: "> b24.call(|method, params)")
        program.terminal.type("\u{15}b24.w\t\t")
        try program.terminal.wait(containing: "Создаёт рабочее ме…")
        // Escape alone is told from a sequence by time.
        program.terminal.type("\u{1B}")
        try program.terminal.wait(screen: "> b24.workplace.|")
    }

    @Test func controlC() throws {
        let program = try Program()
        try program.terminal.waitUntilRaw()
        program.terminal.type("throw me away\u{3}")
        try program.terminal.wait(screen: "> throw me away^C\ncancelled\n> |")
        program.terminal.type("\u{4}")
        #expect(try program.end() == 0)
        #expect(program.isRestored)
    }

    @Test func anUnfinishedEntry() throws {
        let program = try Program()
        try program.terminal.waitUntilRaw()
        program.terminal.type("while x do\rend\r")
        try program.terminal.wait(screen: "> while x do\n    end\nread \"while x do\\n  end\"\n> |")
    }

    @Test func linesAboveThePrompt() throws {
        let program = try Program()
        try program.terminal.waitUntilRaw()
        program.terminal.type("progress\rtyped")
        try program.terminal.wait(screen: "> progress\nstep 1\nstep 2\nstep 3\n> typed|")
    }

    @Test func clearingTheScreen() throws {
        let program = try Program()
        try program.terminal.waitUntilRaw()
        program.terminal.type("one\rtwo\u{0C}")
        try program.terminal.wait("a screen with the prompt alone") { $0.screen.withCursor == "> two|" }
    }

    @Test func keysTypedAheadAreKept() throws {
        let program = try Program()
        program.terminal.type("one\rtwo\rthree")
        try program.terminal.wait(screen: "read \"two\"\n> three|")
        program.terminal.type("\n4\r")
        try program.terminal.wait(containing: "read \"three\\n4\"")
    }

    @Test func editingElsewhere() throws {
        let program = try Program(environment: ["EDITOR": "printf 'print(2)\\nend\\n' >"])
        try program.terminal.waitUntilRaw()
        program.terminal.type("print(1)\u{18}\u{5}")
        try program.terminal.wait(screen: "> print(2)\n  end|")
        program.terminal.type("\u{1F}\r")
        try program.terminal.wait(screen: "> print(1)\nread \"print(1)\"\n> |")
    }

    @Test func anEditorThatFails() throws {
        let program = try Program(environment: ["VISUAL": "false"])
        try program.terminal.waitUntilRaw()
        program.terminal.type("x\u{18}\u{5}")
        try program.terminal.wait(screen: "The editor false ended with code 1; the entry stays as it was.\n> x|")
    }

    // MARK: The terminal is always given back

    @Test(arguments: [
        ("!exit", 3), ("!term", 128 + SIGTERM), ("!crash", 128 + SIGILL), ("!abort", 128 + SIGABRT),
        ("!segv", 128 + SIGSEGV), ("!deep", 128 + SIGSEGV), ("\u{1C}", 128 + SIGQUIT),
    ]) func whateverEndsTheProgram(_ text: String, _ status: Int32) throws {
        let program = try Program()
        try program.terminal.waitUntilRaw()
        for character in text { program.terminal.type(String(character)) }
        let actual = try program.end()
        #expect(actual == status || (text == "!crash" && actual == 128 + SIGTRAP))
        #expect(program.isRestored)
        try program.terminal.wait("the end of pastes in brackets") { !$0.screen.pastesInBrackets }
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT]) func signalsFromOutside(_ number: Int32) throws {
        let program = try Program()
        try program.terminal.waitUntilRaw().wait(screen: "> |")
        kill(program.process, number)
        #expect(try program.end() == 128 + number)
        #expect(program.isRestored)
    }

    /// An application that takes signals itself and leaves by `_exit`.
    @Test func anApplicationWithItsOwnSignals() throws {
        let program = try Program("signals")
        try program.terminal.waitUntilRaw().wait(screen: "> |")
        kill(program.process, SIGTERM)
        #expect(try program.end() == 42)
        #expect(program.isRestored)
        try program.terminal.wait("the end of pastes in brackets") { !$0.screen.pastesInBrackets }
    }

    @Test(arguments: ["\u{1A}", "!stop"]) func suspension(_ keys: String) throws {
        let program = try Program("job")
        try program.terminal.waitUntilRaw()
        program.terminal.type("before" + (keys == "!stop" ? "\u{15}" : ""))
        program.terminal.type(keys)
        try program.terminal.wait(containing: "stopped, cooked")
        #expect(!program.terminal.screen.pastesInBrackets)
        program.terminal.type("fg\n")
        let text = keys == "!stop" ? "!stop" : "before"
        try program.terminal.wait(screen: "stopped, cooked\nfg\n> \(text)|")
        try program.terminal.waitUntilRaw()
        program.terminal.type("x\r")
        try program.terminal.wait(containing: "read \"\(text)x\"")
        program.terminal.type(".exit\r")
        #expect(try program.end() == 0)
        #expect(program.isRestored)
    }

    /// Nobody could continue it: the system ignores the stop, and editing goes on.
    @Test func suspensionWithoutAShell() throws {
        let program = try Program()
        try program.terminal.waitUntilRaw()
        program.terminal.type("abc\u{1A}")
        try program.terminal.wait(screen: "> abc\n> abc|")
        program.terminal.type("d\r")
        try program.terminal.wait(containing: "read \"abcd\"")
    }

    // MARK: Without editing

    @Test func aTerminalThatCannotMoveItsCursor() throws {
        let program = try Program(environment: ["TERM": "dumb"])
        try program.terminal.wait(screen: "> |")
        #expect(program.isRestored)
        program.terminal.type("while x do\nend\n")
        try program.terminal.wait(containing: "read \"while x do\\nend\"")
        #expect(!program.terminal.output.contains(0x1B))
        program.terminal.type("\u{4}")
        #expect(try program.end() == 0)
    }

    @Test func withoutColour() throws {
        let program = try Program(environment: ["NO_COLOR": "1"])
        try program.terminal.waitUntilRaw()
        program.terminal.type("local x = 1\u{1B}[D2\r")
        try program.terminal.wait(containing: "read \"local x = 21\"")
        #expect(!String(decoding: program.terminal.output, as: UTF8.self).contains("\u{1B}[0;3"))
    }
}
