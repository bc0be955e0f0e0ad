import GRDB
import JSON

/// `/oauth/token/` of the authorization server: tokens for a code or for a refresh token (`settings/oauth/index`,
/// `settings/oauth/auto-renewal`).
struct TokenEndpoint {
    let database: Database
    let choices: Choices
    let place: OAuthPlace
    let now: Double

    /// - Throws: one of ``OAuthErrors``.
    func answer(_ parameters: Parameters) throws -> JSONObject {
        func text(_ name: String) throws -> String {
            guard let text = parameters[name]?.phpString, !text.isEmpty else { throw OAuthErrors.invalidRequest }
            return text
        }
        let kind = try text("grant_type")
        let (clientID, secret) = (try text("client_id"), try text("client_secret"))
        let tokens = Tokens(database, choices: choices, now: now)
        let redeem: (Int) throws -> Tokens.Grant?
        switch kind {
        case "authorization_code":
            let code = try text("code")
            redeem = { try tokens.redeem(code: code, by: $0) }
        case "refresh_token":
            let token = try text("refresh_token")
            redeem = { try tokens.redeem(refreshToken: token, by: $0) }
        default: throw OAuthErrors.invalidRequest
        }
        let application = try client(clientID, secret)
        try checkScope(parameters, application)
        guard let grant = try redeem(application.id) else { throw OAuthErrors.invalidGrant }
        let pair = try tokens.issue(grant)
        return members(pair, grant, application, isFirst: kind == "authorization_code")
    }

    private func client(_ clientID: String, _ secret: String) throws -> LocalPortal.Application {
        guard let application = try Applications.one(clientID, database) else {
            guard try Applications.isRemoved(clientID, database) else { throw OAuthErrors.invalidClient }
            throw choices.reportsRemovalAsPaymentRequired ? OAuthErrors.paymentRequired : OAuthErrors.invalidClient
        }
        guard application.clientSecret == secret else { throw OAuthErrors.invalidClient }
        if application.isPaymentExpired { throw OAuthErrors.paymentRequired }
        return application
    }

    /// The parameter `scope` is on no page; the error for asking too much is.
    private func checkScope(_ parameters: Parameters, _ application: LocalPortal.Application) throws {
        guard let wanted = parameters["scope"]?.phpString else { return }
        let granted = Set(place.scopes(application))
        guard wanted.split(whereSeparator: { $0 == "," || $0 == " " }).allSatisfy({ granted.contains(String($0)) })
        else { throw OAuthErrors.excessScope(choices.excessScopeCode) }
    }

    /// The members in the order of the pages. Those of the first answer lack when it expires and for whom it is.
    private func members(
        _ pair: LocalPortal.TokenPair, _ grant: Tokens.Grant, _ application: LocalPortal.Application, isFirst: Bool
    ) -> JSONObject {
        var members = JSONObject()
        members["access_token"] = .string(pair.accessToken)
        members["client_endpoint"] = .string(place.restAddress)
        members["domain"] = .string(place.host)
        if !isFirst || choices.firstTokensNameUser { members["expires"] = .integer(pair.expires) }
        members["expires_in"] = .int(Int(Tokens.accessLifetime))
        members["member_id"] = .string(place.memberID)
        members["refresh_token"] = .string(pair.refreshToken)
        members["scope"] = .string(place.scopes(application).joined(separator: ","))
        members["server_endpoint"] = .string(place.restAddress)
        members["status"] = .string(application.status.rawValue)
        if !isFirst || choices.firstTokensNameUser { members["user_id"] = .int(grant.userID) }
        return members
    }
}
