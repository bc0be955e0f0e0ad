import ArgumentParser
import Testing

@testable import b24

@Suite struct CommandLineShapeTests {
    @Test(arguments: [
        // Global flags stand before or after the command.
        ("eval 1", "eval 1"),
        ("--json eval 1", "eval --json 1"),
        ("eval 1 --json", "eval --json 1"),
        ("-p demo eval 1", "eval -p demo 1"),
        ("--profile=demo eval 1", "eval --profile=demo 1"),
        ("--lang ru --dry-run call crm.type.list --format csv", "call --lang ru --dry-run --format csv crm.type.list"),
        // What follows the script's file is the script's.
        ("run a.lua --json --help", "run -- a.lua --json --help"),
        ("run --json a.lua -p x", "run --json -- a.lua -p x"),
        ("-q run - -- x", "run -q -- - -- x"),
        ("run --help", "run --help"),
        ("rehearse --keep d --json a.lua --keep e", "rehearse --json --keep d -- a.lua --keep e"),
        ("rehearse --max-items=5 --calls a.lua", "rehearse --max-items=5 --calls -- a.lua"),
        // A group's subcommand.
        ("--json portal serve --port 0", "portal serve --json --port 0"),
        ("portal --json reset --yes", "portal reset --json --yes"),
        ("portal --json app add A --redirect http://a/", "portal app add --json A --redirect http://a/"),
        ("-q portal app -q list", "portal app list -q -q"), ("portal app", "portal app"),
        ("log 2026 --json", "log --json 2026"), ("--lang ru log --last", "log --lang ru --last"),
        ("resume 2026 -q -- --json x", "resume -q 2026 -- --json x"),
        ("resume --changed-script 2026", "resume --changed-script 2026"),
        // Nothing after -- is looked at.
        ("eval -- --json", "eval -- --json"),
        // No command, but something to say.
        ("--help", "--help"), ("--version", "--version"), ("--wrong", "--wrong"),
        ("docs --lang", "docs --lang"),
        // What takes no global flags gets none.
        ("--lang ru nosuch", "nosuch"), ("--lang ru portal", "portal"), ("--json help run", "help run"),
        ("portal nosuch -q", "portal nosuch"),
    ])
    func words(line: String, expected: String) {
        let arguments = line.split(separator: " ").map(String.init)
        #expect(CommandLineShape(arguments, inputIsTerminal: false).words.joined(separator: " ") == expected)
    }

    @Test func everyCommandTakesGlobalFlags() {
        func paths(_ command: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
            let children = command.configuration.subcommands
            if children.isEmpty { return [path] }
            return children.flatMap { paths($0, path + [$0._commandName]) }
        }
        #expect(Set(paths(RootCommand.self, [])) == CommandLineShape.takingGlobals)
    }

    @Test func nothingIsThePromptOnATerminal() {
        #expect(CommandLineShape([], inputIsTerminal: true).words == ["repl"])
        #expect(CommandLineShape(["--read-only"], inputIsTerminal: true).words == ["repl", "--read-only"])
    }

    @Test func nothingIsAScriptElsewhere() {
        #expect(CommandLineShape([], inputIsTerminal: false).words == ["run", "--", "-"])
        #expect(CommandLineShape(["--json"], inputIsTerminal: false).words == ["run", "--json", "--", "-"])
    }

    /// `eval` and `run` skip the parser; what they make of the flags must be the same.
    @Test(arguments: [
        "", "--json", "-q --format csv", "--dry-run --read-only -y --no-input -v", "--profile acme --lang ru",
        "-p=acme --color=never --log-format json",
        "--timeout 5s --max-cpu 9s --max-time 2m --max-memory 64M --max-writes 9 --on-error continue",
        "--allow read:* --allow=crm.item.* --deny delete:*", "--webhook-prompt --yes --quiet", "--no-journal",
        "--no-undo --no-audit --audit-values", "--sandbox isolated", "--sandbox=trusted",
    ])
    func flagsWithoutTheParser(line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        #expect(Settings(quick: words) == Settings(try GlobalOptions.parse(words)))
    }

    @Test(arguments: [
        "--format xml", "--json --format csv", "-v -q", "--timeout soon", "--max-memory lots", "--profile",
        "--color --json", "--lang de", "--sandbox open", "--allow crm/item", "--deny",
    ])
    func doubtfulFlagsGoToTheParser(line: String) {
        #expect(Settings(quick: line.split(separator: " ").map(String.init)) == nil)
    }

    @Test func everyGlobalFlagIsKnown() throws {
        for flag in GlobalOptions.bare where flag != "-q" && flag != "--quiet" {
            #expect(throws: Never.self) { try GlobalOptions.parse([flag]) }
        }
        let values = [
            "--profile": "x", "-p": "x", "--format": "csv", "--lang": "ru", "--log-format": "json", "--timeout": "5",
            "--max-memory": "64M", "--max-time": "2m", "--max-cpu": "9s", "--max-writes": "5", "--allow": "read:*",
            "--deny": "crm.*",
            "--on-error": "continue", "--sandbox": "team",
            "--color": "never",
        ]
        #expect(Set(values.keys) == GlobalOptions.valued)
        for (flag, value) in values {
            #expect(throws: Never.self) { try GlobalOptions.parse([flag, value]) }
        }
    }
}
