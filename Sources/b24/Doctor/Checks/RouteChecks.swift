import Bitrix24
import Localization

/// The way to the portal as one request without a credential found it: each part of it has one check, and an error belongs
/// to one of them.
struct RouteChecks: Sendable {
    var portal: PortalAddress
    /// What the environment names; `nil` without a proxy.
    var proxy: EnvironmentProxy?
    var probe: PortalProbe

    /// Which part of the way an error is a matter of.
    static func blame(_ error: PortalError, proxied: Bool) -> CheckKind {
        switch error.problem {
        case .libraryMissing: .http
        case .hostNotFound, .timeoutResolve: .dns
        case .proxyUnreachable, .proxyRefused: .proxy
        // With a proxy, that is the part of the way that was open: it took the connection and let it hang.
        case .timeoutTLS: proxied ? .proxy : .tls
        case .timeoutConnect: proxied ? .proxy : .connection
        case .tlsHandshake, .tlsUntrusted, .tlsExpired, .tlsHostName, .tlsAuthorities: .tls
        case .answerNotJSON, .answerWithoutResult, .redirectRefused, .redirectLoop, .answerTooLarge: .address
        default: error.kind == .tls ? .tls : .connection
        }
    }

    private var isProxied: Bool { proxy?.exemption == nil && proxy != nil && !portal.isLoopback }
    private var blamed: CheckKind? { probe.error.map { Self.blame($0, proxied: isProxied) } }

    /// The error in the usual words, when it is a matter of this part.
    private func problem(_ kind: CheckKind) -> Check? {
        guard let error = probe.error, blamed == kind else { return nil }
        return .problem(kind, error)
    }

    var proxyCheck: Check {
        guard let proxy else { return .ok(.proxy, Texts.noProxy) }
        // The transport asks none on the way to this machine itself.
        if portal.isLoopback { return .ok(.proxy, Texts.proxyNotForThisMachine(proxy)) }
        if let entry = proxy.exemption { return .ok(.proxy, Texts.proxyExempt(proxy, entry)) }
        guard var check = problem(.proxy) else { return .ok(.proxy, Texts.proxyAnswers(proxy)) }
        check.finding = Texts.named(proxy, check.finding)
        return check
    }

    var connectionCheck: Check {
        problem(.connection) ?? .ok(.connection, Texts.connected(portal))
    }

    var tlsCheck: Check {
        guard portal.scheme == "https" else { return .ok(.tls, Texts.plainHTTP) }
        guard let error = probe.error, let check = problem(.tls) else { return .ok(.tls, Texts.certificateTrusted) }
        return isSelfSigned(error) ? .problem(.tls, Texts.selfSigned(portal), fix: Texts.trustSelfSigned) : check
    }

    /// The TLS library's own words tell what the kind of error does not; with `in certificate chain` they mean an
    /// authority that is not known here.
    private func isSelfSigned(_ error: PortalError) -> Bool {
        let words = error.description.lowercased().replacing("-", with: " ")
        return error.problem == .tlsUntrusted && words.contains("self signed certificate")
            && !words.contains("in certificate chain")
    }

    /// - Parameter move: what a person does about a new address.
    func addressCheck(_ move: PortalMove) -> Check {
        if let check = problem(.address) { return check }
        guard let new = probe.newAddress else { return .ok(.address, Texts.portalAnswers(portal, probe.seconds)) }
        return .warning(.address, Texts.movedTo(portal, new), fix: move.advice(new))
    }
}
