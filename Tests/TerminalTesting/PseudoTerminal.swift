#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pseudo-terminal with a screen at our end of it.
///
/// Whoever waits polls for output until a condition holds, up to a limit that only a failing test reaches.
package final class PseudoTerminal {
    package let master: Int32
    package let slave: Int32
    package let path: String
    package private(set) var screen: Screen
    /// Everything that was written.
    package private(set) var output: [UInt8] = []

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    private static let limit: Int32 = 20_000

    package init(columns: Int = 80, rows: Int = 24) throws {
        var (ours, theirs): (Int32, Int32) = (-1, -1)
        guard openpty(&ours, &theirs, nil, nil, nil) == 0, let name = ttyname(theirs) else {
            throw Failure(description: "no pseudo-terminal: \(errno)")
        }
        path = String(cString: name)
        (master, slave) = (ours, theirs)
        for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        screen = Screen(columns: columns, rows: rows)
        setSize(columns: columns, rows: rows)
    }

    deinit {
        close(master)
        close(slave)
    }

    private func setSize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    package func resize(columns: Int, rows: Int) {
        screen.resize(columns: columns, rows: rows)
        setSize(columns: columns, rows: rows)
    }

    /// The terminal's settings.
    package var settings: termios {
        var settings = termios()
        tcgetattr(slave, &settings)
        return settings
    }

    package var isRaw: Bool { settings.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0 }

    /// Types; output is taken meanwhile, so that neither side waits for the other.
    package func type(_ text: String) { send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            var ready = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard poll(&ready, 1, Self.limit) > 0 else { return }
            if ready.revents & Int16(POLLIN) != 0 { take() }
            guard ready.revents & Int16(POLLOUT) != 0 else { continue }
            let count = rest.prefix(1024).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits until the screen is as wanted.
    @discardableResult
    package func wait(_ what: String, until isMet: (PseudoTerminal) -> Bool) throws -> PseudoTerminal {
        let deadline = Self.now() + Int(Self.limit)
        while !isMet(self) {
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            // Settings change without output: they are looked at again soon.
            _ = poll(&ready, 1, 20)
            if ready.revents & Int16(POLLIN) != 0 { take() }
            guard Self.now() < deadline else {
                throw Failure(description: "waited for \(what), saw\n\(screen.styled)")
            }
        }
        return self
    }

    /// Waits until the screen, with its cursor as a bar, ends as given.
    @discardableResult
    package func wait(screen text: String) throws -> PseudoTerminal {
        try wait("\n\(text)\n") { $0.screen.withCursor == text || $0.screen.withCursor.hasSuffix("\n" + text) }
    }

    /// Waits until a text is on the screen.
    @discardableResult
    package func wait(containing text: String) throws -> PseudoTerminal {
        try wait(text) { $0.screen.text.contains(text) }
    }

    /// Waits until the other side reads keys.
    @discardableResult
    package func waitUntilRaw() throws -> PseudoTerminal { try wait("raw mode") { $0.isRaw } }

    /// Waits until nothing has been written for a second: for recording what a test is to see, never for a test.
    func settle() {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        while poll(&ready, 1, 1000) > 0 { take() }
    }

    /// Takes all that was written by a program that has ended: the system hands it on only some time later. What we write
    /// ourselves comes behind it.
    func drain() {
        let mark: [UInt8] = [0, 0, 0, 0]
        guard write(slave, mark, mark.count) == mark.count else { return }
        var rest: [UInt8] = []
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        while !rest.elementsEqual(mark), poll(&ready, 1, Self.limit) > 0 {
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(master, &chunk, chunk.count)
            guard count > 0 else { break }
            rest += chunk[..<count]
            // What is left is the mark, or the beginning of it.
            let ours = rest.reversed().prefix { $0 == 0 }.count
            let theirs = rest.dropLast(min(ours, mark.count))
            output += theirs
            screen.write(Array(theirs))
            rest.removeFirst(theirs.count)
        }
    }

    private func take() {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(master, &chunk, chunk.count)
        guard count > 0 else { return }
        output += chunk[..<count]
        screen.write(Array(chunk[..<count]))
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    }
}
