import JSON

/// The end of one attempt: an answer, or an error with what it means for a repetition.
enum Attempt: Sendable {
    case answered(Envelope, status: Int)
    case failed(PortalError, RetryDecision.Event)

    /// Whether the portal's program has spoken, not a server before it.
    var isOfPortal: Bool {
        switch self {
        case .answered: true
        case .failed(let error, _): error.problem == nil && error.status != nil
        }
    }
}

/// Makes errors from answers and transport failures: the one place where ``PortalError`` is filled in.
struct AttemptReader: Sendable {
    let method: String
    /// Whether the command only reads: then a lost answer leaves nothing in doubt.
    let isRead: Bool
    let credential: Credential
    /// Unix time.
    let unixTime: Double
    /// When the portal last said that this method's counter of run time shrinks.
    let operatingResetAt: Double?

    /// What a command comes to whose answer was lost.
    private var lost: Outcome { isRead ? .failed : .unknown }

    func read(_ response: HTTPResponse) -> Attempt {
        switch Envelope.read(response) {
        case .success(let envelope):
            return .answered(envelope, status: response.status)
        case .failure(.portal(let fault)):
            var (error, event) = error(fault, status: response.status)
            if error.kind == .authExpired, let date = response.date {
                let skew = Int((date - unixTime).rounded())
                if abs(skew) > ClockDifference.harmless { error.details["clock_seconds"] = String(skew) }
            }
            return .failed(error, event)
        case .failure(.finding(let finding, let excerpt)):
            // The server, not the portal's program, speaks: a 4xx is a refusal, a 5xx may hide a request that ran.
            let isRefusal = (300..<500).contains(response.status)
            let error = PortalError(
                finding, method: method, status: response.status, outcome: isRefusal ? .refused : lost,
                details: ["excerpt": credential.redacting(excerpt)])
            switch response.status {
            case 429: return .failed(error, .rateLimited)
            case 500...: return .failed(error, .lost)
            default: return .failed(error, .final)
            }
        }
    }

    /// The error of a fault; `status` is `nil` inside a batch, where the portal does not tell it.
    func error(_ fault: PortalFault, status: Int?) -> (PortalError, RetryDecision.Event) {
        let description = credential.redacting(fault.description)
        let kind = ErrorTranslation.kind(code: fault.code, status: status, method: method, description: description)
        var error = PortalError(
            kind: kind, code: credential.redacting(fault.code), status: status, method: method,
            description: description, outcome: .failed, details: fault.details.mapValues(credential.redacting))
        if credential.isToken { error.details["credential"] = "token" }
        switch kind {
        case .rateLimited:
            error.outcome = .refused
            return (error, .rateLimited)
        case .operationTimeLimit:
            let wait = (fault.operatingResetAt ?? operatingResetAt).map { max(0, $0 - unixTime) }
            error.outcome = .refused
            // The counter covers ten minutes: then the block is over whatever happened before.
            error.retryAfter = wait ?? 600
            return (error, .operationTimeLimit(wait: wait))
        case .serverError, .unexpectedAnswer, .unknown:
            guard kind == .serverError || status ?? 0 >= 500 else { return (error, .final) }
            error.outcome = lost
            return (error, .lost)
        default:
            error.outcome = kind.isRefusal ? .refused : .failed
            return (error, .final)
        }
    }

    /// The error of a failure on the way.
    ///
    /// - Parameter lost: what the command comes to when the request may have been sent.
    static func error(
        _ failure: TransportError, method: String?, host: String, lost: Outcome
    ) -> PortalError {
        let kind: ErrorKind =
            switch failure.kind {
            case .timeout: .timeout
            case .tls: .tls
            case .cancelled: .cancelled
            case .tooLarge, .malformed: .unexpectedAnswer
            case .resolve, .connect, .proxy, .closed, .unavailable, .other: .network
            }
        var details = ["host": host]
        details["problem"] = Self.problem(failure)?.rawValue
        details["phase"] = failure.limit?.phase.rawValue
        details["limit_seconds"] = failure.limit.map { String($0.duration / .seconds(1)) }
        details["proxy_status"] = failure.proxyStatus.map(String.init)
        return PortalError(
            kind: kind, method: method, description: Redaction.redact(failure.text),
            outcome: failure.requestMayHaveBeenSent ? lost : .refused, details: details)
    }

    func read(_ failure: TransportError) -> Attempt {
        var error = Self.error(failure, method: method, host: credential.domain, lost: lost)
        error.description = credential.redacting(error.description)
        switch (failure.kind, failure.requestMayHaveBeenSent) {
        // A second answer would be as large.
        case (.cancelled, _), (.tooLarge, _): return .failed(error, .final)
        case (_, true): return .failed(error, .lost)
        case (.tls, false), (.malformed, false), (.unavailable, false), (.other, false):
            return .failed(error, .cannotConnect)
        // A proxy that wants a password, or will not connect to this host, wants so the next time, too.
        case (.proxy, false) where (400..<500).contains(failure.proxyStatus ?? 0): return .failed(error, .cannotConnect)
        default: return .failed(error, .notSent)
        }
    }

    private static func problem(_ failure: TransportError) -> PortalError.Problem? {
        switch failure.kind {
        case .resolve: .hostNotFound
        case .connect: .connectionRefused
        case .proxy: failure.proxyStatus == nil ? .proxyUnreachable : .proxyRefused
        case .closed: .connectionLost
        case .tooLarge: .answerTooLarge
        case .malformed: .answerMalformed
        case .unavailable: .libraryMissing
        case .cancelled, .other: nil
        case .timeout: failure.limit.map(problem)
        case .tls:
            switch failure.tlsFailure {
            case .handshake: .tlsHandshake
            case .untrusted: .tlsUntrusted
            case .expired: .tlsExpired
            case .hostName: .tlsHostName
            case .authorities: .tlsAuthorities
            case nil: nil
            }
        }
    }

    private static func problem(_ limit: TransportError.Limit) -> PortalError.Problem {
        switch limit.phase {
        case .resolve: .timeoutResolve
        case .connect: .timeoutConnect
        case .tls: .timeoutTLS
        case .firstByte: .timeoutFirstByte
        case .send, .body: limit.isWhole ? .timeoutWhole : .timeoutStall
        }
    }
}

extension ErrorKind {
    /// Whether the portal found the reason before it did anything: the command did not run.
    var isRefusal: Bool {
        switch self {
        case .authExpired, .authInvalid, .insufficientScope, .accessDenied, .appAccess, .planRequired,
            .applicationContext, .requiredField, .invalidArgument, .methodNotFound, .restrictedByPlan, .rateLimited,
            .operationTimeLimit, .overloaded, .batchNested, .batchTooLong, .portalDeleted, .policyDenied,
            .unsupportedByREST:
            true
        default: false
        }
    }
}
