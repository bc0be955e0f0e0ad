/// The faults of a portal, and how far they have come. A pure state machine: the engine asks it once for each HTTP
/// request and once for each command of a batch.
struct FaultPlan: Sendable {
    /// What a request meets.
    struct Meeting: Sendable {
        /// The fault that acts, if one does.
        var kind: FaultKind?
        /// Seconds that the answer is late.
        var latency = 0.0
        /// Seconds by which the portal's clock jumps.
        var clockJump = 0.0
    }

    /// Where a method name stands.
    enum Place: Sendable { case request, command }

    private struct Entry: Sendable {
        let fault: Fault
        /// Requests that the pattern matched.
        var matches = 0
        /// How often it acted.
        var acted = 0
    }

    private var entries: [Entry]
    private let dice: FaultDice

    init(_ faults: [Fault], seed: UInt64) {
        entries = faults.map { Entry(fault: $0) }
        dice = FaultDice(seed: seed)
    }

    /// The faults in order: how many requests each pattern matched, and how often the fault acted.
    var progress: [(fault: Fault, matches: Int, acted: Int)] { entries.map { ($0.fault, $0.matches, $0.acted) } }

    /// Adds faults behind those that there are.
    mutating func add(_ faults: [Fault]) { entries += faults.map { Entry(fault: $0) } }

    mutating func removeAll() { entries = [] }

    /// What the next request, or command, meets.
    mutating func meet(_ method: String, as place: Place = .request) -> Meeting {
        var meeting = Meeting()
        guard !entries.isEmpty else { return meeting }
        let method = method.lowercased()
        for index in entries.indices {
            let fault = entries[index].fault
            guard fault.pattern.matches(method),
                place == .request || fault.kind.reachesCommands && fault.pattern.reachesCommands
            else { continue }
            entries[index].matches += 1
            guard fault.kind.goesAlong || meeting.kind == nil, wants(index) else { continue }
            entries[index].acted += 1
            switch fault.kind {
            case .latency(let range):
                let part = dice.roll(fault: index, match: entries[index].matches, for: .latency)
                meeting.latency += range.lowerBound + (range.upperBound - range.lowerBound) * part
            case .clock(let seconds): meeting.clockJump += seconds
            default: meeting.kind = fault.kind
            }
        }
        return meeting
    }

    private func wants(_ index: Int) -> Bool {
        let entry = entries[index]
        guard entry.matches >= entry.fault.first else { return false }
        switch entry.fault.frequency {
        case .always: return true
        case .times(let count): return entry.acted < count
        case .rate(let share): return dice.roll(fault: index, match: entry.matches, for: .rate) < share
        }
    }
}
