import B24Scripting
import Bitrix24
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
    /// Of a portal to which a token leads.
    private var tokens: TokenKeeper?

    /// - Parameter namesDemo: whether opening a demo portal that nobody chose says so.
    init(_ portal: Portal, _ context: Context, namesDemo: Bool = true) {
        self.portal = portal
        self.namesDemo = namesDemo
        self.context = context
    }

    /// Opens a portal for one thing, and closes it whatever happens.
    static func using<Result: Sendable>(
        _ portal: Portal, _ context: Context, _ body: @Sendable (PortalConnection) async throws -> Result
    ) async throws -> Result {
        let connection = PortalConnection(portal, context)
        do {
            let result = try await body(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Has the token of the portal; `nil` for a webhook, and before ``client()``.
    var keeper: TokenKeeper? { tokens }

    /// The client of the portal; the same one at every call.
    func client() async throws -> PortalClient {
        if let opening { return try await opening.value }
        let opening = Task { try await self.open() }
        self.opening = opening
        return try await opening.value
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
        if case .token(let token) = portal {
            tokens = keeper(of: token, in: MemoryVault(token), options, transport)
        }
        return PortalClient(credential: credential, tokens: tokens, options: options, transport: transport)
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
        case .token(let token):
            return Credential(token)
        case .profile(let name, let entry):
            if let plan = entry.plan.flatMap(PortalClient.Plan.init(rawValue:)) { options.plan = plan }
            let credential = try Credential(webhook: webhook(name, entry))
            if let domain = entry.domain, domain.lowercased() != credential.domain.lowercased() {
                throw Complaint.failure(Texts.otherDomain(name, domain, credential.domain))
            }
            return credential
        }
    }

    private func webhook(_ name: String, _ entry: ConfigFile.Entry) throws -> String {
        if let file = entry.webhookFile {
            let environment = context.environment
            return try WebhookFile.read(
                environment.expand(file, from: Files.folder(of: environment.configFile)))
        }
        guard !context.settings.hasNoInput,
            let url = Terminal.askHidden(Texts.askWebhookOf(name)[context.language])
        else {
            throw Complaint.refusal(Texts.noWebhook(name), hint: Texts.howToGiveWebhook(context.environment.configFile))
        }
        return url
    }

    private func keeper(
        of token: PortalToken, in vault: any TokenVault, _ client: PortalClient.Options, _ transport: any Transport
    ) -> TokenKeeper {
        var options = TokenKeeper.Options()
        options.timeouts = client.timeouts
        options.userAgent = client.userAgent
        if case .profile(let name, _) = portal { options.profile = name }
        options.hasRenewedUnkept = { [context] in
            context.output.log(.warn, "b24: " + Texts.renewedUnkept[context.language], isVerbose: false)
        }
        return TokenKeeper(token, in: vault, options: options, transport: transport)
    }

    /// Stops what was started, after a renewal under way has its pair.
    func close() async {
        await tokens?.finish()
        await demo?.stop()
        demo = nil
    }
}
