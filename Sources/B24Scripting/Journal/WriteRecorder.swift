import Bitrix24
import JSON
import LuaRuntime
import Synchronization

/// Stands between the gate and the client: writes down each write before it leaves and after its answer, and answers
/// from the record what an earlier part of the run has done.
final class WriteRecorder: Sendable {
    /// Looks at the portal for what became of a write that was sent at a Unix time.
    typealias Reconcile = ScriptSession.Configuration.Reconcile

    /// A write of the script.
    struct Write: Sendable {
        var command: Command
        var effect: MethodCatalogue.Effect
        var position: SourcePosition?
        /// Whose code makes it.
        var library: LibraryMark?
        /// Whether repeating it would be harmless (see ``WriteLane/free``).
        var isFree = false
        /// The part of the run to which it belongs; `nil`: that of the script that makes it.
        var stream: WriteStream?
    }

    struct State {
        var streams: [WriteStream: ReplayStream] = [:]
        var isOfOtherScript = false
        var items: [WriteStream: ItemRecord] = [:]
        var loops: Set<String> = []
        /// Their befores are nothing.
        var made = MadeObjects()
    }

    let journal: any RunJournal
    private let reconcile: Reconcile
    private let time: any TimeSource
    /// `nil` when nobody wants to take anything back.
    private let befores: BeforeReader?
    private let opening = Mutex<Task<Void, any Error>?>(nil)
    let state = Mutex(State())

    init(
        _ journal: any RunJournal, reconcile: @escaping Reconcile, time: any TimeSource, befores: BeforeReader? = nil
    ) {
        self.befores = befores
        self.journal = journal
        self.reconcile = reconcile
        self.time = time
    }

    /// Opens the journal, the first time.
    func open(_ client: PortalClient, method: String?) async throws {
        let task = opening.withLock { task in
            if let task { return task }
            let portal = JournalPortal(domain: client.credential.domain, userID: client.credential.userID)
            let new = Task { try await self.take(self.journal.open(on: portal)) }
            task = new
            return new
        }
        do { try await task.value } catch { throw JournalError.refusal(error, method: method) }
    }

    private func take(_ history: RunHistory) {
        let writes = Dictionary(grouping: history.writes, by: \.intent.stream)
        state.withLock { state in
            state.isOfOtherScript = history.isOfOtherScript
            state.streams = writes.mapValues { ReplayStream($0, isOfOtherScript: history.isOfOtherScript) }
            state.items = Dictionary(
                history.items.map { (WriteStream(loop: $0.loop, item: $0.key), $0) }, uniquingKeysWith: { $1 })
        }
    }

    // MARK: Writes

    /// Sends one write by `send`, or answers it from the record.
    ///
    /// - Parameter send: calls what it gets right before the write leaves: what still waits for its turn when the process is
    ///   killed is not in doubt.
    func one(
        _ write: Write, _ client: PortalClient, send: (@escaping CallPacker.WillSend) async throws -> Response
    ) async throws -> Response {
        try await open(client, method: write.command.method)
        switch try await decide(write, client) {
        case .answer(.done(let response)): return response
        case .answer(.failed(let error)): throw error
        case .answer(.notRun): throw PortalError(kind: .cancelled, method: write.command.method, outcome: .notRun)
        case .send(let plain):
            let intent = await knowing([plain], client)[0]
            let handle = WriteHandle()
            do {
                let response = try await send { handle.number = try await self.begin([intent])[0] }
                noteMade(write.command, response.result)
                if let number = handle.number {
                    await journal.end([(number, WriteOutcome(response, of: write.command, at: time.unixTime))])
                }
                return response
            } catch let error as PortalError {
                if let number = handle.number {
                    await journal.end([(number, WriteOutcome(error, at: time.unixTime))])
                }
                throw error
            }
        }
    }

    /// Sends a batch by `send`, each of its requests recorded on its own.
    ///
    /// - Parameter writes: `nil` for reads, which are not recorded.
    func many(
        _ writes: [Write?], _ client: PortalClient, send: (BatchObserver) async throws -> [CommandOutcome]
    ) async throws -> [CommandOutcome] {
        guard writes.contains(where: { $0 != nil }) else { return try await send(BatchObserver()) }
        try await open(client, method: nil)
        var observer = BatchObserver()
        var intents: [Int: WriteIntent] = [:]
        for (position, write) in writes.enumerated() {
            guard let write else { continue }
            switch try await decide(write, client) {
            case .answer(let outcome): observer.known[position] = outcome
            case .send(let intent): intents[position] = intent
            }
        }
        let record = BatchRecord(intents: intents, recorder: self, client: client)
        observer.willSend = { positions throws(PortalError) in try await record.willSend(positions) }
        observer.settled = { await record.settled($0) }
        let outcomes = try await send(observer)
        await record.settled(outcomes.enumerated().map { ($0, $1) })
        // What was sent before is in the journal: a run that is resumed goes on from there.
        if let failure = record.failure { throw failure }
        return outcomes
    }

    /// Whether a write of a resumed run is going to be answered from the record.
    func isOnRecord(_ write: Write, _ client: PortalClient) async throws -> Bool {
        try await open(client, method: write.command.method)
        let (stream, lane) = Self.place(of: write)
        // A copy is asked: the write itself comes later.
        guard var copy = state.withLock({ $0.streams[stream] }) else { return false }
        let decision = copy.next(JournalText.kept(write.command), lane, position: write.position?.description)
        return if case .replay = decision { true } else { false }
    }

