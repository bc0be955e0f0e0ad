/// Asks the authorization server for a pair of tokens.
///
/// The documentation sends the parameters in the address; b24 sends them as a form, since addresses are written into
/// logs. -> settings/oauth/index, settings/oauth/auto-renewal
struct TokenRequest: Sendable {
    /// What is given for the pair.
    enum Grant: Sendable {
        /// The code of a sign-in: lives 30 s, good for one use.
        case code(Secret)
        /// The refresh token of the pair before: good for one use.
        case refresh(Secret)
    }

    let server: AuthorizationServer
    let clientID: String
    let clientSecret: Secret
    let grant: Grant

    /// No answer of a token endpoint comes near it.
    private static let largestAnswer = 1 << 20

    func request(userAgent: String, timeouts: Timeouts, requestID: String) -> HTTPRequest {
        let given: [(String, String)] =
            switch grant {
            case .code(let code): [("grant_type", "authorization_code"), ("code", code.exposed)]
            case .refresh(let token): [("grant_type", "refresh_token"), ("refresh_token", token.exposed)]
            }
        let form = (given + [("client_id", clientID), ("client_secret", clientSecret.exposed)])
            .map { $0 + "=" + QueryEncoding.percentEncoded($1) }.joined(separator: "&")
        return HTTPRequest(
            method: "POST", url: server.tokenURL,
            headers: [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json"),
                ("User-Agent", userAgent), ("X-Request-ID", requestID),
            ],
            body: Array(form.utf8), timeouts: timeouts, largestAnswer: Self.largestAnswer)
    }
}
