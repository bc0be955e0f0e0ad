/// Whether the library for requests is there.
enum HTTPCheck {
    /// - Parameter version: `libcurl/7.88.1 OpenSSL/3.0.17 ...`; `nil` without one.
    static func decide(_ version: String?) -> Check {
        guard let version else { return .problem(.http, Texts.noCurl, fix: Texts.installCurl) }
        return .ok(.http, Texts.verbatim(version.split(separator: " ").prefix(2).joined(separator: ", ")))
    }
}
