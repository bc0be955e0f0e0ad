import JSON

/// Sends the commands of a batch, chunk by chunk, and accounts for each of them.
///
/// A dependent of a failed command must not run: the portal would put garbage in the place of the reference. So a chunk
/// with references is sent with `halt=1`: the portal stops at the first failure. What it left undone is then sorted
/// here: dependents of the failure (and theirs) are not run; everything else is sent again, as the next request, with
/// references to commands that are done replaced by their values. A chunk without references is sent with `halt=0`.
/// A batch without failures thus takes as many requests as it has chunks.
struct BatchRun {
    let client: PortalClient
    let commands: [(key: String, command: Command)]
    let plan: BatchPlan
    /// The caller wants nothing to run after the first failure.
    let halts: Bool

    private let observer: BatchObserver
    private var outcomes: [CommandOutcome?]
    /// The key of the command that ended the whole batch.
    private var stopper: String?
    private var lostChunks = 0
    /// How often each command was refused for reasons that pass.
    private var refusals: [Int: Int] = [:]
    /// Seconds before the next request, for those that are sent again.
    private var pause = 0.0
    /// Whether writes whose answer was lost are looked for on the portal.
    private let findsLostWrites: Bool

    init(
        client: PortalClient, commands: [(key: String, command: Command)], halts: Bool,
        observer: BatchObserver = BatchObserver(), findsLostWrites: Bool = true
    ) throws(PortalError) {
        self.client = client
        self.observer = observer
        self.commands = commands
        self.halts = halts
        self.findsLostWrites = findsLostWrites
        plan = try BatchPlan(commands)
        outcomes = commands.indices.map { observer.known[$0] }
        if halts {
            stopper = commands.indices.first { outcomes[$0].map(\.isFailure) ?? false }.map { commands[$0].key }
        }
    }

    mutating func run() async -> [CommandOutcome] {
        for step in plan.steps {
            var waiting =
                switch step {
                case .chunk(let range): Array(range)
                case .alone(let index): [index]
                }
            waiting.removeAll { outcomes[$0] != nil }
            while stopper == nil, !waiting.isEmpty {
                if pause > 0, await !rest() { break }
                await sendNext(waiting)
                waiting.removeAll { outcomes[$0] != nil }
            }
        }
        return zip(outcomes, commands).map { outcome, sent in
            if case .failed(let error)? = outcome { return .failed(error.withClue(to: sent.command)) }
            return outcome ?? .notRun(because: stopper)
        }
    }

    /// Waits before commands are sent again; `false` when nobody wants them any more.
    private mutating func rest() async -> Bool {
        defer { pause = 0 }
        do {
            try await client.time.sleep(seconds: pause)
            return true
        } catch {
            return false
        }
    }

    /// What goes out for a command, once the references that can be resolved here are resolved.
    private struct Wire {
        var index: Int
        var command: Command
        /// `nil` when a query can't carry it.
        var query: String?
        /// Whether the portal resolves references in it.
        var isDependent: Bool
    }

    /// Sends one request with the first of the waiting commands; each request settles at least one, or counts a refusal.
    private mutating func sendNext(_ waiting: [Int]) async {
        var wires: [Wire] = []
        for index in waiting {
            guard let wire = resolve(index) else { continue }
            if wire.query == nil {
                if wires.isEmpty { return await observed([wire]) { await $0.sendAlone(wire) } }
                break
            }
            wires.append(wire)
        }
        if !wires.isEmpty { await observed(wires) { [wires] in await $0.sendChunk(wires) } }
    }

    /// Sends one request, by `send`, under the eyes of the observer.
    private mutating func observed(_ wires: [Wire], send: (inout BatchRun) async -> Void) async {
        do throws(PortalError) {
            try await observer.willSend(wires.map(\.index))
        } catch {
            for wire in wires { settle(wire.index, .failed(error)) }
            stopper = stopper ?? commands[wires[0].index].key
            return
        }
        await send(&self)
        await observer.settled(wires.compactMap { wire in outcomes[wire.index].map { (wire.index, $0) } })
    }

