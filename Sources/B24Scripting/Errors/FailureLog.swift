import JSON
import Synchronization

/// Collects the failures that a run goes on after; they end in its outcome (and in exit code 3).
final class FailureLog: Sendable {
    private let records = Mutex<[FailureRecord]>([])
    /// Who keeps them instead: the process that has started this one.
    private let parent: ParentLink?

    init(_ parent: ParentLink? = nil) { self.parent = parent }

    func append(_ record: FailureRecord) {
        if let parent { return parent.say(.failure, record.fields) }
        records.withLock { $0.insert(record, at: Self.place(of: record, in: $0)) }
    }

    /// Behind all others, but among those of its own loop at the end where its item stands.
    private static func place(of record: FailureRecord, in records: [FailureRecord]) -> Int {
        guard let loop = record.loop, let index = record.fields["index"]?.integerValue else { return records.count }
        let later = records.reversed().prefix { $0.loop == loop && $0.fields["index"]?.integerValue ?? 0 > index }
        return records.count - later.count
    }

    /// The records so far; the log starts anew.
    func take() -> [FailureRecord] {
        records.withLock { records in
            defer { records = [] }
            return records
        }
    }
}
