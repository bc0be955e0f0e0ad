#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Synchronization

/// Another program that this process has started: how it is started, told to end, and waited for.
///
/// It begins with the signals of a shell, whatever this process has done to its own, and with the descriptors that it is
/// given. What goes through them is its owner's business.
///
/// ```swift
/// let child = try ChildProgram(.init(["/bin/sh", "-c", "exit 3"]))
/// child.wait()  // 3
/// ```
public final class ChildProgram: Sendable {
    /// Why a program could not be started.
    public struct Failure: Error, Sendable, Equatable {
        /// An `errno`.
        public let code: Int32

        /// A failure by its `errno`.
        public init(code: Int32) { self.code = code }

        /// In the system's words.
        public var reason: String { String(cString: strerror(code)) }
    }

    /// What a descriptor of the program is.
    public enum Stream: Sendable, Equatable {
        /// A descriptor of this process, which stays open here.
        case descriptor(Int32)
        /// A file that it reads.
        case input(String)
        /// A file that it writes, for its owner alone; what was in it before is gone.
        case output(String)
    }

    /// What is started, and what it is given.
    public struct Start: Sendable {
        /// The name by which it is called, and its arguments.
        public var words: [String]
        /// Its path; without one, its name is looked for in the search path.
        public var program: String?
        /// `NAME=value`; `nil` for the environment of this process.
        public var environment: [String]?
        /// Its descriptors by their numbers there. Of those that are not named, it has this process's 0, 1 and 2.
        public var streams: [Int32: Stream] = [:]
        /// Whether it is away from the terminal: it can ask there for nothing, and Ctrl-C does not reach it.
        public var hasOwnSession = false

        /// A program with its arguments.
        public init(_ words: [String]) { self.words = words }
    }

    /// The number of its process.
    public let process: pid_t
    private let hasEnded = Mutex(false)

    /// Between the making of a pipe and its marking, no program may start: it would inherit the pipe, and whoever reads
    /// would wait for its end.
    private static let starting = Mutex(())

    /// Starts a program.
    public init(_ start: Start) throws(Failure) {
        var process = pid_t()
        let code = Self.starting.withLock { _ in Self.spawn(start, &process) }
        guard code == 0 else { throw Failure(code: code) }
        self.process = process
    }

    /// A pipe whose ends no program inherits.
    public static func pipe() throws(Failure) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        let code = starting.withLock { _ in
            guard openPipe(&ends) == 0 else { return errno }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return 0
        }
        guard code == 0 else { throw Failure(code: code) }
        return (ends[0], ends[1])
    }

    // MARK: The end

    /// Sends a signal, as long as it has not been waited for: then its number may be another process's.
    public func signal(_ number: Int32) {
        hasEnded.withLock { if !$0 { kill(process, number) } }
    }

    /// Waits for its end.
    ///
    /// - Returns: the exit code; 128 and the signal's number when one ended it.
    @discardableResult
    public func wait() -> Int32 {
        // It stays there, for its number to be its own, until nobody can send it a signal any more.
        var facts = siginfo_t()
        while waitid(P_PID, id_t(process), &facts, Int32(WEXITED) | Int32(WNOWAIT)) < 0, errno == EINTR {}
        return hasEnded.withLock { hasEnded in
            hasEnded = true
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return 128 } }
            return Self.code(status)
        }
    }

    /// Waits for its end, and ends it when that takes too long.
    ///
    /// - Returns: as of ``wait()``; `nil` when it had to be ended.
    public func wait(until deadline: ContinuousClock.Instant) -> Int32? {
        var pause = 200 as useconds_t
        while true {
            let code: Int32?? = hasEnded.withLock { hasEnded in
                var status: Int32 = 0
                let found = waitpid(process, &status, WNOHANG)
                guard found != 0, found > 0 || errno != EINTR else { return nil }
                hasEnded = true
                return found > 0 ? Self.code(status) : 128
            }
            if let code { return code }
            guard ContinuousClock.now < deadline else {
                end()
                return nil
            }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
    }

    /// Ends it at once, whatever it does.
    public func end() {
        signal(SIGKILL)
        wait()
    }

    private static func code(_ status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

private func openPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 { pipe(ends) }
