import Bitrix24
import JSON
import Localization
import LuaRuntime
import Synchronization
import Testing

@testable import B24Scripting

/// A session over a ``CompanyPortal``, with what it says.
final class Office: Sendable {
    let portal: CompanyPortal
    let session: ScriptSession
    private let recorder: Recorder

    init(
        _ company: Company = .demo, language: Language = .en,
        _ policy: (inout ScriptSession.Policy) -> Void = { _ in }
    ) {
        let portal = CompanyPortal(company)
        let recorder = Recorder()
        var configuration = ScriptSession.Configuration {
            var options = PortalClient.Options()
            options.plan = .box
            return PortalClient(
                credential: try Credential(webhook: Secret("https://demo.bitrix24.example/rest/1/secretcode/")),
                options: options, transport: portal)
        }
        configuration.portalName = "demo"
        configuration.language = language
        configuration.console.talk = { recorder.add($0) }
        policy(&configuration.policy)
        self.portal = portal
        // Without descriptors nothing here can be tested.
        session = try! ScriptSession(configuration)
        self.recorder = recorder
    }

    private final class Recorder: Sendable {
        let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    /// Everything said so far.
    var said: String { recorder.lines.withLock { $0.joined(separator: "\n") } }

    /// Runs a script; what it returns, as JSON.
    @discardableResult
    func run(_ source: String) async throws -> [JSONValue] {
        try await session.run(LuaChunk(name: "test.lua", source: source)).results.map(LenientJSON.encode)
    }

    /// The error in which a script ends: its fields as a script would see them.
    func failure(_ source: String) async throws -> JSONValue {
        let caught = """
            local ok, err = pcall(function() \(source) end)
            if ok then return { kind = "none" } end
            if type(err) ~= "userdata" then return { kind = "lua", message = tostring(err) } end
            return { kind = err.kind, message = err.message, hint = err.hint, code = err.code, status = err.status, \
            method = err.method, text = tostring(err) }
            """
        return try await run(caught).first ?? .null
    }
}
