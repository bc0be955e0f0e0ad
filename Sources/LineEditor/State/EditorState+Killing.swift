extension EditorState {
    /// Cuts a part. Cuts in a row make one piece.
    mutating func kill(_ range: Range<EntryText.Position>, before isBefore: Bool) -> Effect {
        guard !range.isEmpty else { return .bell }
        killRing.kill(text.text(in: range), before: isBefore, joining: previous?.isKill == true)
        replace(range, with: "")
        return .done
    }

    /// To the end of the line; at the end, the line's end itself.
    mutating func killToEnd() -> Effect {
        let end = text.end(ofLine: cursor.line)
        return kill(cursor..<(cursor == end ? text.forwardChar(cursor) : end), before: false)
    }

    /// To the beginning of the line; at the beginning, the end of the line before.
    mutating func killToBeginning() -> Effect {
        let start = EntryText.Position(line: cursor.line, column: 0)
        return kill((cursor == start ? text.backwardChar(cursor) : start)..<cursor, before: true)
    }

    mutating func killWords(_ count: Int) -> Effect {
        var other = cursor
        for _ in 0..<min(abs(count), NumericArgument.limit) {
            other = count < 0 ? text.backwardWord(other) : text.forwardWord(other)
        }
        return kill(min(cursor, other)..<max(cursor, other), before: count < 0)
    }

    mutating func killToSpace(_ count: Int) -> Effect {
        var start = cursor
        for _ in 0..<min(count, NumericArgument.limit) { start = text.backwardToSpace(start) }
        return kill(start..<cursor, before: true)
    }

    mutating func yank() -> Effect {
        guard let piece = killRing.piece else { return .bell }
        insertReplaceable(piece)
        return .done
    }

    /// Puts the piece before in place of the one just inserted.
    mutating func yankPop() -> Effect {
        guard previous == .yank || previous == .yankPop else { return .bell }
        killRing.turn()
        guard let piece = killRing.piece, undoLog.undo(&text, &cursor) else { return .bell }
        insertReplaceable(piece)
        return .done
    }

    /// Again and again, it takes the last word of ever older entries.
    mutating func yankLastArgument() -> Effect {
        let isAgain = previous == .yankLastArg && history.argumentIndex != nil
        var index = isAgain ? (history.argumentIndex ?? 0) : history.entries.count
        repeat {
            index -= 1
            guard index >= 0 else { return .bell }
        } while history.entries[index].allSatisfy(\.isWhitespace)
        if isAgain, !undoLog.undo(&text, &cursor) { return .bell }
        let word = history.entries[index].split(whereSeparator: \.isWhitespace).last ?? ""
        insertReplaceable(String(word))
        history.argumentIndex = index
        return .done
    }

    /// One step of undo of its own, which the next command of its kind takes back first.
    private mutating func insertReplaceable(_ text: String) {
        undoLog.close()
        replace(cursor..<cursor, with: text)
        undoLog.close()
    }
}
