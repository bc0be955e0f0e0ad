/// Something that goes wrong on purpose, so that clients can be tested: `METHOD:FAULT[:COUNT][@K]`.
///
/// `METHOD` is a method name, a prefix with a star (`crm.item.*`) or `*` for every REST request; case does not count.
/// `oauth/token` and `oauth/authorize` name the authorization server, which has errors of its own
/// (`settings/oauth/error-codes`).
///
/// | fault | what the client sees | did the call run? |
/// |---|---|---|
/// | `503` | 503 `QUERY_LIMIT_EXCEEDED` | no |
/// | `429` | 429 `OPERATION_TIME_LIMIT` | no |
/// | `500` | 500 `INTERNAL_SERVER_ERROR` | no |
/// | a system error, as `OVERLOAD_LIMIT` or `expired_token` | that error with its documented status | no |
/// | `html`, `html=504` | a 5xx (502) with a page of a proxy instead of JSON | no |
/// | `302` | a redirect to the same address, as after a change of the portal's name | no |
/// | `drop` | the connection closes instead of an answer | yes |
/// | `drop-before` | the connection closes instead of an answer | no |
/// | `reset` | the connection is reset (RST) instead of an answer | yes |
/// | `reset-before` | the connection is reset (RST) instead of an answer | no |
/// | `truncated` | a `Content-Length` of the whole answer, half of its bytes, then the end | yes |
/// | `timeout` | an open connection on which nothing ever comes | yes |
/// | `slow`, `slow=5s` | the head at once, the body in ten pieces over this time (2 s) | yes |
/// | `twice` | the second answer: the request is executed twice, as when a proxy sends it again | twice |
/// | `latency=80`, `latency=20-200` | the answer, this many milliseconds late | yes |
/// | `clock=+3600`, `clock=-60` | nothing; from here on the portal's clock is that many seconds off | yes |
///
/// Times may carry a unit: `ms`, `s`, `m` or `h`.
///
/// **How often.** `COUNT` is how many requests the fault meets (1 when left out), `*` for all, or a rate such as `1%`.
/// `@K` begins with the K-th request that the pattern matches: `crm.item.add:drop:1@3` loses the third answer. With a
/// rate, whether the n-th matching request is met depends on the seed, the place of the fault in the list and n alone
/// (``FaultDice``), so requests of other methods in between change nothing.
///
/// **Several.** Of the faults that want a request the first one acts, and only its count goes down. `latency` and
/// `clock` go along with any other fault.
///
/// **Batches.** A command inside a batch is met by a fault that names it or its prefix, when it is an error of the
/// portal (the command's `result_error`), `latency` (the whole batch comes later) or `clock`. What happens to a
/// connection happens to the batch: name `batch`.
///
/// `@FILE` in place of a fault reads one fault per line from a file (``FaultScript``).
struct Fault: Sendable {
    /// How often a fault acts, from the first request on that it may meet.
    enum Frequency: Sendable, Equatable {
        case times(Int)
        case always
        /// The share of the matching requests, above 0 and at most 1.
        case rate(Double)
    }

    let pattern: MethodPattern
    let kind: FaultKind
    var frequency = Frequency.times(1)
    /// The first matching request that it may meet, counted from 1.
    var first = 1
    /// As it was written.
    var text = ""
}

/// The methods that a fault meets.
struct MethodPattern: Sendable, Equatable {
    /// In lower case, a star at its end meaning all that begin so.
    let text: String

    init(_ text: some StringProtocol) { self.text = text.lowercased() }

    /// The names under which a fault can meet the authorization server, which is another machine than the portal:
    /// `*` does not mean it.
    static let services = ["oauth/token", "oauth/authorize"]

    var isPrefix: Bool { text.hasSuffix("*") }

    /// - Parameter method: in lower case.
    func matches(_ method: String) -> Bool {
        if text == "*" { return !Self.services.contains(method) }
        return isPrefix ? method.hasPrefix(text.dropLast()) : method == text
    }

    /// Whether commands of a batch are meant, too: `*` alone means HTTP requests.
    var reachesCommands: Bool { text != "*" }
}
