#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import Bitrix24

/// The terminal that a person sits at, if one does.
enum Terminal {
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var talkIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns and rows of the terminal that standard output is; `nil` when it is none.
    static var size: (columns: Int, rows: Int)? {
        var size = winsize()
        guard outputIsTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Columns; `nil` when standard output is no terminal, so that nothing gets cut on its way into a file.
    static func width(_ environment: Environment) -> Int? {
        guard outputIsTerminal else { return nil }
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return environment.variables["COLUMNS"].flatMap(Int.init) ?? 80
    }

    /// Asks for a line without showing what is typed; `nil` when there is no terminal, nothing was typed, or a signal ended
    /// it.
    ///
    /// It talks to the terminal itself, so that standard input stays free for a script. Ctrl-C goes on to what runs, which
    /// then finds that nobody answered; where nothing runs, the process ends.
    static func askHidden(_ prompt: String) -> Secret? {
        let terminal = open(path, O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else { return nil }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO)
        // Nobody would switch the echo on again while the process is stopped, or after it dies of Ctrl-\.
        withUnsafeMutableBytes(of: &hidden.c_cc) { keys in
            for key in [VSUSP, VQUIT] { keys[Int(key)] = Self.noKey }
        }
        let original = before
        let restore: @Sendable () -> Void = {
            var settings = original
            tcsetattr(terminal, TCSAFLUSH, &settings)
        }
        let entry = Interrupts.shared.cleaningUp(restore) {
            // First: a signal must not find the echo off and nobody to switch it on.
            tcsetattr(terminal, TCSAFLUSH, &hidden)
            defer {
                restore()
                put("\n", terminal)
            }
            put(prompt, terminal)
            return LineReader(descriptor: terminal).waitForEntry()
        }
        switch entry {
        case .line(let line):
            let secret = Secret(line)
            LiveSecrets.add(secret)
            return secret.isEmpty ? nil : secret
        case .end: return nil
        case .interrupted:
            Interrupts.shared.passOn()
            return nil
        }
    }

    /// `_POSIX_VDISABLE`
    #if canImport(Darwin)
        private static let noKey: cc_t = 0xFF
    #else
        private static let noKey: cc_t = 0
    #endif

    /// The terminal of this process.
    private static var path: String {
        #if canImport(Darwin)
            // There `poll` knows nothing of /dev/tty, only of the terminal by its own name.
            for descriptor in [STDIN_FILENO, STDERR_FILENO, STDOUT_FILENO] {
                if isatty(descriptor) == 1, let name = ttyname(descriptor) { return String(cString: name) }
            }
        #endif
        return "/dev/tty"
    }

    private static func put(_ text: String, _ descriptor: Int32) {
        _ = text.withCString { write(descriptor, $0, strlen($0)) }
    }
}
