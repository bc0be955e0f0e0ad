#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import CTerminal
import Dispatch
import Synchronization

/// Reads entries from a person at a terminal.
///
/// ```swift
/// let history = HistoryFile(path: stateFolder + "/history", rule: HistoryRule { withoutSecrets($0) })
/// var configuration = LineEditor.Configuration(environment: variables, language: .ru)
/// configuration.highlighter = LuaHighlighter(theme: configuration.theme)
/// configuration.history = history
/// configuration.fileSuffix = ".lua"
/// configuration.status = { isUnfinished($0) ? .incomplete(indentation: "  ") : .complete }
/// configuration.hinter = { context in context.lineBefore.hasSuffix("b24.call(") ? "method, params)" : nil }
/// configuration.completer = { request, deliver in
///     let word = request.word { $0.isLetter || $0 == "." }
///     deliver(Completions(replacing: word.count, known(word)))
///     Task { deliver(Completions(replacing: word.count, await asked(word))) }
/// }
/// let editor = LineEditor(configuration)
/// while true {
///     switch await editor.read(Prompt(StyledText("acme> ", TextStyle(6)))) {
///     case .line(let entry):
///         do { try history.add(entry) } catch { editor.printAbove("\(error)") }
///         editor.printAbove(await run(entry))
///     case .cancelled: editor.printAbove("Ctrl-D leaves.")
///     case .end: return
///     }
/// }
/// ```
///
/// # Design
///
/// Bytes become keys (``KeyDecoder``), a key changes the state and may leave something to do
/// (``EditorState/apply(_:)``), the state is laid out (`EntryView`), and what differs from the screen is written
/// (`Renderer`). Each of these is a value without a clock and without a terminal, and tested so; `EditorSession` connects
/// them to a terminal (`RawTerminal`) and to the application's closures, in the one thread that edits.
///
/// - A key costs what it changes. The text is kept by lines, and what is known about a line (highlighting, rows) stays
///   with it as long as it is the same array. Only the lines that are seen are laid out, and only cells that changed are
///   written. Hence highlighters work by the line, and hand on what a line leaves open.
/// - Nothing waits for anything but keys. Candidates come when they come and are dropped when the entry has changed since.
///   Other threads leave lines and candidates under a lock and wake the editing thread by a pipe; so do signals.
/// - The terminal is raw only while an entry is read. Between entries it is in its own state: scripts print, read, and
///   are stopped by Ctrl-C as everywhere. While it is raw, Ctrl-C, Ctrl-Z and Ctrl-\ are keys.
/// - It is always given back: at `exit`, by signals that end the process, by crashes, at a stop (`CTerminal`). Signals
///   that the application handles itself are left to it: its handler, or whoever calls `_exit`, calls
///   ``restoreTerminal()`` before.
/// - The frame is drawn relative to the cursor, never to the screen, so that what scrolled by stays. It begins on a line
///   of its own: a mark ⏎ shows that what was printed before had no line end.
/// - What cannot be seen is shown: control characters as ^X, characters without width as `<200B>`. Nothing that was typed
///   or pasted reaches the terminal as a control sequence.
/// - `NO_COLOR` takes the colours. `TERM=dumb` leaves a prompt and the terminal's own editing; where input is no terminal
///   there is no prompt either. The results are the same.
///
/// Keys beyond the end of an entry are kept for the next call, not for other readers of the same descriptor.
public final class LineEditor: Sendable {
    /// What the person did.
    public enum Entry: Sendable, Equatable {
        /// An entry, without the last line end. It may have several lines.
        case line(String)
        /// Ctrl-C, or ``LineEditor/cancel()``; with what was typed by then.
        case cancelled(String)
        /// Ctrl-D on an empty entry, or the end of the input.
        case end
    }

