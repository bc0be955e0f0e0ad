/// One way to go on at the cursor.
public struct CompletionCandidate: Sendable, Hashable {
    /// What is put in place of the text being completed.
    public var text: String
    /// What follows when the candidate is chosen for good, such as "(" or " = ".
    public var suffix: String
    /// What the menu shows; the text when `nil`.
    public var label: String?
    /// One line about it.
    public var documentation: String

    /// A candidate.
    public init(_ text: String, suffix: String = "", label: String? = nil, documentation: String = "") {
        self.text = text
        self.suffix = suffix
        self.label = label
        self.documentation = documentation
    }
}

/// What candidates are wanted for.
public struct CompletionRequest: Sendable, Hashable {
    /// The whole entry.
    public let text: String
    /// The part before the cursor.
    public let before: String
    /// Nobody pressed Tab: the menu was open and another letter was typed.
    public let isAutomatic: Bool
    let revision: Int

    /// The characters right before the cursor that belong to what is being completed.
    public func word(_ belongs: (Character) -> Bool) -> Substring {
        let end = before.endIndex
        var start = end
        while start > before.startIndex, belongs(before[before.index(before: start)]) {
            start = before.index(before: start)
        }
        return before[start..<end]
    }
}

/// Candidates for a request.
public struct Completions: Sendable, Equatable {
    /// How many graphemes before the cursor each candidate replaces. Not more than the line has.
    public var replacing: Int
    /// In the order of the menu.
    public var candidates: [CompletionCandidate]

    /// Candidates in place of the last `replacing` graphemes before the cursor.
    public init(replacing: Int, _ candidates: [CompletionCandidate]) {
        self.replacing = replacing
        self.candidates = candidates
    }
}

/// The open menu.
public struct CompletionMenu: Sendable, Equatable {
    /// All candidates, of which a part is shown.
    public let candidates: [CompletionCandidate]
    /// The one that stands in the text, if one does.
    public internal(set) var selected: Int?
    /// The first one that is shown.
    public private(set) var top = 0
    /// What the candidates replace begins here.
    let start: EntryText.Position
    /// How many rows the screen has had for it.
    private(set) var height = 10

    init(candidates: [CompletionCandidate], start: EntryText.Position) {
        self.candidates = candidates
        self.start = start
    }

    /// Scrolls as little as needed for the selected candidate to be among `height` ones.
    public mutating func show(height: Int) {
        self.height = height
        top = min(top, max(0, candidates.count - height))
        guard let selected else { return }
        if selected < top { top = selected }
        if selected >= top + height { top = selected - height + 1 }
    }
}
