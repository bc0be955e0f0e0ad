import Testing

@testable import LuaRuntime

/// What a script does not get, and what it gets in a safer form.
@Suite struct SandboxTests {
    @Test(arguments: [
        "io", "package", "dofile", "loadfile", "warn", "os.getenv", "os.execute", "os.exit",
        "os.remove", "os.rename",
        "os.tmpname", "os.setlocale", "debug.getregistry", "debug.sethook", "debug.getupvalue",
        "debug.setmetatable",
        "debug.getmetatable", "debug.getinfo", "string.dump",
    ])
    func absent(name: String) async throws {
        #expect(try await run("return \(name)").text == "nil")
    }

    @Test(arguments: [
        (
            "return type(os.time()), type(os.clock()), type(os.date()), os.difftime(3, 1)",
            "\"number\" \"number\" \"string\" 2.0"
        ),
        ("return getmetatable('')", "false"),
        (
            "return pcall(setmetatable, '', {})",
            "false \"bad argument #1 to 'setmetatable' (table expected, got string)\""
        ),
        (
            "return tostring({}), tostring(print), tostring(coroutine.create(print))",
            "\"table\" \"function\" \"thread\""
        ),
        ("return tostring(setmetatable({}, {__tostring = function() return 'me' end}))", "\"me\""),
        ("return tostring(setmetatable({}, {__name = 'Thing'}))", "\"Thing\""),
        ("return tostring(b24.null), getmetatable(b24.null)", "\"null\" false"),
        ("return math.type(collectgarbage('count'))", "\"float\""),
        ("return load('return 1')(), load('x =')", "1 nil \"(load):1: unexpected symbol near <eof>\""),
        ("return load(function() return nil end)()", ""),
        ("local n = 0 return load(function() n = n + 1 return ({'return ', '4', '2'})[n] end)()", "42"),
        ("return load('return x', 'c', 't', {x = 5})()", "5"),
        ("return pcall(load('error(\"e\")', 'name'))", "false \"name:1: e\""),
        ("return debug.traceback('m', 1)", "\"m\nstack traceback:\n\ttest.lua:1: in main chunk\""),
        ("return string.rep('ab', 3, '-'), ('x'):rep(0), ('').rep('', 5)", "\"ab-ab-ab\" \"\" \"\""),
        ("return table.concat({1, 2, 3}, ',', 2), table.unpack({1, 2, 3}, 2)", "\"2,3\" 2 3"),
        (
            "local t = {3, 1, 2} table.sort(t) table.insert(t, 4) table.insert(t, 1, 0) return t, table.remove(t)",
            "{0,1,2,3} 4"
        ),
        ("return table.move({1, 2, 3}, 2, 3, 1)", "{2,3,3}"),
        (
            "return (('a,b'):find(',', 1, true)), ('abc'):match('b(.)'), (('abc'):gsub('b', 'x'))",
            "2 \"c\" \"axc\""
        ),
        (
            "return next({}), #'abc', select(-1, 1, 2), rawlen({1}), rawequal(1, 1), rawget({5}, 1)",
            "nil 3 2 1 true 5"
        ),
    ])
    func works(source: String, expected: String) async throws {
        #expect(try await run(source).text == expected)
    }

    @Test(arguments: [
        ("collectgarbage()", "only collectgarbage(\"count\") is available"),
        ("collectgarbage('step', 1)", "only collectgarbage(\"count\") is available"),
        ("load('\\27Lua', 'x', 'b')", "only text can be loaded"),
        ("load(('x=1;'):rep(300000))", "source too long"),
        ("load(function() return ('x=1;'):rep(1000) end)", "source too long"),
        ("load('x', '=[host]')", "chunk name is reserved"),
        ("setmetatable({}, {__gc = function() end})", "__gc is not available"),
        ("setmetatable(b24.array{}, {})", "cannot change a protected metatable"),
        ("coroutine.yield()", "attempt to yield from outside a coroutine"),
        ("b24.array(setmetatable({}, {}))", "has a metatable of its own"),
    ])
    func refused(source: String, message: String) async {
        #expect(await failure(source)?.message.contains(message) == true)
    }

    @Test func binaryIsRefused() async throws {
        #expect(try await run("return load('\\27Lua')").text.contains("attempt to load a binary chunk"))
    }

    @Test func seedMakesRandomRepeatable() async throws {
        let source = "return math.random(1000000), math.random(1000000)"
        let first = try await run(source) { $0.randomSeed = 7 }
        let again = try await run(source) { $0.randomSeed = 7 }
        let other = try await run(source) { $0.randomSeed = 8 }
        #expect(first.text == again.text)
        #expect(first.text != other.text)
    }

    @Test func printGoesToTheHost() async throws {
        let lines = Locked<[String]>([])
        try await run(
            "print(1, 'a', nil, {}, b24.null) print() print(setmetatable({}, {__tostring = function() return 't' end}))"
        ) { $0.output = { line in lines.change { $0.append(line) } } }
        #expect(lines.value == ["1\ta\tnil\ttable\tnull", "", "t"])
    }

    @Test func hostLuaDoesNotSeeChangedGlobals() async throws {
        let body = function(
            "host_body", .lua("return function() return type(table.concat({'a', 'b'})) end"))
        #expect(
            try await run("type, table.concat = nil, nil table = nil return host_body()", [body]).text
                == "\"string\"")
    }
}
