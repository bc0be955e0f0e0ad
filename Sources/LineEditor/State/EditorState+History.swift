import Localization

extension EditorState {
    /// Up and Down: inside the entry as far as it has lines, then through the history.
    mutating func moveLines(_ count: Int) -> Effect {
        var effect = Effect.done
        for _ in 0..<min(abs(count), NumericArgument.limit) where effect == .done {
            let line = cursor.line + (count < 0 ? -1 : 1)
            if text.lines.indices.contains(line) {
                moveToLine(line)
            } else {
                effect = goThroughHistory(
                    count < 0 ? -1 : 1, prefix: options.searchesByPrefix ? prefixForSearch() : nil)
            }
        }
        return effect
    }

    /// Keeps the column of the screen, past shorter lines too.
    private mutating func moveToLine(_ line: Int) {
        let goal = goalWidth ?? text.lines[cursor.line][..<cursor.column].reduce(0) { $0 + TextWidth.of($1) }
        var column = 0
        var width = 0
        for character in text.lines[line] {
            width += TextWidth.of(character)
            if width > goal { break }
            column += 1
        }
        move(to: EntryText.Position(line: line, column: column))
        goalWidth = goal
    }

    /// What the texts must begin with: the text before the cursor, kept while one goes on searching.
    mutating func prefixForSearch() -> String {
        let goesOn =
            previous?.isHistorySearch == true
            || (options.searchesByPrefix && (previous == .previousLine || previous == .nextLine))
        if goesOn, let prefix = history.prefix { return prefix }
        let prefix = before
        history.prefix = prefix
        return prefix
    }

    mutating func goThroughHistory(_ count: Int, prefix: String?) -> Effect {
        var index = history.index
        var remaining = abs(count)
        while remaining > 0 {
            var next = index
            repeat {
                next += count < 0 ? -1 : 1
                guard (0...history.entries.count).contains(next) else {
                    return index == history.index ? .bell : goToHistory(index)
                }
            } while !isFound(next, prefix)
            index = next
            remaining -= 1
        }
        return goToHistory(index)
    }

    /// What was being typed is always found again, and an entry that looks like the one shown never.
    private func isFound(_ index: Int, _ prefix: String?) -> Bool {
        guard let prefix, !prefix.isEmpty, index < history.entries.count else { return true }
        return history.entries[index].hasPrefix(prefix) && history.entries[index] != text.string
    }

    mutating func goToHistory(_ index: Int) -> Effect {
        guard index != history.index else { return .bell }
        let isDown = index > history.index
        load(index)
        // Down goes on through the entry's own lines.
        if isDown, index < history.entries.count, goalWidth == nil { move(to: text.end(ofLine: 0)) }
        return .done
    }

    /// Shows an entry, cursor at its end, unless it was left elsewhere.
    mutating func load(_ index: Int) {
        undoLog.close()
        let saved = history.go(
            to: index, leaving: HistoryCursor.Saved(text: text, cursor: cursor, undoLog: undoLog))
        text = saved.text
        cursor = index < history.entries.count ? text.endIndex : saved.cursor
        undoLog = saved.undoLog
        revision += 1
    }
}
