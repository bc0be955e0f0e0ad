#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import ChildPrograms

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
        let child: ChildProgram
        do throws(ChildProgram.Failure) {
            var start = ChildProgram.Start(words)
            start.streams = [
                STDIN_FILENO: .descriptor(toChild.reading), STDOUT_FILENO: .descriptor(fromChild.writing),
            ]
            child = try ChildProgram(start)
            close(toChild.reading)
            close(fromChild.writing)
        } catch {
            for end in [toChild.reading, toChild.writing, fromChild.reading, fromChild.writing] { close(end) }
            throw .start(error.code)
        }
        let output: [UInt8]
        do {
            output = try exchange(input, toChild.writing, fromChild.reading, deadline, largestOutput)
        } catch {
            child.end()
            throw error
        }
        // It has closed its output and is about to end.
        guard let status = child.wait(until: deadline) else { throw .timeout }
        return End(output: output, status: status)
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
                let (count, problem) = rest.withUnsafeBytes { write($0, to: writing) }
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if problem != EAGAIN, problem != EINTR {
                    rest = []
                }
            }
            guard waiting[0].revents != 0 else { continue }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let got = chunk.withUnsafeMutableBytes { readBytes(reading, $0.baseAddress, $0.count) }
            if got == 0 { return output }
            if got > 0 { output += chunk[..<got] }
            guard output.count <= limit else { throw .tooMuchOutput }
        }
    }

    /// Writes to a pipe whose reader may have gone: the signal for that would end a host application that has not asked
    /// for it to be ignored.
    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> (count: Int, problem: Int32) {
        var brokenPipe = sigset_t()
        var before = sigset_t()
        var pending = sigset_t()
        sigemptyset(&brokenPipe)
        sigaddset(&brokenPipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &brokenPipe, &before)
        let count = writeBytes(descriptor, bytes.baseAddress, bytes.count)
        let problem = errno
        if count < 0, problem == EPIPE, sigismember(&before, SIGPIPE) == 0, sigpending(&pending) == 0,
            sigismember(&pending, SIGPIPE) == 1
        {
            var number: Int32 = 0
            sigwait(&brokenPipe, &number)
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        return (count, problem)
    }

    private static func pipe() throws(Failure) -> (reading: Int32, writing: Int32) {
        do throws(ChildProgram.Failure) { return try ChildProgram.pipe() } catch { throw .start(error.code) }
    }
}
