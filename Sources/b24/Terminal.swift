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

    /// Asks for a line without showing what is typed; `nil` when there is no terminal or nothing was typed.
    ///
    /// It talks to the terminal itself, so that standard input stays free for a script.
    static func askHidden(_ prompt: String) -> Secret? {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else { return nil }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(terminal, TCSAFLUSH, &hidden)
        let original = before
        let restore: @Sendable () -> Void = {
            var settings = original
            tcsetattr(terminal, TCSAFLUSH, &settings)
        }
        return Interrupts.shared.cleaningUp(restore) {
            defer {
                restore()
                put("\n", terminal)
            }
            put(prompt, terminal)
            return LineReader(descriptor: terminal).line()
        }.flatMap { line in
            let secret = Secret(line)
            LiveSecrets.add(secret)
            return secret.isEmpty ? nil : secret
        }
    }

    private static func put(_ text: String, _ descriptor: Int32) {
        _ = text.withCString { write(descriptor, $0, strlen($0)) }
    }
}
