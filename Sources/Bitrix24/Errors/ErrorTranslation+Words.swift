/// Codes by the words they are made of, as the modules name them: `CHAT_NOT_FOUND`, `BOT_ID_REQUIRED`.
/// The order matters: `REQUIRED_…_NOT_EXIST` would be both, and so would `ALREADY_…_INVALID`.
extension ErrorTranslation {
    static let wordRows: [Row] = [
        Row("*METHOD_NOT_FOUND*", .methodNotFound),
        Row("*ACCESS_DENIED*", .accessDenied),
        Row("*_ACCESS_ERROR", .accessDenied),
        Row("ACCESS_ERROR", .accessDenied),
        Row("*PERMISSION*", .accessDenied),
        Row("*NOT_ADMIN*", .accessDenied),
        Row("*OWNERSHIP*", .accessDenied),
        Row("*RIGHTS*", .accessDenied),

        Row("*LICENSE*", .restrictedByPlan),
        Row("*PAYMENT_FAILED*", .restrictedByPlan),
        Row("*TARIFF*", .restrictedByPlan),
        Row("*RESTRICT*", .restrictedByPlan),

        Row("*LIMIT*", .limitExceeded),
        Row("*EXCEEDED*", .limitExceeded),
        Row("TOO_MANY*", .limitExceeded),
        Row("*MAX_*", .limitExceeded),
        Row("*OVERSIZE*", .limitExceeded),
        Row("*TOO_LARGE*", .limitExceeded),
        Row("*_REACHED*", .limitExceeded),

        Row("*REQUIRED*", .requiredField),
        Row("*EMPTY*", .requiredField),
        Row("*MISSING*", .requiredField),
        Row("*NOT_SPECIFIED*", .requiredField),
        Row("*NOT_PROVIDED*", .requiredField),

        Row("*NOT_FOUND*", .notFound),
        Row("*NOTFOUND*", .notFound),
        Row("*NOT_EXIST*", .notFound),
        Row("*NO_EXIST*", .notFound),

        Row("*ALREADY*", .alreadyExists),
        Row("*_EXIST", .alreadyExists),
        Row("*_EXISTS", .alreadyExists),
        Row("*_EXIST_*", .alreadyExists),
        Row("*UNIQUE*", .alreadyExists),
        Row("*DUPLICATE*", .alreadyExists),

        Row("*INTERNAL_ERROR", .serverError),
        Row("SYSTEM_ERROR", .serverError),

        // What is left says that something sent was not right, in one of these ways.
        Row("*INVALID*", .invalidArgument),
        Row("*WRONG*", .invalidArgument),
        Row("*INCORRECT*", .invalidArgument),
        Row("*BAD*", .invalidArgument),
        Row("*FORMAT*", .invalidArgument),
        Row("*UNEXPECTED*", .invalidArgument),
        Row("*UNSUPPORTED*", .invalidArgument),
        Row("*UNSUITABLE*", .invalidArgument),
        Row("*NOT_SUPPORTED*", .invalidArgument),
        Row("*NOT_ALLOWED*", .invalidArgument),
        Row("*DISALLOWED*", .invalidArgument),
        Row("CANT_*", .invalidArgument),
        Row("*CAN_NOT_*", .invalidArgument),
        Row("*CANT_*", .invalidArgument),
        Row("*CANNOT*", .invalidArgument),
        Row("*VALIDATION*", .invalidArgument),
        Row("*FAIL*", .invalidArgument),
        Row("*ERROR*", .invalidArgument),
        Row("*TOO_*", .invalidArgument),
        Row("*_NOT_*", .invalidArgument),
        Row("*IS_NOT*", .invalidArgument),
    ]
}
