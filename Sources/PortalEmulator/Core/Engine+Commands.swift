import GRDB
import JSON
import Synchronization

/// Requests that no fault keeps from running: rate limit, webhook, then the commands.
extension Engine {
    /// - Parameter end: what a fault is going to do to the answer.
    func undisturbed(
        _ request: Request, _ delivery: Answer.Delivery = .send, answer end: WriteRecord.Answer? = nil
    ) -> Answer {
        guard request.service == .rest else { return authorization(request, delivery) }
        let start = clock.now()
        var exchange = Exchange(request, number: nextRequest(), answer: end)
        var answer: Answer
        do {
            answer = try store.queue.writeWithoutTransaction { database in
                do {
                    let caller = try admitted(request, at: start, database)
                    exchange.caller = caller
                    return try served(caller, start: start, &exchange, database)
                } catch {
                    // What got as far as its command has noted it there.
                    if exchange.commands.isEmpty, request.method.lowercased() != Batch.method || error is Refusal {
                        try note(WriteRecord.Outcome(error), of: request.method, in: &exchange, database)
                    }
                    throw error
                }
            }
        } catch {
            answer = refusal(RESTError(any: error), isREST3: request.isREST3)
            if !(error is RESTError || error is Refusal) { answer.failure = "\(error)" }
        }
        answer.delivery = delivery
        return answer.closing(exchange)
    }

    /// The caller of a request that may come in.
    private func admitted(_ request: Request, at start: Double, _ database: Database) throws -> Caller {
        func count() throws {
            guard !enforcesLimits || state.withLock({ $0.bucket.admit(at: start) }) else {
                throw Refusal.limit(SystemErrors.unavailable)
            }
        }
        if facts.choices.countsUnauthorizedRequests { try count() }
        if request.isMalformed, request.isREST3 {
            throw RESTError("BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION", Texts.malformedBody)
        }
        if request.isMalformed, !facts.choices.ignoresMalformedBodies {
            throw RESTError("INVALID_REQUEST", Texts.malformedBody)
        }
        if facts.choices.checksPlanBeforeCredentials { try checkAvailability() }
        let caller = try Authorization(database, choices: facts.choices, now: start).caller(request.credential)
        if !facts.choices.checksPlanBeforeCredentials { try checkAvailability() }
        if !facts.choices.countsUnauthorizedRequests { try count() }
        if request.isREST3, origin == nil { _ = try router.methodOfREST3(request.method) }
        return caller
    }

    /// - Throws: what any request hears from a portal that is gone or has no REST.
    private func checkAvailability() throws {
        switch state.withLock({ $0.availability }) {
        case .open: break
        case .withoutREST: throw RESTError("ACCESS_DENIED", Texts.commercialPlans, status: 403)
        case .deleted: throw RESTError("PORTAL_DELETED", Texts.portalDeleted, status: 500)
        }
    }

    private func served(
        _ caller: Caller, start: Double, _ exchange: inout Exchange, _ database: Database
    ) throws -> Answer {
        let request = exchange.request
        let parameters = Parameters(request.parameters)
        var body = JSONObject()
        if request.method.lowercased() == Batch.method {
            let workStart = clock.now()
            let batch = Batch(parameters, choices: facts.choices)
            body["result"] = batch.run { method, parameters, refusal in
                do {
                    let refusal = refusal ?? meet(method, in: &exchange)
                    let done = try execute(method, parameters, caller, refusal: refusal, in: &exchange, database)
                    return .success(Batch.Done(reply: done.reply, time: done.time.json(serverTime)))
                } catch {
                    return .failure(RESTError(any: error))
                }
            } describe: {
                .object($0.body(facts.language))
            }
            body["time"] = TimeMember(start: start, finish: clock.now(), workStart: workStart).json(serverTime)
            return Answer(status: 200, body: .members(body))
        }
        let idempotency = try idempotency(request, caller)
        if let answer = try idempotency?.answer(at: start, database) {
            try exchange.note(request.method, .ran, isWrite: false, WrittenObject(), at: start, database)
            return answer
        }
        let done = try execute(request.method, parameters, caller, in: &exchange, database, start: start)
        body["result"] = done.reply.result
        if let total = done.reply.total { body["total"] = .int(total) }
        if let next = done.reply.next { body["next"] = .int(next) }
        body["time"] = done.time.json(serverTime)
        try idempotency?.keep(body, at: start, database)
        return Answer(status: 200, body: .members(body), headers: idempotency?.headers ?? [])
    }

    /// What an `Idempotency-Key` means; `nil` where it is none, or means nothing: for reads, and in REST 2.
    private func idempotency(_ request: Request, _ caller: Caller) throws -> Idempotency? {
        guard request.isREST3, origin == nil, router.isWrite(request.method) else { return nil }
        return try Idempotency(request, router.methodOfREST3(request.method), caller)
    }

