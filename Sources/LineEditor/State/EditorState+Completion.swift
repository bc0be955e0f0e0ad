extension EditorState {
    mutating func completionRequest(isAutomatic: Bool) -> CompletionRequest {
        CompletionRequest(text: text.string, before: before, isAutomatic: isAutomatic, revision: revision)
    }

    /// Takes candidates, unless text or cursor have changed since they were asked for.
    ///
    /// One candidate is inserted, several as far as they begin alike, and then the menu opens.
    ///
    /// - Returns: A bell when there are none.
    public mutating func offer(_ completions: Completions, for request: CompletionRequest) -> Effect {
        guard request.revision == revision, search == nil, menu?.selected == nil else { return .done }
        menu = nil
        let replacing = min(max(0, completions.replacing), cursor.column)
        let start = EntryText.Position(line: cursor.line, column: cursor.column - replacing)
        let candidates = completions.candidates
        guard let first = candidates.first else { return request.isAutomatic ? .done : .bell }
        if request.isAutomatic {
            // What is typed already needs no menu.
            if candidates.count == 1, first.text == text.text(in: start..<cursor) { return .done }
        } else {
            if candidates.count == 1 {
                let full = first.text + first.suffix
                guard full != text.text(in: start..<cursor) else { return .bell }
                replace(start..<cursor, with: full)
                undoLog.close()
                return .done
            }
            let common = Self.commonPrefix(candidates)
            let typed = text.text(in: start..<cursor)
            if common.count > typed.count, common.lowercased().hasPrefix(typed.lowercased()) {
                replace(start..<cursor, with: common)
                undoLog.close()
            }
        }
        menu = CompletionMenu(candidates: candidates, start: start)
        return .done
    }

    private static func commonPrefix(_ candidates: [CompletionCandidate]) -> String {
        var common = candidates.first?.text[...] ?? ""
        for candidate in candidates.dropFirst() {
            var end = common.startIndex
            for (one, other) in zip(common, candidate.text) {
                guard one == other else { break }
                end = common.index(after: end)
            }
            common = common[..<end]
        }
        return String(common)
    }

    /// Keys while the menu is open; `nil` when the key has its ordinary meaning, for which the menu closes.
    mutating func applyToMenu(_ key: Key) -> Effect? {
        guard let menu else { return nil }
        let count = menu.candidates.count
        if key.typedText != nil { return applyBelowMenu(key) }
        switch table.match([key]) {
        case .command(.complete) where count == 1:
            select(0)
            choose()
        case .command(.complete), .command(.nextLine):
            select(menu.selected.map { $0 + 1 < count ? $0 + 1 : 0 } ?? 0)
        case .command(.menuCompleteBackward), .command(.previousLine):
            select(menu.selected.map { $0 > 0 ? $0 - 1 : count - 1 } ?? count - 1)
        case .command(.historySearchForward):
            select(min((menu.selected ?? -1) + menu.height, count - 1))
        case .command(.historySearchBackward):
            select(max((menu.selected ?? 0) - menu.height, 0))
        case .command(.abort):
            select(nil)
            self.menu = nil
        case .command(.interrupt):
            self.menu = nil
            return nil
        case .command(.acceptLine) where menu.selected != nil:
            choose()
        case .command(.backwardDeleteChar) where menu.selected == nil:
            return applyBelowMenu(key)
        default:
            self.menu = nil
            undoLog.close()
            return nil
        }
        previous = nil
        return .done
    }

    /// Typing with nothing selected goes on to narrow the menu; with a candidate selected, that one is meant.
    private mutating func applyBelowMenu(_ key: Key) -> Effect {
        let wasSelected = menu?.selected != nil
        menu = nil
        let effect = apply(key)
        guard effect == .done, !wasSelected, key.code != .paste(key.typedText ?? "") else { return effect }
        return .complete(completionRequest(isAutomatic: true))
    }

    /// Shows a candidate in the text, in place of the one before it: both together are one step of undo.
    private mutating func select(_ index: Int?) {
        guard var menu else { return }
        if menu.selected != nil { _ = undoLog.undo(&text, &cursor) }
        menu.selected = index
        if let index {
            undoLog.close()
            // A step even when the text is the same, for the next selection to take back.
            replace(menu.start..<cursor, with: menu.candidates[index].text)
            undoLog.close()
        }
        menu.show(height: menu.height)
        self.menu = menu
        revision += 1
    }

    private mutating func choose() {
        guard let menu, let index = menu.selected else { return }
        self.menu = nil
        let suffix = menu.candidates[index].suffix
        if !suffix.isEmpty { replace(cursor..<cursor, with: suffix) }
        undoLog.close()
    }
}
