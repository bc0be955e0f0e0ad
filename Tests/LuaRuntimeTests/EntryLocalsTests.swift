import Testing

@testable import LuaRuntime

/// Local variables of interactive entries.
@Suite struct EntryLocalsTests {
    /// Entries that follow each other, divided by lines of `---`, and the values of the last.
    static let sessions: [(String, String)] = [
        ("local x = 1\n---\nx", "1"),
        ("local x = 1\n---\nx = x + 1\n---\nx", "2"),
        ("local x, y = 1, 2\n---\nx, y", "1 2"),
        ("local x\n---\nx = 5\n---\nx", "5"),
        ("local x = 1 -- one\n---\nx", "1"),
        ("local x = 1;\n---\nx", "1"),
        ("local x\n= 1\n---\nx", "1"),
        // A variable, not its value: functions of older entries and new ones share it.
        ("local n = 0 function inc() n = n + 1 end\n---\ninc() inc()\n---\nn", "2"),
        ("local n = 0\n---\nfunction inc() n = n + 1 return n end\n---\ninc() n = n + 10\n---\ninc()", "12"),
        // A new declaration is a new variable.
        ("local n = 1 function get() return n end\n---\nlocal n = 2\n---\nget(), n", "1 2"),
        ("local n = 1\n---\nlocal n = n + 1\n---\nn", "2"),
        ("x = 'global'\n---\nlocal x = 'local'\n---\nx, _G.x", "\"local\" \"global\""),
        // Functions, recursion, methods.
        ("local function f(k) return k == 0 and 'end' or f(k - 1) end\n---\nf(3)", "\"end\""),
        ("local t = {}\n---\nfunction t:name() return 't' end\n---\nt:name()", "\"t\""),
        ("local f = function(...)\n  local inner = ...\n  return inner\nend\n---\nf(4), inner", "4 nil"),
        // Only the entry's own level counts.
        ("do local x = 1 end\n---\nx", "nil"),
        ("for i = 1, 2 do local x = i end\n---\nx, i", "nil nil"),
        ("if true then local x = 1 end local y = 2\n---\nx, y", "nil 2"),
        ("repeat local x = 1 until x\n---\nx", "nil"),
        ("while true do local x = 1 break end local y = 3\n---\nx, y", "nil 3"),
        // Where an expression ends.
        ("local x = 1 local y = 2\n---\nx, y", "1 2"),
        ("local x = f local y = 2\n---\nx, y", "nil 2"),
        ("local x = 'a' .. 'b' y = 3\n---\nx, y", "\"ab\" 3"),
        ("local x = {1, {2}} y = #x\n---\nx[2][1], y", "2 2"),
        ("local x = (function() local z = 1 return z end)() y = x\n---\nx, y, z", "1 1 nil"),
        ("local x = tostring\n(1)\n---\nx", "\"1\""),
        ("local x = tostring 'a' y = 1\n---\nx, y", "\"a\" 1"),
        ("local x = not nil y = 1\n---\nx, y", "true 1"),
        ("local x = -1 y = - x\n---\nx, y", "-1 1"),
        ("local x = 1 return x + 1\n---\nx", "1"),
        ("local x, y = (function(...) return ... end)(1, 2) ; (print or error)()\n---\nx, y", "1 2"),
        ("local x = [[\nlong]] y = 1\n---\nx, y", "\"long\" 1"),
        ("local t = { f = function() end, g = 'end' } local z = t.f and 1\n---\nz", "1"),
        ("local x = 1 goto out ::out::\n---\nx", "1"),
        // Attributes.
        ("local x <const> = 5\n---\nx", "5"),
        ("local x <const> = {1}\n---\nx[1]", "1"),
        ("local a, b <const> = 1, 2\n---\na = b\n---\na, b", "2 2"),
        (
            "closed = 0 local x <close> = setmetatable({}, { __close = function() closed = closed + 1 end })\n---\nx, closed",
            "nil 1"
        ),
        ("local _ENV = { tostring = tostring }\n---\ny = tostring(1)\n---\ny, print", "\"1\" nil"),
        // An entry that fails keeps what it had declared by then.
        ("local x = 1 error('no') local y = 2\n---\nx, y", "1 nil"),
        // Coroutines and tasks.
        (
            "local x = 0 local c = coroutine.wrap(function() while true do x = x + 1 coroutine.yield(x) end end)\n---\nc() c()\n---\nx",
            "2"
        ),
        ("local x = 0\n---\nb24.spawn(function() x = 7 end):await()\n---\nx", "7"),
        // The words of the machine itself are none of the session's.
        ("local a = 1\n---\n__b24_keep, b24_keep", "nil nil"),
    ]

