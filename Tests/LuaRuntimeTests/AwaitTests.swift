import Testing

@testable import LuaRuntime

/// A host call waits from anywhere, and the other tasks go on meanwhile.
@Suite struct AwaitTests {
    static let places: [(name: String, source: String)] = [
        ("top level", "r = slow(7)"),
        ("pcall", "_, r = pcall(slow, 7)"),
        ("xpcall", "_, r = xpcall(slow, print, 7)"),
        ("message handler", "_, r = xpcall(error, function() return slow(7) end)"),
        ("nested pcall", "_, _, r = pcall(pcall, slow, 7)"),
        ("coroutine", "r = coroutine.wrap(slow)(7)"),
        (
            "coroutine in pcall",
            "_, r = pcall(coroutine.wrap(function() return select(2, pcall(slow, 7)) end))"
        ),
        (
            "nested wraps",
            "r = coroutine.wrap(function() return coroutine.wrap(function() return coroutine.wrap(slow)(7) end)() end)()"
        ),
        ("sort comparator", "table.sort({1, 2, 3}, function(a, b) r = slow(7) return a < b end)"),
        (
            "coroutine in a comparator",
            "table.sort({1, 2}, function(a, b) r = coroutine.wrap(slow)(7) return a < b end)"
        ),
        (
            "comparator in a coroutine",
            "coroutine.wrap(function() table.sort({1, 2}, function(a, b) r = slow(7) return a < b end) end)()"
        ),
        ("gsub callback", "local _ = (('x'):gsub('x', function() r = slow(7) end))"),
        ("__index from Lua", "r = setmetatable({}, {__index = function() return slow(7) end}).x"),
        (
            "__index from C",
            "r = select(2, next({(setmetatable({}, {__index = function() return slow(7) end})).x}))"
        ),
        ("__add", "r = setmetatable({}, {__add = function() return slow(7) end}) + 1"),
        (
            "__eq",
            "local mt = {__eq = function() r = slow(7) return true end} local _ = setmetatable({}, mt) == setmetatable({}, mt)"
        ),
        (
            "__lt",
            "local mt = {__lt = function() r = slow(7) return true end} local _ = setmetatable({}, mt) < setmetatable({}, mt)"
        ),
        ("__concat", "r = setmetatable({}, {__concat = function() return slow(7) end}) .. 'x'"),
        ("__len", "r = #setmetatable({}, {__len = function() return slow(7) end})"),
        ("__call", "r = setmetatable({}, {__call = function() return slow(7) end})()"),
        ("__newindex", "setmetatable({}, {__newindex = function() r = slow(7) end}).x = 1"),
        (
            "__close", "do local x <close> = setmetatable({}, {__close = function() r = slow(7) end}) end"
        ),
        (
            "__close after an error",
            "pcall(function() local x <close> = setmetatable({}, {__close = function() r = slow(7) end}) error('x') end)"
        ),
        (
            "__tostring",
            "tostring(setmetatable({}, {__tostring = function() r = slow(7) return '' end}))"
        ),
        (
            "__pairs",
            "for _ in pairs(setmetatable({}, {__pairs = function() r = slow(7) return next, {} end})) do end"
        ),
        ("iterator", "for v in function(_, v) if not v then return slow(7) end end do r = v end"),
        ("print", "print(setmetatable({}, {__tostring = function() r = slow(7) return '' end}))"),
        (
            "load reader",
            "local n = 0 r = load(function() n = n + 1 return n == 1 and 'return ' .. slow(7) or nil end)()"
        ),
        ("module", "r = require 'slow_module'"),
        ("module in a coroutine", "r = coroutine.wrap(function() return require 'slow_module' end)()"),
        (
            "module in a comparator",
            "table.sort({1, 2}, function(a, b) r = require 'slow_module' return a < b end)"
        ),
        ("host function in Lua", "r = apply(slow, 7)"),
        ("table.concat in a task", "r = b24.spawn(function() return slow(7) end):await()"),
    ]

    private static let functions = [
        function(
            "slow", [parameter("x", .any)],
            .async { call in
                await Task.yield()
                return [call.arguments[0]]
            }),
        function(
            "apply", [parameter("f", .function), parameter("x", .any)],
            .lua("return function(f, x) return f(x) end")),
    ]

    @Test(arguments: places.map(\.source))
    func waits(source: String) async throws {
        let whole = """
            local other = 0
            b24.spawn(function() for i = 1, 3 do slow(i) other = i end end)
            \(source)
            while other < 3 do slow(0) end
            return r
            """
        #expect(
            try await run(whole, Self.functions) {
                $0.loadModule = {
                    $0 == "slow_module" ? LuaChunk(name: "slow_module.lua", source: "return slow(7)") : nil
                }
            }.text == "7")
    }

    /// The same places, where what is waited for fails: the error arrives there and can be caught.
    @Test(arguments: places.map(\.source))
    func fails(source: String) async throws {
        let failing = function(
            "slow", [parameter("x", .any)],
            .async { _ in
                await Task.yield()
                throw ErrorTests.Boom()
            })
        let whole =
            "local ok, e = pcall(function() \(source.replacing("pcall", with: "nocatch").replacing("nocatch(nocatch,", with: "nocatch(")) error(r, 0) end) return tostring(e)"
        let nocatch = function(
            "nocatch", [parameter("f", .any), parameter("...", .any, optional: true, variadic: true)],
            .lua("return function(f, ...) return true, f(...) end"))
        let text = try await run(whole, [failing, nocatch, Self.functions[1]]) {
            $0.loadModule = {
                $0 == "slow_module" ? LuaChunk(name: "slow_module.lua", source: "return slow(7)") : nil
            }
        }.text
        let isCaughtBefore =
            source.contains("xnocatch") || source.contains("xpcall") || source.contains("__close")
        #expect(text.contains("boom") || isCaughtBefore, "\(text)")
    }

    @Test func orderOfCompletion() async throws {
        let source = """
            local order = {}
            for _, pause in ipairs { 3, 1, 2 } do
                b24.spawn(function() table.sort({2, 1}, function(a, b) b24.sleep(pause) return a < b end) order[#order + 1] = pause end)
            end
            b24.sleep(10)
            table.sort(order)
            return order
            """
        #expect(try await run(source) { VirtualClock().drive(&$0) }.text == "{1,2,3}")
    }
}
