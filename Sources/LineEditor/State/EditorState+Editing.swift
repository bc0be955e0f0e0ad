extension EditorState {
    /// Deletes characters after the cursor, or before it when `count` is negative. Several are cut, as in readline.
    mutating func delete(_ count: Int) -> Effect {
        var other = cursor
        for _ in 0..<min(abs(count), NumericArgument.limit) {
            other = count < 0 ? text.backwardChar(other) : text.forwardChar(other)
        }
        guard other != cursor else { return count == 0 ? .done : .bell }
        if abs(count) > 1 { return kill(min(cursor, other)..<max(cursor, other), before: count < 0) }
        replace(min(cursor, other)..<max(cursor, other), with: "")
        return .done
    }

    mutating func deleteHorizontalSpace() -> Effect {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        let range = text.skipBack(cursor, while: isSpace)..<text.skip(cursor, while: isSpace)
        guard !range.isEmpty else { return .done }
        replace(range, with: "")
        return .done
    }

    /// Exchanges the character before the cursor with the one under it; at the end of a line, the last two.
    mutating func transposeChars() -> Effect {
        let line = text.lines[cursor.line]
        guard line.count >= 2, cursor.column > 0 else { return .bell }
        let second = min(cursor.column, line.count - 1)
        let start = EntryText.Position(line: cursor.line, column: second - 1)
        let end = EntryText.Position(line: cursor.line, column: second + 1)
        replace(start..<end, with: String([line[second], line[second - 1]]))
        return .done
    }

    /// Exchanges the word before the cursor with the one after it; at the end, the last two.
    mutating func transposeWords() -> Effect {
        let secondEnd = text.forwardWord(cursor)
        let secondStart = text.backwardWord(secondEnd)
        let firstStart = text.backwardWord(secondStart)
        let firstEnd = text.forwardWord(firstStart)
        guard firstStart < firstEnd, firstEnd <= secondStart, secondStart < secondEnd else { return .bell }
        // At the end of the entry `secondEnd` may lie behind other characters than the word's.
        let end = text.skip(secondStart, while: EntryText.isWord)
        let words = (text.text(in: firstStart..<firstEnd), text.text(in: secondStart..<end))
        replace(firstStart..<end, with: words.1 + text.text(in: firstEnd..<secondStart) + words.0)
        return .done
    }

    /// Changes the case of words after the cursor and goes behind them; of those before it, and stays.
    mutating func changeCase(_ count: Int, _ change: (String) -> String) -> Effect {
        var other = cursor
        for _ in 0..<min(abs(count), NumericArgument.limit) {
            other = count < 0 ? text.backwardWord(other) : text.forwardWord(other)
        }
        guard other != cursor else { return .bell }
        let range = min(cursor, other)..<max(cursor, other)
        let old = text.text(in: range)
        let new = change(old)
        if new == old { move(to: range.upperBound) } else { replace(range, with: new) }
        return .done
    }

    static func capitalized(_ text: String) -> String {
        var result = ""
        var isInside = false
        for character in text {
            let isWord = EntryText.isWord(character)
            result += !isWord ? String(character) : isInside ? character.lowercased() : character.uppercased()
            isInside = isWord
        }
        return result
    }
}
