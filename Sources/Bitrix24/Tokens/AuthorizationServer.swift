/// The server that issues tokens: the one place to which an application's secret goes.
public struct AuthorizationServer: Sendable, Hashable {
    private(set) var address: PortalAddress

    /// The servers of Bitrix24: one for all portals, one for those in Russia. -> settings/oauth/index, in both languages
    public static let known = [
        AuthorizationServer(domain: "oauth.bitrix.info"), AuthorizationServer(domain: "oauth.bitrix24.tech"),
    ]

    private init(domain: String) { address = PortalAddress(scheme: "https", domain: domain) }

    /// The server of a portal, as long as nobody says another one: by its country; a portal on this machine has its own.
    init(of portal: PortalAddress) {
        let host = portal.domain.prefix { $0 != ":" }
        self = host.hasSuffix(".bitrix24.ru") ? Self.known[1] : Self.known[0]
        if portal.isLoopback { address = portal }
    }

    /// A server that a person has named: `oauth.bitrix.info`, `https://oauth.bitrix.info`, or with a path behind it, which
    /// is left out. Plain http only for loopback addresses.
    ///
    /// - Throws: ``PortalError`` of kind `invalidArgument`.
    public init(_ text: String) throws(PortalError) {
        let text = text.trimmingSpace()
        let url = text.contains("://") ? text : "https://" + text
        guard let address = PortalAddress(url: url) else { throw PortalError(.authorizationServerMalformed) }
        guard address.isSafe else { throw PortalError(.authorizationServerInsecure) }
        self.address = address
    }

    /// The server that an answer or a redirect names (`server_endpoint`, `server_domain`), when it is one of Bitrix24's or
    /// this one: a secret does not go where a message says.
    public func moved(to text: String?) -> AuthorizationServer {
        guard let text, let other = try? AuthorizationServer(text), Self.known.contains(other) else { return self }
        return other
    }

    /// `https://oauth.bitrix.info`
    public var text: String { address.text }

    /// Where codes and refresh tokens are exchanged.
    var tokenURL: String { address.text + "/oauth/token/" }
}
