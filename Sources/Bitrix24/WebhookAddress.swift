/// The parts of a webhook address, checked.
struct WebhookAddress {
    let scheme: String
    /// Host and, unless it is the scheme's own, port.
    let domain: String
    let userID: Int
    let code: Secret

    init(_ webhook: Secret) throws(PortalError.Problem) {
        let text = webhook.exposed.trimmingSpace()
        guard !text.isEmpty else { throw .webhookEmpty }
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace })
        else { throw .webhookCharacters }

        guard let separator = text.firstRange(of: "://") else { throw .webhookScheme }
        scheme = text[..<separator.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { throw .webhookScheme }
        let rest = text[separator.upperBound...]
        guard !rest.contains(where: { $0 == "?" || $0 == "#" }) else { throw .webhookQuery }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        guard !authority.contains("@") else { throw .webhookUserInfo }

        let (host, port) = try Self.hostAndPort(authority)
        guard scheme == "https" || Self.isLoopback(host: host) else { throw .webhookInsecure }
        let isUsualPort = port == nil || port == (scheme == "https" ? 443 : 80)
        domain = isUsualPort ? host : "\(host):\(port ?? 0)"
        (userID, code) = try Self.userAndCode(path: rest[slash...])
    }

    /// Whether a host (without port) names this machine.
    static func isLoopback(host: some StringProtocol) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The host of `host`, `host:port` or `[v6]:port`, in lower case, and the port.
    static func hostAndPort(_ authority: some StringProtocol) throws(PortalError.Problem) -> (host: String, port: Int?)
    {
        var host = authority.lowercased()
        var port: Int?
        let bracket = host.lastIndex(of: "]") ?? host.startIndex
        if let colon = host[bracket...].lastIndex(of: ":") {
            let digits = host[host.index(after: colon)...]
            guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = UInt16(digits), number > 0 else {
                throw .webhookPort
            }
            port = Int(number)
            host = String(host[..<colon])
        }
        let isValid =
            host.hasPrefix("[")
            ? host.hasSuffix("]") && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
            : host.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }
                && !host.hasPrefix(".") && !host.contains("..") && !host.hasPrefix("-")
        guard !host.isEmpty, host != "[]", isValid else { throw .webhookHost }
        return (host, port)
    }

    private static func userAndCode(path: Substring) throws(PortalError.Problem) -> (Int, Secret) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if parts.last == "" { parts.removeLast() }
        guard let first = parts.popFirst(), first == "rest" else { throw .webhookMalformed }
        if parts.first == "api" { throw .webhookREST3 }
        guard let user = parts.popFirst() else { throw .webhookMalformed }
        guard user.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(user), number > 0 else {
            throw .webhookUserID
        }
        guard let code = parts.popFirst(), !code.isEmpty,
            code.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
        else { throw .webhookCode }
        // The portal's page shows the address of one method (`.../profile.json`): people copy that one.
        let method = parts.popFirst()
        guard parts.isEmpty, method.map({ RequestEncoder.isMethodName($0) }) ?? true else { throw .webhookMalformed }
        return (number, Secret(String(code)))
    }
}

extension PortalError.Problem: Error {}

extension String {
    func trimmingSpace() -> String {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
        return String(self[start..<end])
    }
}
