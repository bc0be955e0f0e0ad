import Bitrix24
import Credentials
import Localization

/// Where an application's card sends the browser, unless `--port` says otherwise.
enum SignInPort { static let usual = SignIn.usualPort }

/// Signs a person in and keeps what comes of it: the secret in the store, everything else in the configuration.
struct Login: Sendable {
    /// What the command line says.
    struct Request: Sendable {
        var portal: String?
        var clientID: String?
        var server: String?
        /// Secrets come from standard input, a line each, in the order in which they would be asked.
        var readsSecrets = false
        /// A token that somebody else has issued.
        var isReadyToken = false
        /// `nil` waits for no browser.
        var port: Int?
        var opensBrowser = true
        /// How long a person may take in the browser.
        var patience = Duration.seconds(600)
    }

    let request: Request
    let context: Context
    private let asking: Asking

    init(_ request: Request, _ context: Context) {
        self.request = request
        self.context = context
        asking = Asking(context: context, readsSecrets: request.readsSecrets)
    }

    func run() async throws -> ExitStatus {
        let desk = try AuthDesk(context)
        // Before anything is typed or issued: the place must be there, and open.
        try desk.checkStore()
        let known = try desk.known()
        let token = try await request.isReadyToken ? readyToken(known) : signIn(known)
        return try await keep(token, desk)
    }

    /// Through an application.
    private func signIn(_ known: PortalToken?) async throws -> PortalToken {
        let portal = try await portal(known)
        let clientID = try await asking.line(
            request.clientID ?? context.environment.variables["B24_CLIENT_ID"] ?? known?.clientID, Texts.askClientID)
        var secret = context.environment.clientSecret
        if secret == nil, known?.clientID == clientID { secret = known?.clientSecret }
        let exchange = try CodeExchange(
            portal: portal, clientID: clientID, clientSecret: try await asking.secret(secret, Texts.askClientSecret),
            server: try server ?? known?.authorizationServer)
        let signIn = try await SignIn(exchange, port: request.port, language: context.language)
        show(signIn)
        let (asking, language, output) = (asking, context.language, context.output)
        var pasted: (@Sendable () async -> Secret?)?
        if asking.canAsk { pasted = { await asking.pasted() } }
        let answer = try await signIn.answer(within: request.patience, pasted: pasted) {
            output.complain($0[language])
        }
        return try await exchange.token(
            for: answer.code, serverDomain: answer.serverDomain, options: context.tokenOptions())
    }

    private func show(_ signIn: SignIn) {
        let language = context.language
        let isOpen = request.opensBrowser && Browser.open(signIn.url)
        context.output.report((isOpen ? Texts.browserOpened : Texts.openThis)[language])
        context.output.report("  " + signIn.url)
        if let address = signIn.redirectAddress { context.output.report(Texts.waitingAt(address)[language]) }
        if asking.canAsk { context.output.report(Texts.orPaste[language]) }
    }

    /// Issued elsewhere.
    private func readyToken(_ known: PortalToken?) async throws -> PortalToken {
        let portal = try await portal(known)
        let environment = context.environment
        var token = try PortalToken(
            portal: portal, accessToken: try await asking.secret(environment.accessToken, Texts.askAccessToken))
        token.refreshToken = try await asking.optionalSecret(environment.refreshToken, Texts.askRefreshToken)
        guard token.refreshToken != nil else { return token }
        token.clientID = try await asking.line(
            request.clientID ?? environment.variables["B24_CLIENT_ID"] ?? known?.clientID, Texts.askClientID)
        token.clientSecret = try await asking.secret(environment.clientSecret, Texts.askClientSecret)
        token.authorizationServer = try server ?? token.usualServer
        return token
    }

    /// The portal, which is there. A person who mistypes gets another try.
    private func portal(_ known: PortalToken?) async throws -> String {
        let given = request.portal ?? context.environment.variables["B24_PORTAL_URL"] ?? known?.portal
        var attempt = 1
        while true {
            let address = try await asking.line(given, Texts.askPortal)
            do throws(PortalError) {
                return try await PortalCheck(context: context).check(address)
            } catch {
                guard given == nil, asking.canAsk, attempt < 3 else { throw error }
                Presenter(context: context).show(ErrorReport(error, context.language))
            }
            attempt += 1
        }
    }

    private var server: AuthorizationServer? {
        get throws {
            try (request.server ?? context.environment.variables["B24_AUTH_SERVER"]).map { try AuthorizationServer($0) }
        }
    }

    /// Tries the token, then keeps it.
    private func keep(_ token: PortalToken, _ desk: AuthDesk) async throws -> ExitStatus {
        var token = token
        let vault = MemoryVault(token)
        let keeper = TokenKeeper(token, in: vault, options: context.tokenOptions())
        let client = PortalClient(credential: Credential(token), tokens: keeper, options: context.clientOptions())
        let status: AuthStatus
        do {
            status = try await AuthStatus.ask(client) { keeper.token }
            // A ready token that had expired was renewed by the call.
            token = keeper.token
        } catch {
            // A pair that was issued must not be lost to a portal that is slow: it is kept, and the error told.
            if case .authInvalid = error.kind { throw error }
            token = keeper.token
            _ = try desk.keep(token, user: nil)
            throw error
        }
        token.userID = status.userID ?? token.userID
        let place = try desk.keep(token, user: status.userName)
        context.output.talk(
            Texts.signedIn(place.profile, token.domain, Texts.authPerson(status.userName, token.userID))[
                context.language])
        context.output.talk(Texts.keptIn(place.store)[context.language])
        return .done
    }
}
