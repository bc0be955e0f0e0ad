import Bitrix24
import JSON
import Localization
import LuaRuntime

/// Stands before every write of a run: counts it against the limit, and asks a person before something is taken away.
///
/// What is asked and how often ``ConfirmationRule`` decides, what goes along ``LossReader`` finds out. Nothing has been
/// sent when it refuses.
actor WriteGuard {
    /// A write that is about to be sent.
    typealias Write = WriteRecorder.Write
    /// Whether a write is answered without being sent (by the record of a resumed run).
    typealias IsAnswered = @Sendable (Write) async throws -> Bool

    nonisolated let stop = RunStop()
    /// What scripts may do now.
    let live: LivePolicy
    private var policy: ScriptSession.Policy { live.policy }
    private let console: ScriptSession.Console
    private let language: Language
    private var budget: WriteBudget
    /// What the running script allows itself.
    private var ownBudget = WriteBudget(nil)
    private var rule = ConfirmationRule()
    private var made = MadeObjects()
    /// One question at a time.
    private var isAsking = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ policy: ScriptSession.Policy, _ console: ScriptSession.Console = .init(), _ language: Language = .en) {
        live = LivePolicy(policy)
        self.console = console
        self.language = language
        budget = WriteBudget(policy.maxWrites)
    }

    /// Lets writes through that are sent together, or none of them.
    ///
    /// - Throws: ``ModuleError`` of kind `policyDenied`.
    func admit(
        _ writes: [Write], under way: WritesUnderWay, isAnswered: IsAnswered,
        client: @Sendable () async throws -> PortalClient
    ) async throws {
        guard let first = writes.first else { return }
        if let reason = stop.reason { throw reason.error }
        if let limit = take(writes.count) {
            let origin = GateTexts.origin(limit.origin)
            let text = GateTexts.limitReached(
                limit.count, origin, coming: writes.count, first.command.method, isRehearsal: policy.dryRun)
            throw await halt(text, hint: GateTexts.raiseLimit(origin, isRehearsal: policy.dryRun), first, way)
        }
        guard policy.confirmsLosses, !policy.assumeYes, !policy.dryRun else { return }
        await enter()
        defer { leave() }
        if let reason = stop.reason { throw reason.error }
        try await confirmLosses(writes, isAnswered, client)
        try await confirmBulk(writes, way, client)
    }

    /// The script that begins allows itself so many writes, beside the limit of the run; `nil` for no limit of its own.
    func limit(to count: Int?) { ownBudget = WriteBudget(count) }

    /// Takes room for writes that are sent together.
    ///
    /// - Returns: the limit that leaves no room for them.
    private func take(_ count: Int) -> (count: Int, origin: LimitOrigin)? {
        if !ownBudget.take(count) { return (ownBudget.limit ?? 0, .script) }
        return budget.take(count) ? nil : (policy.maxWrites ?? 0, policy.maxWritesOrigin)
    }

    /// Remembers what a write has made.
    func note(_ command: Command, _ result: JSONSlice) { made.note(command, result) }

    /// The next entry of a prompt is asked about anew; the limit of writes goes on.
    func forgetAnswers() { rule = ConfirmationRule() }

    // MARK: Losses

    private func confirmLosses(
        _ writes: [Write], _ isAnswered: IsAnswered, _ client: @Sendable () async throws -> PortalClient
    ) async throws {
        var counts: [String: Int] = [:]
        var asked: [(write: Write, destruction: Destruction, key: String?)] = []
        for write in writes {
            guard let destruction = Destruction(write.command, write.effect), !made.isOwn(write.command) else {
                continue
            }
            guard case .small(let key) = destruction else {
                asked.append((write, destruction, nil))
                continue
            }
            if rule.allows(key) { continue }
            counts[key, default: 0] += 1
            if counts[key] == 1 { asked.append((write, destruction, key)) }
        }
        for (write, destruction, key) in asked where try await !isAnswered(write) {
            let client = try await client()
            let count = key.flatMap { counts[$0] } ?? 1
            guard
                let loss = try await LossReader(client: client, made: made).loss(
                    write.command, destruction, count: count)
            else { continue }
            try await confirm(loss, write, client.credential.domain)
        }
    }

    private func confirm(_ loss: Loss, _ write: Write, _ domain: String) async throws {
        let step = rule.step(loss)
        let question = LibraryTexts.asked(GateTexts.question(loss, portal: domain), by: write.library)
        var answer: Bool?
        switch step {
        case .pass: return
        case .refuse: answer = false
        case _ where policy.noInput: answer = nil
        case .askYesOrNo: answer = await console.ask(Redaction.redact(question[language]))
        case .askName(let name): answer = await console.askForName(Redaction.redact(question[language]), name)
        }
        guard let answer else {
            throw ModuleError(
                .policyDenied, GateTexts.nobodyToAsk(question), hint: GateTexts.addYes, method: write.command.method)
        }
        rule.answered(loss, answer)
        guard answer else {
            throw ModuleError(.policyDenied, GateTexts.notConfirmed(loss), method: write.command.method)
        }
    }

    // MARK: Many

    private func confirmBulk(
        _ writes: [Write], _ way: WritesUnderWay, _ client: @Sendable () async throws -> PortalClient
    ) async throws {
        let before = rule.writes
        // Where nobody sits, --max-writes is the limit.
        guard rule.isBulk(writes.count), !policy.noInput else { return }
        let domain = try await client().credential.domain
        let question = LibraryTexts.asked(
            GateTexts.bulk(made: before, coming: writes.count, portal: domain), by: writes[0].library)
        switch await console.ask(question[language]) {
        case true?: rule.allowBulk()
        case false?, nil: throw await halt(GateTexts.bulkRefused, hint: nil, writes[0], way)
        }
    }

    /// Ends the run. What has been sent comes back first: to stop must leave nothing in doubt.
    private func halt(_ text: LocalizedText, hint: LocalizedText?, _ write: Write, _ way: WritesUnderWay) async
        -> ModuleError
    {
        await way.drained()
        var text = text
        if !policy.dryRun {
            let tally = way.tally
            let report = GateTexts.tally(done: tally.text, failed: tally.failed, unknown: tally.unknown)
            text = LocalizedText(text.en + " " + report.en, ru: text.ru + " " + report.ru)
        }
        let error = ModuleError(.policyDenied, text, hint: hint, method: write.command.method)
        stop.stop(RunStop.Reason(error: error, position: write.position))
        return stop.reason?.error ?? error
    }

    // MARK: One at a time

    private func enter() async {
        guard isAsking else {
            isAsking = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        if waiting.isEmpty { isAsking = false } else { waiting.removeFirst().resume() }
    }
}
