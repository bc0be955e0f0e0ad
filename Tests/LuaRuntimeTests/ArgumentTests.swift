import Localization
import Testing

@testable import LuaRuntime

/// Argument errors name the function, the argument, what was expected and what was given.
@Suite struct ArgumentTests {
    private static let functions = [
        function(
            "b24.spa.add", [parameter("title", .string), parameter("fields", .table, optional: true)],
            .sync { [.string($0.arguments.text)] }),
        function("b24.take.integer", [parameter("id", .integer)], .sync { $0.arguments }),
        function("b24.take.number", [parameter("n", .number)], .sync { $0.arguments }),
        function("b24.take.boolean", [parameter("flag", .boolean)], .sync { $0.arguments }),
        function(
            "b24.take.choice", [parameter("level", .choice(["own", "all"]))], .sync { $0.arguments }),
        function(
            "b24.take.either", [parameter("spa", .oneOf([.integer, .string, .table]))],
            .sync { $0.arguments }),
        function("b24.take.task", [parameter("task", .object("b24.Task"))], .sync { $0.arguments }),
        function(
            "b24.take.rest", [parameter("first", .any), parameter("...", .string, variadic: true)],
            .sync { $0.arguments }),
        function(
            "b24.take.lua", [parameter("fn", .function), parameter("n", .integer, optional: true)],
            .lua("return function(f, n) return f(n) end")),
        function(
            "b24.spa", [parameter("name", .string)], .sync { [.string("spa " + $0.arguments.text)] }),
        function(
            "b24.take.__index", [parameter("name", .string)],
            .sync { [.string("no " + $0.arguments.text)] }),
    ]

    @Test(arguments: [
        ("b24.spa.add('x')", "\"\"x\" nil\""), ("b24.spa.add('x', nil, nil)", "\"\"x\" nil\""),
        ("b24.spa.add('x', {1})", "\"\"x\" {1}\""),
        ("b24.take.integer(3.0)", "3"), ("b24.take.integer('13')", "13"), ("b24.take.number(1)", "1.0"),
        ("b24.take.either('13')", "\"13\""), ("b24.take.either(13)", "13"),
        ("b24.take.either({})", "{}"),
        ("b24.take.choice('own')", "\"own\""),
        ("b24.take.rest(nil, 'a', 'b')", "nil \"a\" \"b\""),
        ("b24.take.lua(function(n) return n end, 5)", "5"),
        ("b24.spa('Leave')", "\"spa \"Leave\"\""), ("b24.spa 'Leave'", "\"spa \"Leave\"\""),
        ("b24.take.nothing", "\"no \"nothing\"\""),
        ("select('#', b24.take.task(b24.spawn(print)))", "1"),
    ])
    func accepted(source: String, expected: String) async throws {
        #expect(try await run("return " + source, Self.functions).text == expected)
    }

