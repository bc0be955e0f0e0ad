/// How an entry can go on at the cursor.
public struct EntryCompletion: Sendable, Equatable {
    /// One way.
    public struct Candidate: Sendable, Equatable {
        /// What is put in place of the text being completed.
        public var text: String
        /// What follows when it is chosen for good: a bracket, a quote, ` = `.
        public var suffix: String
        /// What a menu shows; the text when `nil`.
        public var label: String?
        /// One line about it, in the language of the session.
        public var doc: String

        /// A candidate.
        public init(_ text: String, suffix: String = "", label: String? = nil, doc: String = "") {
            self.text = text
            self.suffix = suffix
            self.label = label
            self.doc = doc
        }
    }

    /// The text before the cursor that each candidate replaces.
    public var replaced: String
    /// The candidates, in the order of a menu.
    public var candidates: [Candidate]

    /// Nothing.
    static let none = EntryCompletion(replaced: "", candidates: [])
}

extension EntryCompletion {
    /// Those that begin with what is there; when none does, those that contain it. Case does not count.
    static func matching(_ prefix: String, _ candidates: [Candidate]) -> EntryCompletion {
        let wanted = prefix.lowercased()
        var seen: Set<String> = []
        let distinct = candidates.filter { seen.insert($0.text).inserted }
        func text(_ candidate: Candidate) -> String { (candidate.label ?? candidate.text).lowercased() }
        var found = distinct.filter { $0.text.lowercased().hasPrefix(wanted) || text($0).hasPrefix(wanted) }
        if found.isEmpty { found = distinct.filter { text($0).contains(wanted) } }
        return EntryCompletion(replaced: prefix, candidates: found)
    }
}