    /// How entries are read.
    public enum Mode: Sendable, Equatable {
        /// With everything that this editor can do.
        case editing(colour: Bool)
        /// Lines as they come: the terminal is `TERM=dumb`, or there is none, and then there is no prompt either.
        case plain(showsPrompt: Bool)
    }

    /// How this editor reads.
    public let mode: Mode
    let configuration: Configuration
    let pipe: WakePipe
    let shared = Mutex(Shared())

    /// What other threads have for the thread that edits, and what stays between entries.
    struct Shared {
        var isReading = false
        var isCancelled = false
        var above: [String] = []
        var completions: [(request: CompletionRequest, completions: Completions)] = []

        var killRing = KillRing()
        /// Keys that were pressed before anyone asked for them.
        var keys: [Key] = []
        var decoder = KeyDecoder()
        /// The plain reader's bytes after the line that it returned.
        var ahead: [UInt8] = []
    }

    /// An editor that reads nothing yet and leaves the terminal alone.
    public init(_ configuration: Configuration = Configuration()) {
        self.configuration = configuration
        mode = configuration.mode
        pipe = WakePipe()
    }

    /// Reads an entry; the thread waits meanwhile.
    ///
    /// One entry at a time: a second call while one waits returns ``Entry/end``.
    ///
    /// - Parameter text: What stands in the entry at first, for the person to change.
    public func readBlocking(_ prompt: Prompt, text: String = "") -> Entry {
        let isFree = shared.withLock { shared in
            defer { shared.isReading = true }
            return !shared.isReading
        }
        guard isFree else { return .end }
        defer { stopReading() }
        switch mode {
        case .editing(let colour):
            let session = EditorSession(self, prompt: prompt, text: text, colour: colour)
            if let entry = session.run() { return entry }
            // The terminal cannot be made raw.
            return readPlain(prompt, showsPrompt: true)
        case .plain(let showsPrompt): return readPlain(prompt, showsPrompt: showsPrompt)
        }
    }

    /// Reads an entry. The cancellation of the task works like ``cancel()``.
    ///
    /// - Parameter text: What stands in the entry at first, for the person to change.
    public func read(_ prompt: Prompt, text: String = "") async -> Entry {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Waiting for a person takes a thread that nobody else needs.
                DispatchQueue.global().async { continuation.resume(returning: self.readBlocking(prompt, text: text)) }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Shows lines above the prompt, or where the cursor is when no prompt stands. From any thread.
    ///
    /// - Parameter text: May have SGR sequences; a line end is added when there is none.
    public func printAbove(_ text: String) {
        let isWaiting = shared.withLock { shared in
            if shared.isReading {
                shared.above.append(text)
            } else {
                // Under the lock, so that lines keep their order.
                configuration.output.write(Self.lines(text))
            }
            return shared.isReading
        }
        if isWaiting { pipe.wake() }
    }

    /// Makes the entry that is being read ``Entry/cancelled(_:)``. From any thread; without effect when none is read.
    public func cancel() {
        shared.withLock { if $0.isReading { $0.isCancelled = true } }
        pipe.wake()
    }

    /// Gives the terminal back in its own state, at once. For a process that is about to end without `exit`, from any
    /// thread; nothing can be edited afterwards.
    public static func restoreTerminal() { b24_terminal_restore() }

    private func readPlain(_ prompt: Prompt, showsPrompt: Bool) -> Entry {
        var reader = PlainReader(self, prompt: prompt, showsPrompt: showsPrompt)
        return reader.read()
    }

    private func stopReading() {
        shared.withLock { shared in
            shared.isReading = false
            shared.isCancelled = false
            shared.completions = []
            for text in shared.above { configuration.output.write(Self.lines(text)) }
            shared.above = []
        }
    }

    static func lines(_ text: String) -> String {
        let hasStyle = text.utf8.contains(0x1B)
        return (text.hasSuffix("\n") ? String(text.dropLast()) : text) + (hasStyle ? "\u{1B}[m\n" : "\n")
    }
}
