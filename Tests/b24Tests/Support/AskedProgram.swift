import Foundation
import Synchronization

/// A `b24` that asks a person: standard input and standard error are a terminal, standard output is a pipe.
final class AskedProgram: Sendable {
    private let home: Home
    private let process: pid_t
    private let terminal: Int32
    private let output: FileHandle
    private let seen = Mutex([UInt8]())

    init(
        _ home: Home, _ arguments: [String], environment: [String: String] = [:],
        program: String = RunningProgram.executable.path
    ) throws {
        self.home = home
        var variables = ["HOME": home.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C", "TERM": "dumb"]
        variables.merge(environment) { $1 }
        (process, terminal, output) = try starting.withLock { _ in
            var (terminal, far): (Int32, Int32) = (-1, -1)
            guard openpty(&terminal, &far, nil, nil, nil) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ENODEV)
            }
            for end in [terminal, far] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            let pipe = try Pipe.closedOnExec()
            let process = try spawn(
                program, arguments, variables, folder: home.path,
                descriptors: [far, pipe.writing, far])
            close(far)
            close(pipe.writing)
            return (process, terminal, FileHandle(fileDescriptor: pipe.reading, closeOnDealloc: true))
        }
    }

    deinit { close(terminal) }

    /// Types a line.
    func type(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
    }

    /// What the terminal shows, once a text is there, or all of it when that never comes.
    func screen(until text: String) async -> String {
        await onItsOwnThread { [self] in
            while !shown.contains(text), readMore() {}
            return shown
        }
    }

    /// Waits for the end.
    func end() async -> Run {
        await onItsOwnThread { [self] in
            let text = (try? output.readToEnd()) ?? Data()
            while readMore() {}
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            return Run(
                status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
                output: String(decoding: text, as: UTF8.self), errors: shown)
        }
    }

    private var shown: String { seen.withLock { String(decoding: $0, as: UTF8.self) } }

    /// `false` once nobody holds the other end.
    private func readMore() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(terminal, &chunk, chunk.count)
            if count > 0 {
                seen.withLock { $0 += chunk[..<count] }
                return true
            }
            if count < 0, errno == EINTR { continue }
            return false
        }
    }
}
