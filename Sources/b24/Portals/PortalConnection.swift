import B24Scripting
import Bitrix24
import Credentials
import JSON
import Localization
import PortalEmulator

/// The portal of this run: opened at the first REST call, closed at the end.
actor PortalConnection {
    nonisolated let portal: Portal
    private let context: Context
    private let namesDemo: Bool
    private var opening: Task<PortalClient, any Error>?
    private var demo: DemoPortal?

    /// - Parameter namesDemo: whether opening a demo portal that nobody chose says so.
    init(_ portal: Portal, _ context: Context, namesDemo: Bool = true) {
        self.portal = portal
        self.namesDemo = namesDemo
        self.context = context
    }

    /// The client of the portal; the same one at every call.
    func client() async throws -> PortalClient {
        if let opening { return try await opening.value }
        let opening = Task { try await self.open() }
        self.opening = opening
        do {
            return try await opening.value
        } catch {
            // What failed is tried again at the next call: a keyring can be unlocked meanwhile, a passphrase corrected.
            if self.opening == opening { self.opening = nil }
            throw error
        }
    }

    private func open() async throws -> PortalClient {
        var options = PortalClient.Options()
        options.userAgent = "b24/\(B24.version)"
        if let timeout = context.settings.timeout { options.timeouts = Timeouts(whole: timeout) }
        let move = PortalMove(portal: portal, environment: context.environment)
        options.hasMoved = { [context] old, new in
            context.output.log(.warn, "b24: " + move.notice(from: old, to: new)[context.language], isVerbose: false)
        }
        let credential = try await credential(&options)
        // The built-in portal belongs to this process alone, and has another port every time.
        if demo == nil { options.rateFolder = context.environment.stateFolder + "/rate" }
        let transport: any Transport =
            context.settings.isVerbose
            ? LoggingTransport(output: context.output, language: context.language) : CurlTransport.shared
        return PortalClient(credential: credential, options: options, transport: transport)
    }

    private func credential(_ options: inout PortalClient.Options) async throws -> Credential {
        switch portal {
        case .demo(let isChosen):
            if !isChosen, namesDemo { context.output.talk(Texts.usingDemo[context.language]) }
            let demo = try await DemoPortal.open(context)
            self.demo = demo
            return try Credential(webhook: demo.webhook)
        case .webhook(let url):
            return try Credential(webhook: url)
        case .profile(let name, let entry):
            if let plan = entry.plan { options.plan = plan }
            let credential = try Credential(stored(entry))
            if let domain = entry.domain, domain.lowercased() != credential.domain.lowercased() {
                throw Complaint.failure(Texts.otherDomain(name, domain, credential.domain))
            }
            return credential
        }
    }

    /// What the store of a profile keeps; without it a person is asked for the webhook.
    private func stored(_ profile: Profile) throws -> StoredCredential {
        if let secret = try context.secret(of: profile) { return try StoredCredential(text: secret) }
        guard !context.settings.hasNoInput,
            let url = Terminal.askHidden(Texts.askWebhookOf(profile.name)[context.language])
        else {
            throw Complaint.refusal(Texts.noWebhook(profile.name), hint: Texts.howToGiveWebhook(profile.name))
        }
        return .webhook(Secret(url))
    }

    /// Stops what was started.
    func close() async {
        await demo?.stop()
        demo = nil
    }
}
