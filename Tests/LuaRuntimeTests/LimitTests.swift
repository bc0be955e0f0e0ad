import Testing

@testable import LuaRuntime

/// Whatever a script does, a limit ends it: uncatchably, and with the right kind.
@Suite struct LimitTests {
    /// Scripts that would run for ever, or try to survive being stopped.
    static let endless = [
        "while true do end",
        "while true do pcall(function() while true do end end) end",
        "while true do pcall(error, 'x') end",
        "while true do xpcall(error, function() while true do end end) end",
        "local function f() return pcall(f) end while true do f() end",
        "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
        "while true do coroutine.wrap(function() end)() end",
        "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
        "while true do local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() "
            + "while true do end end}) coroutine.yield() end) coroutine.resume(co) coroutine.close(co) end",
        "local function f() local x <close> = setmetatable({}, {__close = function(_, e) error(e) end}) return f() + 1 end "
            + "while true do pcall(f) end",
        "setmetatable(_G, {__index = function() while true do end end}) return x",
        "table.sort({1, 2, 3}, function() while true do end end)",
        "return (('x'):gsub('x', function() while true do end end))",
        "print(setmetatable({}, {__tostring = function() while true do end end}))",
        "load(function() while true do end end)",
        "for _ in pairs(setmetatable({}, {__pairs = function() while true do end end})) do end",
        "local t = {} for i = 1, 100000 do t[i] = 'xxxxxxxx' end while true do table.concat(t) end",
        "local t = {} for i = 1, 10000 do t[i] = i end while true do table.insert(t, 1, 0) table.remove(t, 1) end",
        "while true do load('return 1') end",
        "local s = ('x'):rep(10000) while true do s:find('y', 1, true) s:rep(10) end",
        "b24.spawn(function() while true do end end):await()",
        "while true do b24.spawn(function() end):await() end",
        "while true do pcall(host_error) end",
        "goto a ::a:: goto a",
    ]

    private static let hostError = function(
        "host_error",
        .sync { _ in
            struct Failed: Error {}
            throw Failed()
        })

    @Test(arguments: endless)
    func instructionLimit(source: String) async {
        let failure = await failure(source, [Self.hostError]) { $0.limits.instructions = 300_000 }
        #expect(failure?.kind == .instructionLimit)
    }

    @Test(arguments: endless)
    func cpuTime(source: String) async {
        let failure = await failure(source, [Self.hostError]) { $0.limits.cpuTime = .milliseconds(10) }
        #expect(failure?.kind == .timeLimit)
    }

    /// Rows that no hook would ever see: the library itself refuses them.
    @Test(arguments: [
        ("return #(''):rep(1e18)", "number has no integer representation|0"),
        ("return #(''):rep(1 << 60)", "0"),
        ("table.move({}, 1, 1 << 62, 2)", "range too long"),
        (
            "table.insert(setmetatable({}, {__len = function() return 1 << 50 end}), 1, 1)",
            "__len metamethod"
        ),
        (
            "table.remove(setmetatable({}, {__len = function() return 1 << 50 end}), 1)",
            "__len metamethod"
        ),
        (
            "table.concat(setmetatable({}, {__index = function() return '' end}), '', 1, 1 << 62)",
            "__index metamethod"
        ),
        ("table.concat({}, '', 1, 1 << 62)", "range too long"),
        ("table.unpack({}, 1, 1e8)", "range too long"),
        ("table.unpack({}, math.mininteger, math.maxinteger)", "range too long"),
        ("table.sort(setmetatable({}, {__len = function() return 1 << 30 end}))", "__len metamethod"),
        ("('x'):rep(1 << 62, 'yyyyyyyyyy')", "resulting string too large"),
        ("(('a'):rep(2000000)):find('.-b')", "string too long for a pattern"),
        ("('a'):find(('a?'):rep(3000))", "pattern too long"),
        ("('a'):gsub(('a?'):rep(3000), '')", "pattern too long"),
        ("('a'):gmatch(('a?'):rep(3000))", "pattern too long"),
        ("setmetatable({}, {__gc = function() while true do end end})", "__gc is not available"),
    ])
    func bounded(source: String, expected: String) async throws {
        let source = source.hasPrefix("return") ? source : "return " + source
        let values = try await run("return select(2, pcall(load(...)))", arguments: [.string(source)])
        #expect(expected.split(separator: "|").contains { values.text.contains($0) }, "\(values.text)")
    }

