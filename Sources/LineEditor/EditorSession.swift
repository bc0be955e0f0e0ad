#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import Localization
import Synchronization

/// One entry, from the prompt to its end: brings keys to ``EditorState`` and its text to the screen.
final class EditorSession {
    private let editor: LineEditor
    private var terminal: RawTerminal
    private var state: EditorState
    private var view: EntryView
    private var renderer: Renderer
    private var size: ScreenSize
    /// The hint for `hintRevision`.
    private var hint: String?
    private var hintRevision = -1
    private var ringsBell = false
    /// When a suspension ended last.
    private var lastSuspension: ContinuousClock.Instant?

    /// Shells may continue a job twice in a row.
    private static let echo = Duration.milliseconds(500)

    /// How long an Escape waits for the rest of a sequence. Over a slow line, the pieces of one may come apart.
    private static let escapeTimeout: Int32 = 100

    private var configuration: LineEditor.Configuration { editor.configuration }

    init(_ editor: LineEditor, prompt: Prompt, text: String, colour: Bool) {
        self.editor = editor
        let configuration = editor.configuration
        terminal = RawTerminal(input: configuration.input, output: configuration.output, pipe: editor.pipe)
        state = EditorState(
            text: text, history: configuration.history?.entries() ?? [], options: configuration.options,
            killRing: editor.shared.withLock { $0.killRing })
        let highlighter = configuration.highlighter
        view = EntryView(
            prompt: colour ? prompt : prompt.colourless,
            theme: colour ? configuration.theme : configuration.theme.colourless,
            highlighter: colour ? highlighter : highlighter.map(ColourlessHighlighter.init),
            language: configuration.language)
        size = terminal.size
        renderer = Renderer(columns: size.columns)
    }

    /// `nil` when the terminal cannot be made raw.
    func run() -> LineEditor.Entry? {
        guard terminal.hold() else { return nil }
        defer { terminal.release() }
        var (keys, decoder) = editor.shared.withLock { shared in
            defer { shared.keys = [] }
            return (shared.keys[...], shared.decoder)
        }
        defer {
            editor.shared.withLock { shared in
                shared.keys = Array(keys)
                shared.decoder = decoder
                shared.killRing = state.killRing
            }
        }
        terminal.output.write(Self.freshLine(columns: size.columns))
        while true {
            while let key = keys.popFirst() {
                if let entry = carryOut(state.apply(key)) { return entry }
            }
            takeNews()
            if editor.shared.withLock({ $0.isCancelled }) { return end(.cancelled(state.text.string), mark: "^C") }
            paint()
            switch terminal.wait(milliseconds: decoder.isWaiting ? Self.escapeTimeout : nil) {
            case .bytes(let bytes): keys = decoder.feed(bytes)[...]
            case .timeout: keys = decoder.timeout()[...]
            case .news(let letters): heed(letters)
            case .closed: return end(.end)
            }
        }
    }

    // MARK: What follows from a key

    private func carryOut(_ effect: EditorState.Effect) -> LineEditor.Entry? {
        switch effect {
        case .done: break
        case .bell: ringsBell = true
        case .accept:
            let text = state.text.string
            switch configuration.status?(text) ?? .complete {
            case .complete: return end(.line(text))
            case .incomplete(let indentation): state.continueEntry(indentation: indentation)
            }
        case .cancel: return end(.cancelled(state.text.string), mark: "^C")
        case .end: return end(.end)
        case .clearScreen: terminal.output.write(renderer.clear())
        case .suspend: suspend()
        case .quit:
            paint()
            terminal.output.write(renderer.leave())
            terminal.release()
            kill(getpid(), SIGQUIT)
            // Whoever handles it may go on.
            _ = terminal.hold()
        case .editExternally: editExternally()
        case .complete(let request): complete(request)
        }
        return nil
    }

