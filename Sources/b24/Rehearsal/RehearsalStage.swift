import B24Scripting
import Bitrix24
import Localization
import PortalEmulator
import Synchronization

/// Where a rehearsal plays: a private portal on loopback that stands in for the real one, and a client that takes it for
/// the real one. It is set up at the first REST call.
actor RehearsalStage {
    /// How a rehearsal is done.
    struct Options: Sendable {
        /// Where the private portal keeps its data; `nil` for memory.
        var folder: String?
        /// How many items may be copied.
        var mostItems = 10_000
    }

    /// What is there once the stage is set up.
    struct Scene: Sendable {
        let portal: LocalPortal
        let client: PortalClient
        let transport: RehearsalTransport
        let origin: SourceOrigin
        let caller: CallerFacts
    }

    private let context: Context
    private let options: Options
    private let time = RehearsalTime()
    private var scene: Scene?
    /// What a real run would ask a person.
    private nonisolated let questions = Mutex<[String]>([])
    private nonisolated let calls = Mutex<[CommandRecord]>([])
    private nonisolated let stop = Mutex<@Sendable () -> Void>({})

    init(_ context: Context, _ options: Options) {
        self.context = context
        self.options = options
    }

    /// Makes a session play here: its calls go to the private portal, its questions are written down and answered with
    /// yes.
    nonisolated func take(_ configuration: inout ScriptSession.Configuration, _ source: PortalConnection) {
        configuration.connect = { try await self.client(source) }
        configuration.otherProfile = nil
        configuration.policy.noInput = context.settings.hasNoInput
        configuration.console.ask = { self.asked($0) }
        configuration.console.askForName = { question, _ in self.asked(question) }
        let name = source.portal.name
        let language = context.language
        configuration.console.confirmWrites = { self.asked(Texts.askProtected(name)[language]) }
    }

    /// What ends the script when the rehearsal cannot go on.
    nonisolated func whenHalted(_ body: @escaping @Sendable () -> Void) { stop.withLock { $0 = body } }

    private nonisolated func asked(_ question: String) -> Bool {
        questions.withLock { $0.append(question) }
        return true
    }

    private func client(_ connection: PortalConnection) async throws -> PortalClient {
        if let scene { return scene.client }
        let source = SourcePortal(try await connection.client())
        let caller = try await CallerFacts.read(source)
        let origin = SourceOrigin(source, caller, mostItems: options.mostItems) { self.stop.withLock { $0 }() }
        let portal = try await DemoPortal.start(configuration(source, caller, origin), folder: options.folder)
        do {
            try await portal.add([.person(caller.person)])
            let scene = try await play(portal, source, origin, caller)
            self.scene = scene
            return scene.client
        } catch {
            try? await portal.stop()
            throw error
        }
    }

    private func configuration(
        _ source: SourcePortal, _ caller: CallerFacts, _ origin: SourceOrigin
    ) -> LocalPortal.Configuration {
        var configuration = LocalPortal.Configuration()
        configuration.dataFolder = options.folder
        configuration.seed = .bare
        configuration.language = context.language
        configuration.flavour = caller.isSelfHosted || source.plan == .box ? .box : .cloud
        configuration.plan = source.plan == .enterprise ? .enterprise : .basic
        // The client keeps to the rate in a time of its own.
        configuration.enforcesLimits = false
        if let offset = caller.timeZoneOffset { configuration.choices.timeZoneOffset = offset }
        configuration.origin = origin
        configuration.log = { record in self.calls.withLock { $0 += record.commands } }
        return configuration
    }

    private func play(
        _ portal: LocalPortal, _ source: SourcePortal, _ origin: SourceOrigin, _ caller: CallerFacts
    ) async throws -> Scene {
        let webhook = try await portal.webhook(ofPerson: caller.person.id, scopes: caller.scopes)
        let address = "https://" + source.domain
        let inner: any Transport =
            context.settings.isVerbose
            ? LoggingTransport(output: context.output, language: context.language) : CurlTransport.shared
        let transport = RehearsalTransport(
            from: address, to: portal.address, by: inner, time, latency: { source.latency },
            abandoned: { origin.work.cancel() })
        var options = PortalClient.Options()
        options.userAgent = "b24/\(B24.version)"
        options.plan = caller.isSelfHosted ? .box : source.plan
        // The address of the real portal, a code that only the private one knows.
        let credential = try Credential(webhook: Secret(address + webhook.dropFirst(portal.address.count)))
        return Scene(
            portal: portal,
            client: PortalClient(credential: credential, options: options, transport: transport, time: time),
            transport: transport, origin: origin, caller: caller)
    }

    /// What the rehearsal has shown; `nil` when the script called nothing.
    func report() async throws -> RehearsalReport? {
        guard let scene else { return nil }
        var report = RehearsalReport(domain: scene.origin.source.domain)
        report.changes = try await scene.portal.changes()
        report.standIns = scene.origin.standIns
        report.notes = scene.origin.notes
        report.halt = scene.origin.halt
        report.administersCRM = scene.caller.administersCRM
        report.questions = questions.withLock { $0 }
        report.calls = calls.withLock { $0 }
        report.requests = scene.transport.requests
        report.seconds = time.seconds
        report.folder = options.folder
        return report
    }

    /// Takes everything down; kept data stay.
    func close() async {
        try? await scene?.portal.stop()
        scene = nil
    }
}
