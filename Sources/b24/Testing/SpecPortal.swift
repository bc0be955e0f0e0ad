import B24Scripting
import Bitrix24
import PortalEmulator

/// The portal of one spec file: a private one in memory on a port of its own, opened at the first call; or what a tape
/// has of one.
actor SpecPortal {
    /// Where the answers come from.
    enum Source: Sendable {
        /// A fresh local portal.
        case local(SpecPortalPlan)
        /// The portal of a profile, read only.
        case profile(PortalConnection)
        /// A tape.
        case tape(AnswerTape.Player)
    }

    private let source: Source
    private let transport: any Transport
    private var opening: Task<PortalClient, any Error>?
    private var local: LocalPortal?

    /// - Parameter recorder: writes down what passes between a local portal and the spec.
    init(_ source: Source, _ context: Context, recorder: AnswerTape.Recorder?) {
        self.source = source
        transport = recorder.map { RecordingTransport(context.transport, $0) } ?? context.transport
    }

    func client() async throws -> PortalClient {
        if let opening { return try await opening.value }
        let opening = Task { try await self.open() }
        self.opening = opening
        return try await opening.value
    }

    private func open() async throws -> PortalClient {
        var options = PortalClient.Options()
        options.userAgent = "b24/\(B24.version)"
        // Nobody else is on this portal: tests need not wait for their turn.
        options.plan = .box
        switch source {
        case .local(let plan):
            var configuration = LocalPortal.Configuration()
            configuration.seed = plan.seed
            configuration.flavour = plan.flavour
            configuration.plan = plan.plan
            configuration.language = plan.language
            configuration.enforcesLimits = false
            let portal = try await DemoPortal.start(configuration, folder: nil)
            local = portal
            let webhook = Secret(try await portal.webhook(plan.owner, scopes: nil))
            return PortalClient(credential: try Credential(webhook: webhook), options: options, transport: transport)
        case .profile(let connection): return try await connection.client()
        case .tape(let player):
            let webhook = Secret("https://replay.invalid/rest/1/nothing/")
            return PortalClient(
                credential: try Credential(webhook: webhook), options: options, transport: ReplayingTransport(player))
        }
    }

    /// Takes it down.
    func close() async {
        try? await local?.stop()
        local = nil
        if case .profile(let connection) = source { await connection.close() }
    }
}
