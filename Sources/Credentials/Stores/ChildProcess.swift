#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program that gets a text on standard input and gives one on standard output. Its standard error is ours.
enum ChildProcess {
    enum Failure: Error {
        /// It could not be started.
        case start(Int32)
        case timeout
        case tooMuchOutput
    }

    struct End {
        let output: [UInt8]
        /// The exit code; 128 and the signal's number when one ended it.
        let status: Int32
    }

    static func run(
        _ words: [String], input: [UInt8], timeout: Duration, largestOutput: Int = 1 << 20
    ) throws(Failure) -> End {
        let deadline = ContinuousClock.now + timeout
        let (toChild, fromChild) = (try pipe(), try pipe())
        let process: pid_t
        do {
            process = try spawn(words, input: toChild.reading, output: fromChild.writing)
            close(toChild.reading)
            close(fromChild.writing)
        } catch {
            for end in [toChild.reading, toChild.writing, fromChild.reading, fromChild.writing] { close(end) }
            throw error
        }
        do {
            let output = try exchange(input, toChild.writing, fromChild.reading, deadline, largestOutput)
            return End(output: output, status: try wait(process, deadline))
        } catch {
            kill(process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            throw error
        }
    }

    /// Writes and reads at once; both ends are closed when it returns. A program that does not read its input is its own
    /// business.
    private static func exchange(
        _ input: [UInt8], _ writing: Int32, _ reading: Int32, _ deadline: ContinuousClock.Instant, _ limit: Int
    ) throws(Failure) -> [UInt8] {
        var rest = input[...]
        var output: [UInt8] = []
        var isWriting = true
        defer {
            if isWriting { close(writing) }
            close(reading)
        }
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        while true {
            if isWriting, rest.isEmpty {
                close(writing)
                isWriting = false
            }
            var waiting = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0)]
            if isWriting { waiting.append(pollfd(fd: writing, events: Int16(POLLOUT), revents: 0)) }
            let left = deadline - ContinuousClock.now
            guard left > .zero else { throw .timeout }
            let count = poll(&waiting, nfds_t(waiting.count), Int32(min(left / .milliseconds(1), 60_000)) + 1)
            if count < 0 { if errno == EINTR { continue } else { throw .start(errno) } }
            if isWriting, waiting[1].revents != 0 {
                let count = rest.withUnsafeBytes { writeBytes(writing, $0.baseAddress, $0.count) }
                if count >= 0 { rest = rest.dropFirst(count) } else if errno != EAGAIN, errno != EINTR { rest = [] }
            }
            guard waiting[0].revents != 0 else { continue }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let got = chunk.withUnsafeMutableBytes { readBytes(reading, $0.baseAddress, $0.count) }
            if got == 0 { return output }
            if got > 0 { output += chunk[..<got] }
            guard output.count <= limit else { throw .tooMuchOutput }
        }
    }

    /// It has closed its output and is about to end.
    private static func wait(_ process: pid_t, _ deadline: ContinuousClock.Instant) throws(Failure) -> Int32 {
        var pause = 200 as useconds_t
        while true {
            var status: Int32 = 0
            let found = waitpid(process, &status, WNOHANG)
            if found == process {
                let signal = status & 0x7F
                return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            }
            if found < 0, errno != EINTR { return 0 }
            guard ContinuousClock.now < deadline else { throw .timeout }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
    }

    private static func pipe() throws(Failure) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard openPipe(&ends) == 0 else { throw .start(errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// The child starts with the signals of a shell, whatever this process has done to its own.
    private static func spawn(_ words: [String], input: Int32, output: Int32) throws(Failure) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        guard let program = arguments[0] else { throw .start(ENOMEM) }
        let failure = posix_spawnp(&process, program, &actions, &attributes, &arguments, environ)
        guard failure == 0 else { throw .start(failure) }
        return process
    }
}

private func openPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 { pipe(ends) }
