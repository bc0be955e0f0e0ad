/// Scheme, host and port: the part of an address that a redirect may change.
struct PortalAddress: Sendable, Hashable {
    let scheme: String
    /// Host and, unless it is the scheme's own, port.
    let domain: String

    init(scheme: String, domain: String) {
        self.scheme = scheme
        self.domain = domain
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

    /// `https://host`
    var text: String { "\(scheme)://\(domain)" }

    /// Whether it names this machine.
    var isLoopback: Bool {
        guard let (host, _) = try? WebhookAddress.hostAndPort(domain) else { return false }
        return WebhookAddress.isLoopback(host: host)
    }

    /// Whether a credential may travel there.
    var isSafe: Bool { scheme == "https" || isLoopback }
}