    @Test(arguments: sessions.indices) func later(_ index: Int) async throws {
        let (text, expected) = Self.sessions[index]
        let vm = try LuaVM(configuration())
        var values: [LuaValue] = []
        for entry in text.split(separator: "\n---\n") {
            do { values = try await vm.evaluate(String(entry)) } catch let failure as LuaFailure {
                #expect(failure.message.contains("no"), "\(entry): \(failure.message)")
            }
        }
        #expect(values.text == expected, "\(text)")
        await vm.close()
    }

    @Test func aConstantStaysOne() async throws {
        let vm = try LuaVM(configuration())
        _ = try await vm.evaluate("local x <const> = 5")
        let failure = await #expect(throws: LuaFailure.self) { try await vm.evaluate("x = 6") }
        #expect(failure?.message.contains("const variable 'x'") == true)
        #expect(try await vm.evaluate("local x = 6 return x").text == "6")
        await vm.close()
    }

    @Test func anUnfinishedDeclarationIsIncomplete() async throws {
        let vm = try LuaVM(configuration())
        for entry in ["local x =", "local function f()", "local x = {", "local"] {
            let failure = await #expect(throws: LuaFailure.self) { try await vm.evaluate(entry) }
            #expect(failure?.kind == .incomplete, "\(entry)")
        }
        await vm.close()
    }

    @Test func errorsNameTheLinesThatWereTyped() async throws {
        let vm = try LuaVM(configuration())
        _ = try await vm.evaluate("local x = 1\nlocal function f()\n  error('deep')\nend", chunkName: "entry 1")
        let failure = await #expect(throws: LuaFailure.self) {
            try await vm.evaluate("local y = 2\n\nf()", chunkName: "entry 2")
        }
        #expect(failure?.message == "entry 1:3: deep")
        #expect(
            failure?.traceback == [
                "entry 1:3: in function 'f'", "entry 2:3: in main chunk",
            ])
        await vm.close()
    }

    @Test func manyVariablesAreOnlyJoinedWhereTheyAreUsed() async throws {
        let vm = try LuaVM(configuration())
        for number in 1...400 { _ = try await vm.evaluate("local v\(number) = \(number)") }
        #expect(try await vm.evaluate("v1 + v400").text == "401")
        await vm.close()
    }

    @Test func theLastResultsAndTheLastErrorStay() async throws {
        let vm = try LuaVM(configuration())
        _ = try await vm.evaluate("1")
        _ = try await vm.evaluate("{ 2 };")
        #expect(try await vm.evaluate("_[1] + __").text == "3")
        #expect(try await vm.evaluate("_, type(__)").text == "3 \"table\"")
        _ = try await vm.evaluate("nil")
        _ = try await vm.evaluate("x = 4")
        #expect(try await vm.evaluate("_").text == "3")
        await #expect(throws: LuaFailure.self) { try await vm.evaluate("error { code = 7 }") }
        #expect(try await vm.evaluate("_err.code").text == "7")
        // Scripts are no entries.
        _ = try await vm.run(LuaChunk(name: "s.lua", source: "return 99"))
        #expect(try await vm.evaluate("_").text == "7")
        await vm.close()
    }

    @Test(arguments: [
        ("local x = 1", ["x@11"]), ("local x local y", ["x@7", "y@15"]), ("local x, y = f()", ["x,y@16"]),
        ("local function f() end x = 1", ["f@22"]), ("local x <const>, y <close> = 1, 2", ["x!@33"]),
        ("f(function() local x = 1 end)", []), ("local s = 'local y = 1'", ["s@23"]),
        ("local x = a.b.c:d{ 1 } [2] (3) 'four' g()", ["x@37"]),
        ("local x = 1 <= 2 == true and ... or 5 return 6", ["x@37"]),
        ("local x --[[ = 2 ]] = 3 -- local z = 1", ["x@23"]),
    ])
    func declarations(source: String, expected: [String]) {
        let found = EntryLocals(source).declarations.map { declaration in
            declaration.variables.map { $0.name + ($0.isConstant ? "!" : "") }.joined(separator: ",")
                + "@\(declaration.end)"
        }
        #expect(found == expected)
    }
}
