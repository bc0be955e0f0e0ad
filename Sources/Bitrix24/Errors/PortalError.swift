/// A call that did not succeed. Never holds a credential.
public struct PortalError: Error, Sendable {
    /// What callers branch on.
    public var kind: ErrorKind
    /// The portal's own code; empty when it gave none (`""`, `"0"` and `0` are none).
    public var code: String
    /// HTTP status; `nil` without an answer.
    public var status: Int?
    /// The method that was called.
    public var method: String?
    /// The portal's own text, or the transport's.
    public var description: String
    /// What is known of its effect.
    public var outcome: Outcome
    /// How many requests were sent for it.
    public var attempts: Int
    /// Seconds until a repetition makes sense.
    public var retryAfter: Double?
    /// Names the call in a server's log (`X-Request-ID`).
    public var requestID: String?
    /// Facts that the texts of a kind refer to by name (`path`, `field`, `scope`, `suggestion`, ...).
    public var details: [String: String]

    /// Whether the portal wants another access token, and nothing else. -> settings/oauth/auto-renewal
    var isExpiredToken: Bool { code.uppercased() == "EXPIRED_TOKEN" && problem == nil }

    /// An error with everything that is known of it.
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
