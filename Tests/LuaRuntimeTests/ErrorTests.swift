import Testing

@testable import LuaRuntime

/// What a failed script says, and what a script that catches gets.
@Suite struct ErrorTests {
    struct Boom: Error, CustomStringConvertible { let description = "boom" }

    private static let fail = function("fail", .sync { _ in throw Boom() })
    private static let failLater = function("fail_later", .async { _ in throw Boom() })

    @Test(arguments: [
        ("x =", LuaFailure.Kind.syntax, "test.lua:1: unexpected symbol near <eof>", 1),
        ("\n\nif x then", .syntax, "test.lua:3: 'end' expected near <eof>", 3),
        (
            "\nlocal x = nil + 1", .runtime, "test.lua:2: attempt to perform arithmetic on a nil value", 2
        ),
        ("error('plain')", .runtime, "test.lua:1: plain", 1),
        ("error('no position', 0)", .runtime, "no position", 1),
        ("error()", .runtime, "error without a value (nil)", 1),
        ("error({code = 5})", .runtime, "error value of type table", 1),
        (
            "error(setmetatable({}, {__tostring = function() return 'custom' end}))", .runtime, "custom",
            1
        ),
        (
            "error(setmetatable({}, {__tostring = function() error('again') end}))", .runtime,
            "error value of type table", 1
        ),
        ("error(42)", .runtime, "42", 1),
        ("error(true)", .runtime, "true", 1),
        ("error(b24.null)", .runtime, "error value of type null", 1),
        ("\nnope()", .runtime, "test.lua:2: attempt to call a nil value (global 'nope')", 2),
        ("fail()", .runtime, "test.lua:1: boom", 1),
        ("\nfail_later()", .runtime, "test.lua:2: boom", 2),
        (
            "coroutine.wrap(function()\n error('in coroutine')\nend)()", .runtime,
            "test.lua:2: in coroutine", 2
        ),
        ("local ok, e = pcall(error, 'caught') error(e, 0)", .runtime, "caught", 1),
        ("error('text\\nof two lines', 0)", .runtime, "text\nof two lines", 1),
        ("assert(false)", .runtime, "test.lua:1: assertion failed!", 1),
        ("assert(nil, 'why')", .runtime, "test.lua:1: why", 1),
        (
            "local t = setmetatable({}, {__index = function(_, k) error('no ' .. k, 2) end})\nreturn t.x",
            .runtime, "test.lua:2: no x", 1
        ),
    ])
    func uncaught(source: String, kind: LuaFailure.Kind, message: String, line: Int) async {
        let failed = await failure(source, [Self.fail, Self.failLater])
        #expect(failed?.kind == kind)
        #expect(failed?.message == message)
        #expect(failed?.position == SourcePosition(file: "test.lua", line: line))
    }

    @Test func causeIsTheSwiftError() async {
        #expect(await failure("fail()", [Self.fail])?.cause is Boom)
        #expect(await failure("fail_later()", [Self.failLater])?.cause is Boom)
        #expect(await failure("error('x')", [Self.fail])?.cause == nil)
        #expect(await failure("pcall(fail) error('other')", [Self.fail])?.cause == nil)
    }

