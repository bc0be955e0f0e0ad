/// The errors of the token endpoint (`settings/oauth/error-codes`). Their HTTP status is documented nowhere:
/// ``Choices/tokenErrorStatus`` puts it on.
enum OAuthErrors {
    static let invalidRequest = RESTError("invalid_request", Texts.invalidTokenRequest)
    static let invalidClient = RESTError("invalid_client", Texts.invalidClient)
    static let invalidGrant = RESTError("invalid_grant", Texts.invalidGrant)
    static let paymentRequired = RESTError("PAYMENT_REQUIRED", Texts.paymentRequired)

    /// The page names two codes for scopes that the card does not have: `invalid_scope` and `insufficient_scope`.
    static func excessScope(_ code: String) -> RESTError { RESTError(code, Texts.excessScope) }

    /// Those that a fault can name.
    static let all = [
        invalidRequest, invalidClient, invalidGrant, paymentRequired, excessScope("invalid_scope"),
        excessScope("insufficient_scope"),
    ]
}
