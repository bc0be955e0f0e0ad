import Bitrix24
import JSON
import Synchronization

/// The portal of which a rehearsal makes its copy, for reading alone: whatever could change something is refused here,
/// before it is sent.
final class SourcePortal: Sendable {
    private let client: PortalClient
    private let time: any TimeSource
    /// How long the last answers took, in seconds.
    private let durations = Mutex<[Double]>([])
    /// So many of them tell how fast the portal is now.
    private static let remembered = 25

    init(_ client: PortalClient, time: any TimeSource = SystemTime()) {
        self.client = client
        self.time = time
    }

    var domain: String { client.credential.domain }
    var plan: PortalClient.Plan { client.options.plan }

    /// How long an answer takes, in seconds: the median of the last ones.
    var latency: Double {
        let sorted = durations.withLock { $0.sorted() }
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    /// Sends a read.
    ///
    /// - Throws: ``PortalError``; of kind `policyDenied` for everything that is no read.
    func call(_ command: Command) async throws(PortalError) -> Response {
        try Self.check(command)
        let start = time.now
        let response = try await client.call(command)
        let duration = time.now - start
        durations.withLock { durations in
            durations.append(duration)
            if durations.count > Self.remembered { durations.removeFirst() }
        }
        return response
    }

    /// Sends reads together. An outcome for each, in order.
    func batch(_ commands: [Command]) async throws(PortalError) -> [CommandOutcome] {
        for command in commands { try Self.check(command) }
        if commands.isEmpty { return [] }
        let keyed = commands.enumerated().map { (key: "c\($0.offset)", command: $0.element) }
        return try await client.batch(keyed)
    }

    /// A whole list.
    func rows(_ command: Command) async throws(PortalError) -> [JSONObject] {
        try Self.check(command)
        var options = ListOptions()
        options.announces = false
        var rows: [JSONObject] = []
        var pages = client.pages(command, options).makeAsyncIterator()
        while let page = try await pages.next() { rows += page.rows.compactMap { $0.value.objectValue } }
        return rows
    }

    private static func check(_ command: Command) throws(PortalError) {
        guard command.effect == .read, command.method.lowercased() != "batch" else {
            throw PortalError(
                kind: .policyDenied, method: command.method,
                details: ["flag": "rehearse", "effect": command.effect.rawValue])
        }
    }
}
