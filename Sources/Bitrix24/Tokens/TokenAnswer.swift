import JSON

/// What the authorization server says to a ``TokenRequest``.
enum TokenAnswer: Sendable {
    /// A new pair; what was given for it is used up.
    case issued(IssuedTokens)
    /// It said no. Nothing was issued.
    case refused(PortalError)
    /// The request never got there.
    case notSent(PortalError)
    /// No answer, or none that can be understood: the pair may have been issued, and be lost.
    case lost(PortalError)

    static func read(_ response: HTTPResponse, to request: TokenRequest) -> TokenAnswer {
        let host = ["host": request.server.address.domain]
        func unclear() -> PortalError {
            PortalError(
                .tokenAnswerOdd, status: response.status,
                details: host.merging(["excerpt": AnswerExcerpt.text(response)]) { $1 })
        }
        guard let members = try? JSONReader.value(response.body).objectValue else {
            // A server before the authorization server speaks; a 4xx (a proxy, a firewall) let nothing through.
            return (300..<500).contains(response.status) ? .refused(unclear()) : .lost(unclear())
        }
        if let code = members["error"]?.stringValue, !code.isEmpty {
            var error = PortalError(
                problem(code, request.grant), status: response.status,
                details: host.merging(["server_code": Redaction.redact(code)]) { $1 })
            error.code = Redaction.redact(code)
            error.description = Redaction.redact(members["error_description"]?.stringValue ?? "")
            if let text = error.description.nonEmpty ?? error.code.nonEmpty { error.details["server_text"] = text }
            return response.status >= 500 ? .lost(error) : .refused(error)
        }
        guard response.status < 300, let issued = IssuedTokens(members) else { return .lost(unclear()) }
        return .issued(issued)
    }

    static func read(_ failure: TransportError, to request: TokenRequest) -> TokenAnswer {
        let error = AttemptReader.error(failure, method: nil, host: request.server.address.domain, lost: .refused)
        return failure.requestMayHaveBeenSent ? .lost(error) : .notSent(error)
    }

    /// -> settings/oauth/error-codes
    private static func problem(_ code: String, _ grant: TokenRequest.Grant) -> PortalError.Problem {
        switch (code.lowercased(), grant) {
        case ("invalid_grant", .refresh), ("expired_token", .refresh): .signInEnded
        case ("invalid_grant", .code), ("expired_token", .code): .codeRefused
        case ("invalid_client", _): .applicationRefused
        case ("invalid_scope", _), ("insufficient_scope", _): .applicationScope
        case ("payment_required", _): .applicationUnpaid
        case ("invalid_request", _): .tokenRequestRefused
        default: .tokenRequestRefused
        }
    }
}

/// A pair as the authorization server issued it, with everything that came along.
struct IssuedTokens: Sendable, Equatable {
    var accessToken: Secret
    var refreshToken: Secret?
    /// In Unix seconds, by the server's clock.
    var expires: Int?
    /// In seconds.
    var lifetime: Int?
    /// `client_endpoint`
    var portal: String?
    /// `server_endpoint`
    var server: String?
    var memberID: String?
    var userID: Int?
    var scopes: [String]?
    var status: String?

    /// `nil` without an access token.
    init?(_ members: JSONObject) {
        func text(_ key: String) -> String? { members[key]?.stringValue?.nonEmpty }
        func number(_ key: String) -> Int? {
            switch members[key] {
            case .integer(let number)?: Int(exactly: number)
            case .string(let text)?: Int(text)
            default: nil
            }
        }
        guard let token = text("access_token").map({ Secret($0) }), PortalToken.isToken(token) else { return nil }
        accessToken = token
        refreshToken = text("refresh_token").map { Secret($0) }
        if let refreshToken, !PortalToken.isToken(refreshToken) { return nil }
        expires = number("expires")
        lifetime = number("expires_in")
        portal = text("client_endpoint")
        server = text("server_endpoint")
        memberID = text("member_id")
        userID = number("user_id")
        scopes = text("scope")?.split { $0 == "," || $0 == " " }.map(String.init)
        status = text("status")
    }
}

extension PortalToken {
    /// This token with the pair that came for it. What the answer does not tell stays as it was.
    ///
    /// - Throws: ``PortalError`` when the pair is for another portal.
    func renewed(by issued: IssuedTokens, at unixTime: Double) throws(PortalError) -> PortalToken {
        var token = self
        if let memberID, let other = issued.memberID, memberID != other {
            throw PortalError(.tokenOfOtherPortal, details: ["portal": domain])
        }
        // The authorization server knows where the portal is now; another machine does not become this one, nor the reverse.
        if let portal = issued.portal {
            let moved = try Self.address(portal)
            guard moved.isLoopback == address.isLoopback else {
                throw PortalError(.tokenOfOtherPortal, details: ["portal": domain])
            }
            token.address = moved
        }
        token.accessToken = issued.accessToken
        token.refreshToken = issued.refreshToken ?? refreshToken
        token.obtainedAt = Int(unixTime)
        token.expires = issued.expires ?? issued.lifetime.map { Int(unixTime) + $0 }
        token.renewalBegan = nil
        token.authorizationServer = authorizationServer?.moved(to: issued.server)
        token.memberID = issued.memberID ?? memberID
        token.userID = issued.userID ?? userID
        token.scopes = issued.scopes ?? scopes
        token.status = issued.status ?? status
        return token
    }
}

extension String {
    /// `nil` for the empty text.
    var nonEmpty: String? { isEmpty ? nil : self }
}
