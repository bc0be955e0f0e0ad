#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import CTerminal

/// A terminal whose keys come one by one, as they are pressed.
struct RawTerminal {
    let input: Int32
    let output: OutputDescriptor
    let pipe: WakePipe
    /// Bytes still to come that were typed before the terminal was held: their line ends are "\n".
    private var typedAhead = 0

    init(input: Int32, output: OutputDescriptor, pipe: WakePipe) {
        (self.input, self.output, self.pipe) = (input, output, pipe)
    }

    /// What the wait ended with.
    enum Event {
        case bytes([UInt8])
        /// Letters from the pipe.
        case news([UInt8])
        case timeout
        /// The terminal has gone.
        case closed
    }

    /// Pastes in brackets.
    private static let hello = "\u{1B}[?2004h"
    /// Undoes `hello`, and what may be on in the middle of a repaint.
    private static let farewell = "\u{1B}[?2004l\u{1B}[?25h\u{1B}[m"

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Takes the terminal. `false` when it cannot be had.
    mutating func hold() -> Bool {
        guard b24_terminal_hold(input, output.descriptor, pipe.writing, Self.farewell) == 0 else { return false }
        typedAhead = Int(b24_terminal_waiting(input))
        output.write(Self.hello)
        return true
    }

    /// Gives it back.
    func release() {
        output.write(Self.farewell)
        b24_terminal_release()
    }

    /// Stops the process as Ctrl-Z does; returns when it has been continued, or at once when nobody could do that.
    mutating func suspend() {
        output.write(Self.farewell)
        b24_terminal_stop()
        var isOver = false
        while !isOver {
            switch wait(milliseconds: 100, readsKeys: false) {
            case .news(let letters): isOver = letters.contains(UInt8(ascii: "C"))
            default: isOver = true
            }
        }
        resume()
    }

    /// Takes the terminal again after a stop.
    mutating func resume() {
        _ = b24_terminal_resume()
        typedAhead = Int(b24_terminal_waiting(input))
        output.write(Self.hello)
    }

    /// 80 by 24 when the terminal does not say.
    var size: ScreenSize {
        var (columns, rows): (Int32, Int32) = (0, 0)
        b24_terminal_size(output.descriptor, &columns, &rows)
        return ScreenSize(columns: columns > 0 ? Int(columns) : 80, rows: rows > 0 ? Int(rows) : 24)
    }

    /// Waits for keys or news.
    ///
    /// - Parameter milliseconds: `nil` waits as long as it takes.
    mutating func wait(milliseconds: Int32?, readsKeys: Bool = true) -> Event {
        var descriptors = [
            pollfd(fd: pipe.reading, events: Int16(POLLIN), revents: 0),
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let ready = poll(&descriptors, readsKeys ? 2 : 1, milliseconds ?? -1)
            if ready == 0 { return .timeout }
            if ready < 0 {
                guard errno == EINTR else { return .closed }
                continue
            }
            if descriptors[0].revents != 0 { return .news(pipe.take()) }
            let bytes = readBytes()
            return bytes.map { .bytes($0) } ?? .closed
        }
    }

    /// What is there, several times the size of a terminal's buffer: a paste is not repainted piece by piece.
    private mutating func readBytes() -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        var isMore = true
        while isMore, bytes.count < 1 << 20 {
            let count = read(input, &chunk, chunk.count)
            if count > 0 {
                bytes += chunk[..<count]
                countTypedAhead(&bytes, count)
            } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
                return bytes.isEmpty ? nil : bytes
            }
            var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            isMore = poll(&waiting, 1, 0) > 0
        }
        return bytes
    }

    /// Enter is "\n" for a terminal in its own state, and Ctrl-J for us.
    private mutating func countTypedAhead(_ bytes: inout [UInt8], _ new: Int) {
        let count = min(typedAhead, new)
        typedAhead -= count
        let start = bytes.count - new
        for index in start..<start + count where bytes[index] == 0x0A { bytes[index] = 0x0D }
    }
}
