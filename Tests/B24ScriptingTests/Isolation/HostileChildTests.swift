import Bitrix24
import JSON
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The parent of an isolated script before processes that a script has taken over: each is a clear failure, none reaches the
/// portal past the gate, and a script that follows runs as ever.
@Suite struct HostileChildTests {
    /// The program beside the tests that plays the child.
    static let program: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        #if os(Linux)
            _ = readlink("/proc/self/exe", &buffer, buffer.count - 1)
            let own = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        #else
            let own = CommandLine.arguments[0]
        #endif
        return own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/IsolatedProgram"
    }()

    private func scene(
        _ mode: String, _ configure: (inout ScriptSession.Configuration) -> Void = { _ in }
    ) -> Scene {
        Scene(portal: { command in .result(command.method == "profile" ? ["ID": "7"] : ["type": ["id": 1]]) }) {
            $0.sandbox = .isolated
            $0.isolation = Isolation(program: Self.program, arguments: [mode])
            configure(&$0)
        }
    }

    static let odd: [(mode: String, says: String)] = [
        ("garbage", "sent a message that it may not send"), ("garbage-at-once", "sent a message that it may not send"),
        ("huge", "(length 4294967295)"), ("just-too-long", "(length 33554433)"), ("too-short", "(length 3)"),
        ("unlocked", "(output)"), ("locked-twice", "(locked twice)"), ("kind-of-parent", "(kind 131)"),
        ("kind-unknown", "(kind 90)"), ("no-json", "(no object)"), ("other-json", "(text)"), ("deep", "(no object)"),
        ("no-utf8", "(no object)"), ("number-twice", "(number 5 twice)"), ("flood-of-failures", "(failures)"),
        ("odd-failure", "(failure)"), ("odd-result", "(value)"),
        ("half", "ended before the script did (exit code 0)"), ("nothing", "ended before the script did (exit code 0)"),
        ("not-even-begun", "ended before the script began"), ("unfit", "cannot isolate scripts"),
        ("crash", "ended by signal 11"), ("exit", "(exit code 77)"),
        ("no-such-mode", "ended before the script began"),
    ]

    @Test(arguments: odd)
    func whateverItDoesIsAFailure(_ mode: String, _ says: String) async throws {
        let scene = scene(mode)
        let failure = await scene.failure("return 1")
        #expect(failure.contains(says), "\(mode): \(failure)")
        #expect(scene.portal.commands.isEmpty)
        #expect(!scene.log.output.contains("early"))
    }

    /// One that never ends is ended: by its time limit, or by whoever stops it.
    @Test(arguments: ["silent", "silent-at-once", "flood-of-output", "flood-of-errands"])
    func whatNeverEndsIsEnded(_ mode: String) async throws {
        let scene = scene(mode) {
            $0.limits.time = .init(.milliseconds(1))
            $0.isolation?.grace = .milliseconds(100)
        }
        let failure = await scene.failure("return 1")
        #expect(failure.contains("time limit"), "\(failure)")
    }

    @Test(arguments: ["silent", "silent-at-once", "flood-of-output", "flood-of-errands"])
    func whatNeverEndsIsStopped(_ mode: String) async throws {
        let scene = scene(mode) { $0.isolation?.grace = .milliseconds(100) }
        let session = scene.session
        let run = Task { await scene.failure("return 1") }
        // As often as it takes: whoever is not there yet is not stopped.
        let stopping = Task { while !Task.isCancelled { session.interrupt(); await Task.yield() } }
        #expect(await run.value == "interrupted")
        stopping.cancel()
    }

    @Test func cpuTimeIsTheSystems() async throws {
        let scene = scene("overtime") { $0.isolation?.processTime = .seconds(1) }
        let failure = await scene.failure("return 1")
        #expect(failure.contains("used up its 1 seconds of CPU time"), "\(failure)")
    }

    // MARK: Past the gate

    @Test func aWriteMeetsTheGate() async throws {
        let scene = scene("write") { $0.policy.readOnly = true }
        let (kind, text) = try await answer(scene)
        #expect(kind == FrameKind.portalError.rawValue)
        #expect(text.contains("--read-only"), "\(text)")
        #expect(scene.portal.commands.isEmpty)
        let declared = self.scene("write")
        let (refused, reason) = try await answer(declared, "--- @needs read crm.type.list -- looks\nreturn 1")
        #expect(refused == FrameKind.moduleError.rawValue)
        #expect(reason.contains("@needs write crm.type.add"), "\(reason)")
        #expect(declared.portal.commands.isEmpty)
        let allowed = self.scene("write")
        #expect(try await answer(allowed).0 == FrameKind.result.rawValue)
        #expect(allowed.portal.methods == ["crm.type.add"])
        let planned = self.scene("write") { $0.policy.dryRun = true }
        #expect(try await answer(planned).0 == FrameKind.result.rawValue)
        #expect(planned.portal.commands.isEmpty)
    }

    @Test func filesAreDeclaredOnes() async throws {
        let (kind, text) = try await answer(scene("file"))
        #expect(kind == FrameKind.moduleError.rawValue)
        #expect(text.contains("policy_denied"), "\(text)")
    }

    @Test(arguments: ["others-list", "odd-position"])
    func whatIsNotThereIsRefused(_ mode: String) async throws {
        #expect(try await answer(scene(mode)).0 == FrameKind.foreignError.rawValue)
    }

    @Test func closingWhatIsNotThereDoesNothing() async throws {
        #expect(try await answer(scene("closes-what-is-not-there")).0 == FrameKind.result.rawValue)
    }

    @Test func nothingMovesTheCursor() async throws {
        let scene = scene("escapes")
        #expect(try await scene.value("return 1") == "\"\u{FFFD}[31mred\"")
        #expect(scene.log.output == ["a\u{FFFD}]52;c;eA==\u{FFFD}b\u{FFFD}\u{FFFD}c\t\u{FFFD}"])
    }

    private func answer(_ scene: Scene, _ source: String = "return 1") async throws -> (UInt8, String) {
        let values = try await scene.run(source)
        guard values.count == 2, case .integer(let kind) = values[0], case .string(let text) = values[1] else {
            Issue.record("no answer: \(values)")
            return (0, "")
        }
        return (UInt8(kind), text)
    }

    // MARK: What holds it

    #if os(Linux)
        @Test func whatItTriesIsRefused() async throws {
            let scene = scene("denied")
            try await scene.run("return 1")
            let attempts = scene.log.output
            #expect(attempts.count == 29)
            for attempt in attempts { #expect(attempt.hasSuffix(": refused"), "\(attempt)") }
        }
    #endif

    @Test func whatItFindsAroundIt() async throws {
        setenv("B24_TEST_OF_ISOLATION", "not for others", 1)
        let scene = scene("place")
        try await scene.run("return 1")
        #expect(
            scene.log.output == [
                "variables 0, open 0,1,2,3, folder /, own session true, arguments 2, blocked false"
            ])
    }
}
