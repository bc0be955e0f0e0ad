/// Where a portal whose address changed sends its clients: 302 with `Location`, to which the POST is repeated with the
/// same body. The request did not run, so this is safe for writes. -> settings/how-to-call-rest-api/change-domen
struct Redirect {
    /// More in a row lead nowhere.
    static let most = 3

    let address: PortalAddress
    /// Path and query; holds the credential.
    let path: String

    /// Whether the answer is a redirect that a POST may follow.
    static func isRedirect(_ response: HTTPResponse) -> Bool {
        [301, 302, 307, 308].contains(response.status) && response.header("location") != nil
    }

    /// Reads a `Location`.
    ///
    /// - Returns: `nil` for an address that must not get the credential: not https (unless this machine talks to itself)
    ///   or not part of a REST interface (a login page, say).
    init?(location: String, from origin: PortalAddress) {
        let location = location.trimmingSpace()
        let absolute =
            if location.hasPrefix("//") {
                origin.scheme + ":" + location
            } else if location.hasPrefix("/") {
                origin.text + location
            } else {
                location
            }
        guard let address = PortalAddress(url: absolute), let separator = absolute.firstRange(of: "://"),
            let slash = absolute[separator.upperBound...].firstIndex(of: "/")
        else { return nil }
        guard address.scheme == "https" || (address.isLoopback && origin.isLoopback) else { return nil }
        self.address = address
        path = String(absolute[slash...].prefix { $0 != "#" })
        guard path.hasPrefix("/rest/") else { return nil }
    }

    /// `Location` for an error text: without the credential.
    static func text(_ response: HTTPResponse, _ credential: Credential) -> String {
        credential.redacting(response.header("location") ?? "")
    }
}
