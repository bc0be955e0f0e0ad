import Bitrix24
import JSON
import Localization
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

/// A session over a fake portal, with everything that it writes.
struct Scene: Sendable {
    static let secret = "abcsecret123code"
    static let webhook = "https://demo.bitrix24.example/rest/7/\(secret)/"

    let portal: FakePortal
    let session: ScriptSession
    let log = Log()

    /// Everything that a session writes.
    final class Log: Sendable {
        private let lines = Mutex<(output: [String], talk: [String])>(([], []))
        var output: [String] { lines.withLock { $0.output } }
        var talk: [String] { lines.withLock { $0.talk } }
        func output(_ line: String) { lines.withLock { $0.output.append(line) } }
        func talk(_ line: String) { lines.withLock { $0.talk.append(line) } }
    }

    init(
        portal handler: @escaping FakePortal.Handler = { _ in .result(true) },
        _ configure: (inout ScriptSession.Configuration) -> Void = { _ in }
    ) {
        let portal = FakePortal(handler)
        let log = log
        var configuration = ScriptSession.Configuration { try Scene.client(portal) }
        configuration.portalName = "demo"
        configuration.console.output = { log.output($0) }
        configuration.console.talk = { log.talk($0) }
        configure(&configuration)
        self.portal = portal
        // Without descriptors nothing here can be tested.
        session = try! ScriptSession(configuration)
    }

    /// A session over a portal that says yes to everything.
    static func with(_ configure: (inout ScriptSession.Configuration) -> Void) -> Scene {
        Scene(portal: { _ in .result(true) }, configure)
    }

    static func client(_ portal: FakePortal) throws -> PortalClient {
        var options = PortalClient.Options()
        options.plan = .box
        return PortalClient(credential: try Credential(webhook: Secret(webhook)), options: options, transport: portal)
    }

    /// Runs a script; what it returns.
    @discardableResult
    func run(_ source: String) async throws -> [LuaValue] {
        try await session.run(LuaChunk(name: "test.lua", source: source)).results
    }

    /// What a script returns, as Lua source.
    func value(_ source: String) async throws -> String {
        try await run(source).map { LuaFormatter(width: .max).format($0) }.joined(separator: ", ")
    }

    /// The report of the failure in which a script ends.
    func failure(_ source: String, _ language: Language = .en) async -> String {
        do {
            try await run(source)
            Issue.record("the script did not fail")
            return ""
        } catch {
            return ScriptError.report(error, language: language)
        }
    }
}
