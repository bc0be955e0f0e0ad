extension EditorState {
    mutating func startSearch(_ direction: IncrementalSearch.Direction) -> Effect {
        guard !history.entries.isEmpty else { return .bell }
        search = IncrementalSearch(
            direction: direction, origin: IncrementalSearch.Place(index: history.index, cursor: cursor))
        return .done
    }

    /// Keys while searching; `nil` when the key ends the search and is then an ordinary one.
    mutating func applyToSearch(_ key: Key) -> Effect? {
        guard var search else { return nil }
        if let typed = key.typedText {
            search.pattern += EntryText(typed).string
            return find(search, from: history.index, includingCurrent: true)
        }
        switch table.match([key]) {
        case .command(.reverseSearchHistory): return again(search, .backward)
        case .command(.forwardSearchHistory): return again(search, .forward)
        case .command(.backwardDeleteChar):
            guard !search.pattern.isEmpty else { return .bell }
            search.pattern.removeLast()
            return find(search, from: search.origin.index, includingCurrent: true)
        case .command(.abort) where key.code != .escape:
            giveUp(search)
            return .done
        case .command(.interrupt):
            giveUp(search)
            return nil
        case .command(.abort):
            end(search)
            return .done
        default:
            end(search)
            return nil
        }
    }

    private mutating func again(_ search: IncrementalSearch, _ direction: IncrementalSearch.Direction) -> Effect {
        var search = search
        search.direction = direction
        guard search.pattern.isEmpty else { return find(search, from: history.index, includingCurrent: false) }
        search.pattern = lastPattern
        return find(search, from: history.index, includingCurrent: true)
    }

    /// Shows the nearest entry that has the pattern, other than the one shown unless that may be it.
    private mutating func find(
        _ start: IncrementalSearch, from first: Int, includingCurrent: Bool
    ) -> Effect {
        var search = start
        search.isFailed = false
        guard !search.pattern.isEmpty else {
            giveUp(search)
            search.match = nil
            self.search = search
            return .done
        }
        let step = search.direction == .backward ? -1 : 1
        var index = includingCurrent ? first : first + step
        if index >= history.entries.count, step < 0 { index = history.entries.count - 1 }
        let shown = text.string
        while history.entries.indices.contains(index) {
            let entry = history.text(at: index)
            if search.isIn(entry), includingCurrent || entry != shown { break }
            index += step
        }
        guard history.entries.indices.contains(index) else {
            search.isFailed = true
            self.search = search
            return .bell
        }
        if index != history.index { load(index) }
        search.match = search.place(in: text)
        if let match = search.match { move(to: match.lowerBound) }
        self.search = search
        return .done
    }

    private mutating func giveUp(_ search: IncrementalSearch) {
        if history.index != search.origin.index { load(search.origin.index) }
        move(to: min(search.origin.cursor, text.endIndex))
        end(search)
    }

    private mutating func end(_ search: IncrementalSearch) {
        if !search.pattern.isEmpty { lastPattern = search.pattern }
        self.search = nil
        previous = nil
    }
}
