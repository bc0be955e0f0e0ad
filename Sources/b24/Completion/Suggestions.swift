/// What a shell offers for the word that somebody types.
struct Suggestions: Equatable {
    /// One word.
    struct Word: Equatable {
        var text: String
        /// What it is; shells that show no descriptions leave it out.
        var about = ""
    }

    /// Files, which the shell looks for itself: it knows how it quotes them.
    enum Files: Equatable {
        case all
        /// Those with one of these endings, and folders on the way to them.
        case endings([String])
        case folders
    }

    var words: [Word] = []
    var files: Files?

    static let none = Suggestions()

    /// Words without descriptions, behind a beginning that stays.
    init(_ texts: [String] = [], behind beginning: String = "", files: Files? = nil) {
        words = texts.map { Word(text: beginning + $0) }
        self.files = files
    }

    /// Those words that begin in such a way.
    func beginning(with word: String) -> Suggestions {
        var found = self
        found.words.removeAll { !$0.text.hasPrefix(word) }
        return found
    }
}