    private func complete(_ request: CompletionRequest) {
        guard let completer = configuration.completer else {
            ringsBell = ringsBell || !request.isAutomatic
            return
        }
        completer(request) { [weak editor] completions in
            editor?.deliver(completions, for: request)
        }
        // Those that came at once are there before the next key.
        takeNews()
    }

    private func editExternally() {
        terminal.output.write(renderer.erase())
        terminal.release()
        let result = ExternalEditor(configuration).edit(state.text.string)
        _ = terminal.hold()
        size = terminal.size
        renderer = Renderer(columns: size.columns)
        switch result {
        case .success(let text): if text != state.text.string { state.replaceText(text) }
        case .failure(let failure): terminal.output.write(LineEditor.lines(failure.text[configuration.language]))
        }
    }

    /// Leaves the entry on the screen without what only helped to write it.
    private func end(_ entry: LineEditor.Entry, mark: String = "") -> LineEditor.Entry {
        let rows = view.finalRows(state.text, size: size)
        var output: String
        if rows.count <= size.rows {
            output = renderer.paint(Frame(rows: rows, cursor: Frame.Place(row: 0, column: 0)))
            output += renderer.leave(mark: mark)
        } else if entry == .line(state.text.string) {
            output = renderer.erase() + renderer.write(rows)
        } else {
            // Thrown away: the part that was seen is enough.
            output = renderer.leave(mark: mark)
        }
        terminal.output.write(output)
        return entry
    }

    // MARK: News

    /// Lines above and candidates, from whatever thread.
    private func takeNews() {
        let (above, completions) = editor.shared.withLock { shared in
            defer { (shared.above, shared.completions) = ([], []) }
            return (shared.above, shared.completions)
        }
        for (request, completions) in completions where state.offer(completions, for: request) == .bell {
            ringsBell = true
        }
        guard !above.isEmpty else { return }
        terminal.output.write(renderer.erase() + above.map(LineEditor.lines).joined() + paintOutput())
    }

    private func heed(_ letters: [UInt8]) {
        if letters.contains(UInt8(ascii: "T")) {
            suspend()
        } else if letters.contains(UInt8(ascii: "C")), lastSuspension.map({ $0.duration(to: .now) > Self.echo }) ?? true
        {
            // Stopped by SIGSTOP, which is not told beforehand.
            terminal.resume()
            renderer.forget()
            terminal.output.write(Self.freshLine(columns: size.columns))
        }
        let new = terminal.size
        guard letters.contains(UInt8(ascii: "W")) || new != size else { return }
        terminal.output.write(renderer.resize(columns: new.columns))
        size = new
    }

    private func suspend() {
        paint()
        terminal.output.write(renderer.leave())
        terminal.suspend()
        lastSuspension = .now
        size = terminal.size
        renderer = Renderer(columns: size.columns)
    }

    // MARK: The screen

    /// Goes to the beginning of the next line, unless the cursor is at the beginning of one, which nobody knows: a mark
    /// and spaces for the rest of a row end in the next one only when something stood before them.
    private static func freshLine(columns: Int) -> String {
        "\u{1B}[2m⏎\u{1B}[m" + String(repeating: " ", count: columns - 1) + "\r\u{1B}[K"
    }

    private func paint() {
        let bell = ringsBell ? "\u{7}" : ""
        ringsBell = false
        let output = bell + paintOutput()
        if !output.isEmpty { terminal.output.write(output) }
    }

    private func paintOutput() -> String {
        if state.revision != hintRevision {
            hint = configuration.hinter?(EntryContext(entry: state.text, cursor: state.cursor))
            hintRevision = state.revision
        }
        let isQuiet = state.menu != nil || state.search != nil
        return renderer.paint(view.frame(&state, hint: isQuiet ? nil : hint, size: size))
    }
}

extension LineEditor {
    fileprivate func deliver(_ completions: Completions, for request: CompletionRequest) {
        shared.withLock { if $0.isReading { $0.completions.append((request, completions)) } }
        pipe.wake()
    }
}
