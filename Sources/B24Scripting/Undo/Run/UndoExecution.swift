import Bitrix24
import JSON
import Localization

/// Carries out the steps of an undo, one after the other, through the gate: judged, recorded and audited like the writes
/// of a script. Items that follow each other travel together.
struct UndoExecution {
    /// The name under which the steps are recorded.
    static let loop = "undo"
    /// So many items are handled together.
    private static let together = 50

    let gate: Gate
    let reader: UndoReader
    let past: UndoPast
    let language: Language
    let time: any TimeSource
    /// Called after steps have ended, with how many have so far.
    let progress: @Sendable (Int) -> Void

    private var map = IDMap()
    /// The ids of what this undo has made or found: none is another's.
    private var claimed: Set<String> = []
    private var results: [Int: UndoResult] = [:]
    private var waiting: [(index: Int, step: UndoStep, act: UndoAct)] = []

    init(
        _ gate: Gate, _ client: PortalClient, _ past: UndoPast, _ language: Language, _ time: any TimeSource,
        progress: @escaping @Sendable (Int) -> Void
    ) {
        self.gate = gate
        self.past = past
        self.language = language
        self.time = time
        self.progress = progress
        reader = UndoReader(client: client)
    }

    /// - Returns: how each step ended; those that are not to be done have no entry.
    /// - Throws: what ends everything: a refusal by policy, a stop.
    mutating func run(_ steps: [UndoStep]) async throws -> [Int: UndoResult] {
        for (index, step) in steps.enumerated() {
            if step.verdict != .undo {
                try await flush()
                if step.verdict == .nothing { try await remember(step) }
            } else if isSimple(step) {
                if let last = waiting.last, !goesWith(last, step) { try await flush() }
                waiting.append((index, step, step.acts[0]))
                if waiting.count == Self.together { try await flush() }
            } else {
                try await flush()
                try await work(index, step)
            }
        }
        try await flush()
        return results
    }

    // MARK: Items

    /// One write to one item.
    private func isSimple(_ step: UndoStep) -> Bool {
        guard step.acts.count == 1, step.object.family == InverseFamily.item.name else { return false }
        return switch step.acts[0] {
        case .send: true
        case .recreate: past.writes[step.key] == nil
        default: false
        }
    }

    /// Whether a step can travel with those that wait: what is made again comes before what needs its id.
    private func goesWith(_ last: (index: Int, step: UndoStep, act: UndoAct), _ step: UndoStep) -> Bool {
        guard step.deed == last.step.deed else { return false }
        guard case .recreate(let command, _, _) = step.acts[0] else { return true }
        return !PlanBook.fields(of: command).keys.contains { $0.hasPrefix("parentId") }
    }

    private mutating func flush() async throws {
        guard !waiting.isEmpty else { return }
        let group = waiting
        waiting = []
        let commands = group.map { map.translated(Self.command($0.act)) }
        let outcomes = try await send(commands, keys: group.map(\.step.key))
        var ended: [(UndoStep, Bool)] = []
        for (entry, (command, outcome)) in zip(group, zip(commands, outcomes)) {
            let failure = take(outcome, command, entry.act)
            results[entry.index] = failure.map { .failed(record($0, entry.index, entry.step)) } ?? .done
            ended.append((entry.step, failure == nil))
        }
        try await keep(ended)
    }

    private static func command(_ act: UndoAct) -> Command {
        switch act {
        case .send(let command), .recreate(let command, _, _): command
        default: Command("")
        }
    }

    // MARK: One step

    private mutating func work(_ index: Int, _ step: UndoStep) async throws {
        var failure: (any Error)?
        for (number, act) in step.acts.enumerated() where failure == nil {
            failure = try await carryOut(act, key: step.key(ofAct: number))
        }
        results[index] = failure.map { .failed(record($0, index, step)) } ?? .done
        try await keep([(step, failure == nil)])
    }

