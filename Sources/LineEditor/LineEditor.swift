#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import CTerminal
import Dispatch
import Synchronization

/// Reads entries from a person at a terminal.
public final class LineEditor: Sendable {
    /// What the person did.
    public enum Entry: Sendable, Equatable {
        /// An entry, without the last line end. It may have several lines.
        case line(String)
        /// Ctrl-C, or ``LineEditor/cancel()``.
        case cancelled
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

    /// Makes the entry that is being read ``Entry/cancelled``. From any thread; without effect when none is read.
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
