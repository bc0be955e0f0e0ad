import Bitrix24

/// What to do with the writes of one part of a script, given those that an earlier part of the run has recorded for it.
///
/// A script that is run again makes the same writes in the same order, until it comes to where it was stopped. So a
/// write that is recorded as done is answered from the record; the first that is not recorded is sent. Where a script
/// looks before it writes (`ensure`), it leaves out what is done already: records may be passed over. What must not
/// happen is that a write which was done is made again in another form: a write that is not on record, from a line
/// that has a record of the same method left over, is refused.
struct ReplayStream: Sendable {
    /// What to do with a write.
    enum Decision: Sendable {
        /// It is new, or it is known not to have run: send it, recorded at this place.
        case send(ordinal: Int)
        /// Answer it with what is on record.
        case replay(WriteRecord)
        /// It may have run.
        case doubtful(WriteRecord)
        /// The script goes another way than before: it has not made this write, but something like it.
        case diverged(WriteRecord)
    }

    private var ordered: [WriteRecord] = []
    /// The first of `ordered` that can still be met.
    private var cursor = 0
    /// Those that have not been met.
    private var concurrent: [WriteRecord] = []
    private var nextOrdinal: [WriteLane: Int] = [:]
    private let isOfOtherScript: Bool

    /// - Parameters:
    ///   - records: of this stream, in the order in which they were made.
    ///   - isOfOtherScript: their positions are those of another text.
    init(_ records: [WriteRecord] = [], isOfOtherScript: Bool = false) {
        self.isOfOtherScript = isOfOtherScript
        for lane in [WriteLane.ordered, .concurrent] {
            // A write that was sent again has two records; the later one tells how it stands.
            let latest = Dictionary(
                records.filter { $0.intent.lane == lane }.map { ($0.intent.ordinal, $0) }, uniquingKeysWith: { $1 })
            let sorted = latest.values.sorted { $0.intent.ordinal < $1.intent.ordinal }
            nextOrdinal[lane] = (sorted.last?.intent.ordinal ?? -1) + 1
            if lane == .ordered { ordered = sorted } else { concurrent = sorted }
        }
    }

    /// Decides about the next write; it counts as made.
    ///
    /// - Parameter command: in the form of records (``JournalText``).
    mutating func next(_ command: Command, _ lane: WriteLane, position: String?) -> Decision {
        switch lane {
        case .free: return .send(ordinal: 0)
        case .ordered:
            guard let index = ordered[cursor...].firstIndex(where: { $0.intent.command == command }) else {
                if let other = ordered[cursor...].first(where: { resembles($0, command, position) }) {
                    return .diverged(other)
                }
                return .send(ordinal: takeOrdinal(lane))
            }
            cursor = index + 1
            return decision(ordered[index], scriptWentOn: ordered[cursor...].contains { $0.state != .notRun })
        case .concurrent:
            guard let index = concurrent.firstIndex(where: { $0.intent.command == command }) else {
                return .send(ordinal: takeOrdinal(lane))
            }
            return decision(concurrent.remove(at: index), scriptWentOn: false)
        }
    }

    private func decision(_ record: WriteRecord, scriptWentOn: Bool) -> Decision {
        switch record.state {
        case .done: .replay(record)
        case .unknown: .doubtful(record)
        case .notRun: .send(ordinal: record.intent.ordinal)
        // The script has caught this failure before and gone on from it. Where it stopped, the write is tried again.
        case .refused, .failed: scriptWentOn ? .replay(record) : .send(ordinal: record.intent.ordinal)
        }
    }

    /// Whether a record could be this very write in another form.
    private func resembles(_ record: WriteRecord, _ command: Command, _ position: String?) -> Bool {
        guard record.state == .done || record.state == .unknown else { return false }
        guard record.intent.command.method.lowercased() == command.method.lowercased() else { return false }
        guard !isOfOtherScript, let made = record.intent.position, let position else { return true }
        return made == position
    }

    private mutating func takeOrdinal(_ lane: WriteLane) -> Int {
        defer { nextOrdinal[lane, default: 0] += 1 }
        return nextOrdinal[lane, default: 0]
    }

    // MARK: Doubts

    /// The writes of which nobody knows whether they ran.
    var doubtful: [WriteRecord] { (ordered + concurrent).filter { $0.state == .unknown } }

    /// Notes what has been found out about a write.
    mutating func settle(_ handle: Int64, _ outcome: WriteOutcome) {
        for index in ordered.indices where ordered[index].handle == handle { ordered[index].outcome = outcome }
        for index in concurrent.indices where concurrent[index].handle == handle {
            concurrent[index].outcome = outcome
        }
    }

    /// Writes of concurrent tasks that were done and that the script has not made again. It may have left them out, or
    /// made them in another form.
    var leftOver: [WriteRecord] { concurrent.filter { $0.state == .done || $0.state == .unknown } }
}
