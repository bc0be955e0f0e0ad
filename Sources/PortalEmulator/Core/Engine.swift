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
    private let clock: PortalClock
    private let enforcesLimits: Bool
    private let state: Mutex<State>

    private struct State: Sendable {
        var bucket: LeakyBucket
        var operating = OperatingLimit()
        var faults: FaultPlan
    }

    init(_ configuration: LocalPortal.Configuration, store: Store) throws {
        self.store = store
        clock = configuration.clock
        facts = PortalFacts(
            language: configuration.language, plan: configuration.plan, flavour: configuration.flavour,
            planLimits: configuration.planLimits ?? .standard(for: configuration.flavour),
            choices: configuration.choices)
        router = Router(Families.all)
        // The limits are the cloud's; on a self-hosted portal both are off by default (`limits`).
        enforcesLimits = configuration.enforcesLimits && configuration.flavour == .cloud
        state = Mutex(
            State(bucket: LeakyBucket(plan: configuration.plan), faults: try FaultPlan(configuration.faults)))
    }

    var serverTime: ServerTime { ServerTime(offset: facts.choices.timeZoneOffset) }

    /// Forgets what limits have counted.
    func resetLimits() {
        state.withLock {
            $0.bucket = LeakyBucket(plan: facts.plan)
            $0.operating = OperatingLimit()
        }
    }

    /// Answers a request, or spoils it as the next fault wants.
    func answer(_ request: Request) -> Answer {
        switch state.withLock({ $0.faults.next(for: request.method) }) {
        case nil: return undisturbed(request)
        case .error(let error): return refusal(error)
        case .html:
            let page =
                "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>502 Bad Gateway</body>\r\n</html>"
            return Answer(status: 502, body: .html(page))
        case .redirect: return Answer(status: 302, body: .html(""), delivery: .redirect)
        case .dropBefore: return Answer(status: 0, body: .html(""), delivery: .hangUp)
        case .drop: return undisturbed(request, .hangUp)
        case .timeout: return undisturbed(request, .never)
        case .slow: return undisturbed(request, .late(2))
        }
    }

    /// The content of the file that a link in an answer names.
    func file(path: String) -> [UInt8]? {
        try? store.queue.read { try FileLinks.content(path: path, $0) }
    }

    private func undisturbed(_ request: Request, _ delivery: Answer.Delivery = .send) -> Answer {
        let start = clock.now()
        var answer: Answer
        do {
            let admitted = { !self.enforcesLimits || self.state.withLock { $0.bucket.admit(at: start) } }
            if facts.choices.countsUnauthorizedRequests, !admitted() { throw SystemErrors.unavailable }
            if request.isMalformed, request.isREST3 {
                throw RESTError("BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION", Texts.malformedBody)
            }
            if request.isMalformed, !facts.choices.ignoresMalformedBodies {
                throw RESTError("INVALID_REQUEST", Texts.malformedBody)
            }
            answer = try store.queue.writeWithoutTransaction { database in
                let caller = try Authorization(database, choices: facts.choices, now: start)
                    .caller(request.credential)
                if !facts.choices.countsUnauthorizedRequests, !admitted() { throw SystemErrors.unavailable }
                if request.isREST3 { throw router.refusalOfREST3(request.method) }
                return try served(request, caller, start: start, database)
            }
        } catch {
            answer = refusal(refined(error), isREST3: request.isREST3)
            if !(error is RESTError) { answer.failure = "\(error)" }
        }
        answer.delivery = delivery
        return answer
    }

    private func served(
        _ request: Request, _ caller: Caller, start: Double, _ database: Database
    ) throws -> Answer {
        let parameters = Parameters(request.parameters)
        if request.method.lowercased() == Batch.method {
            let workStart = clock.now()
            let batch = Batch(parameters, choices: facts.choices)
            let result = batch.run { method, parameters in
                do {
                    let done = try execute(method, parameters, caller, database, host: request.host)
                    return .success(Batch.Done(reply: done.reply, time: done.time.json(serverTime)))
                } catch {
                    return .failure(refined(error))
                }
            } describe: {
                .object($0.body(facts.language))
            }
            var body = JSONObject()
            body["result"] = result
            body["time"] = TimeMember(start: start, finish: clock.now(), workStart: workStart).json(serverTime)
            return Answer(status: 200, body: .members(body))
        }
        let done = try execute(
            request.method, parameters, caller, database, host: request.host, start: start)
        var body = JSONObject()
        body["result"] = done.reply.result
        if let total = done.reply.total { body["total"] = .int(total) }
        if let next = done.reply.next { body["next"] = .int(next) }
        body["time"] = done.time.json(serverTime)
        return Answer(status: 200, body: .members(body))
    }

    /// Runs one command: scope, resource limit, then its handler in a transaction.
    private func execute(
        _ name: String, _ parameters: Parameters, _ caller: Caller, _ database: Database, host: String,
        start: Double? = nil
    ) throws -> (reply: Reply, time: TimeMember) {
        let workStart = clock.now()
        let method = try router.method(name)
        try caller.require(method.scope)
        let key = OperatingLimit.Key(webhookID: caller.webhookID, method: method.name)
        if enforcesLimits, !state.withLock({ $0.operating.admits(key, at: workStart) }) {
            throw SystemErrors.blocked
        }
        let call = Call(
            method: name, parameters: parameters, caller: caller, portal: facts, router: router, now: workStart,
            host: host)
        var outcome: Result<Reply, any Error>?
        try database.inTransaction {
            let result = Result { try method.handler(call, database) }
            outcome = result
            if case .success = result { return .commit }
            return .rollback
        }
        let finish = clock.now()
        let operating = state.withLock {
            $0.operating.record(key, seconds: finish - workStart, startedAt: workStart)
        }
        let isShown = facts.flavour == .cloud || facts.choices.showsOperatingOnBox
        let time = TimeMember(
            start: start ?? workStart, finish: finish, workStart: workStart,
            operating: isShown ? (operating.operating, operating.resetAt) : nil)
        return (try outcome!.get(), time)
    }

    /// Whatever went wrong, as the portal would put it: what is no refusal of ours is a fault of the portal.
    private func refined(_ error: any Error) -> RESTError {
        error as? RESTError ?? SystemErrors.broken
    }

    private func refusal(_ error: RESTError, isREST3: Bool = false) -> Answer {
        guard isREST3, facts.choices.usesErrorObjectsForREST3 else {
            return Answer(status: error.status, body: .members(error.body(facts.language)))
        }
        let object: JSONObject = ["code": error.code, "message": .string(error.text[facts.language])]
        return Answer(status: error.status, body: .members(["error": .object(object)]))
    }
}
