/// What went wrong with a call, as callers branch on it.
public enum ErrorKind: String, Sendable, CaseIterable {
    case authExpired = "auth_expired"
    case authInvalid = "auth_invalid"
    case insufficientScope = "insufficient_scope"
    case accessDenied = "access_denied"
    case appAccess = "app_access"
    case planRequired = "plan_required"
    case applicationContext = "application_context"
    case requiredField = "required_field"
    case invalidArgument = "invalid_argument"
    case notFound = "not_found"
    case methodNotFound = "method_not_found"
    case alreadyExists = "already_exists"
    case hasBoundTypes = "has_bound_types"
    case limitExceeded = "limit_exceeded"
    case restrictedByPlan = "restricted_by_plan"
    case rateLimited = "rate_limited"
    case operationTimeLimit = "operation_time_limit"
    case overloaded
    case batchNested = "batch_nested"
    case batchTooLong = "batch_too_long"
    case serverError = "server_error"
    case unexpectedAnswer = "unexpected_answer"
    case portalDeleted = "portal_deleted"
    case network, timeout, tls, cancelled
    case policyDenied = "policy_denied"
    case unsupportedByREST = "unsupported_by_rest"
    case unknown
}
