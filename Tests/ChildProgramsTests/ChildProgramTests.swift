import ChildPrograms
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct ChildProgramTests {
    /// Not any shell: some know descriptors of one digit only.
    private func shell(_ command: String) -> ChildProgram.Start { ChildProgram.Start(["/bin/bash", "-c", command]) }

    /// Starts a command of the shell with its standard output in a pipe, and reads that to its end.
    private func output(
        _ command: String, _ change: (inout ChildProgram.Start) -> Void = { _ in }
    ) throws -> (text: String, code: Int32) {
        let pipe = try ChildProgram.pipe()
        defer { close(pipe.reading) }
        var start = shell(command)
        start.streams[STDOUT_FILENO] = .descriptor(pipe.writing)
        change(&start)
        let child: ChildProgram
        do {
            defer { close(pipe.writing) }
            child = try ChildProgram(start)
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = read(pipe.reading, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        return (String(decoding: bytes, as: UTF8.self), child.wait())
    }

    @Test(arguments: [("exit 0", 0), ("exit 3", 3), ("kill -TERM $$", 128 + SIGTERM)] as [(String, Int32)])
    func howItEnded(_ command: String, _ code: Int32) throws {
        #expect(try ChildProgram(shell(command)).wait() == code)
    }

    @Test func aProgramThatIsNotThere() {
        #expect(throws: ChildProgram.Failure(code: ENOENT)) {
            try ChildProgram(ChildProgram.Start(["/no/such/program"]))
        }
    }

    @Test func itSeesTheEnvironmentThatItIsGiven() throws {
        let end = try output("echo \"$ONE-$HOME\"") { $0.environment = ["ONE=1"] }
        #expect(end.text == "1-\n")
    }

    @Test func anotherPathThanItsName() throws {
        var start = ChildProgram.Start(["called", "-c", "exit 4"])
        start.program = "/bin/sh"
        #expect(try ChildProgram(start).wait() == 4)
    }

    /// Two descriptors that stand in each other's place.
    @Test func descriptorsMayChangePlaces() throws {
        let (first, second) = (try ChildProgram.pipe(), try ChildProgram.pipe())
        defer { for end in [first.reading, second.reading] { close(end) } }
        var start = shell("echo one >&\(first.writing); echo two >&\(second.writing)")
        start.streams = [first.writing: .descriptor(second.writing), second.writing: .descriptor(first.writing)]
        #expect(try ChildProgram(start).wait() == 0)
        for end in [first.writing, second.writing] { close(end) }
        func text(_ descriptor: Int32) -> String {
            var chunk = [UInt8](repeating: 0, count: 16)
            return String(decoding: chunk[..<max(0, read(descriptor, &chunk, chunk.count))], as: UTF8.self)
        }
        #expect(text(first.reading) == "two\n")
        #expect(text(second.reading) == "one\n")
    }

    @Test func aPipeIsForNobodyWhoIsNotGivenIt() throws {
        let pipe = try ChildProgram.pipe()
        defer { for end in [pipe.reading, pipe.writing] { close(end) } }
        #expect(try output("echo x 2>/dev/null >&\(pipe.writing) && echo open").text.isEmpty)
    }

    @Test func aBlockedSignalOfOursReachesIt() throws {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &set, nil)
        defer { pthread_sigmask(SIG_UNBLOCK, &set, nil) }
        let child = try ChildProgram(shell("while :; do :; done"))
        child.signal(SIGTERM)
        #expect(child.wait() == 128 + SIGTERM)
        // It is no more: this is sent to nobody.
        child.signal(SIGTERM)
    }

    @Test func oneThatTakesTooLongIsEnded() throws {
        #expect(try ChildProgram(shell("while :; do :; done")).wait(until: .now) == nil)
        #expect(try ChildProgram(shell("exit 7")).wait(until: .now + .seconds(60)) == 7)
    }

    /// The session of a process is a new one: it is its leader.
    @Test func awayFromTheTerminal() throws {
        var start = shell("while :; do :; done")
        for hasOwnSession in [true, false] {
            start.hasOwnSession = hasOwnSession
            let child = try ChildProgram(start)
            #expect((getsid(child.process) == child.process) == hasOwnSession)
            child.end()
        }
    }
}