    /// The faults of a command inside a batch.
    /// - Returns: the error that it is to fail with.
    private func meet(_ method: String, in exchange: inout Exchange) -> (any Error)? {
        let meeting = state.withLock { $0.faults.meet(method, as: .command) }
        clock.jump(meeting.clockJump)
        exchange.latency += meeting.latency
        guard case .error(let error) = meeting.kind else { return nil }
        return Refusal.fault(error)
    }

    /// Runs one command and notes what became of it: scope, resource limit, then its handler in a transaction.
    private func execute(
        _ name: String, _ parameters: Parameters, _ caller: Caller, refusal: (any Error)? = nil,
        in exchange: inout Exchange, _ database: Database, start: Double? = nil
    ) throws -> (reply: Reply, time: TimeMember) {
        let workStart = clock.now()
        do {
            if let refusal { throw refusal }
            let command = OriginCommand(
                method: router.known(name)?.name ?? name, parameters: parameters.object,
                isREST3: exchange.request.isREST3)
            let method: Method
            do {
                // What stands in for another portal leaves REST 3 to it.
                if command.isREST3, origin != nil { throw router.refusalOfREST3(name) }
                method = try command.isREST3 ? router.methodOfREST3(name) : router.method(name, for: caller)
            } catch {
                let reply = try standIn(for: command, error, database)
                return try (reply, passed(command, at: workStart, start, in: &exchange, database))
            }
            if command.isREST3, !caller.allows(method.scope) { throw RESTError.insufficientScopeInREST3 }
            try caller.require(method.scope)
            let key = OperatingLimit.Key(caller, method: method.name)
            if enforcesLimits, !state.withLock({ $0.operating.admits(key, at: workStart) }) {
                throw Refusal.limit(SystemErrors.blocked)
            }
            let call = Call(
                method: name, parameters: parameters, caller: caller, portal: facts, router: router, now: workStart,
                host: exchange.request.host)
            if let reply = try originAnswer(to: command, database) {
                return try (reply, passed(command, at: workStart, start, in: &exchange, database))
            }
            let result = try run(method, call, in: &exchange, database)
            if case .failure(let error) = result, RESTError.isOfMissingMethod(error) {
                let reply = try standIn(for: command, error, database)
                return try (reply, passed(command, at: workStart, start, in: &exchange, database))
            }
            origin?.hasRun(command, result: (try? result.get())?.result)
            let finish = clock.now()
            let operating = state.withLock {
                $0.operating.record(key, seconds: finish - workStart, startedAt: workStart)
            }
            let isShown = facts.flavour == .cloud || facts.choices.showsOperatingOnBox
            let time = TimeMember(
                start: start ?? workStart, finish: finish, workStart: workStart,
                operating: isShown ? (operating.operating, operating.resetAt) : nil)
            return (try result.get(), time)
        } catch {
            try note(WriteRecord.Outcome(error), of: name, parameters, in: &exchange, database)
            throw error
        }
    }

    /// Notes a command that the origin has answered. It changed nothing here.
    private func passed(
        _ command: OriginCommand, at workStart: Double, _ start: Double?, in exchange: inout Exchange,
        _ database: Database
    ) throws -> TimeMember {
        try exchange.note(command.method, .ran, isWrite: false, WrittenObject(), at: workStart, database)
        return TimeMember(start: start ?? workStart, finish: clock.now(), workStart: workStart)
    }

    /// Runs a handler in a transaction, which a failure undoes and which holds the entry in the log.
    private func run(
        _ method: Method, _ call: Call, in exchange: inout Exchange, _ database: Database
    ) throws -> Result<Reply, any Error> {
        var result: Result<Reply, any Error>!
        let changes = database.totalChangesCount
        try database.inTransaction {
            result = Result { try method.handler(call, database) }
            guard case .success(let reply) = result! else { return .rollback }
            let isWrite = router.isWrite(method.name) || database.totalChangesCount != changes
            try exchange.note(
                method.name, .ran, isWrite: isWrite, WrittenObject(call.parameters, result: reply.result),
                at: call.now, database)
            return .commit
        }
        return result
    }

    /// Notes a command that did not run.
    func note(
        _ outcome: WriteRecord.Outcome, of name: String, _ parameters: Parameters? = nil,
        in exchange: inout Exchange, _ database: Database
    ) throws {
        let parameters = parameters ?? Parameters(exchange.request.parameters)
        try exchange.note(
            router.known(name)?.name ?? name, outcome, isWrite: router.isWrite(name),
            WrittenObject(parameters), at: clock.now(), database)
    }
}
