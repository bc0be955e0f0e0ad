import Foundation
import Testing

/// Completion as shells meet it: the scripts of `b24 completion`, and what they call.
@Suite struct ShellCompletionTests {
    private let home: Home

    init() throws {
        home = try Home()
        try home.config(
            "default_profile = 'acme'\n[profiles.acme]\nwebhook_file = 'acme.webhook'\n[profiles.test]\nwebhook_file = 'x'\n"
        )
        try home.write(".config/b24/acme.webhook", "https://acme.bitrix24.ru/rest/1/thisisasecretcode/")
        try home.write(
            "work/report.lua",
            """
            --- Monthly report.
            --- @arg kind enum(open|closed)  only these: all of them
            --- @flag apply  write the changes
            --- @flag out=string=  where to
            error("run")
            """)
        try home.write("my scripts/other one.lua", "--- Another.\n--- @flag deep  to the ground\n")
        try home.write("work/broken.lua", "--- Broken.\n--- @needs nonsense\n--- @flag x  nothing\n")
        try home.write("work/notes.txt", "")
        try home.write("work/test/a.lua", "")
        try home.write(
            "work/b24.toml",
            """
            [library]
            name = "team"
            version = "1.0.0"
            api = 1
            summary = "Team helpers"
            summary_ru = "Помощники команды"
            [commands]
            report = "commands/report.lua"
            """)
        try home.write("work/lib/init.lua", "return {}\n")
        try home.write("work/commands/report.lua", "--- Weekly.\n--- @flag week=integer  which week\n")
    }

    private var work: String { home.path + "/work" }

    private func answer(_ words: String...) async throws -> [String] {
        let before = try state()
        let program = try home.start(["---completion"] + words, folder: work)
        program.closeInput()
        let run = await program.end()
        #expect(run.errors.isEmpty && !run.output.contains("thisisasecretcode"), "\(run)")
        #expect(try state() == before)
        return run.output.split(separator: "\n").map(String.init)
    }

