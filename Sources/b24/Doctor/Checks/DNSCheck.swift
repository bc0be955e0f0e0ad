import Localization

/// Whether the name that requests go to has an address: the proxy's where there is one, which then looks up the portal's.
enum DNSCheck {
    /// - Parameters:
    ///   - host: the portal's.
    ///   - lookup: of the host that this machine itself talks to.
    static func decide(_ lookup: NameLookup, portal host: String) -> Check {
        let isProxy = lookup.host != host
        switch lookup.answer {
        case .addresses(let addresses) where addresses == [lookup.host] || "[\(addresses[0])]" == lookup.host:
            return .ok(.dns, Texts.addressNeedsNoName(lookup.host, isProxy: isProxy))
        case .addresses(let addresses):
            return .ok(.dns, Texts.nameFound(lookup.host, addresses, lookup.seconds, isProxy: isProxy))
        case .unknown(let reason):
            return .problem(
                .dns, Texts.nameUnknown(lookup.host, reason, isProxy: isProxy),
                fix: isProxy ? Texts.checkProxyName : Texts.checkPortalName(host))
        case .unavailable(let reason):
            return .problem(.dns, Texts.nameServerSilent(lookup.host, reason), fix: Texts.checkNameServer)
        case .timeout:
            return .problem(.dns, Texts.nameServerSilent(lookup.host, nil), fix: Texts.checkNameServer)
        }
    }
}
