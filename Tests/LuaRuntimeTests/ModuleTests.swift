import Testing

@testable import LuaRuntime

/// `require`: once, without cycles, and with an error that says where it looked.
@Suite struct ModuleTests {
    struct NotFound: Error, CustomStringConvertible { let description = "looked in scripts/, lib/" }

    private static let sources = [
        "plain": "loads = (loads or 0) + 1 return { name = ..., file = select(2, ...) }",
        "nothing": "x = 1",
        "falsy": "return false",
        "slow": "b24.sleep(5) loads = (loads or 0) + 1 return { n = loads }",
        "broken": "return +",
        "failing": "tries = (tries or 0) + 1 if tries == 1 then error('first time') end return 'second'",
        "a": "return require 'b'", "b": "return require 'c'", "c": "return require 'a'",
        "self": "return require 'self'",
        "slow_a": "b24.sleep(1) return require 'slow_b'", "slow_b": "b24.sleep(1) return require 'slow_a'",
        "hash": "#!/usr/bin/env b24\nreturn 'hash'",
    ]

    private func load(_ configuration: inout LuaVM.Configuration) {
        VirtualClock().drive(&configuration)
        configuration.loadModule = { name in
            if name == "missing" { throw NotFound() }
            return Self.sources[name].map { LuaChunk(name: name + ".lua", source: $0) }
        }
    }

    @Test(arguments: [
        (
            "local a, b = require 'plain', require 'plain' return a == b, loads, a.name, a.file",
            "true 1 \"plain\" \"plain.lua\""
        ),
        ("return require 'nothing', x", "true 1"),
        ("return require 'falsy'", "false"),
        ("return require 'hash'", "\"hash\""),
        ("return select(2, require 'plain')", "\"plain.lua\""),
        ("return pcall(require, 'failing') == false, require 'failing'", "true \"second\""),
        (
            "local r = b24.all { function() return require 'slow' end, function() return require 'slow' end } return r[1] == r[2], loads",
            "true 1"
        ),
        ("table.sort({1, 2}, function() require 'slow' end) return loads", "1"),
    ])
    func loads(source: String, expected: String) async throws {
        #expect(try await run(source, change: load).text.hasPrefix(expected))
    }

    @Test(arguments: [
        ("\nrequire 'missing'", "test.lua:2: module 'missing' not found: looked in scripts/, lib/"),
        ("require 'unknown'", "test.lua:1: module 'unknown' not found"),
        ("require 'broken'", "test.lua:1: module 'broken' can't be loaded: broken.lua:1: unexpected symbol near '+'"),
        ("require 'a'", "c.lua:1: modules require each other: a -> b -> c -> a"),
        ("require 'self'", "self.lua:1: modules require each other: self -> self"),
        ("require 'slow_a'", "slow_b.lua:1: modules require each other: slow_a -> slow_b -> slow_a"),
        ("require(5)", "test.lua:1: bad argument #1 'name' to 'require': string expected, got number"),
        ("require 'failing'", "failing.lua:1: first time"),
        (
            "b24.all { function() require 'slow_a' end, function() require 'slow_b' end }",
            "this would wait for ever: every task waits for another one"
        ),
    ])
    func refused(source: String, message: String) async {
        let failed = await failure(source, change: load)
        #expect(failed?.message == message || failed?.message.hasSuffix(message) == true, "\(failed?.message ?? "")")
    }

    @Test func tracebackGoesThroughModules() async {
        let failed = await failure("local function f()\n  require 'failing'\nend\nf()", change: load)
        #expect(
            failed?.traceback == [
                "failing.lua:1: in main chunk", "test.lua:2: in function 'f'", "test.lua:4: in main chunk",
            ])
    }
}
