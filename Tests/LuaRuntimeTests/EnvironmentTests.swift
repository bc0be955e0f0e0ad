import Synchronization
import Testing

@testable import LuaRuntime

/// Environments: modules of their own globals, which register only and pass copies.
@Suite struct EnvironmentTests {
    /// Two libraries with a `b24` of their own, and rocks without one.
    private final class Shelf: Sendable {
        let sources: [String: String]
        let environments = Mutex<[String: LuaEnvironment]>([:])

        init(_ sources: [String: String]) { self.sources = sources }

        func chunk(_ name: String, from requirer: String? = nil) -> LuaChunk? {
            guard let source = sources[name] else { return nil }
            let library = String(name.prefix { $0 != "." })
            let environment = library == requirer ? nil : library == "project" ? nil : environment(library)
            return LuaChunk(name: name, source: source, environment: environment)
        }

        private func environment(_ library: String) -> LuaEnvironment {
            if let known = environments.withLock({ $0[library] }) { return known }
            let functions = [
                function("b24.who", [], .sync { _ in [.string(library)] }),
                function("b24.deep.who", [], .sync { _ in [.string(library)] }),
                function("b24.ask", [], effect: .read, .async { _ in [.string("asked by " + library)] }),
                function("b24.file.read", [], .sync { _ in [] }),
            ]
            let new = LuaEnvironment(
                name: library + " 1.0", tables: library == "rock" ? [] : [("b24", LuaModule(functions: functions))],
                isClosed: library != "rock"
            ) { [weak self] in self?.chunk($0, from: library) }
            environments.withLock { $0[library] = new }
            return new
        }
    }

    private func configure(_ sources: [String: String]) -> (inout LuaVM.Configuration) -> Void {
        let shelf = Shelf(sources)
        return { configuration in
            configuration.loadModule = { shelf.chunk($0) }
            configuration.isRefusedWhileLoading = { $0.name.hasPrefix("b24.file.") }
            configuration.functions.append(function("b24.who", [], .sync { _ in [.string("script")] }))
        }
    }

    private static let modules = [
        "a": """
        count = (count or 0) + 1
        local M = { count = count, list = { 1, 2, { deep = "yes" } } }
        function M.who() return b24.who(), b24.deep.who() end
        function M.ask() return b24.ask() end
        function M.run(f, ...) return f(...) end
        function M.client() return b24 end
        function M.globals() return _G end
        local Class = { name = "class" }
        Class.__index = Class
        function Class:hello() return "hello" end
        function M.new() return setmetatable({}, Class) end
        function M.isOwn(x) return getmetatable(x) == Class end
        function M.meta(x) return getmetatable(x) end
        function M.fail() error({ code = 1, client = nil }) end
        function M.load(text) return load(text)() end
        M.Class = Class
        return M
        """,
        "a.inner": "return require 'a'",
        "b": """
        local a = require "a"
        local M = { a = a }
        function M.spoil() a.who = function() return "spoilt" end return a.who() end
        function M.call() return a.who() end
        function M.who() return b24.who() end
        return M
        """,
    ]

    @Test(arguments: [
        ("local a = require 'a' return a.who()", "\"a\" \"a\""),
        ("local a = require 'a' return b24.who(), require 'a' == a, count", "\"script\" true nil"),
        ("return require('a').ask()", "\"asked by a\""),
        // A function that is handed over keeps the rights of whoever wrote it, a client those of whoever has given it.
        (
            "local a, b = require 'a', require 'b' return a.run(b.who), b.a.run(a.who), a.run(b24.who)",
            "\"b\" \"a\" \"script\""
        ),
        ("return require('a').client().who()", "\"a\""),
        // Nobody changes what others use.
        ("local a, b = require 'a', require 'b' return b.spoil(), a.who()", "\"spoilt\" \"a\" \"a\""),
        ("local a = require 'a' a.who = nil a.list[3].deep = 1 return require('b').call()", "\"a\" \"a\""),
        ("local a = require 'a' return #a.list, a.list[3].deep, type(a), next(a.list)", "3 \"yes\" \"table\" 1 1"),
        (
            "local a = require 'a' return pcall(function() a.client().who = 1 end)",
            "false \"test.lua:1: cannot change a protected table (field 'who')\""
        ),
        (
            "local a = require 'a' return pcall(rawset, a.client(), 'who', 1)",
            "false \"cannot change a protected table\""
        ),
        (
            "local a = require 'a' return pcall(function() a.client().deep.who = 1 end)",
            "false \"test.lua:1: cannot change a protected table (field 'who')\""
        ),
        ("local a = require 'a' return getmetatable(a.client()), rawget(a.client(), 'who')", "false nil"),
        // Metatables are for those who made them.
        (
            "local a = require 'a' local x = a.new() return x:hello(), a.isOwn(x), getmetatable(x)",
            "\"hello\" true false"
        ),
        (
            "local a = require 'a' local C = {} return a.meta(setmetatable({}, C)), getmetatable(setmetatable({}, C)) == C",
            "false true"
        ),
        ("local a = require 'a' local x = setmetatable({}, { __index = a.Class }) return x:hello()", "\"hello\""),
        ("local a = require 'a' a.Class.hello = function() return 'spoilt' end return a.new():hello()", "\"hello\""),
        // `load` stays inside.
        ("local a = require 'a' x = 5 return a.load('return x'), a.load('return b24.who()')", "nil \"a\""),
        // Strings keep their methods, and get those that a script adds.
        (
            "string.upper = function() return 'spoilt' end function string.twice(s) return s .. s end return ('a'):upper(), ('a'):twice(), string.upper('a')",
            "\"A\" \"aa\" \"spoilt\""
        ),
        ("local a = require 'a' string.format = nil return a.load('return string.format(\"%d\", 1)')", "\"1\""),
        (
            "local a = require 'a' return pcall(a.load, 'string.format = 1')",
            "false \"(load):1: cannot change a protected table (field 'format')\""
        ),
        (
            "local a = require 'a' return pcall(a.load, 'rawset(string, \"format\", 1)')",
            "false \"(load):1: cannot change a protected table\""
        ),
        (
            "local a = require 'a' return a.load('local n = 0 for k in pairs(string) do n = n + 1 end return n > 10, #string')",
            "true 0"
        ),
        (
            "local a = require 'a' return a.load('return io, package, dofile, os.execute, debug.getinfo, string.dump')",
            "nil nil nil nil nil nil"
        ),
        ("local a = require 'a' return a.globals() == _G, a.globals().b24 == a.client()", "false true"),
        ("return require('a.inner') == require 'a', require('a.inner').count", "false 1"),
    ])
    func passes(source: String, expected: String) async throws {
        #expect(try await run(source, change: configure(Self.modules)).text == expected)
    }

