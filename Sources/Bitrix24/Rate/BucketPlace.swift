#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the bucket of a portal is kept: one file for each portal and source address, since that is what the portal
/// counts by. -> limits
///
/// The source is this machine, or the proxy through which it goes out. A home folder that several machines share thus
/// has a file for each of them.
enum BucketPlace {
    /// - Parameters:
    ///   - folder: where the files lie.
    ///   - domain: the portal.
    ///   - proxy: the proxy's address, as the environment names it, if there is one.
    static func path(folder: String, domain: String, proxy: String? = proxyOfEnvironment) -> String {
        folder + "/" + plain(domain) + "~" + plain(proxy.map(EnvironmentProxy.address) ?? machine)
    }

    private static var proxyOfEnvironment: String? { EnvironmentProxy(for: "")?.address }

    private static var machine: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress, gethostname(base, buffer.count - 1) == 0 else { return "here" }
            buffer[buffer.count - 1] = 0
            return String(cString: base)
        }
    }

    /// The text as a file name: letters, digits, dot and hyphen; the rest becomes an underscore.
    private static func plain(_ text: String) -> String {
        let name = text.lowercased().map { character -> Character in
            character.isASCII && (character.isLetter || character.isNumber || ".-".contains(character))
                ? character : "_"
        }
        return String(name.prefix(100))
    }
}
