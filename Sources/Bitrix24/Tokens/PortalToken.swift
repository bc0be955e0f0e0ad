/// An OAuth 2.0 token with everything that its use and its renewal need.
///
/// What the portal calls `client_endpoint` and `server_endpoint` is kept as two addresses: that of the portal, and that of the
/// authorization server, the only place to which the application's secret goes. -> settings/oauth/index
///
/// ```swift
/// var token = try PortalToken(portal: "https://acme.bitrix24.com", accessToken: Secret(text))
/// token.refreshToken = Secret(other)
/// ```
public struct PortalToken: Sendable, Hashable {
    /// Where the portal is. May change with a renewal.
    var address: PortalAddress
    /// Proves who calls; lives an hour.
    public var accessToken: Secret
    /// Buys the next pair, once; lives 180 days. `nil` for a ready token that ends when it ends.
    public var refreshToken: Secret?
    /// The application's `client_id`; no secret.
    public var clientID: String?
    /// The application's secret.
    public var clientSecret: Secret?
    /// Where tokens are renewed; `nil` for a token that cannot be.
    public var authorizationServer: AuthorizationServer?
    /// When the access token ends, in Unix seconds. Only to show: whether it has ended, the portal says.
    public var expires: Int?
    /// When this pair was issued, in Unix seconds.
    public var obtainedAt: Int?
    /// When a renewal began of which nobody knows yet how it ended, in Unix seconds: after a crash or a lost answer the server
    /// may count the refresh token as used.
    public var renewalBegan: Int?
    /// Names the portal for good; its address does not.
    public var memberID: String?
    /// As whom the calls run.
    public var userID: Int?
    /// The scopes that were granted with it.
    public var scopes: [String] = []
    /// The application's status: `F` free, `D` demo, `T` trial, `P` paid, `L` local, `S` subscription.
    public var status: String?

    /// A token that cannot be renewed; the rest is set afterwards.
    ///
    /// - Parameters:
    ///   - portal: `https://acme.bitrix24.com`, with or without `/rest/`; plain http only for loopback addresses.
    ///   - accessToken: as it was issued.
    /// - Throws: ``PortalError`` of kind `invalidArgument` that says what is wrong, without the secret.
    public init(portal: String, accessToken: Secret) throws(PortalError) {
        address = try Self.address(portal)
        guard Self.isToken(accessToken) else { throw PortalError(.tokenMalformed, details: ["field": "access_token"]) }
        self.accessToken = accessToken
    }

    /// `https://acme.bitrix24.com`
    public var portal: String { address.text }

    /// `acme.bitrix24.com`
    public var domain: String { address.domain }

    /// Where tokens of this portal are issued, as long as nobody says another server: `oauth.bitrix.info`, for portals in
    /// Russia `oauth.bitrix24.tech`.
    public var usualServer: AuthorizationServer { AuthorizationServer(of: address) }

    /// Whether everything is there that a renewal needs.
    public var isRenewable: Bool {
        refreshToken != nil && clientID != nil && clientSecret != nil && authorizationServer != nil
    }

    static func address(_ portal: String) throws(PortalError) -> PortalAddress {
        let text = portal.trimmingSpace()
        guard let address = PortalAddress(url: text), let separator = text.firstRange(of: "://"),
            ["", "/", "/rest", "/rest/"].contains(text[separator.upperBound...].drop { $0 != "/" })
        else { throw PortalError(.portalAddressMalformed, details: ["field": "portal"]) }
        guard address.isSafe else { throw PortalError(.portalAddressInsecure, details: ["field": "portal"]) }
        return address
    }

    /// Visible ASCII, and not beyond all measure: what is not cannot have been issued.
    static func isToken(_ token: Secret) -> Bool {
        !token.isEmpty && token.exposed.utf8.count <= 4096
            && token.exposed.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
