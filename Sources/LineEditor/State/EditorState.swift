/// An entry while it is being edited, without a terminal: keys go in, text and cursor and what to do come out.
public struct EditorState: Sendable {
    /// How the editor behaves.
    public struct Options: Sendable, Equatable {
        /// Up and Down find only entries that begin with what is before the cursor.
        public var searchesByPrefix = false

        /// The standard behaviour.
        public init() {}
    }

    /// What remains to be done by someone who has a terminal.
    public enum Effect: Sendable, Equatable {
        case done
        /// The key could do nothing.
        case bell
        /// Enter: if the entry is complete it is read, else ``EditorState/continueEntry(indentation:)``.
        case accept
        /// The entry is thrown away.
        case cancel
        /// Nothing more comes.
        case end
        case clearScreen
        case suspend
        /// Ctrl-\: the program is to end by SIGQUIT.
        case quit
        /// The text is to be edited in `$EDITOR` and put back by ``EditorState/replaceText(_:)``.
        case editExternally
        /// Candidates are wanted, which ``EditorState/offer(_:for:)`` takes, now or later.
        case complete(CompletionRequest)
    }

    /// The text.
    public internal(set) var text: EntryText
    /// Where the next letter goes.
    public internal(set) var cursor: EntryText.Position
    /// The completion menu, when it is open.
    public internal(set) var menu: CompletionMenu?
    /// The incremental search, while it goes on.
    public internal(set) var search: IncrementalSearch?
    /// How often the next command works, while that is being typed.
    public internal(set) var argument: NumericArgument?
    /// Changes with each change of text or cursor: late candidates are for another one.
    public internal(set) var revision = 0

    let options: Options
    let table: KeyTable
    var history: HistoryCursor
    var killRing: KillRing
    var undoLog = UndoLog()
    /// The command before, which some go on from.
    var previous: EditorCommand?
    /// Columns of the screen that Up and Down try to keep.
    var goalWidth: Int?
    /// What the last search was for: Ctrl-R Ctrl-R searches for it again.
    var lastPattern = ""
    /// The keys of an unfinished sequence, such as Ctrl-X.
    private var sequence: [Key] = []
    /// The next key is inserted as it is.
    private var isQuoting = false

    /// An empty entry.
    ///
    /// - Parameter history: earlier entries, oldest first.
    public init(text: String = "", history: [String] = [], options: Options = Options()) {
        self.init(text: text, history: history, options: options, killRing: KillRing())
    }

    init(text: String, history: [String], options: Options, killRing: KillRing) {
        self.text = EntryText(text)
        cursor = self.text.endIndex
        self.options = options
        self.history = HistoryCursor(entries: history)
        self.killRing = killRing
        table = .standard
    }

    /// The text before the cursor.
    public var before: String { text.text(in: text.startIndex..<cursor) }

    /// Does what a key does.
    public mutating func apply(_ key: Key) -> Effect {
        let key = key.onLatinKeyboard
        if isQuoting { return insertQuoted(key) }
        if search != nil, let effect = applyToSearch(key) { return effect }
        if menu != nil, let effect = applyToMenu(key) { return effect }
        sequence.append(key)
        switch table.match(sequence) {
        case .command(let command):
            sequence = []
            return perform(command, key)
        case .prefix: return .done
        case .none:
            let isSingle = sequence.count == 1
            sequence = []
            guard isSingle, let typed = key.typedText else { return .bell }
            insertTyped(typed, isPaste: key.code == .paste(typed))
            return .done
        }
    }

    /// Runs a command as one step of undo.
    private mutating func perform(_ command: EditorCommand, _ key: Key) -> Effect {
        if command == .digitArgument { return addDigit(key) }
        let argument = self.argument
        self.argument = nil
        if command != .previousLine, command != .nextLine { goalWidth = nil }
        let effect = run(command, argument: argument)
        undoLog.close()
        previous = command
        return effect
    }

    private mutating func addDigit(_ key: Key) -> Effect {
        guard case .character(let digit) = key.code else { return .bell }
        argument = (argument ?? NumericArgument()).adding(digit)
        return .done
    }

    /// Letters; digits after Alt-digit are part of the argument, as in readline.
    private mutating func insertTyped(_ typed: String, isPaste: Bool) {
        if !isPaste, let argument, let digit = typed.first, digit.isASCII, digit.isNumber {
            self.argument = argument.adding(digit)
            return
        }
        let count = isPaste ? 1 : min(max(argument?.value ?? 1, 0), NumericArgument.limit)
        argument = nil
        goalWidth = nil
        replace(cursor..<cursor, with: count == 1 ? typed : String(repeating: typed, count: count))
        undoLog.close(typedTo: isPaste || count != 1 ? nil : cursor)
        previous = nil
    }

    private mutating func insertQuoted(_ key: Key) -> Effect {
        isQuoting = false
        guard let text = key.literalText else { return .bell }
        replace(cursor..<cursor, with: text)
        undoLog.close()
        previous = nil
        return .done
    }

    mutating func quoteNext() { isQuoting = true }

    /// Enter in an unfinished entry: a new line.
    public mutating func continueEntry(indentation: String) {
        replace(cursor..<cursor, with: "\n" + indentation)
        undoLog.close()
        previous = .newline
    }

    /// Puts another text in place of the whole entry, as one change.
    public mutating func replaceText(_ new: String) {
        replace(text.startIndex..<text.endIndex, with: new)
        undoLog.close()
        previous = nil
    }

    /// The only way the text changes, so that everything can be undone.
    mutating func replace(_ range: Range<EntryText.Position>, with new: String) {
        let lines = range.lowerBound.line...range.upperBound.line
        let removed = Array(text.lines[lines])
        let countBefore = text.lines.count
        let end = text.replace(range, with: new)
        undoLog.record(
            UndoLog.Change(
                line: lines.lowerBound, removed: removed,
                insertedCount: removed.count + text.lines.count - countBefore, cursor: cursor))
        cursor = end
        revision += 1
    }

    mutating func move(to position: EntryText.Position) {
        guard position != cursor else { return }
        cursor = position
        revision += 1
    }
}

extension Key {
    /// What Ctrl-V inserts for the key: control characters are wanted for once.
    fileprivate var literalText: String? {
        if let typedText { return typedText }
        switch code {
        case .tab: return "\t"
        case .enter: return "\n"
        case .escape: return "\u{1B}"
        case .backspace: return "\u{7F}"
        case .character(let character) where modifiers == .control:
            guard let value = character.asciiValue else { return nil }
            return String(Character(Unicode.Scalar(value == 0x20 ? 0 : value & 0x1F)))
        default: return nil
        }
    }
}
