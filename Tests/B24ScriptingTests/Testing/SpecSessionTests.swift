import LuaRuntime
import Testing

@testable import B24Scripting

/// A spec file in a session.
@Suite struct SpecSessionTests {
    private func run(
        _ source: String, _ configure: (inout ScriptSession.Configuration) -> Void = { _ in }
    ) async throws -> [SpecOutcome] {
        let spec = try await SpecSession(source, file: "a_spec.lua", in: Scene.with(configure).session)
        try await spec.select(spec.tests)
        var outcomes: [SpecOutcome] = []
        for test in spec.tests { outcomes.append(try await spec.run(test)) }
        return outcomes
    }

    @Test func testsWithTheirPlaces() async throws {
        let spec = try await SpecSession(
            "describe('a', function()\n  it('b #x', function() end)\nend)", file: "a_spec.lua", in: Scene().session)
        #expect(spec.tests == [SpecTest(number: 1, name: "a b #x", line: 2)])
        #expect(spec.tests[0].tags == ["x"])
        #expect(spec.problems.isEmpty)
    }

    @Test func outcomes() async throws {
        let outcomes = try await run(
            """
            it('a', function() end)
            it('b', function() assert.are.equal(1, 2) end)
            it('c', function() error('no') end)
            pending('d')
            it('e', function() b24.call('x.y') end)
            """)
        #expect(outcomes.map(\.status) == [.passed, .failed, .error, .pending, .error])
        #expect(outcomes.map(\.line) == [nil, 2, 3, nil, 5])
        #expect(outcomes[1].message.contains("Expected: 1\nActual:   2"))
        #expect(outcomes[2].message == "no" && outcomes[2].file == "a_spec.lua")
    }

    /// What stops a test is its own failure; the next one runs.
    @Test func aTestThatNeverEnds() async throws {
        let outcomes = try await run("it('a', function() while true do end end) it('b', function() end)") {
            $0.limits.cpu = .init(.seconds(2))
        }
        #expect(outcomes.map(\.status) == [.error, .passed])
        #expect(outcomes[0].line == 1)
        #expect(outcomes[0].message.contains("CPU"), "\(outcomes[0].message)")
    }

    @Test func aFileThatIsNoLua() async throws {
        let spec = try await SpecSession("it(", file: "a_spec.lua", in: Scene().session)
        #expect(spec.tests.isEmpty)
        #expect(spec.problems.map(\.outcome.status) == [.error])
        #expect(spec.problems[0].outcome.line == 1)
    }

    /// A describe that fails does not take the other tests along.
    @Test func aBlockThatFails() async throws {
        let spec = try await SpecSession(
            "describe('a', function()\n  error('no')\nend)\nit('b', function() end)", file: "a_spec.lua",
            in: Scene().session)
        #expect(spec.tests.map(\.name) == ["b"])
        #expect(spec.problems.map(\.name) == ["a"])
        #expect(spec.problems.map(\.outcome.message) == ["no"])
        #expect(spec.problems.map(\.outcome.line) == [2])
    }

    @Test func callsWaitInTestsAndHooks() async throws {
        let outcomes = try await run(
            """
            local user
            before_each(function() user = b24.call('profile') end)
            it('a', function() assert.is_true(user and b24.call('profile')) end)
            """)
        #expect(outcomes.map(\.status) == [.passed])
    }
}
