import Testing

@testable import b24

/// What shells ask, and how they are answered.
@Suite struct ShellQuestionTests {
    @Test(arguments: [
        ("b24 run ", ["b24", "run", ""]), ("  b24  run x", ["b24", "run", "x"]), ("", [""]),
        (#"b24 run my\ report.lua --"#, ["b24", "run", "my report.lua", "--"]),
        (#"b24 run "my report.lua" '--a b'"#, ["b24", "run", "my report.lua", "--a b"]),
        (#"b24 run "my re"#, ["b24", "run", "my re"]), (#"b24 '$(x)' "\$y \z""#, ["b24", "$(x)", #"$y \z"#]),
        (#"b24 """#, ["b24", ""]), (#"b24 '' x"#, ["b24", "", "x"]), (#"b24 x\"#, ["b24", "x"]),
    ])
    func words(line: String, expected: [String]) { #expect(ShellWords.of(line) == expected) }

    @Test(arguments: [
        ("open", "open"), ("a b", #"a\ b"#), ("$(x)", #"\$\(x\)"#), ("да", "да"), ("--a=b:c/d,e", "--a=b:c/d,e"),
        ("~x'\"", #"\~x\'\""#),
    ])
    func quoting(word: String, expected: String) {
        #expect(ShellWords.quoted(word) == expected)
        #expect(ShellWords.of(ShellWords.quoted(word)) == [word])
    }

    @Test func bashSendsItsLine() {
        func question(_ line: String, _ word: String) -> Shell.Question? { Shell.bash.question([line, word]) }
        #expect(question("b24 run a.lua --k", "--k") == .init(words: ["run", "a.lua"], word: "--k"))
        // It breaks words at = and :, and keeps what stands before them.
        #expect(question("b24 --lang=r", "r") == .init(words: [], word: "--lang=r", kept: "--lang="))
        #expect(question("b24 --lang=", "") == .init(words: [], word: "--lang=", kept: "--lang="))
        #expect(question("b24 --lang=", "=") == .init(words: [], word: "--lang=", kept: "--lang="))
        #expect(question("B24_LANG=ru X=1 ./b24 ", "") == .init(words: [], word: ""))
        #expect(question("b24", "b24") == nil)
        #expect(Shell.bash.question([]) == nil)
        #expect(Shell.bash.question(["b24 "]) == nil)
    }

    @Test func othersSendWords() {
        #expect(Shell.zsh.question(["run", "my a.lua", "--k"]) == .init(words: ["run", "my a.lua"], word: "--k"))
        #expect(Shell.fish.question(["run", #""my a"#]) == .init(words: ["run"], word: "my a"))
        #expect(Shell.fish.question([""]) == .init(words: [], word: ""))
        #expect(Shell.zsh.question([]) == nil)
    }

    @Test func answers() {
        var found = Suggestions(files: .endings(["lua", "json"]))
        found.words = [
            .init(text: "--a:b", about: "one: two"), .init(text: "x y"), .init(text: "e\u{1B}[31m"),
            .init(text: "c", about: "red\u{1B}[31m\nnext"),
        ]
        let question = Shell.Question(words: [], word: "")
        #expect(
            Shell.bash.answer(found, to: question) == ["files lua|json", "--a:b", #"x\ y"#, "c"])
        #expect(
            Shell.zsh.answer(found, to: question)
                == ["files lua|json", #"--a\:b:one: two"#, "x y", "c:red [31m next"])
        #expect(
            Shell.fish.answer(found, to: question)
                == ["files lua|json", "--a:b\tone: two", "x y", "c\tred [31m next"])
        let kept = Shell.Question(words: [], word: "--lang=", kept: "--lang=")
        #expect(Shell.bash.answer(Suggestions(["en"], behind: "--lang="), to: kept) == ["-", "en"])
        #expect(Shell.bash.answer(Suggestions(files: .all), to: question) == ["files"])
        #expect(Shell.bash.answer(Suggestions(files: .folders), to: question) == ["folders"])
    }

    @Test func packagersAskTheParsersWay() {
        func translated(_ words: String...) -> [String] { CompletionCommand.translated(words) }
        #expect(translated("--generate-completion-script", "zsh") == ["completion", "zsh"])
        #expect(translated("--generate-completion-script=fish") == ["completion", "fish"])
        #expect(
            translated("run", "a.lua", "--generate-completion-script") == [
                "run", "a.lua", "--generate-completion-script",
            ])
        #expect(translated() == [])
    }
}
