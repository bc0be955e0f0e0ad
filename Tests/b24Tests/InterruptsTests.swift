import Testing

@testable import b24

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Signals that come to a prompt, without a process that receives them.
@Suite struct InterruptsTests {
    /// A pipe to which nothing is written: a person who does not type.
    private let silence: (reading: Int32, writing: Int32)

    init() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        silence = (ends[0], ends[1])
    }

    /// Closes the pipe, too: each test asks last. Who is asked and not woken gives an answer after a minute: a question
    /// without an end would hold up all other tests.
    private func ask(_ interrupts: Interrupts, for reader: Interrupts.Reader = .run) async -> Bool {
        let answer = Task.detached { [silence] in
            try await Task.sleep(for: .seconds(60))
            write(silence.writing, "\n", 1)
        }
        let isAnswered = await onItsOwnThread { [silence] in
            interrupts.whileReading(reader) { interrupts.waitForInput(silence.reading) }
        }
        answer.cancel()
        _ = await answer.result
        close(silence.reading)
        close(silence.writing)
        return isAnswered
    }

    /// The terminal hides what is typed before anybody waits for it: a signal in between used to be lost, and the process
    /// waited for an answer that nobody would give.
    @Test(arguments: [SIGINT, SIGTERM]) func aSignalJustBeforeAPromptEndsIt(_ signal: Int32) async {
        let interrupts = Interrupts()
        let isAnswered = await interrupts.during({}) {
            interrupts.receive(signal)
            return await ask(interrupts)
        }
        #expect(!isAnswered)
    }

    /// What ran has ended, and only then comes to its question: it used to wait for an answer beside the prompt, or kept the
    /// process from ending.
    @Test func aQuestionOfWhatWasStoppedIsNotAsked() async {
        let interrupts = Interrupts()
        await interrupts.during({}) { interrupts.receive(SIGINT) }
        #expect(await !ask(interrupts))
    }

    @Test func whatWasStoppedBeforeDoesNotEndALaterPrompt() async {
        let interrupts = Interrupts()
        await interrupts.during({}) { interrupts.receive(SIGINT) }
        write(silence.writing, "\n", 1)
        #expect(await ask(interrupts, for: .prompt))
    }

    @Test(arguments: [true, false]) func whatRunsLaterMayAsk(isAtPrompt: Bool) async {
        let interrupts = Interrupts()
        await interrupts.during({}) { interrupts.receive(SIGINT) }
        write(silence.writing, "\n", 1)
        if isAtPrompt {
            interrupts.whileReading(.prompt) {}
            #expect(await ask(interrupts))
        } else {
            await interrupts.during({}) { #expect(await ask(interrupts)) }
        }
    }
}
