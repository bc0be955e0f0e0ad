import ArgumentParser
import B24Scripting
import Localization
import Testing

@testable import b24

/// What may be typed at a place of a command line: without a shell, and without files.
@Suite struct CommandLineCompleterTests {
    /// What there is to look up.
    private struct Facts: CompletionFacts {
        var profiles = ["acme", "test", "demo"]
        var libraries = ["team"]
        var runs = [
            RecordedRun(word: .init(text: "20261127-101500-b2", about: "import.lua"), isUnfinished: true),
            RecordedRun(word: .init(text: "20261126-091000-a1", about: "report.lua"), isUnfinished: false),
        ]
        var commands = [Suggestions.Word(text: "team/report", about: "Monthly report.")]

        func parameters(of script: String) -> ScriptParameters? {
            switch script {
            case "report.lua", "team/report":
                ScriptMetadata(
                    """
                    --- Monthly report.
                    --- @arg month date  which month
                    --- @arg kind enum(open|closed)?  only these
                    --- @flag apply  write the changes
                    --- @flag limit=integer=50  at most so many
                    --- @flag sort=enum(asc|desc)  which first
                    --- @flag strict=boolean=true  whether to stop
                    --- @flag out=string=  where to
                    """, file: script
                ).parameters
            case "plain.lua": ScriptParameters()
            default: nil
            }
        }
    }

    private let completer = CommandLineCompleter(facts: Facts())

