import Localization
import LuaRuntime

/// `spec.lua`: the words of specs (`b24.spec`, `b24.assert` of the ``StandardLibrary``).
enum SpecTypes {
    static func file(_ language: Language) -> TypeFile {
        var lines = TypeFiles.head("_", language)
        for word in words { lines += word.lines(language) }
        lines += doubles
        lines += assertions(language)
        return TypeFiles.file("spec.lua", lines)
    }

    // MARK: Words

    private struct Word {
        var name: String
        var parameters: [(name: String, type: String)]
        var doc: LocalizedText

        func lines(_ language: Language) -> [String] {
            StubText.comment(doc[language]) + parameters.map { "---@param \($0.name) \($0.type)" } + [
                "function \(name)(\(parameters.map { $0.name.filter { $0 != "?" } }.joined(separator: ", "))) end", "",
            ]
        }
    }

    private static var words: [Word] {
        let block = [("name", "string"), ("body", "fun()")]
        let test = [("name", "string"), ("body?", "fun()")]
        let body = [("body", "fun()")]
        let group = LocalizedText("A block of tests.", ru: "Блок тестов.")
        let one = LocalizedText("A test; words with # in its name are tags.", ru: "Тест; слова с # в имени — метки.")
        let around = (
            before: LocalizedText("Before each test of the block.", ru: "Перед каждым тестом блока."),
            after: LocalizedText("After each test of the block.", ru: "После каждого теста блока."),
            first: LocalizedText(
                "Once, before the first test of the block.", ru: "Один раз, перед первым тестом блока."),
            last: LocalizedText(
                "Once, after the last test of the block.", ru: "Один раз, после последнего теста блока.")
        )
        return ["describe", "context", "expose"].map { Word(name: $0, parameters: block, doc: group) } + [
            Word(
                name: "insulate", parameters: block,
                doc: .init(
                    "A block after which the globals are as before.",
                    ru: "Блок, после которого глобальные имена прежние."))
        ] + ["it", "spec", "test"].map { Word(name: $0, parameters: test, doc: one) } + [
            Word(
                name: "pending", parameters: [("name?", "string"), ("body?", "fun()")],
                doc: .init(
                    "A test that is not there yet; inside a test: not here.",
                    ru: "Теста пока нет; внутри теста: не здесь.")),
            Word(
                name: "finally", parameters: body,
                doc: .init(
                    "Inside a test: after it, however it ends.", ru: "Внутри теста: после него, чем бы он ни кончился.")
            ),
            Word(name: "before_each", parameters: body, doc: around.before),
            Word(name: "after_each", parameters: body, doc: around.after),
        ] + ["setup", "lazy_setup", "strict_setup"].map { Word(name: $0, parameters: body, doc: around.first) }
            + ["teardown", "lazy_teardown", "strict_teardown"].map {
                Word(name: $0, parameters: body, doc: around.last)
            }
            + [
                Word(
                    name: "mock", parameters: [("t", "table"), ("stubbed?", "boolean")],
                    doc: .init(
                        "Spies in the place of all functions of a table.", ru: "Шпионы вместо всех функций таблицы."))
            ]
    }

    /// What can be called and has functions, too.
    private static let doubles = [
        "---@class b24.spylib", "---@overload fun(fn?: function): b24.Spy",
        "---@field on fun(t: table, name: string): b24.Spy", "---@field new fun(fn?: function): b24.Spy", "spy = {}",
        "",
        "---@class b24.stublib", "---@overload fun(t: table, name: string, ...: any): b24.Spy",
        "---@field new fun(t: table, name: string, ...: any): b24.Spy", "stub = {}", "",
        "---@class b24.matchlib", "---@field _ any", "---@field matches fun(pattern: string): any",
        "---@field is_same fun(value: any): any", "---@field like fun(part: table): any",
        "---@field [string] fun(...: any): any", "match = {}", "",
    ]

    // MARK: Assertions

    /// Assertions with what they take. A spec checks that `b24.assert` has each.
    static var checks: [(names: [String], parameters: String)] {
        [
            (["equal", "equals", "same"], "expected: any, actual: any, message?: any"),
            (
                [
                    "true", "false", "nil", "truthy", "falsy", "empty", "boolean", "number", "string", "table",
                    "function",
                    "userdata", "thread",
                ], "value: any, message?: any"
            ),
            (["near"], "expected: number, actual: number, tolerance: number, message?: any"),
            (["match", "matches"], "pattern: string, text: string, message?: any"),
            (["contains"], "part: any, whole: string|any[], message?: any"),
            (["error", "errors"], "fn: function, expected?: any, message?: any"),
            (["error_matches"], "fn: function, pattern: string, message?: any"),
        ]
    }

    static let spyChecks: [(name: String, parameters: String)] = [
        ("called", "count?: integer"), ("called_at_least", "count: integer"), ("called_at_most", "count: integer"),
        ("called_more_than", "count: integer"), ("called_less_than", "count: integer"), ("called_with", "...: any"),
        ("returned_with", "...: any"),
    ]

    /// What one writes between `assert` and the check.
    static let fillers = [
        "are", "is", "has", "have", "does", "was", "be", "a", "an", "not", "no", "are_not",
        "is_not", "has_no", "does_not", "was_not",
    ]
    /// The same joined with it.
    static let prefixes = ["", "is_", "is_not_", "are_", "are_not_", "has_", "has_no_", "not_"]

    private static func assertions(_ language: Language) -> [String] {
        var lines = StubText.comment(TypeTexts.assertions[language]) + ["---@class b24.assertions"]
        lines += fillers.map { StubClass.Field($0, "b24.assertions").line }
        for check in checks {
            lines += check.names.map { StubClass.Field($0, "fun(\(check.parameters)): ...").line }
        }
        // What somebody has registered.
        lines += [StubClass.Field(anyName: "any").line, ""]
        lines += ["---@class b24.spy_assertions"]
        lines += fillers.map { StubClass.Field($0, "b24.spy_assertions").line }
        lines += spyChecks.map { StubClass.Field($0.name, "fun(\($0.parameters))").line } + [""]
        for word in fillers where StubText.isName(word) {
            lines += ["---@type b24.assertions", "assert.\(word) = nil"]
        }
        for check in checks {
            for name in check.names.flatMap({ name in prefixes.map { $0 + name } }) where StubText.isName(name) {
                lines += ["---@type fun(\(check.parameters)): ...", "assert.\(name) = nil"]
            }
        }
        for name in ["spy", "stub"] {
            lines += ["---@param spy b24.Spy", "---@return b24.spy_assertions", "function assert.\(name)(spy) end"]
        }
        return lines + [
            "---@param message string", "function assert.fail(message) end", "---@param name string",
            "---@param fn fun(...: any): boolean", "function assert.register(name, fn) end", "---@param err any",
            "---@return boolean", "function assert.is_failure(err) end",
        ]
    }
}
