import Testing

@testable import LuaRuntime

/// Interactive entries, and what an interactive reader offers.
@Suite struct EvaluateTests {
    @Test(arguments: [
        ("1 + 1", "2"), ("1, 2", "1 2"), ("return 3", "3"), ("x = 5", ""), ("print", "function"), ("", ""),
        ("-- comment", ""),
        ("local y = 1 return y", "1"), ("for i = 1, 2 do end", ""), ("'a' .. 'b';", "\"ab\""),
        ("{1, a = 2}", "{1,a=2}"),
        ("function f() return 7 end", ""), ("\n\n  1  \n", "1"),
    ])
    func values(entry: String, expected: String) async throws {
        let vm = try LuaVM(configuration())
        #expect(try await vm.evaluate(entry).text == expected)
        await vm.close()
    }

    @Test(arguments: [
        "for i = 1, 2 do", "if x then", "f(", "x =", "1 +", "{", "function f()", "[[long", "--[[ comment", "return {",
        "print('a',",
        "repeat", "while true do print(1)", "local t = {\n a = 1,", "a.b.",
    ])
    func incomplete(entry: String) async throws {
        try await expectFailure(entry, .incomplete)
    }

    @Test(arguments: [
        "x = = 1", ")", "'unfinished", "1 2", "for", "end", "x = 'a\nb'", "if x then end end", "goto nowhere", "break",
    ])
    func wrong(entry: String) async throws {
        try await expectFailure(entry, entry == "for" ? .incomplete : .syntax)
    }

    /// What a prompt asks at Enter agrees with what running the entry says.
    @Test(arguments: [
        "for i = 1, 2 do", "f(", "1 +", "[[long", "local x = {", "return", "'unfinished", "1 2", "end", "x", "",
    ])
    func syntaxIsKnownWithoutRunning(entry: String) async throws {
        let vm = try LuaVM(configuration())
        var isIncomplete = false
        do { _ = try await vm.evaluate(entry) } catch { isIncomplete = (error as? LuaFailure)?.kind == .incomplete }
        #expect(EntrySyntax(entry) == (isIncomplete ? .incomplete : .complete))
        await vm.close()
    }

    @Test func tablesThatHoldEachOtherManyTimesAreShown() async throws {
        let vm = try LuaVM(configuration())
        _ = try await vm.evaluate("t = {} for i = 1, 50 do t = { t, t } end return t")
        await vm.close()
    }

    @Test func iteratorsAndPlacesOfFunctionsAreKnown() async throws {
        let marked = function(
            "rows", .lua("local host = ... return function() return host.iterator(function() end) end"))
        let vm = try LuaVM(configuration([marked]))
        guard case .function(let rows)? = try await vm.evaluate("rows()").first,
            case .function(let own)? = try await vm.evaluate("function f()\n\nend return f", chunkName: "entry 1").first,
            case .function(let host)? = try await vm.evaluate("print").first
        else {
            Issue.record("no functions")
            return
        }
        #expect(rows.isIterator)
        #expect(rows.definition == nil)
        #expect(!own.isIterator)
        #expect(own.definition == .init(start: SourcePosition(file: "entry 1", line: 1), lastLine: 3))
        #expect(host.definition == nil)
        await vm.close()
    }

    private func expectFailure(_ entry: String, _ kind: LuaFailure.Kind) async throws {
        let vm = try LuaVM(configuration())
        do {
            Issue.record("no failure: \(try await vm.evaluate(entry).text)")
        } catch let failure as LuaFailure {
            #expect(failure.kind == kind, "\(failure.message)")
            #expect(kind != .syntax || failure.position != nil)
        } catch {
            Issue.record(error)
        }
        await vm.close()
    }

    @Test func globalsPersistAndErrorsDoNotEndTheMachine() async throws {
        let vm = try LuaVM(configuration())
        _ = try await vm.evaluate("x = 1")
        await #expect(throws: LuaFailure.self) { try await vm.evaluate("error('x')") }
        await #expect(throws: LuaFailure.self) { try await vm.evaluate("b24.spawn(error, 'x')") }
        #expect(try await vm.evaluate("x").text == "1")
        await vm.close()
    }

    @Test func runsFollowEachOther() async throws {
        let vm = try LuaVM(configuration { VirtualClock().drive(&$0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask { _ = try await vm.evaluate("local before = n or 0 b24.sleep(1) n = before + 1") }
            }
            try await group.waitForAll()
        }
        #expect(try await vm.evaluate("n").text == "50")
        await vm.close()
    }

    @Test(arguments: [
        ([], ["require", "b24", "string", "print"], ["io"]),
        (["string"], ["format", "rep"], ["dump"]),
        (["b24"], ["all", "array", "null", "spawn"], []),
        (["t"], ["own", "base", "far"], ["called"]),
        (["lazy"], ["x"], ["boom"]),
        (["task"], ["await", "done"], []),
        (["nothing"], [], []),
        (["t", "own", "deeper"], [], []),
        (["s"], [], []),
    ])
    func members(path: [String], present: [String], absent: [String]) async throws {
        let vm = try LuaVM(configuration())
        _ = try await vm.evaluate(
            """
            t = setmetatable({ own = 1, [5] = 2 }, { __index = setmetatable({ base = 1 }, { __index = { far = 1 } }) })
            lazy = setmetatable({ x = 1 }, { __index = function() boom = true end })
            task = b24.spawn(print) s = 'text'
            """)
        _ = try await vm.evaluate("local own = { inner = 1 }")
        #expect(await vm.members(of: ["own"]) == ["inner"])
        #expect(await vm.members(of: []).contains("own"))
        let names = await vm.members(of: path)
        #expect(Set(present).subtracting(names).isEmpty, "\(names)")
        #expect(Set(absent).isDisjoint(with: names))
        #expect(names == names.sorted())
        #expect(try await vm.evaluate("boom").text == "nil")
        await vm.close()
    }
}
