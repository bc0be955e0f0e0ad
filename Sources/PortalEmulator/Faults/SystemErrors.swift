/// The errors that any method may answer with (`_includes/system-errors`), for those that no setting of this portal
/// provokes: a fault names them by code.
enum SystemErrors {
    /// - Parameter code: compared without case.
    static func error(_ code: String) -> RESTError? {
        all.first { $0.code.phpString?.lowercased() == code.lowercased() }
    }

    static let unavailable = RESTError("QUERY_LIMIT_EXCEEDED", Texts.tooManyRequests, status: 503)
    static let blocked = RESTError("OPERATION_TIME_LIMIT", Texts.operatingLimit, status: 429)
    static let broken = RESTError("INTERNAL_SERVER_ERROR", Texts.internalError, status: 500)

    static let all = [
        broken,
        RESTError("ERROR_UNEXPECTED_ANSWER", Texts.unexpectedAnswer, status: 500),
        unavailable,
        blocked,
        RESTError("NO_AUTH_FOUND", Texts.noAuth, status: 401),
        RESTError("INVALID_REQUEST", Texts.httpsRequired),
        RESTError("OVERLOAD_LIMIT", Texts.overload, status: 503),
        RESTError("ACCESS_DENIED", Texts.commercialPlans, status: 403),
        RESTError("INVALID_CREDENTIALS", Texts.invalidCredentials, status: 403),
        RESTError("ERROR_MANIFEST_IS_NOT_AVAILABLE", Texts.manifest, status: 404),
        RESTError("insufficient_scope", Texts.insufficientScope, status: 403),
        RESTError("expired_token", Texts.expiredToken, status: 401),
        RESTError("user_access_error", Texts.userAccess, status: 403),
        RESTError("PORTAL_DELETED", Texts.portalDeleted, status: 500),
        RESTError("METHOD_CONFIRM_WAITING", Texts.confirmWaiting, status: 401),
        RESTError("METHOD_CONFIRM_DENIED", Texts.confirmDenied, status: 403),
    ]
}