    private static func place(of write: Write) -> (WriteStream, WriteLane) {
        let isConcurrent = LuaScope.current?.isConcurrent == true
        let stream = write.stream ?? LoopItem.current?.stream ?? WriteStream()
        return (stream, write.isFree ? .free : isConcurrent ? .concurrent : .ordered)
    }

    func begin(_ intents: [WriteIntent]) async throws -> [Int64] {
        let now = time.unixTime
        let intents = intents.map { intent in
            var intent = intent
            intent.sentAt = now
            return intent
        }
        do { return try await journal.begin(intents) } catch {
            throw JournalError.refusal(error, method: intents.first?.command.method)
        }
    }

    func end(_ outcomes: [(handle: Int64, command: Command, outcome: CommandOutcome)]) async {
        guard !outcomes.isEmpty else { return }
        for case (_, let command, .done(let response)) in outcomes { noteMade(command, response.result) }
        let now = time.unixTime
        await journal.end(outcomes.map { ($0.handle, WriteOutcome($0.outcome, of: $0.command, at: now)) })
    }

    // MARK: Befores

    /// Writes with what the portal has now, which their taking back needs.
    func knowing(_ intents: [WriteIntent], _ client: PortalClient) async -> [WriteIntent] {
        guard let befores else { return intents }
        let made = state.withLock { $0.made }
        let known = await befores.befores(of: intents.map(\.command), client, made)
        return zip(intents, known).map { intent, before in
            var intent = intent
            intent.before = before
            return intent
        }
    }

    private func noteMade(_ command: Command, _ result: JSONSlice) {
        state.withLock { $0.made.note(command, result) }
    }

    // MARK: Decisions

    private enum Decision { case send(WriteIntent), answer(CommandOutcome) }

    private func decide(_ write: Write, _ client: PortalClient) async throws -> Decision {
        let (stream, lane) = Self.place(of: write)
        let command = JournalText.kept(write.command)
        let position = write.position?.description
        let decision = state.withLock { state in
            let fresh = ReplayStream(isOfOtherScript: state.isOfOtherScript)
            return state.streams[stream, default: fresh].next(command, lane, position: position)
        }
        func intent(_ ordinal: Int) -> WriteIntent {
            var intent = WriteIntent(
                command: command, effect: write.effect, objectID: Self.objectID(command), position: position,
                stream: stream, lane: lane, ordinal: ordinal, sentAt: 0)
            intent.library = write.library
            return intent
        }
        switch decision {
        case .send(let ordinal): return .send(intent(ordinal))
        case .replay(let record):
            if record.state == .done, let result = record.outcome?.result { noteMade(write.command, result) }
            return .answer(record.outcome?.replayed(write.command) ?? .failed(Self.unsettled(record)))
        case .diverged(let record):
            throw ModuleError(
                .invalidArgument, Texts.diverged(command.method, item: stream.item, record.intent.position),
                hint: Texts.divergedHint, method: command.method)
        case .doubtful(let record):
            switch await settle(record, stream, client) {
            case nil: return .answer(.failed(Self.unsettled(record)))
            case let outcome? where outcome.state == .notRun: return .send(intent(record.intent.ordinal))
            case let outcome?: return .answer(outcome.replayed(write.command))
            }
        }
    }

    /// Looks at the portal for a write that may have run, and records what was found.
    ///
    /// - Returns: `nil` when nothing was found out.
    func settle(_ record: WriteRecord, _ stream: WriteStream, _ client: PortalClient) async -> WriteOutcome? {
        // Of a command that was cut for the journal, nobody can tell whether this is what it did.
        guard !JournalText.isCut(record.intent.command) else { return nil }
        var outcome: WriteOutcome
        do {
            switch try await reconcile(client, record.intent.command, record.intent.sentAt) {
            case .unknown: return nil
            case .notRun: outcome = WriteOutcome(.notRun, answeredAt: time.unixTime)
            case .done(let response):
                outcome = WriteOutcome(response, of: record.intent.command, at: time.unixTime)
            }
        } catch {
            // The portal cannot be asked. Whatever is wrong will be said by the next call; this one stays in doubt.
            return nil
        }
        outcome.attempts = max(1, record.outcome?.attempts ?? 1)
        await settled(record, outcome)
        return outcome
    }

    /// Records what has become of a write that was in doubt.
    func settled(_ record: WriteRecord, _ outcome: WriteOutcome) async {
        await journal.end([(record.handle, outcome)])
        state.withLock { $0.streams[record.intent.stream]?.settle(record.handle, outcome) }
    }

    /// The journal's number of a write, once it has one.
    private final class WriteHandle: Sendable {
        private let state = Mutex<Int64?>(nil)

        var number: Int64? {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }
    }

    static func unsettled(_ record: WriteRecord) -> PortalError {
        var details = ["when": ISOTime(unixTime: record.intent.sentAt).text()]
        details["object"] = record.intent.objectID
        return PortalError(
            .writeUnsettled, method: record.intent.command.method, outcome: .unknown,
            attempts: record.outcome?.attempts ?? 1, requestID: record.outcome?.requestID, details: details
        ).withClue(to: record.intent.command)
    }

    private static func objectID(_ command: Command) -> String? {
        switch command.parameters["id"] ?? command.parameters["ID"] {
        case .integer(let number)?: String(number)
        case .string(let text)?: text
        default: nil
        }
    }
}
