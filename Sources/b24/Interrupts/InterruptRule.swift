/// What a Ctrl-C means: it stops what runs, and a second one within two seconds leaves.
///
/// The second one leaves also when the first has brought the prompt back by then, as long as nothing was typed there: who
/// presses twice cannot know how fast the first one worked. Whatever a person does in between (an entry, a line that is
/// thrown away) makes the next Ctrl-C a first one again, and so do two seconds.
struct InterruptRule {
    /// Seconds from the first Ctrl-C in which a second one leaves.
    static let patience = 2.0

    /// What follows.
    enum Reaction: Equatable {
        /// What runs is stopped.
        case stop
        /// The process ends with 130.
        case leave
        /// What is typed at the prompt is thrown away.
        case discard
    }

    /// When something was stopped last; `nil` when the next Ctrl-C is a first one whatever the time.
    private var stopped: Double?

    /// Something begins to run.
    mutating func begin() { stopped = nil }

    /// Ctrl-C while something runs, or is still on its way out.
    ///
    /// - Parameter now: seconds on a clock that only goes forward.
    mutating func pressWhileRunning(at now: Double) -> Reaction {
        if isSecond(now) { return .leave }
        stopped = now
        return .stop
    }

    /// Ctrl-C at the prompt.
    ///
    /// - Parameter isEmpty: whether nothing was typed there.
    mutating func pressAtPrompt(isEmpty: Bool, at now: Double) -> Reaction {
        defer { stopped = nil }
        return isEmpty && isSecond(now) ? .leave : .discard
    }

    private func isSecond(_ now: Double) -> Bool { stopped.map { now - $0 <= Self.patience } ?? false }
}