    /// Replaces references to commands that are done; settles a command whose source did not succeed.
    private mutating func resolve(_ index: Int) -> Wire? {
        let command = commands[index].command
        var results: [String: JSONSlice] = [:]
        var isDependent = false
        for source in plan.sources[index] {
            switch outcomes[source] {
            case .done(let response)?: results[commands[source].key] = response.result
            case .failed?, .notRun?:
                outcomes[index] = .notRun(because: commands[source].key)
                return nil
            case nil: isDependent = true
            }
        }
        guard !results.isEmpty else {
            return Wire(
                index: index, command: command, query: BatchPlan.query(command), isDependent: isDependent)
        }
        var missing: String?
        var carriesReference = false
        let replaced = JSONValue.object(command.parameters).replacingReferences { reference in
            guard let result = results[reference.source] else { return nil }
            let value = reference.value(in: result)
            if value == nil { missing = reference.source }
            if let value, JSONWriter.string(value).contains("$result[") { carriesReference = true }
            return value
        }
        guard missing == nil, let parameters = replaced?.objectValue else {
            outcomes[index] = .notRun(because: missing ?? results.keys.first)
            return nil
        }
        // Data that happens to read like a reference: in a chunk the portal would take it for one.
        let resolved = Command(command.method, parameters, restVersion: command.restVersion)
        let query = carriesReference && !isDependent ? nil : BatchPlan.query(resolved)
        return Wire(index: index, command: resolved, query: query, isDependent: isDependent)
    }

    private mutating func sendAlone(_ wire: Wire) async {
        do {
            let isRead = wire.command.effect == .read
            outcomes[wire.index] = .done(
                findsLostWrites
                    ? try await client.call(wire.command) : try await client.exchange(wire.command, isRead: isRead))
            lostChunks = 0
        } catch {
            settle(wire.index, .failed(error))
            noteWholeFailure(error, [wire.index])
        }
    }

    private mutating func sendChunk(_ wires: [Wire]) async {
        let isHalting = halts || wires.contains(where: \.isDependent)
        var cmd = JSONObject()
        for wire in wires {
            let query = wire.query ?? ""
            cmd[commands[wire.index].key] = .string(wire.command.method + (query.isEmpty ? "" : "?" + query))
        }
        let catalogue = MethodCatalogue.standard
        let isRead = wires.allSatisfy { catalogue.effect(of: $0.command.method) == .read }
        let batch = Command("batch", ["halt": .integer(isHalting ? 1 : 0), "cmd": .object(cmd)])
        let sentAt = client.time.unixTime
        let response: Response
        do {
            response = try await client.exchange(batch, isRead: isRead, methods: wires.map(\.command.method))
        } catch {
            if await !recover(wires, error, sentAt) { noteWholeFailure(error, wires.map(\.index)) }
            return
        }
        lostChunks = 0
        read(response, wires, isHalting: isHalting)
        await findLostWrites(wires, sentAt)
    }

    /// Settles the commands of a request whose answer was lost: reads are sent again, writes are looked for.
    ///
    /// - Returns: whether the portal has answered meanwhile, so that the batch can go on.
    private mutating func recover(_ wires: [Wire], _ error: PortalError, _ sentAt: Double) async -> Bool {
        let catalogue = MethodCatalogue.standard
        for wire in wires {
            let isRead = catalogue.effect(of: wire.command.method) == .read
            let attempt = refusals[wire.index, default: 0] + 1
            if findsLostWrites, error.outcome == .unknown, error.kind != .cancelled, isRead, !wire.isDependent,
                attempt < client.options.maximumAttempts
            {
                refusals[wire.index] = attempt
            } else {
                // Not `settle`: with `halts`, whether this ends the batch is known only after the search.
                outcomes[wire.index] = .failed(Self.share(error, of: wire.command, catalogue))
            }
        }
        let hasAnswered = await findLostWrites(wires, sentAt)
        if halts, stopper == nil {
            let failed = wires.first { if case .failed? = outcomes[$0.index] { true } else { false } }
            stopper = failed.map { commands[$0.index].key }
        }
        return hasAnswered
    }

