import Bitrix24
import JSON
import Localization

/// How a step of an undo ended.
public enum UndoResult: Sendable {
    /// It is taken back.
    case done
    /// It is not, or nobody knows.
    case failed(FailureRecord)
    /// It was shown, and then somebody has changed things; it is not done.
    case changedMeanwhile
}

/// What an undo that was stopped has done already.
public struct UndoPast: Sendable {
    /// The latest record of each act, by its key.
    let writes: [String: WriteRecord]
    /// The keys of the steps that are done.
    let done: Set<String>
    /// The ids of what was made again.
    var madeIDs: Set<String> { Set(writes.values.compactMap { $0.state == .done ? $0.outcome?.objectID : nil }) }

    /// - Parameters:
    ///   - writes: of the undo's run, in order.
    ///   - items: of the undo's run.
    public init(writes: [WriteRecord] = [], items: [ItemRecord] = []) {
        self.writes = Dictionary(
            writes.compactMap { write in write.intent.stream.item.map { ($0, write) } }, uniquingKeysWith: { $1 })
        done = Set(items.filter { $0.state == .done }.map(\.key))
    }
}

/// Takes a run back: finds out what there is to do, and does it.
///
/// ```swift
/// let undo = session.undo(of: writes, past: UndoPast(), force: false)
/// let steps = try await undo.plan()
/// let results = try await undo.carryOut(steps, isOld: true)
/// ```
public struct RunUndo: Sendable {
    let context: ModuleContext
    let writes: [WriteRecord]
    let past: UndoPast
    let force: Bool

    /// Whether the run has kept nothing of what was before its writes.
    public var isWithoutBefores: Bool { RunStory(writes).isWithoutBefores }

    /// What is to be done, the last write first. It only reads.
    ///
    /// - Throws: `PortalError` when the portal cannot be asked.
    public func plan() async throws -> [UndoStep] {
        let story = RunStory(writes)
        let now = try await UndoReader(client: context.gate.client()).now(story)
        var planner = UndoPlanner(story, now, force: force)
        return planner.steps().map { step in
            guard past.done.contains(step.key), step.verdict != .impossible else { return step }
            var step = step
            (step.verdict, step.isIncomplete) = (.nothing, false)
            step.reasons = [UndoReason.doneBefore.text]
            return step
        }
    }

    /// Does it.
    ///
    /// - Parameters:
    ///   - steps: of ``plan()``.
    ///   - isOld: a person has looked at them for a while. The portal is then asked again, and what would be done otherwise
    ///     by now is not done.
    ///   - progress: called with how many steps have ended.
    /// - Returns: how each step ended, by its position; those that are not to be done have no entry.
    /// - Throws: what ends everything: a refusal by policy, a stop.
    public func carryOut(
        _ steps: [UndoStep], isOld: Bool, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> [Int: UndoResult] {
        var steps = steps
        var changed: [Int] = []
        if isOld {
            let fresh = Dictionary(
                try await plan().map { ($0.key, $0.acts) }, uniquingKeysWith: { first, _ in first })
            for (index, step) in steps.enumerated() where step.verdict == .undo && fresh[step.key] != step.acts {
                steps[index].verdict = .left
                changed.append(index)
            }
        }
        var execution = UndoExecution(
            context.gate, try await context.gate.client(), past, context.language, context.time, progress: progress)
        var results = try await execution.run(steps)
        for index in changed { results[index] = .changedMeanwhile }
        return results
    }
}

extension ScriptSession {
    /// What is needed to take a run back.
    ///
    /// - Parameters:
    ///   - writes: of the run, in order.
    ///   - past: what an earlier part of this undo has done.
    ///   - force: takes back what somebody has changed since, too.
    public func undo(of writes: [WriteRecord], past: UndoPast, force: Bool) -> RunUndo {
        RunUndo(context: context, writes: writes, past: past, force: force)
    }

    /// Looks at the portal for what became of writes whose answers were lost.
    ///
    /// - Returns: the same writes, with what was found; and the outcomes that are news, by handle.
    /// - Throws: `PortalError` when there is no connection.
    public func settled(
        _ writes: [WriteRecord]
    ) async throws -> (writes: [WriteRecord], news: [(handle: Int64, outcome: WriteOutcome)]) {
        guard writes.contains(where: { $0.state == .unknown }) else { return (writes, []) }
        let client = try await context.gate.client()
        let found = try await Settlement.outcomes(
            of: writes.filter { $0.state == .unknown }, client, at: context.time.unixTime)
        var settled = writes
        for index in settled.indices {
            if let outcome = found[settled[index].handle] { settled[index].outcome = outcome }
        }
        return (settled, found.map { ($0.key, $0.value) })
    }
}

/// What became of recorded writes whose answers were lost.
enum Settlement {
    /// By handle; nothing for those of which nothing was found out. The looks travel together.
    static func outcomes(
        of writes: [WriteRecord], _ client: PortalClient, at unixTime: Double
    ) async throws -> [Int64: WriteOutcome] {
        let packer = CallPacker(client)
        return try await withThrowingTaskGroup(of: (Int64, WriteOutcome?).self) { group in
            for write in writes {
                group.addTask { (write.handle, try await outcome(of: write, client, packer, at: unixTime)) }
            }
            var found: [Int64: WriteOutcome] = [:]
            for try await (handle, outcome) in group { found[handle] = outcome }
            return found
        }
    }

    private static func outcome(
        of write: WriteRecord, _ client: PortalClient, _ packer: CallPacker, at unixTime: Double
    ) async throws -> WriteOutcome? {
        let command = write.intent.command
        // Of a command that was cut for the journal, nobody can tell whether this is what it did.
        guard !JournalText.isCut(command) else { return nil }
        let found = try await client.reconcile(command, sentAt: write.intent.sentAt) { try await packer.call($0) }
        var outcome: WriteOutcome
        switch found {
        case .unknown: return nil
        case .notRun: outcome = WriteOutcome(.notRun, answeredAt: unixTime)
        case .done(let response): outcome = WriteOutcome(response, of: command, at: unixTime)
        }
        outcome.attempts = max(1, write.outcome?.attempts ?? 1)
        return outcome
    }
}
