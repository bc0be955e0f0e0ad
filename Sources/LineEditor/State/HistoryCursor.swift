/// Where one is in the history, and the changes to its entries that were not sent.
struct HistoryCursor: Sendable {
    /// Oldest first.
    let entries: [String]
    /// `entries.count` is what is being typed.
    var index: Int
    /// What the texts must begin with, while one goes through them so.
    var prefix: String?
    /// The entry that Alt-. took its word from.
    var argumentIndex: Int?
    private var left: [Int: Saved] = [:]

    /// An entry as it was left.
    struct Saved: Sendable {
        var text: EntryText
        var cursor: EntryText.Position
        var undoLog: UndoLog
    }

    init(entries: [String]) {
        self.entries = entries
        index = entries.count
    }

    /// Goes to another entry: what is left is kept, what was left there before comes back.
    mutating func go(to index: Int, leaving current: Saved) -> Saved {
        left[self.index] = current
        self.index = index
        if let saved = left[index] { return saved }
        let text = EntryText(index < entries.count ? entries[index] : "")
        return Saved(text: text, cursor: text.endIndex, undoLog: UndoLog())
    }

    /// The text at an index as one sees it when going there.
    func text(at index: Int) -> String { left[index]?.text.string ?? (index < entries.count ? entries[index] : "") }
}
