#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import B24Scripting
import Bitrix24
import JSON
import Synchronization

/// The two streams: data on standard output, talk on standard error. Lines go out at once, whole.
final class Output: Sendable {
    let isQuiet: Bool
    /// Colour on standard error (talk and errors).
    let talkStyle: Style
    /// Colour on standard output.
    let dataStyle: Style
    /// `--json`: standard output carries one envelope, so what a script prints goes to standard error.
    let keepsDataForEnvelope: Bool
    let logFormat: LogFormat

    private let readerIsGone = Atomic(false)
    /// Takes what is written while a prompt stands.
    private let diversion = Mutex<(@Sendable (String) -> Void)?>(nil)
    /// The line of a spinner, which stands below everything that is written.
    private let hasStatus = Mutex(false)

    init(settings: Settings, environment: Environment) {
        isQuiet = settings.isQuiet
        keepsDataForEnvelope = settings.wantsEnvelope
        logFormat = settings.logFormat
        let (colour, variables) = (settings.colour, environment.variables)
        talkStyle = Style(isOn: colour.isOn(terminal: Terminal.talkIsTerminal, variables))
        dataStyle = Style(isOn: colour.isOn(terminal: Terminal.outputIsTerminal, variables))
    }

    /// A line of what a script prints.
    func print(_ line: String) {
        keepsDataForEnvelope ? put(line + "\n", STDERR_FILENO) : data(line)
    }

    /// A line of the command's result.
    func data(_ line: String) { put(line + "\n", STDOUT_FILENO) }

    /// A line for the person; not said with `--quiet`.
    ///
    /// - Parameter facts: what a program may want to know of it, for `--log-format json`.
    func talk(_ line: String, facts: JSONObject = [:]) {
        if !isQuiet { put(talkLine(line, level: "info", facts: facts), STDERR_FILENO) }
    }

    /// What a script logs: debug entries with `--verbose` only, errors with `--quiet`, too.
    func log(_ level: ScriptSession.LogLevel, _ text: String, isVerbose: Bool) {
        switch level {
        case .debug where !isVerbose: return
        case .debug, .info, .warn: if isQuiet { return }
        case .error: break
        }
        guard logFormat == .text else {
            return put(LogLine.json(text, level: level.rawValue) + "\n", STDERR_FILENO)
        }
        let mark =
            switch level {
            case .debug: talkStyle.dim("debug: ")
            case .info: ""
            case .warn: talkStyle.yellow("warning: ")
            case .error: talkStyle.red("error: ")
            }
        put(mark + text + "\n", STDERR_FILENO)
    }

    /// A line for the person that was asked for, so that `--quiet` does not hold it back.
    func report(_ line: String) { put(talkLine(line, level: "info"), STDERR_FILENO) }

    /// A failure for the person; `--quiet` does not hold it back. `facts` as of ``talk(_:facts:)``.
    func complain(_ line: String, facts: JSONObject = [:]) {
        put(talkLine(line, level: "error", facts: facts), STDERR_FILENO)
    }

    /// Text without a line end: a prompt.
    func prompt(_ text: String) { put(text, STDERR_FILENO) }

    /// Shows or takes away the line that stands below everything else, on the terminal of standard error. It gives way to
    /// whatever is written, and to questions.
    func status(_ text: String?) {
        hasStatus.withLock { hasStatus in
            guard let text, !Interrupts.shared.isReading else {
                if hasStatus, text == nil { putRaw(Self.eraseLine, STDERR_FILENO) }
                if text == nil { hasStatus = false }
                return
            }
            putRaw(Self.eraseLine + talkStyle.dim(text), STDERR_FILENO)
            hasStatus = true
        }
    }

    /// Gives everything that is written to `receiver` until further notice: an editor, which shows it above its prompt.
    func divert(_ receiver: (@Sendable (String) -> Void)?) { diversion.withLock { $0 = receiver } }

    private static let eraseLine = "\r\u{1B}[K"

    private func talkLine(_ line: String, level: String, facts: JSONObject = [:]) -> String {
        logFormat == .json ? LogLine.json(line, level: level, facts: facts) + "\n" : line + "\n"
    }

    /// Whether the reader of standard output has gone away: then what was stopped for it is no failure to report.
    var hasLostReader: Bool { readerIsGone.load(ordering: .relaxed) }

    /// Ends the process the way a tool ends whose reader (`| head`) has gone away: by SIGPIPE. Does nothing otherwise.
    func leaveIfReaderIsGone() {
        guard readerIsGone.load(ordering: .relaxed) else { return }
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
    }

    private func put(_ text: String, _ descriptor: Int32) {
        if let receiver = diversion.withLock({ $0 }) { return receiver(text) }
        hasStatus.withLock { hasStatus in
            if hasStatus { putRaw(Self.eraseLine, STDERR_FILENO) }
            hasStatus = false
            putRaw(text, descriptor)
        }
    }

    private func putRaw(_ text: String, _ descriptor: Int32) {
        if descriptor == STDOUT_FILENO, readerIsGone.load(ordering: .relaxed) { return }
        var text = LiveSecrets.hide(in: text)
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = write(descriptor, rest.baseAddress, rest.count)
                if count >= 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                } else if errno == EAGAIN {
                    waitUntilWritable(descriptor)
                } else if errno != EINTR {
                    if errno == EPIPE, descriptor == STDOUT_FILENO { readerHasGone() }
                    return
                }
            }
        }
    }

    /// The script is stopped, rather than the process killed: a request may be under way.
    private func readerHasGone() {
        readerIsGone.store(true, ordering: .relaxed)
        Interrupts.shared.stopRunning()
    }

    private func waitUntilWritable(_ descriptor: Int32) {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
    }
}