    @Test(arguments: [
        ("x = b24.ask()", "'b24.ask' can't be called while module 'm' of m 1.0 is being loaded"),
        ("b24.file.read()", "'b24.file.read' can't be called"),
        ("pcall(b24.ask) error('went on')", "went on"),
        ("coroutine.wrap(b24.ask)()", "'b24.ask' can't be called"),
        ("coroutine.yield()", "attempt to yield across a C-call boundary"),
        ("error('own')", "m:1: own"), ("return +", "module 'm' can't be loaded: m:1: unexpected symbol near '+'"),
        ("require 'm'", "modules require each other: m -> m"),
        ("require 'm.a'", "modules require each other: m -> m.a -> n -> m"),
        ("require 'x'", "module 'x' not found"),
    ])
    func loadingOnlyRegisters(source: String, expected: String) async {
        let sources = ["m": source, "m.a": "require 'n'", "n": "require 'm'"]
        let failure = await failure("coroutine.wrap(function() require 'm' end)()", change: configure(sources))
        #expect(failure?.message.contains(expected) == true, "\(failure?.message ?? "")")
    }

    @Test func aModuleThatFailedIsTriedAgain() async throws {
        let values = try await run(
            "return pcall(require, 'm'), require 'm', b24.who()",
            change: configure(["m": "n = (n or 0) + 1 if n == 1 then error 'x' end return n"]))
        #expect(values.text == "false 2 \"script\"")
    }

    @Test(arguments: ["while true do end", "while true do pcall(function() while true do end end) end"])
    func loadingIsBounded(source: String) async {
        let failure = await failure("pcall(require, 'm') return 1") {
            configure(["m": source])(&$0)
            $0.loadingInstructions = 100_000
        }
        #expect(failure?.kind == .instructionLimit)
        #expect(
            failure?.message.hasPrefix("module 'm' of m 1.0 takes too long to load (more than 100000 instructions)")
                == true)
    }

    /// What a module needs is not for it to pay, and what runs later neither.
    @Test func eachModuleHasItsOwnLimit() async throws {
        let work = "for i = 1, 30000 do local x = i * i end"
        let values = try await run("require 'a' \(work) \(work) return require('a').f()") {
            configure([
                "a": "\(work) require 'b' require 'c' return { f = function() \(work) \(work) \(work) return 1 end }",
                "b": "\(work)", "c": "\(work)",
            ])(&$0)
            $0.loadingInstructions = 150_000
        }
        #expect(values.text == "1")
    }

    @Test func rocksGiveTheirTables() async throws {
        let values = try await run(
            "local r = require 'rock' r.x = 2 return require('rock.same')(), getmetatable(r.new()) ~= nil, r.b24",
            change: configure([
                "rock": "local C = {} return { x = 1, b24 = b24, new = function() return setmetatable({}, C) end }",
                "rock.same": "local r = require 'rock' return function() return r.x end",
            ]))
        #expect(values.text == "2 true nil")
    }

    /// Fifty libraries cost no fifty tables of functions.
    @Test func whatLibrariesCost() async throws {
        var sources: [String: String] = [:]
        for number in 1...50 { sources["l\(number)"] = "return { f = function() return b24.who() end }" }
        let functions = (1...150).map { function("b24.f\($0)", [], .sync { _ in [] }) }
        let environments = Mutex<[String: LuaEnvironment]>([:])
        let loaded = sources
        var settings = configuration()
        settings.loadModule = { name in
            let environment = environments.withLock { known in
                if let same = known[name] { return same }
                let module = LuaModule(
                    functions: functions + [function("b24.who", [], .sync { _ in [.string(name)] })])
                let new = LuaEnvironment(name: name, tables: [("b24", module)]) { name in
                    loaded[name].map { LuaChunk(name: name, source: $0) }
                }
                known[name] = new
                return new
            }
            return loaded[name].map { LuaChunk(name: name, source: $0, environment: environment) }
        }
        let vm = try LuaVM(settings)
        _ = try await vm.run(LuaChunk(name: "t", source: "require 'l1'"))
        await vm.collectGarbage()
        let before = vm.memoryInUse
        _ = try await vm.run(LuaChunk(name: "t", source: "for i = 1, 50 do require('l' .. i) end"))
        await vm.collectGarbage()
        let each = (vm.memoryInUse - before) / 49
        _ = try await vm.run(LuaChunk(name: "t", source: "for i = 1, 50 do require('l' .. i).f() end"))
        await vm.collectGarbage()
        let used = (vm.memoryInUse - before) / 49
        print("a library: \(each) bytes, one that uses its b24: \(used)")
        #expect(each < 8_000 && used < 40_000)
        await vm.close()
    }
}
