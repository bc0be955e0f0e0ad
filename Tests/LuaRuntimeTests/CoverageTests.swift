import Testing

@testable import LuaRuntime

/// Which lines have run, and which there are.
@Suite struct CoverageTests {
    private let source = """
        local t = {}

        function t.f(x)
          if x > 1 then
            return "big"
          end
          -- nothing
          return "small"
        end

        function t.never()
          return 1
        end

        local co = coroutine.wrap(function()
          coroutine.yield(1)
          return 2
        end)
        co()
        co()
        return t.f(1)
        """

    private func vm(counts: Bool = true) throws -> LuaVM {
        var configuration = LuaVM.Configuration()
        configuration.countsLines = counts
        return try LuaVM(configuration)
    }

    @Test func linesThatHaveRun() async throws {
        let vm = try vm()
        _ = try await vm.run(LuaChunk(name: "a.lua", source: source))
        let lines = try #require(await vm.lineCounts()["a.lua"])
        #expect(lines[4] == 1 && lines[8] == 1)
        #expect(lines[5] == nil && lines[12] == nil)
        // Inside of coroutines, too.
        #expect(lines[16] == 1 && lines[17] == 1)
        _ = try await vm.run(LuaChunk(name: "a.lua", source: source))
        #expect(await vm.lineCounts()["a.lua"]?[4] == 2)
    }

    @Test func nothingIsCountedUnlessAsked() async throws {
        let vm = try vm(counts: false)
        _ = try await vm.run(LuaChunk(name: "a.lua", source: source))
        #expect(await vm.lineCounts().isEmpty)
    }

    /// A stop comes through while lines are counted.
    @Test func limitsHold() async throws {
        var configuration = LuaVM.Configuration()
        configuration.countsLines = true
        configuration.limits.instructions = 100_000
        let vm = try LuaVM(configuration)
        await #expect(throws: LuaFailure.self) {
            try await vm.run(LuaChunk(name: "a.lua", source: "while true do\n  local x = 1\nend"))
        }
        #expect(await vm.lineCounts()["a.lua"]?[2] ?? 0 > 1000)
    }

    @Test func linesWithCode() throws {
        let lines = try #require(LuaVM.activeLines(of: LuaChunk(name: "a.lua", source: source)))
        #expect(lines.isSuperset(of: [1, 4, 5, 8, 12, 16, 17, 19, 20, 21]))
        #expect(lines.isDisjoint(with: [2, 7, 10, 14]))
        #expect(LuaVM.activeLines(of: LuaChunk(name: "a.lua", source: "x = = 1")) == nil)
    }

    /// Whatever runs is a line with code: long functions (whose lines are kept in another way), constants of all kinds, gaps.
    @Test func whatRunsHasCode() async throws {
        var text = "local a, b, c, d = 1.5, 1 << 40, nil, true\n"
        for i in 0..<400 {
            text += "a = a + \(i)\(i % 7 == 0 ? ".25" : "")" + String(repeating: "\n", count: i % 50 == 0 ? 300 : 1)
        }
        text += "local s = 'short' .. ('\(String(repeating: "long", count: 40))')\nreturn a, b, c, d, s\n"
        let chunk = LuaChunk(name: "a.lua", source: text)
        let vm = try vm()
        _ = try await vm.run(chunk)
        let active = try #require(LuaVM.activeLines(of: chunk))
        let run = try #require(await vm.lineCounts()["a.lua"])
        #expect(Set(run.keys) == active)
        #expect(active.count == 403)
    }
}