    /// Looks for the writes among these whose outcome is unknown. A dependent can be looked for when its source was found:
    /// then what it said is known.
    ///
    /// - Returns: whether any was found, or found not to have run.
    @discardableResult
    private mutating func findLostWrites(_ wires: [Wire], _ sentAt: Double) async -> Bool {
        guard findsLostWrites else { return false }
        var hasAnswered = false
        var tried: Set<Int> = []
        while true {
            var found: [(index: Int, write: LostWriteSearch.Write)] = []
            for wire in wires where !tried.contains(wire.index) {
                guard case .failed(let error)? = outcomes[wire.index], error.outcome == .unknown,
                    error.kind != .cancelled, let command = known(wire)
                else { continue }
                found.append((wire.index, .init(command: command, error: error, sentAt: sentAt)))
            }
            guard !found.isEmpty else { return hasAnswered }
            tried.formUnion(found.map(\.index))
            var search = LostWriteSearch(client, found.map(\.write))
            for (index, outcome) in zip(found.map(\.index), await search.run()) {
                outcomes[index] = outcome
                if case .done = outcome { hasAnswered = true }
            }
        }
    }

    /// A command with the references resolved that the portal resolved; `nil` while a source is not done.
    private func known(_ wire: Wire) -> Command? {
        guard wire.isDependent else { return wire.command }
        var results: [String: JSONSlice] = [:]
        for source in plan.sources[wire.index] {
            guard case .done(let response)? = outcomes[source] else { return nil }
            results[commands[source].key] = response.result
        }
        let replaced = JSONValue.object(commands[wire.index].command.parameters).replacingReferences { reference in
            results[reference.source].flatMap { reference.value(in: $0) }
        }
        return replaced?.objectValue.map { Command(wire.command.method, $0) }
    }

    private mutating func read(_ response: Response, _ wires: [Wire], isHalting: Bool) {
        let answer = BatchAnswer(response.result)
        var hasFailure = false
        var lastAnswered = -1
        var silent: [(position: Int, wire: Wire)] = []
        for (position, wire) in wires.enumerated() {
            let method = wire.command.method
            switch answer.entry(commands[wire.index].key) {
            case .done(let result, let total, let next, let time):
                client.remember(time, of: method)
                let one = Response(
                    result: result, total: total, next: next, time: time, status: response.status,
                    attempts: response.attempts, requestID: response.requestID)
                outcomes[wire.index] = .done(one)
                lastAnswered = position
            case .failed(let fault):
                hasFailure = true
                lastAnswered = position
                if let outcome = outcome(fault, wire.index, response) { settle(wire.index, outcome) }
            case .missing: silent.append((position, wire))
            }
        }
        for wire in wires where wire.isDependent { checkReferences(wire, response) }
        for (position, wire) in silent {
            // Under halt, silence behind a failure means "not run": `sendNext` sorts these out. Else it tells nothing:
            // a command before one that was answered may well have run, and must not be sent again.
            if isHalting, hasFailure, position > lastAnswered { continue }
            let isRead = wire.command.effect == .read
            var error = PortalError(
                .batchAnswerIncomplete, method: wire.command.method, status: response.status,
                outcome: isRead ? .failed : .unknown, attempts: response.attempts,
                details: ["key": commands[wire.index].key])
            error.requestID = response.requestID
            settle(wire.index, .failed(error))
        }
    }

    /// The portal passes a reference on as text when its source succeeded but has no such member: what ran then is not
    /// what was asked for, however well it ended.
    private mutating func checkReferences(_ wire: Wire, _ response: Response) {
        guard case .done? = outcomes[wire.index] else { return }
        var empty: String?
        _ = JSONValue.object(wire.command.parameters).replacingReferences { reference in
            let source = plan.sources[wire.index].first { commands[$0].key == reference.source }
            if let source, case .done(let answer)? = outcomes[source] {
                if reference.value(in: answer.result) == nil { empty = reference.text }
            } else {
                empty = reference.text
            }
            return .string("")
        }
        guard let empty else { return }
        let method = wire.command.method
        var error = PortalError(
            .batchReferenceEmpty, method: method, status: response.status,
            outcome: MethodCatalogue.standard.effect(of: method) == .read ? .failed : .unknown,
            attempts: response.attempts, details: ["key": commands[wire.index].key, "reference": empty])
        error.requestID = response.requestID
        settle(wire.index, .failed(error))
    }

