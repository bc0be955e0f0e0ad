import Testing

@testable import LuaRuntime

/// What a task works on, as its host calls see it.
@Suite struct ScopeTests {
    /// `thing(name)` makes an object, `enter` and `leave` are the host's own, `see()` tells the scope of its call.
    private static let functions: [HostFunction] = [
        function("thing", [parameter("name", .string)], .sync { [.object(Thing(string($0.arguments[0])))] }),
        function("enter", [parameter("thing", .any, optional: true)], .lua("local host = ...\nreturn host.enter")),
        function("leave", .lua("local host = ...\nreturn host.leave")),
        function(
            "see",
            .async { _ in
                await Task.yield()
                let name = (LuaScope.current?.object as? Thing)?.name ?? "-"
                return [.string(name + (LuaScope.current?.isConcurrent == true ? "~" : ""))]
            }),
    ]

    private static func string(_ value: LuaValue?) -> String {
        if case .string(let text)? = value { text } else { "no string" }
    }

    private final class Thing: LuaObject {
        static let luaTypeName = "Thing"
        static let luaMethods: [HostFunction] = []
        let name: String
        init(_ name: String) { self.name = name }
        func luaField(_ name: String) -> LuaValue? { nil }
        let luaFieldNames: [String] = []
        var luaDescription: String { name }
    }

    @Test(arguments: [
        ("return see()", "-"),
        ("enter(thing 'a') return see()", "a"),
        ("enter(thing 'a') enter(thing 'b') leave() return see()", "a"),
        ("enter(thing 'a') leave() leave() return see()", "-"),
        // Beside others.
        ("enter() return see()", "-~"), ("enter(thing 'a') enter() return see()", "a~"),
        // A task inherits, and what it enters is its own.
        ("enter(thing 'a') return b24.spawn(see):await()", "a~"),
        ("local t = b24.spawn(function() enter(thing 'a') return see() end) return t:await() .. see()", "a-"),
        ("enter(thing 'a') local t = b24.spawn(see) leave() return t:await()", "a~"),
        // A script's own coroutine belongs to the task that runs it.
        ("enter(thing 'a') return coroutine.wrap(see)()", "a"),
        // Where Lua cannot suspend.
        ("enter(thing 'a') local s table.sort({1, 2}, function() s = see() return false end) return s", "a"),
    ])
    func isSeen(source: String, expected: String) async throws {
        #expect(Self.string(try await run(source, Self.functions).first) == expected)
    }

    @Test func tasksDoNotMixTheirs() async throws {
        let source = """
            local function work(name)
              enter(thing(name))
              local seen = see() .. see()
              leave()
              return seen
            end
            local list = {}
            for i = 1, 20 do list[i] = function() return work("t" .. i) == "t" .. i .. "t" .. i end end
            for _, isRight in ipairs(b24.all(list)) do if not isRight then return "mixed" end end
            return "right"
            """
        #expect(Self.string(try await run(source, Self.functions).first) == "right")
    }
}
