import JSON
import PortalEmulator
import Synchronization
import Testing

/// A portal in memory on a random port, and the calls that tests make to it. It ends with its last client or connection.
struct TestPortal {
    let portal: LocalPortal
    let client: HTTPClient
    private let paths: [LocalPortal.Owner: String]

    init(_ change: (inout LocalPortal.Configuration) -> Void = { _ in }) async throws {
        var configuration = LocalPortal.Configuration()
        configuration.enforcesLimits = false
        configuration.endsWhenDropped = true
        change(&configuration)
        portal = try await LocalPortal.start(configuration)
        client = HTTPClient(address: portal.address, lifetime: portal)
        var paths: [LocalPortal.Owner: String] = [:]
        for owner in LocalPortal.Owner.allCases {
            paths[owner] = Self.path(try await portal.webhook(owner))
        }
        self.paths = paths
    }

    /// The path of a webhook's URL.
    static func path(_ url: String) -> String {
        "/" + url.split(separator: "/", maxSplits: 2).last!
    }

    /// The path of a method for an owner's webhook with all scopes.
    func path(_ method: String, as owner: LocalPortal.Owner = .admin) -> String { paths[owner]! + method }

    /// Calls a method with JSON.
    func call(
        _ method: String, _ parameters: JSONValue = .object([:]), as owner: LocalPortal.Owner = .admin
    ) throws -> HTTPClient.Response {
        try client.send(
            "POST", path(method, as: owner), type: "application/json", body: JSONWriter.bytes(parameters))
    }

    /// Calls a method that must succeed; its `result`.
    func result(
        _ method: String, _ parameters: JSONValue = .object([:]), as owner: LocalPortal.Owner = .admin,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSONValue {
        let response = try call(method, parameters, as: owner)
        let body = try response.json
        #expect(response.status == 200, "\(method): \(response.text)", sourceLocation: sourceLocation)
        return body["result"] ?? .null
    }

    /// Calls a method and compares the whole answer with the official example: same keys, same JSON types.
    ///
    /// - Parameter optional: paths that the example may lack or have in excess. `operating` and its reset time come and
    ///   go in the examples.
    func expectShape(
        _ method: String, _ parameters: JSONValue = .object([:]), as owner: LocalPortal.Owner = .admin,
        optional: Set<String> = [], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let answer = try call(method, parameters, as: owner)
        let known: Set<String> = ["time.operating_reset_at", "time.operating"]
        let differences = Fixtures.differences(
            try answer.json, from: try Fixtures.load(method, "response"), optional: optional.union(known))
        #expect(answer.status == 200, "\(method): \(answer.text)", sourceLocation: sourceLocation)
        #expect(differences == [], "\(method): \(answer.text)", sourceLocation: sourceLocation)
    }

    /// Calls a method that must fail with this code and status.
    func expectError(
        _ code: JSONValue, status: Int = 400, _ method: String, _ parameters: JSONValue = .object([:]),
        as owner: LocalPortal.Owner = .admin, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let response = try call(method, parameters, as: owner)
        let body = try response.json
        #expect(response.status == status, "\(method): \(response.text)", sourceLocation: sourceLocation)
        #expect(body["error"] == code, "\(method): \(response.text)", sourceLocation: sourceLocation)
        #expect(body["error_description"]?.stringValue?.isEmpty == false, sourceLocation: sourceLocation)
    }
}

/// A clock that stands still until a test moves it.
final class VirtualClock: Sendable {
    private let time: Mutex<(now: Double, step: Double)>

    /// - Parameter step: how far each look at the clock moves it.
    init(_ start: Double = 1_760_000_000, step: Double = 0) { time = Mutex((start, step)) }

    func advance(_ seconds: Double) { time.withLock { $0.now += seconds } }

    func setStep(_ step: Double) { time.withLock { $0.step = step } }

    var clock: PortalClock {
        PortalClock { [self] in
            time.withLock {
                $0.now += $0.step
                return $0.now
            }
        }
    }
}
