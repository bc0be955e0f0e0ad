public import Localization

extension LineEditor {
    /// Where an editor reads, how it looks and whom it asks.
    public struct Configuration: Sendable {
        /// The terminal's keys.
        public var input: Int32 = 0
        /// The terminal's screen.
        public var output: OutputDescriptor = OutputDescriptor(descriptor: 1)
        /// Variables of the process: `TERM`, `NO_COLOR`, `VISUAL`, `EDITOR`, `TMPDIR`.
        public var environment: [String: String]
        /// The language of the editor's own few words.
        public var language: Language
        /// Colours.
        public var theme = EditorTheme()
        /// Behaviour.
        public var options = EditorState.Options()
        /// Colours the entry; also says which brackets are text.
        public var highlighter: (any Highlighter)?
        /// Answers Tab.
        public var completer: Completer?
        /// Says what comes next.
        public var hinter: Hinter?
        /// Whether Enter ends the entry, by its whole text. Without it, it always does.
        public var status: (@Sendable (String) -> EntryStatus)?
        /// Earlier entries. The editor only reads them: what is worth keeping, the application knows.
        public var history: (any History)?
        /// Whether there is colour; `nil` leaves that to `NO_COLOR`.
        public var hasColour: Bool?
        /// The end of the temporary file's name in `$EDITOR`, by which that knows the language: ".lua".
        public var fileSuffix = ""

        /// Reads standard input and writes standard output, with nobody to ask.
        public init(environment: [String: String] = [:], language: Language = .en) {
            self.environment = environment
            self.language = language
        }

        /// How entries are read there: with all keys where both ends are a terminal that can move its cursor.
        ///
        /// `NO_COLOR` (https://no-color.org) takes the colours, not the editing.
        public var mode: Mode {
            let isTerminal = RawTerminal.isTerminal(input)
            guard isTerminal, RawTerminal.isTerminal(output.descriptor), !isDumb else {
                return .plain(showsPrompt: isTerminal)
            }
            return .editing(colour: hasColour ?? (environment["NO_COLOR"] ?? "").isEmpty)
        }

        private var isDumb: Bool {
            switch environment["TERM"] {
            case nil, "", "dumb", "unknown": true
            default: false
            }
        }
    }
}
