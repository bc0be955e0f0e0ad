import B24Scripting
import JSON
import PortalEmulator

/// What a rehearsal has shown.
struct RehearsalReport: Sendable {
    /// The real portal.
    var domain: String
    /// What is different in the copy.
    var changes: [ObjectChange] = []
    /// Writes that nobody acted out.
    var standIns: [PlannedWrite] = []
    var notes = SourceOrigin.Notes()
    /// Why it ended before the script did.
    var halt: SourceOrigin.Halt?
    var administersCRM = true
    /// What a real run would ask.
    var questions: [String] = []
    /// Every command, in order.
    var calls: [CommandRecord] = []
    /// What a real run would send and wait, about.
    var requests = 0
    var seconds = 0.0
    /// Where the copy is kept; `nil` when it is gone.
    var folder: String?

    /// How often each method was called, the most frequent first.
    var callCounts: [(method: String, count: Int)] {
        Dictionary(grouping: calls, by: \.method).map { ($0.key, $0.value.count) }
            .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
    }

    /// What is different, as entries of a plan.
    var differences: [PlannedWrite] { RehearsalDifference(changes).writes }
}
