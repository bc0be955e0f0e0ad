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

/// What is known of a command's effect on the portal.
public enum Outcome: String, Sendable {
    /// It did not run.
    case refused
    /// It ran and failed.
    case failed
    /// A write whose answer was lost.
    case unknown
    /// It was never sent, because something before it failed.
    case notRun = "not_run"
}

/// A call that did not succeed. Never holds a credential.
public struct PortalError: Error, Sendable {
    public var kind: ErrorKind
    /// The portal's own code; empty when it gave none (`""`, `"0"` and `0` are none).
    public var code: String
    /// HTTP status; `nil` without an answer.
    public var status: Int?
    public var method: String?
    /// The portal's own text, or the transport's.
    public var description: String
    public var outcome: Outcome
    public var attempts: Int
    /// Seconds until a repetition makes sense.
    public var retryAfter: Double?
    public var requestID: String?
    /// Facts that the texts of a kind refer to by name (`path`, `field`, `scope`, `suggestion`, ...).
    public var details: [String: String]

    public init(
        kind: ErrorKind, code: String = "", status: Int? = nil, method: String? = nil, description: String = "",
        outcome: Outcome = .refused, attempts: Int = 0, retryAfter: Double? = nil, requestID: String? = nil,
        details: [String: String] = [:]
    ) {
        self.kind = kind
        self.code = code
        self.status = status
        self.method = method
        self.description = description
        self.outcome = outcome
        self.attempts = attempts
        self.retryAfter = retryAfter
        self.requestID = requestID
        self.details = details
    }
}