    @Test(arguments: [
        ("b24.spa.add()", "bad argument #1 'title' to 'b24.spa.add': string expected, got no value"),
        ("b24.spa.add(1)", "bad argument #1 'title' to 'b24.spa.add': string expected, got number"),
        (
            "b24.spa.add('x', 'y')",
            "bad argument #2 'fields' to 'b24.spa.add': table expected, got string"
        ),
        (
            "b24.spa.add('x', b24.null)",
            "bad argument #2 'fields' to 'b24.spa.add': table expected, got null"
        ),
        ("b24.spa.add('x', {}, 1)", "too many arguments to 'b24.spa.add': at most 2 expected, got 3"),
        (
            "b24.spa:add('x')",
            "'b24.spa.add' is a function, not a method: call it with a dot, b24.spa.add(...)"
        ),
        (
            "b24.spa.add('x', {a = {print}})",
            "bad argument #2 to 'b24.spa.add': fields.a[1]: a function can't be sent"
        ),
        (
            "b24.take.integer(1.5)",
            "bad argument #1 'id' to 'b24.take.integer': integer expected, got number (1.5)"
        ),
        (
            "b24.take.integer('x')",
            "bad argument #1 'id' to 'b24.take.integer': integer expected, got string"
        ),
        (
            "b24.take.number('1')",
            "bad argument #1 'n' to 'b24.take.number': number expected, got string"
        ),
        (
            "b24.take.boolean(nil)",
            "bad argument #1 'flag' to 'b24.take.boolean': boolean expected, got nil"
        ),
        (
            "b24.take.choice('some')",
            "bad argument #1 'level' to 'b24.take.choice': one of \"own\", \"all\" expected, got \"some\""
        ),
        (
            "b24.take.either(true)",
            "bad argument #1 'spa' to 'b24.take.either': integer or string or table expected, got boolean"
        ),
        (
            "b24.take.task({})", "bad argument #1 'task' to 'b24.take.task': b24.Task expected, got table"
        ),
        ("b24.take.rest(1)", "bad argument #2 '...' to 'b24.take.rest': string expected, got no value"),
        (
            "b24.take.rest(1, 'a', 2)",
            "bad argument #3 '...' to 'b24.take.rest': string expected, got number"
        ),
        ("b24.take.lua(5)", "bad argument #1 'fn' to 'b24.take.lua': function expected, got number"),
        (
            "b24.take.lua(print, 1, 2)", "too many arguments to 'b24.take.lua': at most 2 expected, got 3"
        ),
        (
            "local t = b24.spawn(print) t.await()",
            "'await' is a method of b24.Task: call it with a colon, object:await(...)"
        ),
        (
            "local t = b24.spawn(print) t.await({})",
            "'await' is a method of b24.Task: call it with a colon, object:await(...)"
        ),
        (
            "local t = b24.spawn(print) t:awiat()",
            "b24.Task has no method 'awiat'; did you mean 'await'?"
        ),
        ("local t = b24.spawn(print) t:cancel()", "b24.Task has no method 'cancel'; it has: await"),
        ("local t = b24.spawn(print) t.done = true", "the fields of a b24.Task cannot be set"),
        ("b24.sleep('1')", "bad argument #1 'seconds' to 'b24.sleep': number expected, got string"),
    ])
    func refused(source: String, expected: String) async {
        let failure = await failure(source, Self.functions)
        #expect(failure?.message == "test.lua:1: " + expected)
        #expect(failure?.position == SourcePosition(file: "test.lua", line: 1))
    }

    @Test(arguments: [
        (
            "b24.spa.add('x', 'y')",
            "неверный аргумент №2 'fields' функции 'b24.spa.add': ожидается таблица, получено: строка"
        ),
        (
            "b24.spa.add('x', {}, 1)",
            "слишком много аргументов у функции 'b24.spa.add': ожидается не больше 2, получено 3"
        ),
        (
            "b24.spa.add('x', {a = 0/0})",
            "неверный аргумент №2 функции 'b24.spa.add': fields.a: NaN и бесконечность отправить нельзя"
        ),
        (
            "b24.spa:add('x')",
            "'b24.spa.add' — функция, а не метод: вызывайте её через точку, b24.spa.add(...)"
        ),
        (
            "local t = b24.spawn(print) t:awiat()",
            "у объекта b24.Task нет метода 'awiat'; возможно, вы имели в виду 'await'?"
        ),
    ])
    func russian(source: String, expected: String) async {
        let failure = await failure(source, Self.functions) { $0.language = .ru }
        #expect(failure?.message == "test.lua:1: " + expected)
    }

    @Test func scriptsCatchWhatTheHostMakesOfThem() async throws {
        let source = "local ok, e = pcall(b24.spa.add) return ok, e.kind, tostring(e)"
        let values = try await run(source, Self.functions) {
            $0.errorObject = { error, call in
                TestError(kind: "invalid_argument", text: "\(error)", place: call.position)
            }
        }
        #expect(
            values.text
                == "false \"invalid_argument\" \"bad argument #1 'title' to 'b24.spa.add': string expected, got no value\""
        )
    }
}
