import Testing

@testable import LuaRuntime

/// Coroutines are Lua's own to a script, also when host calls wait inside them.
@Suite struct CoroutineTests {
    private static let slow = function(
        "slow", [parameter("x", .any, optional: true)],
        .async { call in
            await Task.yield()
            return [call.arguments[0]]
        })

    @Test(arguments: [
        (
            "local co = coroutine.create(function(a) local b = coroutine.yield(a + 1) return b * 2 end) "
                + "return select(2, coroutine.resume(co, 1)), select(2, coroutine.resume(co, 21)), coroutine.status(co)",
            "2 42 \"dead\""
        ),
        (
            "local f = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) return f(), f(), f(), f()",
            "1 2 3"
        ),
        (
            "return coroutine.resume(coroutine.running())",
            "false \"cannot resume non-suspended coroutine\""
        ),
        (
            "local co = coroutine.create(print) coroutine.close(co) return coroutine.resume(co)",
            "false \"cannot resume dead coroutine\""
        ),
        (
            "local co co = coroutine.create(function() return coroutine.status(co), coroutine.resume(co) end) return coroutine.resume(co)",
            "true \"running\" false \"cannot resume non-suspended coroutine\""
        ),
        (
            "local out co = coroutine.create(function() return coroutine.wrap(function() return coroutine.status(co) end)() end) return coroutine.resume(co)",
            "true \"normal\""
        ),
        (
            "return pcall(coroutine.close, coroutine.running())",
            "false \"cannot close a running coroutine\""
        ),
        (
            "local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() closed = true end}) coroutine.yield() end) "
                + "coroutine.resume(co) return coroutine.close(co), closed, coroutine.status(co)",
            "true true \"dead\""
        ),
        (
            "local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() error('c', 0) end}) coroutine.yield() end) "
                + "coroutine.resume(co) return coroutine.close(co)", "false \"c\""
        ),
        (
            "local f = coroutine.wrap(error) return pcall(f, 'x'), pcall(f)",
            "false false \"cannot resume dead coroutine\""
        ),
        (
            "return coroutine.wrap(function() return coroutine.isyieldable(), select(2, coroutine.running()) end)()",
            "true false"
        ),
        ("return coroutine.isyieldable(coroutine.create(print))", "true"),
        (
            "return pcall(coroutine.resume, 1)",
            "false \"bad argument #1 to 'coroutine.resume' (coroutine expected, got number)\""
        ),
        ("return coroutine.wrap(function(...) return select('#', ...) end)(nil, nil)", "2"),
        (
            "local f = coroutine.wrap(function() return pcall(function() coroutine.yield(1) error('after', 0) end) end) return f(), f()",
            "1 false \"after\""
        ),
        // Waits inside.
        (
            "local co = coroutine.create(function(a) local b = slow(a) local c = coroutine.yield(b) return slow(c) end) "
                + "return select(2, coroutine.resume(co, 1)), select(2, coroutine.resume(co, 2))", "1 2"
        ),
        (
            "local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(slow(i)) end end) local t = {} for v in gen do t[#t + 1] = v end return t",
            "{1,2,3}"
        ),
        (
            "local f = coroutine.wrap(function() return coroutine.wrap(function() return coroutine.wrap(function() return slow(9) end)() end)() end) return f()",
            "9"
        ),
        (
            "local co = coroutine.create(function() slow() error('e', 0) end) return coroutine.resume(co)",
            "false \"e\""
        ),
        (
            "local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() slow() closed = true end}) end) coroutine.resume(co) return closed",
            "true"
        ),
        (
            "local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() slow() closed = true end}) coroutine.yield() end) "
                + "coroutine.resume(co) coroutine.close(co) return closed", "true"
        ),
        (
            "local t = {} table.sort({1, 2}, function() t[#t + 1] = coroutine.wrap(function() return slow(4) end)() end) return t[1]",
            "4"
        ),
        // A coroutine in which a host call waits belongs to its resumer.
        (
            "local co = coroutine.create(function() b24.sleep(10) return 'own' end) local seen "
                + "b24.spawn(function() b24.sleep(1) seen = {coroutine.status(co), coroutine.resume(co)} seen[4] = select(2, pcall(coroutine.close, co)) end) "
                + "local _, v = coroutine.resume(co) return v, seen",
            "\"own\" {\"normal\",false,\"cannot resume non-suspended coroutine\",\"cannot close a normal coroutine\"}"
        ),
        (
            "local main = coroutine.running() local seen b24.spawn(function() seen = {coroutine.status(main), coroutine.resume(main)} end) b24.sleep(1) return seen",
            "{\"normal\",false,\"cannot resume non-suspended coroutine\"}"
        ),
    ])
    func behaves(source: String, expected: String) async throws {
        #expect(try await run(source, [Self.slow]) { VirtualClock().drive(&$0) }.text == expected)
    }
}
