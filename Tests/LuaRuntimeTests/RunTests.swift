import Testing

@testable import LuaRuntime

@Suite struct RunTests {
    @Test(arguments: [
        ("return 1 + 1", "2"),
        ("return 'a', nil, true", "\"a\" nil true"),
        ("return ...", "1 \"x\""),
        ("return {1, 2, a = 3, [5] = 4}", "{1,2,[5]=4,a=3}"),
        ("return b24.null, b24.array{}, b24.object{}", "null array{} object{}"),
        ("return pcall(error, 'x')", "false \"x\""),
        ("return select('#', pcall(function(...) return ... end, 1, nil))", "3"),
        ("return require 'b24' == b24, require 'string' == string", "true true"),
        ("return coroutine.isyieldable(), select(2, coroutine.running())", "false true"),
        ("local t = b24.spawn(function(a) return a * 2, 'x' end, 21) return t:await()", "42 \"x\""),
        ("return table.unpack(b24.all{function() return 1 end, function() return 2 end})", "1 2"),
    ])
    func values(source: String, expected: String) async throws {
        let values = try await run(source, arguments: [.integer(1), .string("x")])
        #expect(values.text == expected)
    }

    @Test func syncFunction() async throws {
        let add = function(
            "math2.add", [parameter("a", .integer), parameter("b", .integer)],
            .sync { call in
                guard case .integer(let a) = call.arguments[0], case .integer(let b) = call.arguments[1]
                else {
                    return []
                }
                return [.integer(a + b), .string(call.position?.description ?? "")]
            })
        #expect(try await run("\nreturn math2.add(1, 2)", [add]).text == "3 \"test.lua:2\"")
    }

    @Test(arguments: [
        "return slow(7)",
        "return select(2, pcall(slow, 7))",
        "return coroutine.wrap(function() return slow(7) end)()",
        "return coroutine.wrap(function() return coroutine.wrap(function() return slow(7) end)() end)()",
        "local t = {3, 7} table.sort(t, function(a, b) slow(1) return a > b end) return t[1]",
        "return tonumber((('x'):gsub('x', function() return slow(7) end)))",
        "return setmetatable({}, {__index = function() return slow(7) end}).x",
        "return select(2, xpcall(slow, print, 7))",
        "local r for x in function(_, v) return not v and slow(7) or nil end do r = x end return r",
    ])
    func awaits(source: String) async throws {
        let slow = function(
            "slow", [parameter("x", .any)],
            .async { call in
                await Task.yield()
                return [call.arguments[0]]
            })
        #expect(try await run(source, [slow]).text == "7")
    }

    @Test func errors() async throws {
        struct Boom: Error, CustomStringConvertible { let description = "boom" }
        let fail = function("fail", .sync { _ in throw Boom() })
        let later = function("later", .async { _ in throw Boom() })
        #expect(try await run("return pcall(fail)", [fail]).text == "false \"test.lua:1: boom\"")
        let failure = await failure("local function f()\n  later()\nend\nf()", [fail, later])
        #expect(failure?.message == "test.lua:2: boom")
        #expect(failure?.traceback == ["test.lua:2: in function 'f'", "test.lua:4: in main chunk"])
        #expect(failure?.cause is Boom)
    }
}
