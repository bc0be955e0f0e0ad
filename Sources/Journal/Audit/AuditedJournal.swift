public import B24Scripting
import JSON
public import Localization
import Synchronization

/// A run's journal that keeps the audit, too: one line for each write, with its end. A write that cannot be put there is
/// not sent.
///
/// ```swift
/// configuration.journal = AuditedJournal(journal, folder: state + "/audit", facts: facts)
/// ```
public final class AuditedJournal: RunJournal {
    private struct State {
        var portal: JournalPortal?
        var scriptHash: String?
        var pending: AuditPending?
        /// The entries of writes under way, by handle.
        var underWay: [Int64: JSONObject] = [:]
        var nextHandle: Int64 = 1
        /// Why an end could not be put into the audit.
        var failure: JournalError?
    }

    private let inner: (any RunJournal)?
    private let folder: AuditFolder
    private let facts: AuditFacts
    private let runID: @Sendable () -> String?
    private let hint: LocalizedText?
    private let name: String
    private let state = Mutex(State())

    /// - Parameters:
    ///   - inner: the journal proper; `nil` when nothing else is recorded.
    ///   - folder: of the audit; made when it is missing.
    ///   - runID: the run's name in the journal.
    ///   - hint: what to do when the audit cannot be kept.
    public convenience init(
        _ inner: (any RunJournal)?, folder: String, facts: AuditFacts,
        runID: @escaping @Sendable () -> String? = { nil },
        hint: LocalizedText? = nil
    ) {
        self.init(inner, AuditFolder(folder), facts, runID, hint)
    }

    init(
        _ inner: (any RunJournal)?, _ folder: AuditFolder, _ facts: AuditFacts,
        _ runID: @escaping @Sendable () -> String? = { nil }, _ hint: LocalizedText? = nil
    ) {
        self.inner = inner
        self.folder = folder
        self.facts = facts
        self.runID = runID
        self.hint = hint
        name = String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// The end of the run.
    public func finish() {
        state.withLock { state in
            if state.underWay.isEmpty { state.pending?.remove() }
            state.pending = nil
        }
    }

    /// Opens the audit, and adds what a process that was killed has left.
    public func open(on portal: JournalPortal) async throws -> RunHistory {
        let history = try await inner?.open(on: portal) ?? RunHistory()
        try keeping {
            try SHA256.open()
            try folder.prepare()
            try folder.locked { try AuditPending.recover(folder) }
            let pending = try AuditPending(in: folder, name)
            let hash = facts.text.map { "sha256:" + SHA256.hex($0) }
            state.withLock { state in
                state.scriptHash = hash
                state.portal = portal
                state.pending = pending
            }
        }
        return history
    }

    /// Notes writes that are about to be sent.
    public func begin(_ writes: [WriteIntent]) async throws -> [Int64] {
        if let failure = state.withLock({ $0.failure }) { throw failure }
        let handles = try await inner?.begin(writes) ?? takeHandles(writes.count)
        do {
            try keeping {
                try state.withLock { state in
                    guard let portal = state.portal, let pending = state.pending else { return }
                    let entries = zip(handles, writes).map { handle, write in
                        facts.entry(write, id: "\(name)-\(handle)", run: runID(), hash: state.scriptHash, portal)
                    }
                    try pending.begin(entries)
                    for (handle, entry) in zip(handles, entries) { state.underWay[handle] = entry }
                }
            }
        } catch {
            await inner?.end(
                zip(handles, writes).map { ($0, WriteOutcome(.notRun, answeredAt: $1.sentAt)) })
            throw error
        }
        return handles
    }

    private func takeHandles(_ count: Int) -> [Int64] {
        state.withLock { state in
            defer { state.nextHandle += Int64(count) }
            return (0..<Int64(count)).map { state.nextHandle + $0 }
        }
    }

    /// Adds the lines. When that fails, the writes stay noted as being under way, and none is sent any more.
    public func end(_ outcomes: [(handle: Int64, outcome: WriteOutcome)]) async {
        let entries = state.withLock { state in
            outcomes.compactMap { handle, outcome in
                state.underWay[handle].map { (handle: handle, entry: AuditFacts.end($0, outcome)) }
            }
        }
        if !entries.isEmpty {
            do {
                try keeping {
                    try folder.locked { try folder.append(entries.map(\.entry)) }
                    try state.withLock { state in
                        for (handle, _) in entries { state.underWay[handle] = nil }
                        try state.pending?.end(
                            entries.map { "\(name)-\($0.handle)" }, isLast: state.underWay.isEmpty)
                    }
                }
            } catch {
                state.withLock { $0.failure = error as? JournalError }
            }
        }
        await inner?.end(outcomes)
    }

    /// Why a write that was sent is not in the audit yet; `nil` when all are.
    public var failure: JournalError? { state.withLock { $0.failure } }

    /// Passes on what the journal proper keeps.
    public func keep(_ items: [ItemRecord]) async throws { try await inner?.keep(items) }

    private func keeping(_ body: () throws -> Void) throws {
        do { try body() } catch let failure as PrivateFiles.Failure {
            throw JournalError(Texts.cannotAudit(failure.path, failure.reason), hint: hint)
        } catch var error as JournalError {
            error.hint = error.hint ?? hint
            throw error
        }
    }
}

/// The audit of this machine's user, for looking at.
public struct AuditArchive: Sendable {
    private let folder: AuditFolder

    /// - Parameter folder: of the audit.
    public init(folder: String) { self.folder = AuditFolder(folder) }

    /// Checks all lines.
    ///
    /// - Throws: ``B24Scripting/JournalError`` when they cannot be read.
    public func verified() throws -> AuditReport {
        do {
            guard PrivateFiles.exists(folder.path) else { return AuditReport() }
            return try folder.verified()
        } catch let failure as PrivateFiles.Failure {
            throw JournalError(Texts.cannotUse(failure.path, failure.reason))
        }
    }
}
