import Synchronization

/// The last requests of a portal, reads too, in memory: what the log of writes does not keep.
final class RecentRequests: Sendable {
    struct Entry: Sendable {
        /// Counts from 1.
        let number: Int
        /// The portal's clock.
        let time: Double
        let record: RequestRecord
    }

    private struct State {
        /// A ring: the oldest is at `count % capacity` once it is full.
        var entries: [Entry] = []
        var count = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// - Parameter capacity: how many are kept.
    init(capacity: Int = 1000) { self.capacity = capacity }

    /// How many requests there were.
    var count: Int { state.withLock { $0.count } }

    func add(_ record: RequestRecord, at time: Double) {
        state.withLock { state in
            state.count += 1
            let entry = Entry(number: state.count, time: time, record: record)
            if state.entries.count < capacity {
                state.entries.append(entry)
            } else {
                state.entries[(state.count - 1) % capacity] = entry
            }
        }
    }

    /// Those that pass, the newest first.
    func all(_ filter: LogFilter) -> [Entry] {
        let entries = state.withLock { $0.entries }
        return entries.filter { filter.passes($0.record) }.sorted { $0.number > $1.number }
    }

    /// Forgets them, as a reset does.
    func clear() { state.withLock { $0 = State() } }
}
