/// What goes wrong (``Fault`` has the table).
enum FaultKind: Sendable {
    case error(RESTError)
    case html(status: Int)
    case redirect
    case drop, dropBefore, reset, resetBefore, truncated, timeout
    case slow(seconds: Double)
    case twice
    case latency(ClosedRange<Double>)
    case clock(Double)

    /// Whether a command inside a batch can have it; the others happen to a connection.
    var reachesCommands: Bool {
        switch self {
        case .error, .latency, .clock: true
        default: false
        }
    }

    /// Whether other faults may meet the same request.
    var goesAlong: Bool {
        switch self {
        case .latency, .clock: true
        default: false
        }
    }

    /// A fault as a specification names it.
    struct Named: Sendable {
        let name: String
        /// How to write it, for messages.
        let usage: String
        /// The fault for what follows `=`; `nil` when that does not fit.
        let make: @Sendable (_ parameter: Substring?) -> FaultKind?

        /// One that takes no parameter.
        init(_ name: String, _ kind: FaultKind) {
            self.init(name, usage: name) { $0 == nil ? kind : nil }
        }

        init(_ name: String, usage: String, _ make: @escaping @Sendable (Substring?) -> FaultKind?) {
            self.name = name
            self.usage = usage
            self.make = make
        }
    }

    /// All but the codes of ``SystemErrors`` and ``OAuthErrors``.
    static let named: [Named] = [
        Named("503", .error(SystemErrors.unavailable)),
        Named("429", .error(SystemErrors.blocked)),
        Named("500", .error(SystemErrors.broken)),
        Named("html", usage: "html[=5xx]") { parameter in
            guard let parameter else { return .html(status: 502) }
            return Int(parameter).flatMap { (500...599).contains($0) ? .html(status: $0) : nil }
        },
        Named("302", .redirect),
        Named("drop", .drop), Named("drop-before", .dropBefore),
        Named("reset", .reset), Named("reset-before", .resetBefore),
        Named("truncated", .truncated), Named("timeout", .timeout),
        Named("slow", usage: "slow[=SECONDS]") { parameter in
            guard let parameter else { return .slow(seconds: 2) }
            return FaultTime.seconds(parameter, unit: 1).map { .slow(seconds: $0) }
        },
        Named("twice", .twice),
        Named("latency", usage: "latency=MS[-MS]") { $0.flatMap(FaultTime.range).map { .latency($0) } },
        Named("clock", usage: "clock=+SECONDS|-SECONDS") { $0.flatMap(FaultTime.shift).map { .clock($0) } },
    ]
}
