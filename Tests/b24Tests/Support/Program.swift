import Foundation
import Synchronization
import Testing

/// What the program did.
struct Run: CustomTestStringConvertible {
    /// The exit code, or 128 + the signal that ended it.
    var status: Int32
    var output: String
    var errors: String

    var testDescription: String { "status \(status)\n--- output\n\(output)\n--- errors\n\(errors)" }

    /// The envelope of `--json`.
    func envelope() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(self.output)")
    }
}

/// A home folder of its own, with everything that `b24` keeps; gone at the end.
final class Home: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("b24-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, by default for its owner alone, and returns its path.
    @discardableResult
    func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let file = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    @discardableResult
    func config(_ text: String) throws -> String { try write(".config/b24/config.toml", text) }

    /// Whether a file or folder is there.
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    /// Runs `b24` to its end.
    func b24(
        _ arguments: String..., input: String = "", environment: [String: String] = [:], folder: String? = nil
    ) async throws -> Run {
        let running = try start(arguments, environment: environment, folder: folder)
        running.write(input)
        running.closeInput()
        return await running.end()
    }

    /// Starts `b24`, or another program.
    func start(
        _ arguments: [String], environment: [String: String] = [:], folder: String? = nil,
        program: String = RunningProgram.executable.path
    ) throws -> RunningProgram {
        var variables = ["HOME": path, "PATH": "/usr/bin:/bin", "LC_ALL": "C"]
        variables.merge(environment) { $1 }
        return try RunningProgram(program, arguments, variables, folder: folder ?? path, home: self)
    }
}

/// A `b24` that has been started.
final class RunningProgram: Sendable {
    let processID: pid_t
    /// Stays as long as the program needs it.
    private let home: Home
    private let input: FileHandle
    private let output: FileHandle
    private let ended: Task<Int32, Never>
    private let errorText: Task<String, Never>
    /// What arrived on standard error so far, each time that something did.
    private let errorUpdates: AsyncStream<String>

    fileprivate init(
        _ program: String, _ arguments: [String], _ environment: [String: String], folder: String, home: Home
    ) throws {
        self.home = home
        // One at a time: until a pipe's ends are marked, another child would inherit them and keep them open.
        let (process, input, output, errors) = try starting.withLock { _ in
            let (input, output, errors) = (try Pipe.closedOnExec(), try Pipe.closedOnExec(), try Pipe.closedOnExec())
            let process = try spawn(
                program, arguments, environment, folder: folder,
                descriptors: [input.reading, output.writing, errors.writing])
            for end in [input.reading, output.writing, errors.writing] { close(end) }
            return (process, input, output, errors)
        }
        processID = process
        self.input = FileHandle(fileDescriptor: input.writing, closeOnDealloc: true)
        self.output = FileHandle(fileDescriptor: output.reading, closeOnDealloc: true)
        ended = Task {
            await onItsOwnThread {
                var status: Int32 = 0
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                return status
            }
        }
        let handle = FileHandle(fileDescriptor: errors.reading, closeOnDealloc: true)
        let (updates, update) = AsyncStream<String>.makeStream()
        errorUpdates = updates
        errorText = Task {
            await onItsOwnThread {
                var data = Data()
                while true {
                    let more = handle.availableData
                    if more.isEmpty { break }
                    data += more
                    update.yield(String(decoding: data, as: UTF8.self))
                }
                update.finish()
                return String(decoding: data, as: UTF8.self)
            }
        }
    }

    func write(_ text: String) { try? input.write(contentsOf: Data(text.utf8)) }

    func closeInput() { try? input.close() }

    func signal(_ number: Int32) { kill(processID, number) }

    /// Standard output up to the first occurrence of a text, or to its end.
    func output(until text: String) async -> String {
        let handle = output
        return await onItsOwnThread {
            var data = Data()
            while !String(decoding: data, as: UTF8.self).contains(text) {
                let more = handle.availableData
                if more.isEmpty { break }
                data += more
            }
            return String(decoding: data, as: UTF8.self)
        }
    }

    /// Waits until a text has arrived on standard error, or its end: what arrived so far.
    @discardableResult
    func errors(until text: String) async -> String {
        var last = ""
        for await errors in errorUpdates {
            last = errors
            if errors.contains(text) { break }
        }
        return last
    }

    #if os(Linux)
        /// Waits until it has used that much more of the processor's time.
        ///
        /// - Parameter ticks: in hundredths of a second.
        func useProcessor(ticks: Int) async {
            let end = Self.processorTime(processID) + ticks
            await onItsOwnThread { [processID] in
                while Self.processorTime(processID) < end { sched_yield() }
            }
        }

        private static func processorTime(_ process: pid_t) -> Int {
            let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
            // The program's name, in brackets, may hold anything; the 14th and 15th of all are the times.
            let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : .max
        }
    #endif

    /// Closes our end of its standard output.
    func stopReading() { try? output.close() }

    /// Waits for the end.
    func end(reading: Bool = true) async -> Run {
        let handle = output
        let text = reading ? await onItsOwnThread { (try? handle.readToEnd()) ?? Data() } : Data()
        let errors = await errorText.value
        let status = await ended.value
        let signal = status & 0x7F
        return Run(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: String(decoding: text, as: UTF8.self),
            errors: errors)
    }

    /// The program beside the test bundle.
    static let executable: URL = {
        #if os(macOS)
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
            return bundle.bundleURL.deletingLastPathComponent().appendingPathComponent("b24")
        #else
            let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            return own.deletingLastPathComponent().appendingPathComponent("b24")
        #endif
    }()
}

let starting = Mutex(())

/// Runs what blocks away from the threads that tasks share.
func onItsOwnThread<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: body()) }
    }
}
