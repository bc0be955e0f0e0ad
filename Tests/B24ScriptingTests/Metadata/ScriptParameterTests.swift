import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

/// What scripts take on their command lines: tags, words, values.
@Suite struct ScriptParameterTests {
    private func metadata(_ lines: String...) -> ScriptMetadata {
        ScriptMetadata(lines.map { "--- " + $0 }.joined(separator: "\n"), file: "s.lua")
    }

    @Test func tags() {
        let metadata = metadata(
            "@arg month string=2026-10  which month", "@arg kind enum(open|closed)?", "@arg day date the day",
            "@arg note  free text", "@arg spa string...  smart processes", "@flag apply  write",
            "@flag limit=integer=50  at most", "@flag size=1.5", "@flag name=string")
        #expect(metadata.problems.isEmpty)
        let parameters = metadata.parameters
        #expect(parameters.arguments.map(\.type) == [.string, .choice(["open", "closed"]), .date, .string, .string])
        #expect(parameters.arguments.map(\.isOptional) == [true, true, false, false, false])
        #expect(parameters.arguments.map(\.text) == ["which month", "", "the day", "free text", "smart processes"])
        #expect(parameters.flags.map(\.type) == [.boolean, .integer, .number, .string])
        #expect(parameters.flags.map(\.defaultValue) == [nil, "50", "1.5", nil])
        #expect(
            parameters.usage("s.lua")
                == "b24 run s.lua [--apply] [--limit=INTEGER] [--size=NUMBER] [--name=STRING] [MONTH] [KIND] DAY NOTE SPA..."
        )
    }

    @Test(arguments: [
        ("@arg", "the tag has no name"), ("@arg 1st string", "'1st' is no name"),
        ("@arg a.b string", "'a.b' is no name"),
        ("@arg n integr", "unknown type 'integr'"), ("@arg n file=x", "unknown type 'file'"),
        ("@arg n enum(a||b)", "unknown type 'enum(a||b)'"), ("@arg n integer=x", "the default 'x' of 'n' does not fit"),
        ("@arg d date=2026-02-30", "does not fit"), ("@flag", "the tag has no name"),
        ("@flag limit=integer=x", "does not fit"), ("@arg a\n--- @flag a", "argument 'a' is there twice"),
    ])
    func badTags(tag: String, problem: String) {
        let metadata = metadata(tag)
        #expect(metadata.problems.first?.text.en.contains(problem) == true, "\(metadata.problems)")
    }

    private static let tags = [
        "@arg month string=2026-10", "@arg kind enum(open|closed)?", "@arg count integer?", "@arg spa string?...",
        "@flag apply", "@flag limit=integer=50", "@flag share=number",
    ].map { "--- " + $0 }.joined(separator: "\n")

    @Test(arguments: [
        ([], "{1=2026-10 month=2026-10 spa=array{} apply=false limit=50}"),
        (["2026-11"], "{1=2026-11 month=2026-11 spa=array{} apply=false limit=50}"),
        (["--month", "2026-11"], "{1=2026-11 month=2026-11 spa=array{} apply=false limit=50}"),
        (
            ["--month=2026-11", "open", "5", "A", "B"],
            "{1=2026-11 2=open 3=5 4=A 5=B month=2026-11 kind=open count=5 spa=array{1=A 2=B} apply=false limit=50}"
        ),
        (["--", "--apply", "--limit", "7"], "{1=2026-10 month=2026-10 spa=array{} apply=true limit=7}"),
        (["--spa", "A", "--spa=B"], "{1=2026-10 month=2026-10 spa=array{1=A 2=B} apply=false limit=50}"),
        (["--share=2", "--apply=false"], "{1=2026-10 month=2026-10 spa=array{} apply=false limit=50 share=2}"),
        (["--limit", "-3"], "{1=2026-10 month=2026-10 spa=array{} apply=false limit=-3}"),
        (
            ["x", "--", "closed", "1", "--apply"],
            "{1=x 2=closed 3=1 4=--apply month=x kind=closed count=1 spa=array{1=--apply} apply=false limit=50}"
        ),
    ])
    func values(words: [String], expected: String) throws {
        let table = try ScriptMetadata(Self.tags, file: "s.lua").parameters.values(words)
        #expect(Self.text(table) == expected)
    }

    @Test(arguments: [
        (["--aply"], "The script has no --aply.", "Did you mean --apply?"),
        (["x", "opened"], "Argument KIND is 'opened'; expected: one of open, closed.", nil),
        (["x", "open", "many"], "Argument COUNT is 'many'; expected: a whole number, such as 12.", nil),
        (["--limit"], "--limit needs a value: a whole number, such as 12.", nil),
        (["--limit", "--apply"], "--limit needs a value: a whole number, such as 12.", nil),
        (["--share=nan"], "Argument SHARE is 'nan'; expected: a number, such as 1.5.", nil),
        (["--apply=maybe"], "Argument APPLY is 'maybe'; expected: true or false.", nil),
    ])
    func mistakes(words: [String], text: String, hint: String?) {
        let mistake = Self.mistake(words, ScriptMetadata(Self.tags, file: "s.lua"))
        #expect(mistake?.text.en == text && mistake?.hint?.en == hint, "\(words)")
    }

    @Test func missingAndTooMany() {
        let metadata = metadata("@arg day date  the day of it")
        for (words, text) in [
            ([], "Argument DAY is missing: a day, such as 2026-10-31."),
            (["2026-02-29"], "Argument DAY is '2026-02-29'; expected: a day, such as 2026-10-31."),
            (["2028-02-29", "more"], "The script does not expect 'more': there are too many arguments."),
        ] {
            #expect(Self.mistake(words, metadata)?.text.en == text)
        }
    }

    @Test func aSessionGivesThemTyped() async throws {
        let scene = Scene.with { $0.arguments = ["--count", "5", "A"] }
        let value = try await scene.value(
            "--- @arg name string\n--- @arg count integer\nreturn b24.args[1], b24.args.count + 1, #b24.args")
        #expect(value == "\"A\", 6, 2")
        #expect(await scene.failure("--- @arg day date\nreturn 1").contains("has no --count"))
        #expect(try await scene.value("return b24.args.count, b24.args[1]") == "true, \"5\"")
    }

    private static func mistake(_ words: [String], _ metadata: ScriptMetadata) -> ArgumentMistake? {
        do throws(ArgumentMistake) {
            _ = try metadata.parameters.values(words)
            return nil
        } catch {
            return error
        }
    }

    private static func text(_ table: LuaTable) -> String {
        let array = table.array.enumerated().map { "\($0 + 1)=\(text($1))" }
        let fields = table.fields.map { "\($0.key.name)=\(text($0.value))" }
        return (table.marker == .array ? "array" : "") + "{" + (array + fields).joined(separator: " ") + "}"
    }

    private static func text(_ value: LuaValue) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .boolean(let flag): String(flag)
        case .table(let table): text(table)
        default: "?"
        }
    }

    /// The words that stand there, the parameter whose value may come, and what may be given by name.
    @Test(arguments: [
        ("", "month", "apply limit month kind spa"), ("x", "kind", "apply limit kind spa"),
        ("x open", "spa", "apply limit spa"), ("x open A B", "spa", "apply limit spa"),
        ("--apply", "month", "limit month kind spa"), ("--month x", "kind", "apply limit kind spa"),
        ("--kind=open x", "spa", "apply limit spa"), ("--spa A", "month", "apply limit month kind spa"),
        ("--limit", "limit", ""), ("--limit=", "month", "apply month kind spa"),
        ("--limit --apply", "month", "month kind spa"), ("--wrong x", "kind", "apply limit kind spa"),
        ("--", "month", "apply limit month kind spa"), ("-- x --", "kind", ""), ("x -- --apply", "spa", ""),
    ])
    func next(words: String, value: String, names: String) {
        let parameters = metadata(
            "@arg month string=2026-10", "@arg kind enum(open|closed)?", "@arg spa string?...", "@flag apply",
            "@flag limit=integer=50"
        ).parameters
        let next = parameters.next(after: words.split(separator: " ").map(String.init))
        #expect(next.value?.name == value)
        #expect(next.names.map(\.name).joined(separator: " ") == names)
    }

    @Test func nothingIsNextWhenAllIsThere() {
        #expect(ScriptParameters().next(after: ["x", "--y"]) == ScriptParameters.Next())
        #expect(metadata("@arg a string").parameters.next(after: ["x", "y"]) == ScriptParameters.Next())
        #expect(metadata("@arg a boolean").parameters.arguments[0].type.values == ["true", "false"])
    }
}
