/// How to take changes back, in steps as readline makes them: one command is one step, letters typed in a row are one.
struct UndoLog: Sendable, Equatable {
    /// Lines that stood where others are now. By line, because a change may join graphemes beside it.
    struct Change: Sendable, Equatable {
        var line: Int
        var removed: [[Character]]
        var insertedCount: Int
        var cursor: EntryText.Position
    }
    private struct Step: Sendable, Equatable {
        var changes: [Change] = []
        /// Letters typed so far, when the step is typing.
        var typed = 0
        /// Where typing goes on.
        var end: EntryText.Position?
    }
    private var steps: [Step] = []
    private var current = Step()

    /// readline's limit for letters in one step.
    private static let longestTyping = 20

    var isEmpty: Bool { steps.isEmpty && current.changes.isEmpty }

    /// Notes a change of the command that runs.
    mutating func record(_ change: Change) { current.changes.append(change) }

    /// A command has ended; what it changed is one step.
    ///
    /// - Parameter typedTo: the command typed one letter, and the cursor stands here now.
    mutating func close(typedTo end: EntryText.Position? = nil) {
        defer { current = Step() }
        guard let first = current.changes.first else { return }
        guard let end, current.changes.count == 1, first.removed.count == 1, first.insertedCount == 1 else {
            return steps.append(current)
        }
        if let last = steps.last, last.typed > 0, last.typed < Self.longestTyping, last.end == first.cursor {
            // The line of before the first letter brings all of them back.
            steps[steps.count - 1].typed += 1
            steps[steps.count - 1].end = end
        } else {
            current.typed = 1
            current.end = end
            steps.append(current)
        }
    }

    /// Takes the last step back. `false` when there is none.
    mutating func undo(_ text: inout EntryText, _ cursor: inout EntryText.Position) -> Bool {
        close()
        guard let step = steps.popLast() else { return false }
        for change in step.changes.reversed() {
            text.replaceLines(change.line..<change.line + change.insertedCount, with: change.removed)
            cursor = change.cursor
        }
        return true
    }
}
