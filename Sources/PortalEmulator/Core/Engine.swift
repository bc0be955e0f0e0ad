import GRDB
import JSON
import Localization
import Synchronization

/// The portal without its HTTP: takes a request, answers it. Requests run one after the other, each command in a
/// transaction of its own.
final class Engine: Sendable {
    let store: Store
    let facts: PortalFacts
    let router: Router
    let clock: JumpingClock
    let enforcesLimits: Bool
    let signIn: LocalPortal.SignIn
    /// The portal that this one stands in for.
    let origin: (any PortalOrigin)?
    let baseline = Baseline()
    let state: Mutex<State>

    struct State: Sendable {
        var bucket: LeakyBucket
        var operating = OperatingLimit()
        var faults: FaultPlan
        /// HTTP requests so far.
        var requests: Int
        var availability: LocalPortal.Availability
    }

    /// - Throws: ``LocalPortalError`` for a fault that is not understood.
    init(_ configuration: LocalPortal.Configuration, store: Store) throws {
        self.store = store
        clock = JumpingClock(configuration.clock)
        facts = PortalFacts(configuration)
        origin = configuration.origin
        let router = Router(Families.all(configuration.flavour))
        self.router = router
        // The limits are the cloud's; on a self-hosted portal both are off by default (`limits`).
        signIn = configuration.signIn
        enforcesLimits = configuration.enforcesLimits && configuration.flavour == .cloud
        let faults = try FaultScript.faults(configuration.faults) { router.hasMethod($0, asPrefix: $1) }
        state = Mutex(
            State(
                bucket: LeakyBucket(plan: configuration.plan),
                faults: FaultPlan(faults, seed: configuration.faultSeed),
                requests: try store.queue.read { try WriteLog.lastRequest($0) },
                availability: configuration.availability))
    }

    var serverTime: ServerTime { ServerTime(offset: facts.choices.timeZoneOffset) }

    /// Forgets what limits have counted.
    func resetLimits() {
        state.withLock {
            $0.bucket = LeakyBucket(plan: facts.plan)
            $0.operating = OperatingLimit()
        }
    }

    var availability: LocalPortal.Availability { state.withLock { $0.availability } }

    func setAvailability(_ availability: LocalPortal.Availability) {
        state.withLock { $0.availability = availability }
    }

    /// Answers a request, or spoils it as the faults want.
    func answer(_ request: Request) -> Answer {
        let meeting = state.withLock { $0.faults.meet(request.method) }
        clock.jump(meeting.clockJump)
        var answer = met(by: meeting.kind, request)
        answer.latency += meeting.latency
        return answer
    }

    /// Tells the log what became of an answer that nothing was to happen to.
    func finished(_ answer: Answer, _ end: WriteRecord.Answer) {
        guard !answer.waiting.isEmpty else { return }
        do {
            try store.queue.write { try WriteLog.mark(answer.waiting, end, $0) }
        } catch {
            // The portal is being stopped: the entries stay as they are, which says just that.
        }
    }

    /// The content of the file that a link in an answer names.
    func file(path: String) -> [UInt8]? {
        try? store.queue.read { try FileLinks.content(path: path, $0) }
    }

    private func met(by fault: FaultKind?, _ request: Request) -> Answer {
        switch fault {
        case nil, .latency, .clock: return undisturbed(request)
        case .error(var error):
            if request.service == .token, OAuthErrors.all.contains(where: { $0.codeText == error.codeText }) {
                error.status = facts.choices.tokenErrorStatus
            }
            return kept(request, from: error.codeText, answer: nil, refusal(error))
        case .html(let status):
            let title = "\(status) \(Self.proxyTitles[status] ?? "Server Error")"
            let page = "<html>\r\n<head><title>\(title)</title></head>\r\n<body>\(title)</body>\r\n</html>"
            return kept(request, from: "html", answer: nil, Answer(status: status, body: .html(page)))
        case .redirect:
            return kept(
                request, from: "302", answer: nil, Answer(status: 302, body: .html(""), delivery: .redirect))
        case .dropBefore:
            return kept(
                request, from: "drop-before", answer: .lost, Answer(status: 0, body: .html(""), delivery: .hangUp))
        case .resetBefore:
            return kept(
                request, from: "reset-before", answer: .lost, Answer(status: 0, body: .html(""), delivery: .reset))
        case .drop: return undisturbed(request, .hangUp, answer: .lost)
        case .reset: return undisturbed(request, .reset, answer: .lost)
        case .truncated: return undisturbed(request, .truncated, answer: .cut)
        case .timeout: return undisturbed(request, .never, answer: .lost)
        case .slow(let seconds): return undisturbed(request, .slow(seconds))
        case .twice:
            // The proxy took the first one for lost.
            let first = undisturbed(request, answer: .lost)
            var second = undisturbed(request)
            second.commands = first.commands + second.commands
            second.latency += first.latency
            return second
        }
    }

    private static let proxyTitles = [
        500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Temporarily Unavailable",
        504: "Gateway Time-out",
    ]

    /// The answer to a request that a fault keeps from running, once the log has it.
    private func kept(
        _ request: Request, from fault: String, answer end: WriteRecord.Answer?, _ answer: Answer
    ) -> Answer {
        guard request.service == .rest else { return answer }
        var exchange = Exchange(request, number: nextRequest(), answer: end)
        var answer = answer
        do {
            try store.queue.writeWithoutTransaction {
                try note(.refusedByFault(code: fault), of: request.method, in: &exchange, $0)
            }
        } catch {
            answer.failure = "\(error)"
        }
        return answer.closing(exchange)
    }

    func nextRequest() -> Int {
        state.withLock {
            $0.requests += 1
            return $0.requests
        }
    }

    func refusal(_ error: RESTError, isREST3: Bool = false) -> Answer {
        guard isREST3, facts.choices.usesErrorObjectsForREST3 else {
            return Answer(status: error.status, body: .members(error.body(facts.language)))
        }
        return Answer(status: error.status, body: .members(["error": .object(error.object(facts.language))]))
    }
}
