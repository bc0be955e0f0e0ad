import Foundation
import PortalEmulator
import Testing

/// A local portal with one smart process, and a home whose runs work on it.
final class RecordedPortal: Sendable {
    let portal: LocalPortal
    let home: Home
    let webhook: String
    let type: Int
    private let arrivals: AsyncStream<String>

    /// - Parameter faults: `METHOD:FAULT[:COUNT]`.
    init(_ faults: [String] = []) async throws {
        let (stream, continuation) = AsyncStream<String>.makeStream()
        var configuration = LocalPortal.Configuration()
        configuration.seed = .empty
        configuration.enforcesLimits = false
        configuration.faults = faults
        configuration.log = { continuation.yield($0.method) }
        portal = try await LocalPortal.start(configuration)
        home = try Home()
        webhook = try await portal.webhook()
        arrivals = stream
        try home.config("[profiles.local]\nwebhook_file = \"local.webhook\"\nplan = \"box\"\n")
        try home.write(".config/b24/local.webhook", webhook + "\n")
        let made = try await home.b24(
            "-p", "local", "--no-journal", "--no-audit", "--format", "json", "call", "crm.type.add",
            "fields[title]=Load")
        type = try #require(made.output.firstMatch(of: /"entityTypeId":(\d+)/).flatMap { Int($0.1) }, "\(made)")
    }

    /// Runs `b24` on the portal.
    func b24(_ arguments: String..., environment: [String: String] = [:]) async throws -> Run {
        let running = try home.start(["-p", "local"] + arguments, environment: environment)
        running.closeInput()
        return await running.end()
    }

    func start(_ arguments: String...) throws -> RunningProgram { try home.start(["-p", "local"] + arguments) }

    /// Writes a script in which `add(title)` makes an item and returns its id.
    func script(_ name: String, _ lua: String) throws {
        try home.write(
            name,
            """
            local function add(title)
              return b24.call("crm.item.add", {entityTypeId = \(type), fields = {title = title}}).item.id
            end
            \(lua)

            """)
    }

    /// Waits until so many requests of a method have been carried out; for one waiter.
    func carriedOut(_ method: String, _ count: Int = 1) async {
        var left = count
        for await arrived in arrivals where arrived == method {
            left -= 1
            if left == 0 { return }
        }
    }

    /// The titles of all items that the portal has, in the order in which they were made.
    func titles() async throws -> [String] {
        let run = try await b24(
            "--format", "json", "eval",
            "return b24.collect('crm.item.list', {entityTypeId = \(type), select = {'id', 'title'}})")
        return run.output.matches(of: /"title":"([^"]*)"/).map { String($0.1) }
    }

    /// The name of the newest run.
    func lastRun() async throws -> String { try await runs().first?["run"] as? String ?? "" }

    /// The runs on record, newest first.
    func runs() async throws -> [[String: Any]] {
        try #require(try await b24("--json", "log").envelope()["data"] as? [[String: Any]])
    }

    func stop() async throws { try await portal.stop() }
}
