#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import Dispatch
import LineEditor
import Synchronization

/// Lines from a descriptor, as they come.
final class LineReader: Sendable {
    /// What a person did at a prompt.
    enum Entry: Equatable {
        case line(String)
        /// Ctrl-D, or the end of the file.
        case end
        /// Ctrl-C.
        case interrupted
    }

    /// Standard input; shared by everyone who reads it, because it keeps what was read ahead.
    static let standardInput = LineReader(descriptor: STDIN_FILENO)

    private let descriptor: Int32
    private let ahead = Mutex<[UInt8]>([])

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its end; `nil` at the end of the input.
    func line() -> String? {
        if case .line(let line) = next(waiting: { true }) { line } else { nil }
    }

    /// The next line at a prompt. Waiting for a person takes a thread that nobody else needs.
    ///
    /// - Returns: ``Entry/interrupted`` also when the task is cancelled.
    func entry(for reader: Interrupts.Reader = .run) async -> Entry {
        let cancelled = WakePipe()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(returning: self.waitForEntry(for: reader, cancelled))
                }
            }
        } onCancel: {
            cancelled.wake()
        }
    }

    /// The same on this thread.
    func waitForEntry(for reader: Interrupts.Reader = .run, _ cancelled: WakePipe? = nil) -> Entry {
        Interrupts.shared.whileReading(reader) {
            next { Interrupts.shared.waitForInput(descriptor, or: cancelled) }
        }
    }

    private func next(waiting hasInput: () -> Bool) -> Entry {
        ahead.withLock { ahead in
            while true {
                if let end = ahead.firstIndex(of: 0x0A) {
                    let line = String(decoding: ahead[..<end], as: UTF8.self)
                    ahead.removeFirst(end + 1)
                    return .line(line)
                }
                guard hasInput() else {
                    ahead.removeAll()
                    return .interrupted
                }
                var chunk = [UInt8](repeating: 0, count: 4096)
                let count = read(descriptor, &chunk, chunk.count)
                if count > 0 {
                    ahead += chunk[..<count]
                } else if count == 0 || errno != EINTR {
                    guard !ahead.isEmpty else { return .end }
                    defer { ahead.removeAll() }
                    return .line(String(decoding: ahead, as: UTF8.self))
                }
            }
        }
    }
}
