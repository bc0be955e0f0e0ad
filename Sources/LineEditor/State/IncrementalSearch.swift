/// Ctrl-R and Ctrl-S: what is searched for and how far it has come.
public struct IncrementalSearch: Sendable, Equatable {
    /// Towards older entries, or towards newer ones.
    public enum Direction: Sendable, Equatable { case backward, forward }

    /// Where to.
    public internal(set) var direction: Direction
    /// What has been typed.
    public internal(set) var pattern = ""
    /// No entry has the pattern.
    public internal(set) var isFailed = false
    /// Where the pattern is in the entry that is shown.
    public internal(set) var match: Range<EntryText.Position>?

    /// Where the search began; giving up goes back there.
    let origin: Place

    struct Place: Sendable, Equatable {
        var index: Int
        var cursor: EntryText.Position
    }

    /// Capitals are meant as such only when the pattern has some.
    var ignoresCase: Bool { !pattern.contains(where: \.isUppercase) }

    func isIn(_ entry: String) -> Bool {
        Self.contains(ignoresCase ? entry.lowercased() : entry, pattern)
    }

    /// The last place of the pattern in a text, or the first one when searching forward.
    func place(in text: EntryText) -> Range<EntryText.Position>? {
        let wanted = Array(pattern)
        let folds = ignoresCase
        func equal(_ one: Character, _ other: Character) -> Bool {
            one == other || (folds && one.lowercased() == other.lowercased())
        }
        var found: Range<EntryText.Position>?
        var start = text.startIndex
        while start < text.endIndex {
            var place = start
            var matched = 0
            while matched < wanted.count, place < text.endIndex, equal(text[place], wanted[matched]) {
                place = text.index(after: place)
                matched += 1
            }
            if matched == wanted.count {
                found = start..<place
                if direction == .forward { break }
            }
            start = text.index(after: start)
        }
        return found
    }

    private static func contains(_ text: String, _ pattern: String) -> Bool {
        var (text, pattern) = (text, pattern)
        return text.withUTF8 { text in
            pattern.withUTF8 { pattern in
                guard let first = pattern.first else { return true }
                guard text.count >= pattern.count else { return false }
                for start in 0...(text.count - pattern.count) where text[start] == first {
                    if (1..<max(1, pattern.count)).allSatisfy({ text[start + $0] == pattern[$0] }) { return true }
                }
                return false
            }
        }
    }
}