    /// - Returns: why it failed.
    private mutating func carryOut(_ act: UndoAct, key: String) async throws -> (any Error)? {
        switch act {
        case .send(let command): return try await one(map.translated(command), act, key)
        case .recreate(let command, let object, let choices):
            if let done = past.writes[key] {
                switch try await found(done) {
                case .made(let id):
                    if done.state == .unknown { try await settle(done, madeID: id) }
                    map.note(object, id: id)
                    claimed.insert(id)
                    noteChoices(choices, command, done.outcome?.result)
                    return nil
                case .notMade: break
                case .unclear: return WriteRecorder.unsettled(done)
                }
            }
            return try await one(map.translated(command), act, key)
        case .moves(let moves):
            let wanted = Dictionary(
                moves.map { (map.type($0.typeID), $0.from.map { map.workplace($0) }) }, uniquingKeysWith: { $1 })
            let workplaces = try await reader.rows(Command("crm.automatedsolution.list"))
            return try await all(HomeMoves.commands(wanted, workplaces), key)
        case .firstFunnel(let old, let name, let sort):
            return try await adoptFirstFunnel(old, name, sort, key)
        case .stages(let funnel, let rows): return try await alignStages(funnel, rows, key)
        }
    }

    private mutating func one(_ command: Command, _ act: UndoAct, _ key: String) async throws -> (any Error)? {
        take(try await send([command], keys: [key])[0], command, act)
    }

    private func all(_ commands: [Command], _ key: String) async throws -> (any Error)? {
        for command in commands {
            let outcome = try await send([command], keys: [key])[0]
            if let error = Self.error(outcome, command) { return error }
        }
        return nil
    }

    private mutating func adoptFirstFunnel(
        _ old: PlannedObject, _ name: JSONValue, _ sort: JSONValue, _ key: String
    ) async throws -> (any Error)? {
        guard let first = try await firstFunnel(old), let id = first.text("id") else {
            return PortalError(kind: .notFound, method: "crm.category.list")
        }
        let type = old.entityTypeID ?? ""
        if SameValue.isSame(first["name"], name), SameValue.isSame(first["sort"], sort) { return nil }
        let object = PlannedObject(old.family, entityTypeID: type, id: id)
        return try await all([Writable(old.family).update(object, ["name": name, "sort": sort])], key)
    }

    /// Finds the funnel that came with a smart process, and notes that it stands for an old one.
    private mutating func firstFunnel(_ old: PlannedObject) async throws -> JSONObject? {
        let list = Command("crm.category.list", ["entityTypeId": .string(old.entityTypeID ?? "")])
        let rows = try await reader.client.call(list).result["categories"]?.value.arrayValue ?? []
        let first = rows.first { $0["isDefault"] == "Y" }?.objectValue
        if let id = first?.text("id") { map.note(old, id: id) }
        return first
    }

    private mutating func alignStages(
        _ funnel: PlannedObject, _ rows: [JSONObject], _ key: String
    ) async throws -> (any Error)? {
        let wanted = rows.map(translated)
        guard let directory = wanted.first?.text("ENTITY_ID") else { return nil }
        let list = Command("crm.status.list", ["filter": ["ENTITY_ID": .string(directory)]])
        let now = try await reader.rows(list)
        let commands = StageAlignment.commands(wanted, now: now)
        if let failure = try await all(commands, key) { return failure }
        note(rows, among: commands.isEmpty ? now : try await reader.rows(list))
        return nil
    }

    /// Notes which stages of the present funnel stand for the old ones.
    private mutating func noteStages(_ rows: [JSONObject]) async throws {
        guard let directory = rows.first.map(translated)?.text("ENTITY_ID") else { return }
        note(
            rows,
            among: try await reader.rows(Command("crm.status.list", ["filter": ["ENTITY_ID": .string(directory)]])))
    }

    private mutating func note(_ rows: [JSONObject], among present: [JSONObject]) {
        for old in rows {
            let code = translated(old)["STATUS_ID"]
            guard let new = present.first(where: { $0["STATUS_ID"] == code })?.text("ID") else { continue }
            map.note(PlannedObject(InverseFamily.status.name, id: old.text("ID")), id: new)
        }
    }

    /// The row of a stage with the codes of the present funnel.
    private func translated(_ row: JSONObject) -> JSONObject {
        var row = row
        for name in ["ENTITY_ID", "STATUS_ID"] {
            row[name] = row[name]?.stringValue.map { .string(map.code($0)) }
        }
        return row
    }

    // MARK: What was done before

