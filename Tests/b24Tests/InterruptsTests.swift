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

    private func ask(_ interrupts: Interrupts) -> Bool {
        defer {
            close(silence.reading)
            close(silence.writing)
        }
        return interrupts.whileReading { interrupts.waitForInput(silence.reading) }
    }

    /// The terminal hides what is typed before anybody waits for it: a signal in between used to be lost, and the process
    /// waited for an answer that nobody would give.
    @Test(arguments: [SIGINT, SIGTERM]) func aSignalJustBeforeAPromptEndsIt(_ signal: Int32) async {
        let interrupts = Interrupts()
        let isAnswered = await interrupts.during({}) {
            interrupts.receive(signal)
            return ask(interrupts)
        }
        #expect(!isAnswered)
    }

    @Test func whatWasStoppedBeforeDoesNotEndALaterPrompt() async {
        let interrupts = Interrupts()
        await interrupts.during({}) { interrupts.receive(SIGINT) }
        write(silence.writing, "\n", 1)
        #expect(ask(interrupts))
    }
}