    /// A line up to the cursor, and what is offered; `FILES:` for what the shell looks for itself.
    @Test(arguments: [
        // Commands.
        ("pro", "profile"), ("p", "plan permissions portal profile"), ("nosuch ", ""), ("portal g", "grants"),
        ("portal grants ", "list set remove clear"),
        ("portal roles ", "list add assign unassign rename remove"), ("help un", "undo"), ("help portal gr", "grants"),
        ("help run ", ""), ("--json ev", "eval"),
        ("--profile acme ru", "run"), ("--profile ru", ""), ("completion ", "bash zsh fish"),
        // Flags of b24, before and after the command.
        ("--pro", "--profile"), ("--ver", "--verbose --version"), ("run --dry", "--dry-run"),
        ("--json run --js", ""), ("run --allow a --all", "--all-profiles --allow"), ("portal --js", "--json"),
        ("eval -- --js", ""), ("portal serve --fl", "--flavour"),
        // Closed sets of values.
        ("--lang ", "en ru"), ("run --sandbox t", "trusted team"), ("eval --lang=r", "--lang=ru"),
        ("eval --on-error ", "stop continue"), ("portal serve --sign-in cr", "crmAdmin"), ("call --rest ", "2 3"),
        ("portal grants set a b ev", "every"), ("portal grants set a b read x", ""), ("eval --max-writes ", ""),
        ("profile add x --store h", "helper"), ("docs --nosuch=", ""),
        // Profiles.
        ("--profile ", "acme test demo"), ("-p a", "acme"), ("run --profile=t", "--profile=test"),
        ("--profile acme,", "acme,test acme,demo"), ("-p acme,test,d", "acme,test,demo"), ("--profile nosuch,x", ""),
        ("profile show ", "acme test demo"), ("profile rename acme ", ""), ("diff --against t", "test"),
        // Runs.
        ("log ", "20261127-101500-b2 20261126-091000-a1"), ("undo 20261126", "20261126-091000-a1"),
        ("resume ", "20261127-101500-b2"), ("resume 20261127-101500-b2 ", ""), ("log x ", ""),
        // Libraries, methods, pages of the reference.
        ("lib update team t", "team"), ("lib info team ", ""), ("call crm.item.dele", "crm.item.delete"),
        ("docs b24.csv.re", "b24.csv.read"), ("docs user.cur", "user.current"),
        // Scripts and files.
        ("run ", "FILES:lua team/report"), ("run te", "FILES:lua team/report"), ("rehearse --keep ", "FILES:/"),
        ("rehearse --max-items 5 x", "FILES:lua"), ("check a.lua ", "FILES:lua"), ("test --replay ", "FILES:*"),
        ("plan ", "FILES:lua,json"), ("list ", "FILES:/"), ("list a ", ""),
        // What follows a script is its own, whatever it looks like.
        ("run nosuch.lua ", ""), ("run - ", ""), ("run - --", ""), ("run plain.lua ", "FILES:*"),
        ("run plain.lua --", "--help"), ("run plain.lua x --", ""),
        ("run report.lua --l", "--limit"),
        ("run report.lua --profile ", "--apply --limit --sort --strict --out --month --kind"),
        ("run report.lua --help --js", ""), ("-p acme run --json team/report --ap", "--apply"),
        ("rehearse --calls report.lua --ap", "--apply"), ("run -- report.lua --ap", "--apply"),
        ("run report.lua ", "--apply --limit --sort --strict --out --month --kind"),
        ("run report.lua 2026-10-01 ", "open closed --apply --limit --sort --strict --out --kind"),
        ("run report.lua 2026-10-01 o", "open"),
        ("run report.lua 2026-10-01 open ", "--apply --limit --sort --strict --out"),
        ("run report.lua --sort ", "asc desc"), ("run report.lua --sort=d", "--sort=desc"),
        ("run report.lua --strict ", "true false"), ("run report.lua --out ", "FILES:*"),
        ("run report.lua --out=x", "FILES:*"), ("run report.lua --limit ", ""), ("run report.lua --month=", ""),
        ("run report.lua --kind=o", "--kind=open"), ("run report.lua --kind open --k", ""),
        ("run report.lua --apply --a", ""), ("run report.lua -- --a", "--apply"),
        ("run report.lua -- 2026-10-01 -- o", "open"), ("run report.lua x -- --a", ""),
    ])
    func offers(line: String, expected: String) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let found = completer.suggestions(after: words.dropLast(), typing: words.last ?? "")
        let files: [String] =
            switch found.files {
            case nil: []
            case .all: ["FILES:*"]
            case .endings(let endings): ["FILES:" + endings.joined(separator: ",")]
            case .folders: ["FILES:/"]
            }
        #expect((files + found.words.map(\.text)).joined(separator: " ") == expected)
    }

    @Test func wordsAreDescribed() {
        func about(_ words: [String], _ word: String) -> String? {
            completer.suggestions(after: words, typing: word).words.first?.about
        }
        #expect(about([], "undo") == Texts.aboutUndo[.ofProcess])
        #expect(about(["run"], "--dry-run") == Texts.optionDryRun[.ofProcess])
        #expect(about(["run"], "team/") == "Monthly report.")
        #expect(about(["run", "report.lua"], "--apply") == "write the changes")
        #expect(about(["run", "report.lua"], "--month") == "which month")
    }

    /// Whoever adds an option says what its values are, or here that nobody can list them.
    @Test func everyValueIsThoughtOf() {
        var free: Set<String> = []
        func collect(_ command: any ParsableCommand.Type) {
            command.configuration.subcommands.forEach(collect)
            guard command.configuration.subcommands.isEmpty else { return }
            for parameter in CommandParameter.of(command) where parameter.takesValue && parameter.values == .free {
                free.insert(parameter.names.first ?? command._commandName)
            }
        }
        collect(RootCommand.self)
        #expect(
            free == [
                "--max-writes", "--allow", "--deny", "--timeout", "--max-memory", "--max-cpu", "--max-time",
                // Of scripts, specs and configurations.
                "run", "rehearse", "eval", "call", "--max-items", "--filter", "--tags", "--exclude-tags", "--seed",
                "--var", "--only",
                // Of runs: a number, the script's arguments.
                "--limit", "resume",
                // Of the local portal.
                "--port", "--latency", "--fault", "--fault-seed", "--since", "--scope", "--redirect", "--app",
                "--of", "add", "remove", "set", "webhook", "clear", "assign", "unassign",
                // Of a portal, or a new name.
                "--portal", "--client-id", "--server", "--wait", "rename", "init", "--at-least", "--to",
                "probe", "checklist", "explain", "audience", "--grant", "--sample", "--funnel", "--stage", "--item",
                "--method",
            ])
    }
}
