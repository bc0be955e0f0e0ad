/// Whether a failed attempt is repeated, by one question: did the request run?
///
/// What the portal refused, and what never reached it, did not run: it is repeated. A read may run twice: it is
/// repeated after lost answers and server errors too. A write whose answer was lost is never repeated, unless it carries
/// an idempotency key: then the portal itself sees to it that it runs once.
struct RetryDecision: Sendable, Equatable {
    /// What happened to an attempt, as far as repeating it is concerned.
    enum Event: Sendable, Equatable {
        /// 503 QUERY_LIMIT_EXCEEDED.
        case rateLimited
        /// 429 OPERATION_TIME_LIMIT; `wait` is the time until the portal's counter shrinks, when it is known.
        case operationTimeLimit(wait: Double?)
        /// No connection, so no request.
        case notSent
        /// The connection can't be made the next time either: wrong certificate, no libcurl.
        case cannotConnect
        /// No answer, or a server's error, after the request had been sent: it may have run.
        case lost
        /// Everything else: the portal has said no, or the caller wants no more.
        case final
    }

    /// Repeat after so many seconds; `nil` gives up.
    var delay: Double?

    /// - Parameters:
    ///   - attempt: how many attempts have been made, from 1.
    ///   - maximum: how many may be made in all.
    ///   - isRead: whether the command may run twice.
    ///   - keyAge: for a write with an idempotency key, the seconds since this attempt was sent; infinite when the portal
    ///     has answered. `nil`: no key. Requests with the same key that run at the same time may both take effect, so
    ///     the next one is not sent before the portal has ended this one for sure. -> api-reference/rest-v3#idempotency
    ///   - jitter: from 0 to 1, so that several programs do not come back in step.
    init(
        after event: Event, attempt: Int, maximum: Int, isRead: Bool, keyAge: Double? = nil, jitter: Double = 0
    ) {
        let isRepeated =
            switch event {
            case .rateLimited: attempt < maximum
            case .operationTimeLimit(let wait): wait != nil && attempt < maximum
            case .notSent: attempt < min(maximum, Self.fewAttempts)
            case .lost: (isRead || keyAge != nil) && attempt < min(maximum, Self.fewAttempts)
            case .cannotConnect, .final: false
            }
        guard isRepeated else { return }
        if case .operationTimeLimit(let wait?) = event {
            // The counter moves on whole seconds of the portal's clock, which may differ a little from ours.
            delay = wait + 1
            return
        }
        let first = event == .rateLimited ? 1.0 : 0.5
        let growing = first * Double(1 << min(attempt - 1, 10))
        let pause = min(growing, Self.longestDelay) * (1 + 0.25 * jitter)
        let rest = event == .lost && !isRead ? Self.longestRun - (keyAge ?? .infinity) : 0
        delay = max(pause, rest)
    }

    /// Where a person waits for "no network", three attempts (1.5 s) tell a hiccup from an outage.
    private static let fewAttempts = 3
    private static let longestDelay = 30.0
    /// The cloud ends a request after 60 s (-> limits); a little more for the way there.
    private static let longestRun = 65.0
}
