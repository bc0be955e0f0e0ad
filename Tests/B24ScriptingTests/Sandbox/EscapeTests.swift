import Bitrix24
import JSON
import LuaRuntime
import Testing

@testable import B24Scripting

/// Every way out of the sandbox that we know of, at every level: it is refused or bounded, and what comes after it works.
///
/// A new level is one more in `levels`, and what it needs in `scene(_:)`.
@Suite struct EscapeTests {
    static let levels: [SandboxLevel] = [.team, .trusted, .isolated]

    private let folder: TemporaryFolder

    init() throws {
        folder = TemporaryFolder(files: ["compiled.lua", "own/config.toml"], folders: ["own"])
        try folder.write("compiled.lua", Self.bytes(of: EscapeAttempt.compiled))
        try folder.write("own/config.toml", Scene.secret)
    }

    /// A session at a level, over a portal that knows a few methods.
    ///
    /// - Parameter cpu: what ends it.
    private func scene(_ level: SandboxLevel, cpu: Duration = .milliseconds(300)) -> Scene {
        let path = folder.path
        return Scene { command in
            switch command.method {
            case "server.time": .result("2026-01-01T00:00:00+00:00")
            case "crm.type.list": .result(["types": [["id": 1], ["id": 2]]])
            default: .error("ERROR_METHOD_NOT_FOUND", "Method not found!")
            }
        } _: {
            $0.sandbox = level
            $0.isolation = Isolation(program: HostileChildTests.program, arguments: ["honest"])
            $0.modulePath = [path]
            $0.protectedPaths = [path + "/own"]
            $0.limits.memory = .init(64 << 20)
            $0.limits.cpu = .init(cpu)
        }
    }

    @Test(arguments: EscapeAttempt.all, levels)
    func isHeld(_ attempt: EscapeAttempt, _ level: SandboxLevel) async throws {
        guard attempt.levels.contains(level) else { return }
        // What goes on for ever does so for any time.
        let scene = scene(level, cpu: .milliseconds(attempt.isEndless ? 100 : 300))
        var failure: LuaFailure?
        do {
            try await scene.run(attempt.script.replacing("CONFIG", with: "'\(folder.path)/own'"))
        } catch let error as LuaFailure {
            failure = error
        }
        #expect(failure?.message.contains("ESCAPED") != true, "\(failure?.message ?? "")")
        if attempt.isEndless { #expect(failure?.kind == .timeLimit, "\(String(describing: failure))") }
        // Nothing was written, and no secret has come out.
        #expect(try folder.read("own/config.toml") == Scene.secret)
        #expect(
            Set(scene.portal.methods).isSubset(of: ["server.time", "crm.type.list", "profile", "scope"]),
            "\(scene.portal.methods)")
        let words = scene.log.output + scene.log.talk + [failure?.description ?? ""]
        #expect(!words.contains { $0.contains("abcsecret") || $0.contains("0x") }, "\(words)")
        // The host, the portal and the machine are as before.
        let answer = try await scene.session.call(Command("server.time"))
        #expect(answer.result.value == "2026-01-01T00:00:00+00:00")
        #expect(try await scene.value("return 1 + 1") == "2")
    }

    /// One that gets what it wants is noticed.
    @Test func anEscapeWouldBeSeen() async {
        let failure = await scene(.team).failure(EscapeAttempt("none", "return 'free'").script)
        #expect(failure.contains("ESCAPED: free"))
    }

    /// What is to be found if it could be: otherwise the attempts would prove nothing.
    @Test func theBytecodeIsReal() {
        let bytes = Self.bytes(of: EscapeAttempt.compiled)
        #expect(bytes.starts(with: [0x1B] + Array("Lua".utf8)) && bytes.count == 65)
    }

    /// The bytes of `\x1B\x4C`.
    private static func bytes(of escapes: String) -> [UInt8] {
        escapes.split(separator: "\\x").compactMap { UInt8($0, radix: 16) }
    }
}
