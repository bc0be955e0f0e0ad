/// A sign-in to an application: where the person goes, and what the code that comes back is exchanged for.
/// -> settings/oauth/index
public struct CodeExchange: Sendable {
    /// Where the portal is.
    private let portal: PortalAddress
    /// The application's `client_id`.
    public let clientID: String
    private let clientSecret: Secret
    /// Where the code is exchanged.
    public let server: AuthorizationServer

    /// - Parameters:
    ///   - portal: `https://acme.bitrix24.com`, or the bare name.
    ///   - clientID: of the application's card.
    ///   - clientSecret: of the application's card; goes to the authorization server only.
    ///   - server: `nil` for the one of the portal's country.
    /// - Throws: ``PortalError`` of kind `invalidArgument` that says what is wrong.
    public init(
        portal: String, clientID: String, clientSecret: Secret, server: AuthorizationServer? = nil
    ) throws(PortalError) {
        self.portal = try PortalToken.address(portal)
        for (name, text) in [("client_id", Secret(clientID)), ("client_secret", clientSecret)]
        where !PortalToken.isToken(text) { throw PortalError(.tokenMalformed, details: ["field": name]) }
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.server = server ?? AuthorizationServer(of: self.portal)
        LiveSecrets.add(clientSecret)
    }

    /// `acme.bitrix24.com`
    public var domain: String { portal.domain }

    /// Where the person lets the application in. The address that the portal sends them back to is on the application's card.
    ///
    /// - Parameter state: comes back unchanged, as the mark of the sign-in that it belongs to.
    public func authorizeURL(state: String) -> String {
        "\(portal.text)/oauth/authorize/?client_id=\(QueryEncoding.percentEncoded(clientID))"
            + "&state=\(QueryEncoding.percentEncoded(state))"
    }

    /// Exchanges a code, which lives 30 seconds and is good for one use.
    ///
    /// A request that did not arrive is repeated. One whose answer was lost is not: the code is used up.
    ///
    /// - Parameters:
    ///   - code: as the portal gave it.
    ///   - serverDomain: `server_domain` of the redirect: followed to a server of Bitrix24 only, since the application's secret
    ///     goes there.
    ///   - options: timeouts and `User-Agent`.
    ///   - transport: the process's libcurl, or a test's own.
    ///   - time: the machine's clocks, or a test's own.
    /// - Throws: ``PortalError``: `authInvalid` for a code that is not taken, and whatever can go wrong on the way.
    public func token(
        for code: Secret, serverDomain: String? = nil, options: TokenKeeper.Options = TokenKeeper.Options(),
        transport: any Transport = CurlTransport.shared, time: any TimeSource = SystemTime()
    ) async throws(PortalError) -> PortalToken {
        guard PortalToken.isToken(code) else { throw PortalError(.tokenMalformed, details: ["field": "code"]) }
        let server = server.moved(to: serverDomain)
        let request = TokenRequest(
            server: server, clientID: clientID, clientSecret: clientSecret, grant: .code(code))
        let exchange = TokenExchange(transport: transport, userAgent: options.userAgent, timeouts: options.timeouts)
        var attempts = 0
        while true {
            attempts += 1
            switch await exchange.send(request) {
            case .issued(let issued):
                var token = try PortalToken(portal: portal.text, accessToken: issued.accessToken)
                token.clientID = clientID
                token.clientSecret = clientSecret
                token.authorizationServer = server
                return try token.renewed(by: issued, at: time.unixTime)
            case .notSent where attempts < TokenRenewal.mostAttempts:
                do {
                    try await time.sleep(seconds: 1)
                } catch {
                    throw PortalError(kind: .cancelled)
                }
            case .notSent(let error), .lost(let error), .refused(let error): throw error
            }
        }
    }
}