    @Test func tracebackHasScriptFramesOnly() async {
        let each = function(
            "each", [parameter("f", .function)],
            .lua("return function(f)\n  for i = 1, 2 do f(i) end\nend"))
        let source = """
            local function inner(i)
                if i == 2 then fail() end
            end
            function outer()
                each(inner)
            end
            local t = { method = function() outer() end }
            t:method()
            """
        let failed = await failure(source, [Self.fail, each])
        #expect(
            failed?.traceback == [
                "test.lua:2: in function <line 1>", "test.lua:5: in function 'outer'",
                "test.lua:7: in method 'method'",
                "test.lua:8: in main chunk",
            ])
        #expect(failed?.description.contains("[host]") == false)
    }

    @Test(arguments: [
        ("host_error()", "test.lua:1: oops"),
        ("host_bug()", "test.lua:1: attempt to index a nil value (local 'x')"),
        ("error(select(2, pcall(host_error)), 0)", "test.lua:1: oops"),
        ("error(select(2, coroutine.resume(coroutine.create(host_error))), 0)", "oops"),
        ("coroutine.wrap(function() host_error() end)()", "test.lua:1: oops"),
        (
            "select(2, xpcall(host_error, function(m) error(m, 0) end))\nhost_error()", "test.lua:2: oops"
        ),
    ])
    func errorsInHostLuaShowTheScriptLine(source: String, message: String) async {
        let functions = [
            function("host_error", .lua("return function()\n\n error('oops') end")),
            function("host_bug", .lua("return function()\n\n local x = nil return x.y end")),
        ]
        #expect(await failure(source, functions)?.message == message)
    }

    @Test func coroutineErrorsKeepTheirTraceback() async {
        let source = """
            local function inner() error("deep") end
            local co = coroutine.wrap(function()
                local co2 = coroutine.wrap(function()
                    inner()
                end)
                co2()
            end)
            co()
            """
        let failed = await failure(source)
        #expect(failed?.message == "test.lua:1: deep")
        #expect(
            failed?.traceback == [
                "test.lua:1: in function 'inner'", "test.lua:4: in function <line 3>",
                "test.lua:6: in function <line 2>",
                "test.lua:8: in main chunk",
            ])
        let resumed = await failure(
            "local co = coroutine.create(function()\n error('x')\nend)\nlocal _, e = coroutine.resume(co)\nerror(e, 0)"
        )
        #expect(resumed?.position?.line == 2)
        #expect(resumed?.traceback.count == 2)
    }

    // MARK: Error objects

    private func withObjects(_ source: String) async throws -> [LuaValue] {
        try await run(source, [Self.fail, Self.failLater]) { configuration in
            configuration.errorObject = { TestError(kind: "boom", text: "\($0)", place: $1.position) }
        }
    }

    @Test(arguments: [
        (
            "local ok, e = pcall(fail) return ok, type(e), e.kind, e.where, tostring(e)",
            "false \"userdata\" \"boom\" \"test.lua:1\" \"boom\""
        ),
        (
            "local ok, e = pcall(fail_later) return e.kind, e:is('boom'), e:is('x'), e.nothing",
            "\"boom\" true false nil"
        ),
        (
            "local _, a = pcall(fail) local _, b = pcall(error, a) return a == b, rawequal(a, b)",
            "true true"
        ),
        ("local _, e = pcall(fail) local t = {[e] = 1} local _, x = pcall(error, e) return t[x]", "1"),
        ("return select(2, xpcall(fail, function(e) return e.kind end))", "\"boom\""),
        (
            "local co = coroutine.create(fail_later) local ok, e = coroutine.resume(co) return ok, e.kind, coroutine.status(co)",
            "false \"boom\" \"dead\""
        ),
    ])
    func objects(source: String, expected: String) async throws {
        #expect(try await withObjects(source).text == expected)
    }

    @Test(arguments: [
        "fail()", "local ok, e = pcall(fail) error(e)", "b24.spawn(fail):await()",
        "coroutine.wrap(fail_later)()",
    ])
    func uncaughtObject(source: String) async throws {
        do {
            _ = try await withObjects(source)
            Issue.record("did not fail")
        } catch let failure as LuaFailure {
            #expect((failure.object as? TestError)?.kind == "boom")
            #expect(failure.cause is Boom)
            #expect(failure.message == "boom")
            #expect(failure.kind == .runtime)
        }
    }

    /// An async host function that calls back: the callback's error passes through it unchanged.
    @Test func errorsPassThroughTheHost() async throws {
        let vm = Locked<LuaVM?>(nil)
        let each = function(
            "each", [parameter("f", .function)],
            .async { call in
                guard case .function(let f) = call.arguments[0] else { return [] }
                return try await vm.value!.call(f, [.integer(20)])
            })
        try vm.change {
            $0 = try LuaVM(
                configuration([each, Self.fail]) {
                    $0.errorObject = { TestError(kind: "boom", text: "\($0)", place: $1.position) }
                })
        }
        let machine = vm.value!
        #expect(
            try await machine.run(
                LuaChunk(name: "t", source: "return each(function(n) b24.sleep(0) return n + 1 end)")
            ).text == "21")
        let source =
            "local ok, e = pcall(each, function() fail() end) return e.kind, select(2, pcall(each, function() error('text', 0) end))"
        #expect(try await machine.run(LuaChunk(name: "t", source: source)).text == "\"boom\" \"text\"")
        // From where Lua can't be suspended, too.
        let blocked =
            "local n table.sort({1, 2}, function() n = each(function(n) return n end) end) return n"
        #expect(try await machine.run(LuaChunk(name: "t", source: blocked)).text == "20")
        vm.change { $0 = nil }
        await machine.close()
    }

    @Test(arguments: [
        ("xpcall(error, function() error('in handler') end)", "false"),
        (
            "pcall(function() local x <close> = setmetatable({}, {__close = function(_, e) error('closing ' .. e, 0) end}) error('e', 0) end)",
            "false \"closing e\""
        ),
        ("pcall(string.rep)", "false \"bad argument #1 to 'string.rep' (string expected, got no value)\""),
        ("pcall(pcall)", "false \"bad argument #1 to 'pcall' (value expected)\""),
        ("xpcall(function(...) return select('#', ...) end, print, 1, 2, nil)", "true 3"),
        ("pcall(function() return 1, 2 end)", "true 1 2"),
        ("pcall(coroutine.wrap(function() error({1}) end))", "false {1}"),
        ("select('#', pcall(table.unpack, {}, 1, 100))", "101"),
    ])
    func caught(source: String, expected: String) async throws {
        #expect(try await run("return " + source).text.hasPrefix(expected))
    }

    @Test(arguments: [
        "local function f() return 1 + f() end f()",
        "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k] end return t.x",
    ])
    func deepRecursionIsAnError(source: String) async {
        let failed = await failure(source)
        #expect(failed?.message.contains("overflow") == true || forcesMemoryLimit && failed?.kind == .memoryLimit)
    }
}
