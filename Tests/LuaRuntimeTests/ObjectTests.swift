import Testing

@testable import LuaRuntime

/// Host objects: identity, methods, metamethods, and that none outlives its last holder.
@Suite(.serialized) struct ObjectTests {
    private static let make = function("make", .sync { _ in [.object(Counted())] })

    @Test(arguments: [
        (
            "local o = make() return o.size, o.nothing, o.lazy_a, #o, o(5), tostring(o)",
            "3 nil \"lazy_a!\" 7 5 \"a counted object\""
        ),
        (
            "local o = make() return o:me() == o, rawequal(o:me(), o), ({[o] = 1})[o:me()], make() == o",
            "true true 1 false"
        ),
        ("do local o <close> = make() end return true", "true"),
        ("return type(make()), getmetatable(make())", "\"userdata\" false"),
        (
            "return pcall(function() make().size = 1 end)",
            "false \"test.lua:1: the fields of a test.Counted cannot be set\""
        ),
        (
            "return pcall(function() return make().me() end)",
            "false \"test.lua:1: 'me' is a method of test.Counted: call it with a colon, object:me(...)\""
        ),
        (
            "return pcall(function() return make():you() end)",
            "false \"test.lua:1: test.Counted has no method 'you'; it has: me\""
        ),
        ("local o = make() local t = {} table.sort({1, 2}, function() t[1] = o.lazy_b end) return t[1]", "\"lazy_b!\""),
        ("return pcall(tostring(make()).rep, 'x', 2)", "true \"xx\""),
    ])
    func behaves(source: String, expected: String) async throws {
        #expect(try await run(source, [Self.make]).text == expected)
    }

    @Test func objectsGoWithTheirLastHolder() async throws {
        let vm = try LuaVM(configuration([Self.make]))
        let before = Counted.live
        _ = try await vm.evaluate("for i = 1, 1000 do local o = make() end kept = make()")
        await vm.collectGarbage()
        #expect(Counted.live == before + 1)
        _ = try await vm.evaluate("kept = nil")
        await vm.collectGarbage()
        #expect(Counted.live == before)
        _ = try await vm.evaluate("kept = make()")
        await vm.close()
        #expect(Counted.live == before)
    }

    // MARK: No jump over Swift: nothing that a Swift frame held is lost

    private static let failing: [HostFunction] = [
        function(
            "fail", [parameter("x", .any, optional: true)],
            .sync { _ in
                let guarded = Counted()
                defer { withExtendedLifetime(guarded) {} }
                throw ErrorTests.Boom()
            }),
        function(
            "fail_later",
            .async { _ in
                let guarded = Counted()
                await Task.yield()
                defer { withExtendedLifetime(guarded) {} }
                throw ErrorTests.Boom()
            }),
        function(
            "wait", [parameter("x", .any, optional: true)],
            .async { call in
                let guarded = Counted()
                await Task.yield()
                return withExtendedLifetime(guarded) { call.arguments }
            }),
        function(
            "hold",
            .sync { _ in
                let guarded = Counted()
                return withExtendedLifetime(guarded) { [.object(Counted())] }
            }),
    ]

    @Test(arguments: [
        "for i = 1, 100000 do pcall(fail, i) end",
        "for i = 1, 10000 do pcall(fail_later) end",
        "for i = 1, 10000 do wait({ i }) end",
        "for i = 1, 1000 do local ok = pcall(coroutine.wrap(function() wait(1) fail() end)) end",
        "for i = 1, 1000 do local co = coroutine.wrap(function() coroutine.yield(hold()) end) co() end",
    ])
    func nothingLeaks(source: String) async throws {
        let before = Counted.live
        try await run(source, Self.failing)
        #expect(Counted.live == before)
    }

    @Test func stopsLeakNothing() async {
        let before = Counted.live
        for source in [
            "while true do hold() end", "while true do pcall(fail) end", "while true do pcall(wait) end",
            "for i = 1, 100 do b24.spawn(function() while true do wait(hold()) end end) end",
        ] {
            for _ in 0..<8 {
                let failed = await failure(source, Self.failing) { $0.limits.instructions = 4_000 }
                #expect(failed?.kind == .instructionLimit)
            }
        }
        #expect(Counted.live == before)
    }

    /// A machine that nobody holds any more closes itself: its thread ends and its objects go.
    @Test func aDroppedMachineCloses() async throws {
        await withCheckedContinuation { continuation in
            let gone = Locked<CheckedContinuation<Void, Never>?>(continuation)
            let make = function(
                "make",
                .sync { _ in
                    [
                        .object(
                            Farewell {
                                gone.change {
                                    $0?.resume(); $0 = nil
                                }
                            })
                    ]
                })
            Task {
                let vm = try LuaVM(configuration([make]))
                _ = try await vm.evaluate("kept = make()")
            }
        }
    }

    @Test func functionsAreReleased() async throws {
        let vm = try LuaVM(configuration([function("take", [parameter("f", .function)], .sync { _ in [] })]))
        _ = try await vm.evaluate("take(print)")
        await vm.collectGarbage()
        let before = vm.memoryInUse
        _ = try await vm.evaluate("for i = 1, 2000 do take(function() return i end) end")
        await vm.collectGarbage()
        #expect(vm.memoryInUse < before + 64_000)
        await vm.close()
    }
}
