import Testing

@testable import LuaRuntime

/// `b24.spawn`, `b24.all`, `b24.sleep` on a virtual clock.
@Suite struct TaskTests {
    /// Host functions that note what happens and in which order.
    private static func log(_ lines: Locked<[String]>) -> HostFunction {
        function(
            "log", [parameter("line", .any)],
            .sync { call in
                lines.change { $0.append(call.arguments[0].text) }
                return []
            })
    }

    private func logged(_ source: String) async throws -> [String] {
        let lines = Locked<[String]>([])
        try await run(source, [Self.log(lines)]) { VirtualClock().drive(&$0) }
        return lines.value
    }

    @Test func sleepersTakeTurnsByTime() async throws {
        let source = """
            for i, pause in ipairs { 30, 10, 20 } do
                b24.spawn(function() b24.sleep(pause) log(i) end)
            end
            log(0)
            """
        #expect(try await logged(source) == ["0", "2", "3", "1"])
    }

    @Test func theRunWaitsForItsTasks() async throws {
        #expect(
            try await logged(
                "b24.spawn(function() b24.sleep(5) b24.spawn(function() b24.sleep(5) log(1) end) end)")
                == ["1"])
    }

    @Test(arguments: [
        (
            "local t = b24.spawn(function() return 1, nil, 3 end) return select('#', t:await()), t.done",
            "3 true"
        ),
        (
            "local t = b24.spawn(function() b24.sleep(1) return 5 end) return t.done, t:await(), t:await(), t.done",
            "false 5 5 true"
        ),
        ("local f = function() end return b24.spawn(function() return f end):await() == f", "true"),
        (
            "return b24.spawn(function(...) return select('#', ...), ... end, nil, 2, nil):await()",
            "3 nil 2 nil"
        ),
        (
            "return pcall(b24.spawn(print).await, 1)",
            "false \"test.lua:1: 'await' is a method of b24.Task: call it with a colon, object:await(...)\""
        ),
        ("local t = b24.spawn(error, 'x', 0) return pcall(t.await, t)", "false \"x\""),
        (
            "local e = {} local t = b24.spawn(error, e) local ok, x = pcall(t.await, t) return x == e, pcall(t.await, t) == false",
            "true true"
        ),
        ("return tostring(b24.spawn(print))", "\"b24.Task (running)\""),
        ("return b24.all {}", "{}"),
        (
            "return b24.all { function() b24.sleep(2) return 'a' end, function() return 'b' end }",
            "{\"a\",\"b\"}"
        ),
        ("return b24.all { b24.spawn(function() return 1 end), function() return 2, 3 end }", "{1,2}"),
        ("return b24.all { function() end, function() return 2 end }", "{[2]=2}"),
        (
            "return pcall(b24.all, { function() b24.sleep(9) error('late', 0) end, function() error('soon', 0) end })",
            "false \"late\""
        ),
        (
            "local n = 0 local ok = pcall(b24.all, { function() error('x') end, function() b24.sleep(9) n = 1 end }) return ok, n",
            "false 1"
        ),
        (
            "local a = b24.spawn(function() return 1 end) local b = b24.spawn(function() return a:await() + 1 end) return b:await() + a:await()",
            "3"
        ),
        (
            "local t = b24.spawn(function() return 7 end) local r table.sort({1, 2}, function() r = t:await() end) return r",
            "7"
        ),
        (
            "local co = coroutine.wrap(function() return b24.spawn(function() b24.sleep(1) return 8 end):await() end) return co()",
            "8"
        ),
        ("return pcall(b24.all, { 5 })", "false \"test.lua:1: a function or a b24.Task expected\""),
    ])
    func values(source: String, expected: String) async throws {
        #expect(try await run(source) { VirtualClock().drive(&$0) }.text == expected)
    }

    @Test func errorOfAForgottenTaskFailsTheRunAtItsEnd() async throws {
        let lines = Locked<[String]>([])
        let source = """
            b24.spawn(function()
                error("lost")
            end)
            b24.sleep(1)
            log("the rest")
            b24.spawn(function() b24.sleep(5) error("later") end)
            """
        let failure = await failure(source, [Self.log(lines)]) { VirtualClock().drive(&$0) }
        #expect(failure?.message == "test.lua:2: lost")
        #expect(failure?.traceback == ["test.lua:2: in function <line 1>"])
        #expect(lines.value == ["\"the rest\""])
    }

    @Test func errorOfTheMainChunkEndsTheRun() async throws {
        let lines = Locked<[String]>([])
        let source = "b24.spawn(function() b24.sleep(3600) log(1) end) b24.sleep(0) error('main', 0)"
        #expect(
            await failure(source, [Self.log(lines)]) { $0.sleep = { try await Task.sleep(for: $0) } }?
                .message == "main"
        )
        #expect(lines.value == [])
    }

    @Test func awaitedErrorKeepsItsTraceback() async throws {
        let source = """
            local function inner()
                error("deep")
            end
            local t = b24.spawn(function()
                inner()
            end)
            local function outer()
                t:await()
            end
            outer()
            """
        let failure = await failure(source)
        #expect(failure?.message == "test.lua:2: deep")
        #expect(
            failure?.traceback == [
                "test.lua:2: in function 'inner'", "test.lua:5: in function <line 4>",
                "test.lua:8: in function 'outer'",
                "test.lua:10: in main chunk",
            ])
    }

    @Test(arguments: [
        "local t t = b24.spawn(function() t:await() end) t:await()",
        "local a, b a = b24.spawn(function() b:await() end) b = b24.spawn(function() a:await() end)",
        "local t t = b24.spawn(function() table.sort({1, 2}, function() t:await() end) end) t:await()",
        // The main chunk blocks inside a comparator, and the task that it starts to serve blocks on the main chunk's task.
        "local gate = b24.spawn(function() b24.sleep(1) end) local a, b "
            + "a = b24.spawn(function() table.sort({1, 2}, function() gate:await() b:await() end) end) "
            + "b = b24.spawn(function() table.sort({1, 2}, function() gate:await() a:await() end) end) a:await()",
    ])
    func deadlocks(source: String) async {
        let failure = await failure(source) { VirtualClock().drive(&$0) }
        #expect(failure?.message.contains("every task waits for another one") == true)
    }

    @Test func blockedWaitsServeTheOthers() async throws {
        let source = """
            local order = {}
            b24.spawn(function() for i = 1, 3 do b24.sleep(1) order[#order + 1] = i end end)
            table.sort({ 2, 1 }, function(a, b) b24.sleep(10) return a < b end)
            return order
            """
        #expect(try await run(source) { VirtualClock().drive(&$0) }.text == "{1,2,3}")
    }

    @Test func blockedWaitsNest() async throws {
        // Deeper than the machine nests: the innermost ones wait for their own answer alone.
        let source = """
            local n = 0
            for i = 1, 30 do
                b24.spawn(function() table.sort({ 2, 1 }, function(a, b) b24.sleep(i) n = n + 1 return a < b end) end)
            end
            b24.sleep(100)
            return n >= 30
            """
        #expect(try await run(source) { VirtualClock().drive(&$0) }.text == "true")
    }

    @Test func aThousandAtOnce() async throws {
        let source = """
            local list = {}
            for i = 1, 1000 do list[i] = function() b24.sleep(i % 7) return i end end
            local sum = 0
            for _, n in ipairs(b24.all(list)) do sum = sum + n end
            return sum
            """
        #expect(try await run(source) { $0.sleep = { _ in await Task.yield() } }.text == "500500")
    }

    @Test func tasksOutliveTheirEntry() async throws {
        let vm = try LuaVM(configuration())
        _ = try await vm.evaluate("t = b24.spawn(function() return 'kept' end)")
        #expect(try await vm.evaluate("t:await()").text == "\"kept\"")
        await vm.close()
    }
}
