public import B24Scripting
import Bitrix24
import GRDB
import JSON
public import Localization
import Synchronization

/// A run's journal in SQLite. Nothing is opened or made before the first write.
///
/// ```swift
/// let journal = try SQLiteJournal(folder: state, facts: facts)
/// configuration.journal = journal
/// ...
/// await journal.finish(.done, exitCode: 0)
/// ```
public final class SQLiteJournal: RunJournal {
    private struct Opened {
        var id: String
        var writer: GroupCommit
        var lock: FileLock
        var nextSequence: Int64
        /// Ends of items that are to be written with the next transaction.
        var items: [ItemRecord] = []
        var hasLoop = false
        /// Why an outcome could not be recorded.
        var failure: (any Error)?
    }

    /// So many ends of items wait for a write at most.
    static let mostWaitingItems = 64

    private let folder: String
    private let facts: RunFacts
    private let hint: LocalizedText?
    private let unixTime: @Sendable () -> Double
    private let state = Mutex<Opened?>(nil)
    private let resumed: ResumedRun?

    /// The journal of a new run.
    ///
    /// - Parameters:
    ///   - folder: of the state; made when it is missing.
    ///   - hint: what to do when nothing can be recorded.
    public convenience init(
        folder: String, facts: RunFacts, hint: LocalizedText? = nil,
        unixTime: @escaping @Sendable () -> Double = { SystemTime().unixTime }
    ) {
        self.init(folder, facts, hint, nil, unixTime)
    }

    /// The journal of a run that goes on.
    ///
    /// - Parameter domain: the portal, where it has a name of its own; `nil`: the domain that is connected to.
    public convenience init(
        resuming run: ResumedRun, domain: String? = nil, hint: LocalizedText? = nil,
        unixTime: @escaping @Sendable () -> Double = { SystemTime().unixTime }
    ) {
        var facts = run.summary.facts
        facts.domain = domain
        self.init(run.folder, facts, hint, run, unixTime)
    }

    private init(
        _ folder: String, _ facts: RunFacts, _ hint: LocalizedText?, _ resumed: ResumedRun?,
        _ unixTime: @escaping @Sendable () -> Double
    ) {
        self.folder = folder
        self.facts = facts
        self.hint = hint
        self.resumed = resumed
        self.unixTime = unixTime
    }

    /// The run's name; `nil` as long as nothing was recorded.
    public var runID: String? { state.withLock { $0?.id } ?? resumed?.summary.id }

    /// Whether a resumable loop has begun.
    public var hasLoop: Bool { state.withLock { $0?.hasLoop ?? false } }

    /// Why the end of a write that was sent, or of the run, is not on record; `nil` when all is.
    public var failure: JournalError? { state.withLock { $0?.failure as? JournalError } }

    /// How many transactions there were.
    var commits: Int { get async { await state.withLock { $0?.writer }?.commits ?? 0 } }

    // MARK: RunJournal

    /// Opens the database, and begins the run or goes on with it.
    public func open(on portal: JournalPortal) async throws -> RunHistory {
        try hinting {
            let database = try JournalDatabase(folder: folder)
            let opening = RunOpening(database: database, facts: facts, unixTime: unixTime())
            let (opened, history) = try resumed.map { try opening.resume($0, portal) } ?? opening.begin(portal)
            state.withLock {
                $0 = Opened(
                    id: opened.id, writer: GroupCommit(database.queue), lock: opened.lock,
                    nextSequence: (history.writes.last?.handle ?? 0) + 1,
                    hasLoop: !history.items.isEmpty || history.writes.contains { $0.intent.stream.loop != nil })
            }
            return history
        }
    }

    /// Records writes before they leave.
    public func begin(_ writes: [WriteIntent]) async throws -> [Int64] {
        let (id, writer, first, items) = try state.withLock { state in
            guard var opened = state else { throw JournalError(Texts.notOpen) }
            if let failure = opened.failure { throw failure }
            let first = opened.nextSequence
            let items = opened.items
            opened.nextSequence += Int64(writes.count)
            opened.items = []
            if writes.contains(where: { $0.stream.loop != nil }) { opened.hasLoop = true }
            state = opened
            return (opened.id, opened.writer, first, items)
        }
        let now = unixTime()
        do {
            try await writer.commit { database in
                for (index, write) in writes.enumerated() {
                    try WriteRow.insert(write, run: id, sequence: first + Int64(index), database)
                }
                for item in items { try ItemRow.put(item, run: id, at: now, database) }
            }
        } catch {
            state.withLock { $0?.items.insert(contentsOf: items, at: 0) }
            throw hinted(error)
        }
        return writes.indices.map { first + Int64($0) }
    }

    /// Records how writes ended.
    public func end(_ outcomes: [(handle: Int64, outcome: WriteOutcome)]) async {
        guard let (id, writer) = state.withLock({ $0.map { ($0.id, $0.writer) } }) else { return }
        do {
            try await writer.commit { database in
                for (handle, outcome) in outcomes {
                    try WriteRow.settle(handle, outcome, run: id, database)
                }
            }
        } catch {
            let failure = hinted(error)
            state.withLock { $0?.failure = failure }
        }
    }

    /// Keeps how items ended, until the next write or until many wait.
    public func keep(_ items: [ItemRecord]) async throws {
        let isFull = try state.withLock { state in
            guard state != nil else { throw JournalError(Texts.notOpen) }
            if let failure = state?.failure { throw failure }
            state?.hasLoop = true
            state?.items += items
            return state?.items.count ?? 0 >= Self.mostWaitingItems
        }
        if isFull { try await flush() }
    }

    private func flush() async throws {
        guard
            let (id, writer, items) = state.withLock({ state -> (String, GroupCommit, [ItemRecord])? in
                guard let opened = state, !opened.items.isEmpty else { return nil }
                state?.items = []
                return (opened.id, opened.writer, opened.items)
            })
        else { return }
        let now = unixTime()
        do {
            try await writer.commit { database in
                for item in items { try ItemRow.put(item, run: id, at: now, database) }
            }
        } catch { throw hinted(error) }
    }

    // MARK: The end

    /// Records how the run ended, and lets go of it. Does nothing when nothing was recorded.
    public func finish(_ ending: RunEnding, exitCode: Int32) async {
        do { try await flush() } catch {
            // Those items are looked at once more when the run is resumed; the end is worth a try of its own.
        }
        guard let opened = state.withLock({ $0 }) else { return }
        let now = unixTime()
        let id = opened.id
        do {
            try await opened.writer.commit { database in
                try database.execute(
                    sql: "UPDATE runs SET ended_at = ?, ending = ?, exit_code = ? WHERE id = ?",
                    arguments: [now, ending.rawValue, Int64(exitCode), id])
            }
        } catch {
            // The run then reads as killed, which is what it would be to whoever resumes it.
            let failure = hinted(error)
            if self.failure == nil { state.withLock { $0?.failure = failure } }
        }
        opened.lock.remove()
    }

    private func hinting<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch { throw hinted(error) }
    }

    private func hinted(_ error: any Error) -> any Error {
        let error = JournalDatabase.error(error, JournalDatabase.path(in: folder))
        guard var journal = error as? JournalError, journal.hint == nil else { return error }
        journal.hint = hint
        return journal
    }
}