    /// All files there are.
    private func state() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted()
    }

    // MARK: What the scripts call

    @Test func theProgramAnswers() async throws {
        #expect(
            try await answer("fish", "run", "report.lua", "")
                == [
                    "-", "open", "closed", "--apply\twrite the changes", "--out\twhere to",
                    "--kind\tonly these: all of them",
                ])
        #expect(try await answer("zsh", "run", "report.lua", "--k") == ["-", "--kind:only these: all of them"])
        #expect(try await answer("zsh", "run", "report.lua", "--out", "") == ["files"])
        #expect(try await answer("zsh", "run", "../my scripts/other one.lua", "--d") == ["-", "--deep:to the ground"])
        #expect(
            try await answer("bash", "b24 run ../my\\ scripts/other\\ one.lua --", "--") == ["-", "--help", "--deep"])
        #expect(try await answer("zsh", "run", "") == ["files lua", "team/report:Weekly."])
        #expect(try await answer("zsh", "run", "team/report", "--w") == ["-", "--week:which week"])
        #expect(try await answer("bash", "b24 -p acme,t", "acme,t") == ["-", "acme,test"])
        #expect(try await answer("bash", "b24 --lang=", "") == ["-", "en", "ru"])
        #expect(
            try await answer("zsh", "--lang", "ru", "--dry-r") == [
                "-", "--dry-run:Не отправлять изменения, а перечислить их в конце.",
            ])
    }

    @Test func whatCannotBeReadIsNotOffered() async throws {
        #expect(try await answer("zsh", "run", "broken.lua", "--") == ["-"])
        #expect(try await answer("zsh", "run", "nosuch.lua", "--") == ["-"])
        #expect(try await answer("zsh", "run", "other/report", "--") == ["-"])
        #expect(try await answer("zsh", "run", "/dev/zero", "--") == ["-"])
        #expect(mkfifo(work + "/pipe.lua", 0o600) == 0)
        #expect(try await answer("zsh", "run", "pipe.lua", "--") == ["-"])
        try home.config("nonsense")
        #expect(try await answer("zsh", "--profile", "") == ["-", "demo"])
        try home.write("work/b24.toml", "nonsense")
        #expect(try await answer("zsh", "run", "") == ["files lua"])
        #expect(try await answer("tcsh", "run", "") == [])
        #expect(try await answer("bash", "b24") == [])
        #expect(try await answer() == [])
    }

    // MARK: The scripts

    private func shell(_ program: String, _ arguments: [String], _ script: String) async throws -> [String] {
        let folder = RunningProgram.executable.deletingLastPathComponent().path
        let running = try home.start(
            arguments + [script], environment: ["PATH": folder + ":/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"],
            folder: work, program: program)
        running.closeInput()
        let run = await running.end()
        #expect(run.errors.isEmpty, "\(run)")
        return run.output.split(separator: "\n").map(String.init)
    }

    /// What bash offers for a line; its words are broken as bash breaks them.
    private func bash(_ line: String, words: [String]) async throws -> [String] {
        let list = words.map { "'" + $0 + "'" }.joined(separator: " ")
        return try await shell(
            "/bin/bash", ["--norc", "-c"],
            """
            eval "$(b24 completion bash)"
            COMP_LINE='\(line)' COMP_POINT=\(line.count) COMP_WORDS=(\(list)) COMP_CWORD=\(words.count - 1)
            _b24 b24 '\(words.last ?? "")' ''
            printf '%s\\n' "${COMPREPLY[@]}"
            complete -p b24
            """)
    }

    private static let registered = "complete -o filenames -F _b24 b24"

    @Test func bash() async throws {
        let end = Self.registered
        #expect(try await bash("b24 undo -y --no-i", words: ["b24", "undo", "-y", "--no-i"]) == ["--no-input", end])
        #expect(
            Set(try await bash("b24 run ", words: ["b24", "run", ""])) == [
                "team/report", "report.lua", "broken.lua", "test", "lib", "commands", end,
            ])
        #expect(try await bash("b24 run rep", words: ["b24", "run", "rep"]) == ["report.lua", end])
        #expect(try await bash("b24 run te", words: ["b24", "run", "te"]) == ["team/report", "test", end])
        #expect(try await bash("b24 run report.lua o", words: ["b24", "run", "report.lua", "o"]) == ["open", end])
        #expect(
            try await bash("b24 run report.lua --kind=c", words: ["b24", "run", "report.lua", "--kind", "=", "c"])
                == ["closed", end])
        #expect(
            try await bash("b24 run report.lua --out n", words: ["b24", "run", "report.lua", "--out", "n"])
                == ["notes.txt", end])
        #expect(try await bash("b24 list t", words: ["b24", "list", "t"]) == ["test", end])
        #expect(try await bash("b24 nosuch x", words: ["b24", "nosuch", "x"]) == [end])
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/fish")))
    func fish() async throws {
        func offered(_ line: String) async throws -> [String] {
            try await shell(
                "/usr/bin/fish", ["--no-config", "-c"], "b24 completion fish | source; complete -C '\(line)'")
        }
        #expect(
            Set(try await offered("b24 run report.lua "))
                == [
                    "--apply\twrite the changes", "--kind\tonly these: all of them", "--out\twhere to", "closed",
                    "open",
                ])
        #expect(try await offered("b24 run report.lua --kind=o") == ["--kind=open"])
        #expect(try await offered("b24 run \"../my scripts/other one.lua\" --de") == ["--deep\tto the ground"])
        #expect(try await offered("b24 run report.lua --out no") == ["notes.txt"])
        #expect(try await offered("b24 run report.lua --out=no") == ["--out=notes.txt"])
        #expect(try await offered("b24 run no") == [])
        let scripts = try await offered("b24 run ").map { $0.split(separator: "\t")[0] }
        #expect(
            Set(scripts) == ["team/report", "report.lua", "broken.lua", "test/", "lib/", "commands/"])
        #expect(try await offered("b24 -p acme,") == ["acme,demo", "acme,test"])
        #expect(try await offered("b24 und") == ["undo\tTake a run back."])
    }

    /// The functions of zsh's completion that are called, and with what.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/zsh")))
    func zsh() async throws {
        func called(_ words: String...) async throws -> [String] {
            let list = (["b24"] + words).map { "'" + $0 + "'" }.joined(separator: " ")
            return try await shell(
                "/bin/zsh", ["-f", "-c"],
                """
                compdef() { print compdef $* }
                _describe() { print -l -- "${(@P)4}" }
                _files() { print files $* }
                compset() { print compset $* }
                words=(\(list)) CURRENT=\(words.count + 1) PREFIX='\(words.last ?? "")'
                eval "$(b24 completion zsh)"
                _b24
                """)
        }
        let start = "compdef _b24 b24"
        #expect(try await called("und") == [start, "undo:Take a run back."])
        #expect(try await called("run", "") == [start, "team/report:Weekly.", "files -g *.(lua)(-.)"])
        #expect(
            try await called("run", "\"../my scripts/other one.lua\"", "--de") == [start, "--deep:to the ground"])
        #expect(try await called("run", "report.lua", "--out=n") == [start, "compset -P --*=", "files"])
        #expect(try await called("list", "") == [start, "files -/"])
        #expect(try await called("nosuch", "") == [start])
    }

    @Test func theCommand() async throws {
        for shell in ["bash", "zsh", "fish"] {
            let run = try await home.b24("completion", shell)
            #expect(run.status == 0 && run.output.contains("---completion \(shell)") && run.errors.isEmpty, "\(run)")
            #expect(try await home.b24("--generate-completion-script", shell).output == run.output)
        }
        let wrong = try await home.b24("completion", "tcsh")
        #expect(wrong.status == 2 && wrong.errors.contains("tcsh"), "\(wrong)")
        let help = try await home.b24("completion", "--help", "--lang", "ru")
        #expect(help.status == 0 && help.output.contains("Tab дополняет"), "\(help)")
    }
}
