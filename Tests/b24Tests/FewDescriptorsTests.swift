import Foundation
import Testing

/// A system that gives b24 next to nothing: an error with its hint, never a process that dies.
@Suite struct FewDescriptorsTests {
    /// Below, Swift's own library ends the process before b24 can say anything; with forty there are enough.
    private static let counts = 10...40

    private func run(_ descriptors: Int, _ arguments: String..., home: Home? = nil) async throws -> Run {
        // What tests that run at the same time have left open counts, too.
        let script = """
            for open in /dev/fd/*; do number=${open##*/}; [ "$number" -gt 2 ] && eval "exec $number>&-"; done
            ulimit -n \(descriptors); exec "$0" "$@"
            """
        let running = try (home ?? Home()).start(
            ["-c", script, RunningProgram.executable.path] + arguments, program: "/bin/bash")
        running.closeInput()
        return await running.end()
    }

    /// How many leave none for Lua alone: that depends on what the system's libraries keep open.
    private func tooFewForLua() async throws -> Int {
        for descriptors in Self.counts {
            let run = try await run(descriptors, "eval", "return 1")
            try #require(run.status < 128, "\(descriptors): \(run)")
            if run.errors.contains("Lua can't be started") { return descriptors }
        }
        throw CocoaError(.featureUnsupported)
    }

    @Test func withoutDescriptorsThereIsNoLua() async throws {
        let run = try await run(try await tooFewForLua(), "eval", "return 1")
        #expect(run.status == 1)
        #expect(
            run.errors == """
                b24: Lua can't be started: too many files are open.
                hint: End what keeps files open, or allow more (ulimit -n 1024).

                """)
    }

    @Test func theEnvelopeHasTheError() async throws {
        let run = try await run(try await tooFewForLua(), "eval", "return 1", "--json", "--lang", "ru")
        #expect(run.status == 1)
        let error = try #require(try run.envelope()["error"] as? [String: Any])
        #expect(error["message"] as? String == "Запустить Lua не удалось: открыто слишком много файлов.")
        #expect((error["hint"] as? String)?.hasPrefix("Завершите то, что держит файлы открытыми") == true)
    }

    /// A spec that has no Lua is an error of its file, and the run goes on to its summary.
    @Test func specsThatCannotRunFail() async throws {
        let home = try Home()
        try home.write("spec/a_spec.lua", "describe('a', function() it('b', function() end) end)")
        let run = try await run(try await tooFewForLua(), "test", home: home)
        #expect(run.status == 1, "\(run)")
        #expect(run.output.contains("Lua can't be started"), "\(run)")
    }

    /// The local portal's server would end the process, and so would each part that takes descriptors for granted.
    @Test func theLocalPortalSurvivesWantOfDescriptors() async throws {
        var refusals = 0
        for descriptors in stride(from: Self.counts.lowerBound, through: Self.counts.upperBound, by: 2) {
            let run = try await run(descriptors, "eval", "b24.call('profile')")
            #expect(run.status < 128, "\(descriptors): \(run)")
            if run.errors.contains("Too many files are open") { refusals += 1 }
        }
        #expect(refusals > 0)
    }
}
