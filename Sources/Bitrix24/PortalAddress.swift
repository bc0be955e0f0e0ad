/// Scheme, host and port: the part of an address that a redirect may change.
public struct PortalAddress: Sendable, Hashable {
    /// `https` or `http`
    public let scheme: String
    /// Host and, unless it is the scheme's own, port.
    public let domain: String

    init(scheme: String, domain: String) {
        self.scheme = scheme
        self.domain = domain
    }

    /// Where a portal is of which only `acme.bitrix24.com` is known; on this machine it speaks plain http.
    public init(domain: String) {
        let host = (try? WebhookAddress.hostAndPort(domain))?.host ?? domain
        self.init(scheme: WebhookAddress.isLoopback(host: host) ? "http" : "https", domain: domain.lowercased())
    }

    /// The address of an absolute URL; `nil` when it has no http scheme or host.
    init?(url: some StringProtocol) {
        guard let separator = url.firstRange(of: "://") else { return nil }
        let scheme = url[..<separator.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { return nil }
        let authority = url[separator.upperBound...].prefix { !"/?#".contains($0) }
        guard let (host, port) = try? WebhookAddress.hostAndPort(authority) else { return nil }
        self.scheme = scheme
        let isUsualPort = port == nil || port == (scheme == "https" ? 443 : 80)
        domain = isUsualPort ? host : "\(host):\(port ?? 0)"
    }

    /// Without the port.
    public var host: String { (try? WebhookAddress.hostAndPort(domain))?.host ?? domain }

    /// `https://host`
    public var text: String { "\(scheme)://\(domain)" }

    /// Whether it names this machine.
    public var isLoopback: Bool { WebhookAddress.isLoopback(host: host) }

    /// Whether a credential may travel there.
    var isSafe: Bool { scheme == "https" || isLoopback }
}