    @Test func nestedCloseIsBounded() async throws {
        let source = """
            local function nest(n)
                local co = coroutine.create(function()
                    local x <close> = setmetatable({}, {__close = function() if n > 0 then nest(n - 1) end end})
                    coroutine.yield()
                end)
                coroutine.resume(co)
                local ok, message = coroutine.close(co)
                if not ok then error(message, 0) end
            end
            return pcall(nest, 12000)
            """
        #expect(try await run(source).text.hasPrefix("false"))
    }

    @Test(arguments: [
        "local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end",
        "local t = {} while true do pcall(function() while true do t[#t + 1] = {} end end) end",
        "local s = 'x' while true do s = s .. s end",
        "return ('x'):rep(200 << 20)",
        "local t = {} for i = 1, 40 do t[i] = ('x'):rep(1 << 20):reverse() end",
        "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end",
        "local t = {} while true do t[#t + 1] = b24.spawn(function() end) end",
        "local s = ('x'):rep(1 << 20) return s:gsub('x', ('y'):rep(100))",
        "local t = {} while true do t[#t + 1] = big() end",
        "local function f(...) local a = f(1, ...) return a end f()",
    ])
    func memory(source: String) async {
        let big = function("big", .sync { _ in [.string(String(repeating: "x", count: 1 << 20))] })
        let failure = await failure(source, [big]) { $0.limits.memory = 16 << 20 }
        #expect(failure?.kind == .memoryLimit || failure?.message.contains("stack overflow") == true)
    }

    @Test func memoryComesBackForTheNextRun() async throws {
        let vm = try LuaVM(configuration { $0.limits.memory = 8 << 20 })
        for _ in 0..<3 {
            await #expect(throws: LuaFailure.self) {
                try await vm.run(
                    LuaChunk(name: "t", source: "local t = {} while true do t[#t + 1] = {} end"))
            }
            #expect(try await vm.run(LuaChunk(name: "t", source: "return 1")).text == "1")
        }
        await vm.close()
    }

    @Test func wallTimeEndsAWait() async {
        let failure = await failure("b24.sleep(3600)") { $0.limits.wallTime = .milliseconds(20) }
        #expect(failure?.kind == .timeLimit)
    }

    @Test func waitingCostsNoCPUTime() async throws {
        // A CPU's clock can't be made to go, so the wait is real: longer than the limit, however long it then takes.
        let values = try await run("b24.sleep(1) return 'ok'") {
            $0.limits.cpuTime = .milliseconds(200)
            $0.sleep = { _ in try await Task.sleep(for: .milliseconds(250)) }
        }
        #expect(values.text == "\"ok\"")
    }

    @Test func watchdogSeesWhatNoHookSees() async throws {
        // An exponential match within the size bounds; it ends by itself within a second.
        let acted = Locked(0)
        let failure = await failure("return ('a'):rep(19):find(('a?'):rep(19) .. ('a'):rep(19) .. 'b')") {
            $0.limits.cpuTime = .milliseconds(10)
            $0.watchdog = .init(grace: .milliseconds(20)) { _ in acted.change { $0 += 1 } }
        }
        #expect(failure?.kind == .timeLimit)
        #expect(acted.value == 1)
    }

    @Test func watchdogIsSilentOtherwise() async throws {
        let acted = Locked(0)
        try await run("return 1") {
            $0.watchdog = .init(grace: .seconds(60)) { _ in acted.change { $0 += 1 } }
        }
        #expect(acted.value == 0)
    }
}
