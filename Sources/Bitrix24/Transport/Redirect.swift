/// Where a portal whose address changed sends its clients: 301 or 302 with `Location`, to which the POST is repeated with
/// the same body. The request did not run, so this is safe for writes. -> settings/how-to-call-rest-api/change-domen
///
/// The new address may be any host, since a cloud portal can get a domain of its own. But it must be the very call that
/// was sent: the same path with the same credential, over https. So neither a login page nor another method gets the
/// credential or the body.
struct Redirect {
    /// More in a row lead nowhere.
    static let most = 3

    let address: PortalAddress
    /// Where the request goes next; holds the credential.
    let url: String

    /// Whether the answer is a redirect that a POST may follow.
    static func isRedirect(_ response: HTTPResponse) -> Bool {
        [301, 302, 307, 308].contains(response.status) && response.header("location") != nil
    }

    /// Reads a `Location`.
    ///
    /// - Parameters:
    ///   - location: as it came.
    ///   - url: of the request that it answers.
    ///   - origin: the address of that request.
    /// - Returns: `nil` for an address that must not get the credential: not https (unless this machine talks to itself),
    ///   this machine when the portal is another one, or a path other than that of the request.
    init?(location: String, of url: String, from origin: PortalAddress) {
        let location = location.trimmingSpace()
        let absolute =
            if location.hasPrefix("//") {
                origin.scheme + ":" + location
            } else if location.hasPrefix("/") {
                origin.text + location
            } else {
                location
            }
        guard let address = PortalAddress(url: absolute), address.isSafe, address.isLoopback == origin.isLoopback,
            Self.path(absolute) == Self.path(url)
        else { return nil }
        self.address = address
        self.url = address.text + Self.path(url)
    }

    /// What follows the host; an address without one has no path.
    private static func path(_ url: String) -> Substring {
        guard let separator = url.firstRange(of: "://") else { return "" }
        let rest = url[separator.upperBound...]
        return rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
    }

    /// `Location` for an error text: without the credential.
    static func text(_ response: HTTPResponse, _ credential: Credential) -> String {
        credential.redacting(response.header("location") ?? "")
    }
}
