import Synchronization

/// Reads lines where nothing can be edited: `TERM=dumb`, a pipe, a file.
///
/// The terminal's own line editing works, Ctrl-C is the application's signal (see ``LineEditor/cancel()``), and an entry
/// goes on over several lines as long as it is incomplete.
struct PlainReader {
    private let editor: LineEditor
    private let prompt: Prompt
    private let showsPrompt: Bool
    private var terminal: RawTerminal

    init(_ editor: LineEditor, prompt: Prompt, showsPrompt: Bool) {
        self.editor = editor
        self.prompt = prompt
        self.showsPrompt = showsPrompt
        terminal = RawTerminal(
            input: editor.configuration.input, output: editor.configuration.output, pipe: editor.pipe)
    }

    mutating func read() -> LineEditor.Entry {
        var lines: [String] = []
        while true {
            let label = (lines.isEmpty ? prompt.first : prompt.continuation).text
            if showsPrompt { terminal.output.write(label) }
            switch line(label) {
            case .line(let line):
                lines.append(line)
                let text = lines.joined(separator: "\n")
                if (editor.configuration.status?(text) ?? .complete) == .complete { return .line(text) }
            case .cancelled:
                if showsPrompt { terminal.output.write("\n") }
                return .cancelled(lines.joined(separator: "\n"))
            case .end:
                // Whoever reads it says what is missing.
                guard lines.isEmpty else { return .line(lines.joined(separator: "\n")) }
                if showsPrompt { terminal.output.write("\n") }
                return .end
            }
        }
    }

    /// The next line, or what is left at the end of the input.
    private mutating func line(_ label: String) -> LineEditor.Entry {
        var ahead = editor.shared.withLock { shared in
            defer { shared.ahead = [] }
            return shared.ahead
        }
        var searched = 0
        while true {
            if let end = ahead[searched...].firstIndex(of: 0x0A) {
                editor.shared.withLock { $0.ahead = Array(ahead[(end + 1)...]) }
                let isReturn = end > 0 && ahead[end - 1] == 0x0D
                return .line(String(decoding: ahead[..<(isReturn ? end - 1 : end)], as: UTF8.self))
            }
            searched = ahead.count
            if takeNews(label) { return .cancelled("") }
            switch terminal.wait(milliseconds: nil) {
            case .bytes(let bytes): ahead += bytes
            case .news, .timeout: break
            case .closed: return ahead.isEmpty ? .end : .line(String(decoding: ahead, as: UTF8.self))
            }
        }
    }

    /// Whether the entry is cancelled.
    private func takeNews(_ label: String) -> Bool {
        let (above, isCancelled) = editor.shared.withLock { shared in
            defer { shared.above = [] }
            return (shared.above, shared.isCancelled)
        }
        if !above.isEmpty {
            let start = showsPrompt ? "\n" : ""
            terminal.output.write(start + above.map(LineEditor.lines).joined() + (showsPrompt ? label : ""))
        }
        return isCancelled
    }
}
