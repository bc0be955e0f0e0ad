import LuaRuntime

/// What a reader of entries got.
enum ReplInput: Equatable {
    /// An entry of one or more lines, and the number of its first line where lines are counted (a file, a pipe).
    case entry(String, line: Int)
    /// Ctrl-C at the prompt.
    ///
    /// - isEmpty: nothing was typed there.
    case interrupted(isEmpty: Bool)
    /// Ctrl-D, or the end of the input.
    case end
}

/// Reads entries one after the other.
protocol EntryReader: Sendable {
    func next(_ prompt: ReplPrompt) async -> ReplInput
    /// Keeps an entry for later sessions, where that is done.
    func remember(_ entry: String) throws
    /// The entries of earlier sessions and this one; `nil` where none are kept.
    var history: [String]? { get }
}

extension EntryReader {
    func remember(_ entry: String) throws {}
    var history: [String]? { nil }
}

/// Entries from standard input line by line, where nothing can be edited: a pipe, a file.
actor LineEntryReader: EntryReader {
    private let output: Output
    private let showsPrompt: Bool
    private var line = 1

    init(output: Output, showsPrompt: Bool) {
        self.output = output
        self.showsPrompt = showsPrompt
    }

    func next(_ prompt: ReplPrompt) async -> ReplInput {
        var lines: [String] = []
        let first = line
        while true {
            if showsPrompt { output.prompt(lines.isEmpty ? prompt.text(output.talkStyle) : prompt.continuation) }
            switch await LineReader.standardInput.entry(for: .prompt) {
            case .interrupted:
                if showsPrompt { output.prompt("\n") }
                return .interrupted(isEmpty: lines.isEmpty)
            case .end:
                if showsPrompt { output.prompt("\n") }
                // Whoever runs it says what is missing.
                return lines.isEmpty ? .end : .entry(lines.joined(separator: "\n"), line: first)
            case .line(let text):
                line += 1
                lines.append(text)
                let entry = lines.joined(separator: "\n")
                // A person who does not know how to end it can do so with an empty line.
                let isGivenUp = showsPrompt && lines.count > 1 && text.allSatisfy(\.isWhitespace)
                if isGivenUp || Repl.isWhole(entry) { return .entry(entry, line: first) }
            }
        }
    }
}
