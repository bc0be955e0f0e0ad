/// Codes that any method may answer with: `error-codes.md`, `settings/oauth/error-codes.md`, `api-reference/rest-v3.md`.
extension ErrorTranslation {
    static let systemRows: [Row] = [
        // Who calls.
        Row("EXPIRED_TOKEN", .authExpired),
        Row("INVALID_TOKEN", .authInvalid),
        Row("NO_AUTH_FOUND", .authInvalid),
        // 401 "wrong id and/or code in the path" and 403 "the owner lacks rights": the credential is what needs a look.
        Row("INVALID_CREDENTIALS", .authInvalid),
        Row("INVALID_CLIENT", .authInvalid),
        Row("INVALID_GRANT", .authInvalid),
        Row("AUTHORIZATION_ERROR", .authInvalid),
        Row("AUTH_ERROR", .authInvalid),
        Row("INSUFFICIENT_SCOPE", .insufficientScope),
        Row("INVALID_SCOPE", .insufficientScope),
        Row("SCOPE_ERROR", .insufficientScope),
        Row("USER_ACCESS_ERROR", methods: ["timeman."], .accessDenied),
        Row("USER_ACCESS_ERROR", .appAccess),
        Row("PAYMENT_REQUIRED", .planRequired),
        Row("METHOD_CONFIRM_WAITING", .accessDenied),
        Row("METHOD_CONFIRM_DENIED", .accessDenied),
        Row("ALLOWED_ONLY_INTRANET_USER", .accessDenied),
        Row("WRONG_AUTH_TYPE", .applicationContext),
        Row("ERROR_WRONG_CONTEXT", .applicationContext),
        Row("NO_APPLICATION_ID", .applicationContext),
        Row("ACCESSEXCEPTION", .applicationContext),

        // ACCESS_DENIED means three things. The first two texts come from the REST core, in English on every portal.
        Row("ACCESS_DENIED", texts: ["application context", "контекст приложения"], .applicationContext),
        Row("ACCESS_DENIED", texts: ["commercial plan", "коммерческ"], .planRequired),
        Row("ACCESS_DENIED", methods: ["app.info"], .applicationContext),
        Row("ACCESS_DENIED", .accessDenied),

        // What was asked of the portal as a whole.
        Row("ERROR_METHOD_NOT_FOUND", .methodNotFound),
        Row("METHOD_NOT_FOUND", .methodNotFound),
        // The local portal names so what it does not imitate.
        Row("NOT_EMULATED", .methodNotFound),
        Row("ERROR_MANIFEST_IS_NOT_AVAILABLE", .notFound),
        Row("INVALID_REQUEST", .invalidArgument),
        Row("QUERY_LIMIT_EXCEEDED", .rateLimited),
        Row("OPERATION_TIME_LIMIT", .operationTimeLimit),
        Row("OVERLOAD_LIMIT", .overloaded),
        Row("ERROR_BATCH_METHOD_NOT_ALLOWED", .batchNested),
        Row("ERROR_BATCH_LENGTH_EXCEEDED", .batchTooLong),
        Row("PORTAL_DELETED", .portalDeleted),
        Row("INTERNAL_SERVER_ERROR", .serverError),
        // The payment and cash register handlers answer so, with 400, when a CODE is already taken.
        Row("ERROR_UNEXPECTED_ANSWER", status: 400, .invalidArgument),
        Row("ERROR_UNEXPECTED_ANSWER", .serverError),

        // A controller's argument: missing, or of the wrong shape.
        Row("100", texts: ["expected iterable", "instead", "invalid"], .invalidArgument),
        Row("100", .requiredField),

        // REST 3.
        Row("BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION", .accessDenied),
        Row("BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION", .insufficientScope),
        Row("BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION", .methodNotFound),
        Row("BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION", .notFound),
        Row("BITRIX_REST_V3_EXCEPTION_VALIDATION_*", texts: ["required", "обязател"], .requiredField),
        Row("BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION", .notFound),
        Row("BITRIX_REST_V3_*", status: 500, .serverError),
        // Every other one complains about what was sent: JSON, select, filter, order, page, field, idempotency key.
        Row("BITRIX_REST_V3_*", .invalidArgument),
    ]
}
