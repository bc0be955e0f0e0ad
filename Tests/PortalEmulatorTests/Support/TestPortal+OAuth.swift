import JSON
import PortalEmulator
import Testing

/// What the tests of applications ask a portal.
extension TestPortal {
    static let form = "application/x-www-form-urlencoded"

    /// `a=1&b=2`, encoded.
    static func query(_ parameters: [(String, String)]) -> String {
        parameters.map { "\($0)=\(encoded($1))" }.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
                || "-._~".utf8.contains(byte)
            return isPlain
                ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// Asks the token endpoint.
    func token(_ parameters: [(String, String)], _ method: String = "POST") throws -> HTTPClient.Response {
        let query = Self.query(parameters)
        return method == "GET"
            ? try client.send("GET", "/oauth/token/?\(query)")
            : try client.send("POST", "/oauth/token/", type: Self.form, body: Array(query.utf8))
    }

    func exchange(_ code: String, _ application: LocalPortal.Application) throws -> HTTPClient.Response {
        try token([
            ("grant_type", "authorization_code"), ("client_id", application.clientID),
            ("client_secret", application.clientSecret), ("code", code),
        ])
    }

    func refresh(_ token: String, _ application: LocalPortal.Application) throws -> HTTPClient.Response {
        try self.token([
            ("grant_type", "refresh_token"), ("client_id", application.clientID),
            ("client_secret", application.clientSecret), ("refresh_token", token),
        ])
    }

    /// Calls a method with a token in a JSON body.
    func call(
        _ method: String, token: String, _ parameters: JSONObject = [:]
    ) throws -> HTTPClient.Response {
        var parameters = parameters
        parameters["auth"] = .string(token)
        return try client.send(
            "POST", "/rest/\(method)", type: "application/json", body: JSONWriter.bytes(.object(parameters)))
    }

    /// The parameters of the address that a redirect leads to.
    static func parameters(ofRedirect response: HTTPClient.Response) -> [String: String] {
        let query = response.headers["location"]?.split(separator: "?").last ?? ""
        return Dictionary(
            uniqueKeysWithValues: query.split(separator: "&").map { pair in
                let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(halves[0]), String(halves[1]))
            })
    }
}
