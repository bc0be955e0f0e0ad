import B24Scripting
import Bitrix24
import LuaRuntime
import PortalEmulator
import Synchronization
import Testing

/// A session in the process over a local portal on which things go wrong.
///
/// Pauses between attempts take no time, and the portal's limits are off: how traffic copes is the subject, not how
/// long it waits.
struct TroubledPortal: Sendable {
    let portal: LocalPortal
    let session: ScriptSession
    let requests: Requests

    /// What reached the portal.
    final class Requests: Sendable {
        private let records = Mutex<[RequestRecord]>([])
        private let arrivals = AsyncStream<String>.makeStream()
        private let unanswered = Mutex<(@Sendable () -> Void)?>(nil)

        fileprivate func append(_ record: RequestRecord) {
            records.withLock { $0.append(record) }
            arrivals.continuation.yield(record.method)
            guard record.status == 0 else { return }
            let body = unanswered.withLock { $0 }
            body?()
        }

        /// What is done when a request has arrived that gets no answer; it replaces what was to be done before.
        func whenUnanswered(_ body: @escaping @Sendable () -> Void) { unanswered.withLock { $0 = body } }

        var methods: [String] { records.withLock { $0.map(\.method) } }
        func count(_ method: String) -> Int { methods.count { $0 == method } }

        /// Waits for the next request of a method; for one waiter.
        func arrival(of method: String) async {
            for await arrived in arrivals.stream where arrived == method { return }
        }
    }

    /// - Parameters:
    ///   - faults: `METHOD:FAULT[:COUNT]`, after the preparation.
    ///   - isImpatient: whether a request that gets no answer times out at once; see ``ImpatientTransport``.
    ///   - timeout: of one request.
    ///   - plan: what the client takes the portal's rate for.
    init(
        _ faults: [String] = [], isImpatient: Bool = false, timeout: Duration = .seconds(120), attempts: Int = 5,
        plan: PortalClient.Plan = .box,
        _ configure: (inout ScriptSession.Configuration) -> Void = { _ in }
    ) async throws {
        let requests = Requests()
        var settings = LocalPortal.Configuration()
        settings.seed = .empty
        settings.enforcesLimits = false
        settings.faults = faults
        settings.log = { requests.append($0) }
        let portal = try await LocalPortal.start(settings)
        let webhook = try await portal.webhook()
        let transport: any Transport = isImpatient ? ImpatientTransport(requests: requests) : CurlTransport.shared
        var configuration = ScriptSession.Configuration {
            var options = PortalClient.Options()
            options.plan = plan
            options.timeouts = Timeouts(whole: timeout)
            options.maximumAttempts = attempts
            return PortalClient(
                credential: try Credential(webhook: Secret(webhook)), options: options, transport: transport,
                time: HurriedTime())
        }
        configure(&configuration)
        self.portal = portal
        self.requests = requests
        session = try ScriptSession(configuration)
    }

    /// Runs a script that returns one value: as JSON text.
    func run(_ lua: String) async throws -> String {
        let source = "local function main(...) \(lua)\nend\nreturn b24.json.encode((main(...)))"
        let results = try await session.run(LuaChunk(name: "trouble.lua", source: source)).results
        guard case .string(let text)? = results.first else { return "\(results)" }
        return text
    }

    func stop() async throws { try await portal.stop() }

    /// Lua that makes a smart process with this many items, as `type` (its entityTypeId).
    static func items(_ count: Int) -> String {
        """
        local type = b24.call("crm.type.add", { fields = { title = "Load" } }).type.entityTypeId
        local adds = {}
        for i = 1, \(count) do adds[i] = { "crm.item.add", { entityTypeId = type, fields = { title = "i" .. i } } } end
        if #adds > 0 then assert(#select(2, b24.batch(adds)) == 0) end

        """
    }
}

/// A clock on which nobody waits.
struct HurriedTime: TimeSource {
    var now: Double { SystemTime().now }
    var unixTime: Double { SystemTime().unixTime }
    func sleep(seconds: Double) async throws {
        try Task.checkCancellation()
        await Task.yield()
    }
}
