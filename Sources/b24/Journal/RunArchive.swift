import B24Scripting
import Journal
import Localization

/// The runs on record, by the names that people type.
struct RunArchive {
    private let folder: String

    init(_ context: Context) { folder = context.environment.stateFolder }

    /// The newest first.
    ///
    /// - Parameter outcome: only those with writes that ended so.
    func runs(limit: Int?, _ outcome: WriteOutcome.State?) throws -> [RunSummary] {
        try complaining {
            guard let store = try RunStore(folder: folder) else { return [] }
            guard let outcome else { return try store.runs(limit: limit) }
            let found = try store.runs(limit: nil).filter { $0.counts[outcome.rawValue, default: 0] > 0 }
            return limit.map { Array(found.prefix($0)) } ?? found
        }
    }

    /// The run with this name, or the one whose name begins so.
    func run(_ name: String) throws -> RunSummary {
        try complaining {
            switch try RunStore(folder: folder)?.find(name) {
            case .run(let run)?: return run
            case .several(let names)?:
                throw Complaint.failure(Texts.severalRuns(name), hint: Texts.chooseRun(names))
            case .none?, nil: throw Complaint.failure(Texts.noRun(name), hint: Texts.logListsRuns)
            }
        }
    }

    /// Its writes.
    ///
    /// - Parameter outcome: only those that ended so.
    func writes(of run: RunSummary, _ outcome: WriteOutcome.State?) throws -> LogTable {
        let writes = try complaining { try RunStore(folder: folder)?.writes(of: run.id) ?? [] }
        return LogTable(run: run, writes: writes.filter { outcome == nil || $0.state == outcome })
    }

    /// Takes a run over; `nil` when a process works on it.
    func resume(_ run: RunSummary, isOfOtherScript: Bool) throws -> ResumedRun? {
        try complaining {
            try RunStore(folder: folder)?.resume(run, isOfOtherScript: isOfOtherScript)
        }
    }

    /// The writes of a run as they are on record, and the ends of the items of its loops.
    func records(of run: RunSummary) throws -> (writes: [WriteRecord], items: [ItemRecord]) {
        try complaining {
            guard let store = try RunStore(folder: folder) else { return ([], []) }
            return (try store.writes(of: run.id), try store.items(of: run.id))
        }
    }

    /// The newest run of a command on something: of `undo` on a run.
    func newest(_ command: String, on script: String) throws -> RunSummary? {
        try complaining { try RunStore(folder: folder)?.newest(command: command, script: script) }
    }

    /// Records what was found out about writes.
    func settle(_ run: RunSummary, _ news: [(handle: Int64, outcome: WriteOutcome)]) throws {
        guard !news.isEmpty else { return }
        try complaining { try RunStore(folder: folder)?.settle(run.id, news) }
    }

    private func complaining<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as JournalError {
            throw Complaint.failure(error.text, hint: error.hint)
        }
    }
}
