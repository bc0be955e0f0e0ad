import Localization
import Synchronization

/// The session's talk: log lines and one progress bar that stays below them.
///
/// `Console.talk` writes whole lines. On a terminal a bar is redrawn by going up one line, which is right only while
/// the bar is the last line; everything else that the session writes therefore comes through here, too.
final class Talker: Sendable {
    private let console: ScriptSession.Console
    private let barIsLast = Mutex(false)

    init(_ console: ScriptSession.Console) { self.console = console }

    /// Writes a line of data.
    func output(_ line: String) {
        barIsLast.withLock { $0 = false }
        console.output(line)
    }

    /// Writes a line of talk.
    func talk(_ line: String) {
        barIsLast.withLock { $0 = false }
        console.talk(line)
    }

    /// Writes a log entry.
    func log(_ level: ScriptSession.LogLevel, _ text: String) {
        barIsLast.withLock { $0 = false }
        if let log = console.log { return log(level, text) }
        switch level {
        case .debug: break
        case .info: console.talk(text)
        case .warn, .error: console.talk("\(level.rawValue): \(text)")
        }
    }

    /// Writes or redraws the progress bar; nothing when talk does not reach a terminal.
    func progress(_ line: String) {
        if let progress = console.progress { return progress(line) }
        guard console.isTerminal else { return }
        let wasLast = barIsLast.withLock { isLast in
            defer { isLast = true }
            return isLast
        }
        console.talk((wasLast ? "\u{1B}[1A\u{1B}[2K" : "") + TextWidth.fit(line, console.width))
    }
}
