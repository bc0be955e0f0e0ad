/// Finds the partner of the bracket at the cursor. Brackets in strings and comments have none.
enum BracketMatch {
    enum Result: Equatable {
        case pair(EntryText.Position, EntryText.Position)
        /// A closing one that nothing opens.
        case alone(EntryText.Position)
    }

    /// Farther away nobody looks for it, and a key press must not take long.
    private static let farthest = 1000

    static func isBracket(_ character: Character) -> Bool { partner(character) != nil }

    private static func partner(_ character: Character) -> (character: Character, isOpening: Bool)? {
        switch character {
        case "(": (")", true)
        case "[": ("]", true)
        case "{": ("}", true)
        case ")": ("(", false)
        case "]": ("[", false)
        case "}": ("{", false)
        default: nil
        }
    }

    /// The bracket under the cursor, else the one before it: its column and its place among the line's brackets.
    static func bracket(at cursor: EntryText.Position, _ lines: [LineView]) -> (column: Int, index: Int)? {
        let here = lines[cursor.line].characters
        for column in [cursor.column, cursor.column - 1] where here.indices.contains(column) {
            guard isBracket(here[column]),
                let index = lines[cursor.line].brackets.firstIndex(where: { $0.column == column })
            else { continue }
            return (column, index)
        }
        return nil
    }

    /// The bracket at the cursor with its partner.
    static func find(_ cursor: EntryText.Position, _ lines: [LineView]) -> Result? {
        guard let (column, index) = bracket(at: cursor, lines),
            let (_, isOpening) = partner(lines[cursor.line].characters[column])
        else { return nil }
        let start = EntryText.Position(line: cursor.line, column: column)
        if let other = search(lines, from: start, index, step: isOpening ? 1 : -1) { return .pair(start, other) }
        // One that has just been opened is no mistake.
        return isOpening ? nil : .alone(start)
    }

    private static func search(
        _ lines: [LineView], from start: EntryText.Position, _ first: Int, step: Int
    ) -> EntryText.Position? {
        var open: [Character] = []
        var line = start.line
        var index = first
        while lines.indices.contains(line), abs(line - start.line) < farthest {
            let brackets = lines[line].brackets
            while brackets.indices.contains(index) {
                let (column, character) = brackets[index]
                guard let (other, isOpening) = partner(character) else { return nil }
                if isOpening == (step > 0) {
                    open.append(other)
                } else {
                    guard open.popLast() == character else { return nil }
                    if open.isEmpty { return EntryText.Position(line: line, column: column) }
                }
                index += step
            }
            line += step
            if lines.indices.contains(line) { index = step > 0 ? 0 : lines[line].brackets.count - 1 }
        }
        return nil
    }
}
