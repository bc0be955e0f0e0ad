#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The proxy that the environment names for https, as libcurl reads it.
public struct EnvironmentProxy: Sendable, Hashable {
    /// The variable that names it: `HTTPS_PROXY`.
    public let variable: String
    /// Its host and port, without protocol, name and password.
    public let address: String
    /// The entry of `NO_PROXY` that keeps a host from it; `nil` when requests go through it.
    public let exemption: String?

    /// Without the port, for a name server.
    public var host: String {
        guard let (host, _) = try? WebhookAddress.hostAndPort(address) else { return address }
        return host
    }

    /// What is in force for a host; `nil` without a proxy.
    ///
    /// - Parameters:
    ///   - host: without a port.
    ///   - value: the value of a variable of the environment; `nil` when it is not set.
    public init?(for host: String, variable value: (String) -> String? = Self.ofProcess) {
        let names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        guard let name = names.first(where: { value($0) != nil }), let proxy = value(name) else { return nil }
        variable = name
        address = Self.address(proxy)
        exemption = (value("no_proxy") ?? value("NO_PROXY")).flatMap { Self.exemption(of: host, in: $0) }
    }

    /// A variable of this process; an empty one is none.
    public static func ofProcess(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// A proxy without protocol, credentials and path.
    static func address(_ proxy: String) -> String {
        var rest = proxy[...]
        if let range = rest.firstRange(of: "://") { rest = rest[range.upperBound...] }
        // First of all the password, which may have a slash in it that should have been encoded.
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        return String(rest.prefix { $0 != "/" })
    }

    /// The entry of a list that a host falls under: itself, a domain above it, a network (10.0.0.0/8), or `*` for all.
    private static func exemption(of host: String, in list: String) -> String? {
        let host = host.lowercased()
        return list.split { $0 == "," || $0.isWhitespace }.map(String.init).first { entry in
            if entry == "*" { return true }
            if let slash = entry.firstIndex(of: "/") {
                guard let own = number(host), let network = number(entry[..<slash]),
                    let bits = Int(entry[entry.index(after: slash)...]), (0...32).contains(bits)
                else { return false }
                return bits == 0 || own >> (32 - bits) == network >> (32 - bits)
            }
            let name = entry.lowercased().drop { $0 == "." }
            return host == name || host.hasSuffix("." + name)
        }
    }

    /// An IPv4 address as a number.
    private static func number(_ address: some StringProtocol) -> UInt32? {
        let parts = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count == 4, !parts.contains(nil) else { return nil }
        return parts.reduce(0) { $0 << 8 | UInt32($1 ?? 0) }
    }
}
