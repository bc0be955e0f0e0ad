#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import ChildPrograms
import JSON

/// This program once more, for one portal of several.
struct PortalProcess: Sendable {
    /// What the process has of our terminal.
    enum Attachment: Sendable {
        /// Everything: it may ask, and what it writes is seen as it is written.
        case terminal
        /// Everything but standard output, which an envelope takes.
        case questions
        /// Nothing: what it writes comes to us.
        case none
    }

    /// What it wrote, and how it ended.
    struct End: Sendable {
        var code: Int32
        var output: [UInt8] = []
        var envelope: JSONValue?
    }

    let program: String
    let words: [String]
    let environment: [String]
    let attachment: Attachment

    /// Runs it to its end, on a thread that may be held up.
    ///
    /// - Parameters:
    ///   - started: given the process as soon as it is there.
    ///   - line: called with each line of its standard error, as it comes.
    func run(
        started: (ChildProgram) -> Void, line: (String) -> Void
    ) throws(ChildProgram.Failure) -> End {
        var readers: [Int32: Int32] = [:]
        var writers: [Int32] = []
        defer { for reader in readers.values { close(reader) } }
        let child: ChildProgram
        do {
            defer { for writer in writers { close(writer) } }
            var start = ChildProgram.Start(["b24"] + words)
            start.program = program
            start.environment = environment + [EnvelopeChannel.variable + "=\(EnvelopeChannel.number)"]
            start.hasOwnSession = attachment == .none
            if attachment == .none { start.streams[STDIN_FILENO] = .input("/dev/null") }
            for number in piped {
                let pipe = try ChildProgram.pipe()
                readers[number] = pipe.reading
                writers.append(pipe.writing)
                start.streams[number] = .descriptor(pipe.writing)
            }
            child = try ChildProgram(start)
        }
        started(child)
        var end = read(readers, line)
        end.code = child.wait()
        return end
    }

    /// Its descriptors that lead to us.
    private var piped: [Int32] {
        switch attachment {
        case .terminal: [EnvelopeChannel.number]
        case .questions: [STDOUT_FILENO, EnvelopeChannel.number]
        case .none: [STDOUT_FILENO, STDERR_FILENO, EnvelopeChannel.number]
        }
    }

    /// Reads until it has ended: then the envelope's channel is closed, which nobody else has. Programs that it has started may
    /// go on writing to the others for as long as they please.
    private func read(_ readers: [Int32: Int32], _ line: (String) -> Void) -> End {
        var end = End(code: 0)
        var (envelope, lines) = ([UInt8](), LineBuffer())
        var open = readers
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while !open.isEmpty {
            let order = Array(open)
            var waiting = order.map { pollfd(fd: $0.value, events: Int16(POLLIN), revents: 0) }
            let isOver = open[EnvelopeChannel.number] == nil
            let count = poll(&waiting, nfds_t(waiting.count), isOver ? 0 : -1)
            if count == 0 { break }
            if count < 0 { if errno == EINTR { continue } else { break } }
            for (index, entry) in order.enumerated() where waiting[index].revents != 0 {
                let got = chunk.withUnsafeMutableBytes { Self.read(entry.value, $0) }
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    open[entry.key] = nil
                    continue
                }
                switch entry.key {
                case STDOUT_FILENO: end.output += chunk[..<got]
                case STDERR_FILENO: for text in lines.take(chunk[..<got]) { line(text) }
                default: envelope += chunk[..<got]
                }
            }
        }
        if let last = lines.rest { line(last) }
        end.envelope = try? JSONReader.value(envelope)
        return end
    }

    private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }
}

/// Lines out of bytes that come in pieces.
struct LineBuffer {
    private var bytes: [UInt8] = []

    /// The lines that more bytes have made whole, without their ends.
    mutating func take(_ more: some Sequence<UInt8>) -> [String] {
        bytes += more
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let last = lines.popLast().map(Array.init) ?? []
        defer { bytes = last }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    /// What stands after the last line end.
    var rest: String? { bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
}