    /// What a failure inside the answer comes to; `nil` when the command is sent again: the same question (did it run?)
    /// decides as for a request of its own.
    private mutating func outcome(_ fault: PortalFault, _ index: Int, _ response: Response) -> CommandOutcome? {
        let method = commands[index].command.method
        let isRead = MethodCatalogue.standard.effect(of: method) == .read
        var (error, event) = client.reader(method, isRead: isRead).error(fault, status: nil)
        if error.kind == .batchTooLong { return .notRun(because: nil) }
        let attempt = refusals[index, default: 0] + 1
        let decision = RetryDecision(
            after: event, attempt: attempt, maximum: client.options.maximumAttempts, isRead: isRead,
            jitter: .random(in: 0...1))
        if let delay = decision.delay {
            refusals[index] = attempt
            if case .operationTimeLimit = event, delay > pause { client.block(method, for: delay) }
            pause = max(pause, delay)
            return nil
        }
        error.attempts = response.attempts + attempt - 1
        error.requestID = response.requestID
        return .failed(error)
    }

    /// Records an outcome; with `halts`, the first that is no success ends the batch.
    private mutating func settle(_ index: Int, _ outcome: CommandOutcome) {
        outcomes[index] = outcome
        if halts, stopper == nil { stopper = commands[index].key }
    }

    /// A whole request failed. A refusal (no connection, wrong credential, no tariff) would meet every later one too:
    /// they are not sent. After a lost answer the batch goes on, unless the next one is lost as well.
    private mutating func noteWholeFailure(_ error: PortalError, _ indices: [Int]) {
        if error.outcome == .refused, indices.count > 1 || Self.concernsAll(error.kind) {
            stopper = stopper ?? indices.first.map { commands[$0].key }
        } else if error.outcome != .refused, Self.isLost(error.kind, isChunk: indices.count > 1) {
            lostChunks += 1
            if lostChunks > 1 || error.kind == .cancelled {
                stopper = stopper ?? indices.first.map { commands[$0].key }
            }
        }
    }

    /// Whether no answer came; for a chunk, a server's error is none either.
    private static func isLost(_ kind: ErrorKind, isChunk: Bool) -> Bool {
        switch kind {
        case .network, .timeout, .cancelled: true
        case .serverError, .unexpectedAnswer: isChunk
        default: false
        }
    }

    private static func concernsAll(_ kind: ErrorKind) -> Bool {
        switch kind {
        case .network, .timeout, .tls, .cancelled, .authExpired, .authInvalid, .planRequired, .portalDeleted,
            .overloaded, .rateLimited:
            true
        default: false
        }
    }

    /// The part of a whole request's failure that concerns one command.
    private static func share(_ error: PortalError, of command: Command, _ catalogue: MethodCatalogue) -> PortalError {
        var error = error
        error.method = command.method
        if error.outcome == .unknown, catalogue.effect(of: command.method) == .read { error.outcome = .failed }
        return error
    }
}

extension PortalClient {
    /// Whether a batch would take these commands; sends nothing.
    ///
    /// - Throws: what the batch would throw.
    public static func check(batch commands: [(key: String, command: Command)]) throws(PortalError) {
        _ = try BatchPlan(commands)
    }

    /// Sends any number of commands in chunks of 50, in order; the outcomes are in the order of the commands.
    ///
    /// - Parameters:
    ///   - commands: keys are unique; `$result[key]` may refer to an earlier command of the same chunk. No command runs
    ///     whose source failed: it ends as `notRun`.
    ///   - halt: stop at the first failure; the rest is not run.
    ///   - observer: is told of each request.
    /// - Throws: ``PortalError`` (`invalidArgument`, nothing sent) for a reference that cannot be kept inside a chunk or
    ///   names no earlier command, a doubled key, a method name that is none; of kind `batchNested` for a nested batch.
    public func batch(
        _ commands: [(key: String, command: Command)], halt: Bool = false, observer: BatchObserver = BatchObserver()
    ) async throws(PortalError) -> [CommandOutcome] {
        try await batch(commands, halt: halt, observer: observer, findsLostWrites: true)
    }

    func batch(
        _ commands: [(key: String, command: Command)], halt: Bool = false, observer: BatchObserver = BatchObserver(),
        findsLostWrites: Bool
    ) async throws(PortalError) -> [CommandOutcome] {
        var run = try BatchRun(
            client: self, commands: commands, halts: halt, observer: observer, findsLostWrites: findsLostWrites)
        return await run.run()
    }
}
