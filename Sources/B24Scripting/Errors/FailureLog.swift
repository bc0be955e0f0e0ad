import Synchronization

/// Collects the failures that a run goes on after; they end in its outcome (and in exit code 3).
final class FailureLog: Sendable {
    private let records = Mutex<[FailureRecord]>([])
    /// Who keeps them instead: the process that has started this one.
    private let parent: ParentLink?

    init(_ parent: ParentLink? = nil) { self.parent = parent }

    func append(_ record: FailureRecord) {
        if let parent { return parent.say(.failure, record.fields) }
        records.withLock { $0.append(record) }
    }

    /// The records so far; the log starts anew.
    func take() -> [FailureRecord] {
        records.withLock { records in
            defer { records = [] }
            return records
        }
    }
}
