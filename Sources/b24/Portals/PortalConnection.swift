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
    private let tellsMove: Bool
    private let transport: any Transport
    private var opening: Task<PortalClient, any Error>?
    private var demo: DemoPortal?
    /// Of a portal to which a token leads.
    private var tokens: TokenKeeper?

    /// - Parameters:
    ///   - namesDemo: whether opening a demo portal that nobody chose says so.
    ///   - tellsMove: whether a portal that has moved is warned of.
    ///   - transport: the way of its requests; that of the context by default.
    init(
        _ portal: Portal, _ context: Context, namesDemo: Bool = true, tellsMove: Bool = true,
        transport: (any Transport)? = nil
    ) {
        self.tellsMove = tellsMove
        self.transport = transport ?? context.transport
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
        do {
            return try await opening.value
        } catch {
            // What failed is tried again at the next call: a keyring can be unlocked meanwhile, a passphrase corrected.
            if self.opening == opening { self.opening = nil }
            throw error
        }
    }

    /// The portal's domain, once it has been opened.
    var domain: String? {
        get async { (try? await opening?.value)?.recordedDomain(portal) }
    }

    /// Whether the portal can be asked without asking a person for its webhook first.
    var needsNobody: Bool {
        if opening != nil { return true }
        if case .profile(_, let entry) = portal { return entry.webhookFile != nil }
        return true
    }

    private func open() async throws -> PortalClient {
        var options = context.clientOptions()
        let move = PortalMove(portal: portal, environment: context.environment)
        options.hasMoved = { [context, tellsMove] old, new in
            guard tellsMove else { return }
            context.output.log(.warn, "b24: " + move.notice(from: old, to: new)[context.language], isVerbose: false)
        }
        let (credential, vault) = try await credential(&options)
        // The built-in portal belongs to this process alone, and has another port every time.
        if demo != nil { options.rateFolder = nil }
        if let vault { tokens = keeper(of: vault.token, in: vault.vault, options, transport) }
        return PortalClient(credential: credential, tokens: tokens, options: options, transport: transport)
    }

    /// A token and where it is kept.
    private typealias Kept = (token: PortalToken, vault: any TokenVault)

    private func credential(_ options: inout PortalClient.Options) async throws -> (Credential, Kept?) {
        switch portal {
        case .demo(let isChosen):
            if !isChosen, namesDemo { context.output.talk(Texts.usingDemo[context.language]) }
            let demo = try await DemoPortal.open(context)
            self.demo = demo
            return (try Credential(webhook: demo.webhook), nil)
        case .webhook(let url):
            return (try Credential(webhook: url), nil)
        case .token(let token):
            return (Credential(token), (token, MemoryVault(token)))
        case .profile(let name, let entry):
            if let plan = entry.plan { options.plan = plan }
            let store = try context.store(of: entry)
            let stored = try stored(entry, store)
            let credential = try Credential(stored)
            if case .token(let token) = stored, let store {
                // Whoever issued it says where the portal is, also after a move: the configuration may be behind.
                let locks = context.environment.stateFolder + "/tokens"
                return (credential, (token, StoreVault(store: store, profile: name, lockFolder: locks)))
            }
            if let domain = entry.domain, domain.lowercased() != credential.domain.lowercased() {
                throw Complaint.failure(Texts.otherDomain(name, domain, credential.domain))
            }
            return (credential, nil)
        }
    }

    /// What the store of a profile keeps; without it a person is asked for the webhook.
    private func stored(_ profile: Profile, _ store: (any CredentialStore)?) throws -> StoredCredential {
        if let file = profile.webhookFile {
            return try StoredCredential(text: WebhookFile.read(context.webhookPath(file)))
        }
        if let secret = try store?.load(profile.name) { return try StoredCredential(text: secret) }
        if profile.clientID != nil {
            throw Complaint.refusal(Texts.signedOut(profile.name), hint: Texts.signInTo(profile.name))
        }
        guard !context.settings.hasNoInput,
            let url = Terminal.askHidden(Texts.askWebhookOf(profile.name)[context.language])
        else {
            throw Complaint.refusal(Texts.noWebhook(profile.name), hint: Texts.howToGiveWebhook(profile.name))
        }
        return .webhook(url)
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