    /// Of a step that an earlier part has done: the ids that it has given.
    private mutating func remember(_ step: UndoStep) async throws {
        for (number, act) in step.acts.enumerated() {
            switch act {
            case .recreate(let command, let object, let choices):
                guard let done = past.writes[step.key(ofAct: number)], let id = done.outcome?.objectID else { continue }
                map.note(object, id: id)
                noteChoices(choices, command, done.outcome?.result)
            // Only read: what somebody has made of them since is theirs.
            case .stages(_, let rows): try await noteStages(rows)
            case .firstFunnel(let old, _, _): _ = try await firstFunnel(old)
            case .send, .moves: break
            }
        }
    }

    private func found(_ write: WriteRecord) async throws -> LostRecreation.Finding {
        switch write.state {
        case .done: return write.outcome?.objectID.map { .made(id: $0) } ?? .unclear
        case .refused, .failed, .notRun: return .notMade
        case .unknown: break
        }
        guard let lost = LostRecreation(write) else { return .unclear }
        let isSettled = time.unixTime >= write.intent.sentAt + reader.client.options.settleTime
        let known = past.madeIDs.union(claimed)
        return lost.finding(try await reader.rows(lost.list), known: known, isSettled: isSettled)
    }

    /// Writes down what was found out, so that the next attempt does not have to: by then somebody may have changed the item.
    private func settle(_ write: WriteRecord, madeID id: String) async throws {
        guard let recorder = gate.recorder else { return }
        try await recorder.open(reader.client, method: nil)
        var outcome = WriteOutcome(.done, answeredAt: time.unixTime)
        outcome.objectID = id
        outcome.attempts = max(1, write.outcome?.attempts ?? 1)
        await recorder.settled(write, outcome)
    }

    // MARK: Sending

    private func send(_ commands: [Command], keys: [String]) async throws -> [CommandOutcome] {
        try await gate.batch(
            commands.enumerated().map { (key: "u\($0.offset)", command: $0.element) }, isFree: true,
            streams: keys.map { WriteStream(loop: Self.loop, item: $0) })
    }

    /// Notes what a write has made.
    ///
    /// - Returns: why it failed.
    private mutating func take(_ outcome: CommandOutcome, _ command: Command, _ act: UndoAct) -> (any Error)? {
        if let error = Self.error(outcome, command) { return error }
        guard case .recreate(let original, let object, let choices) = act, case .done(let response) = outcome else {
            return nil
        }
        guard let id = PlannedObject.id(madeBy: command, response.result) else {
            return PortalError(kind: .unexpectedAnswer, method: command.method, outcome: .unknown)
        }
        map.note(object, id: id)
        claimed.insert(id)
        noteChoices(choices, original, response.result)
        return nil
    }

    private mutating func noteChoices(_ old: [String], _ command: Command, _ result: JSONSlice?) {
        guard !old.isEmpty, let name = command.parameters["field"]?["fieldName"]?.stringValue else { return }
        let new = (result?["field"]?["enum"]?.value.arrayValue ?? []).map { $0.objectValue?.text("id") ?? "" }
        map.note(old, choices: new, ofField: name)
    }

    private static func error(_ outcome: CommandOutcome, _ command: Command) -> (any Error)? {
        switch outcome {
        case .done: nil
        // Somebody else was faster: what was to go is gone.
        case .failed(let error) where error.kind == .notFound && command.method.hasSuffix(".delete"): nil
        case .failed(let error): error
        case .notRun: PortalError(kind: .cancelled, method: command.method, outcome: .notRun)
        }
    }

    private func keep(_ ended: [(step: UndoStep, isDone: Bool)]) async throws {
        // What was found to be done already was recorded without a write that would have opened the journal.
        try await gate.recorder?.open(reader.client, method: nil)
        for (step, isDone) in ended {
            // What was put back in part is looked at again by who tries again, with --force say.
            let isWhole = isDone && !(step.isIncomplete && [.restore, .move].contains(step.deed))
            try await gate.recorder?.ended(
                ItemRecord(loop: Self.loop, key: step.key, state: isWhole ? .done : .failed))
        }
        progress(results.count)
    }

    private func record(_ error: any Error, _ index: Int, _ step: UndoStep) -> FailureRecord {
        FailureRecord(
            index: .integer(Int64(index + 1)), item: .string(step.key), ErrorFacts(error, language),
            unixTime: time.unixTime)
    }
}
