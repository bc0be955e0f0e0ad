import Foundation
import Synchronization
import TerminalTesting
import Testing

@testable import LineEditor

/// The reader itself, in this process, at a pseudo-terminal. One at a time: a process has one terminal to take.
@Suite(.serialized) struct LineEditorTests {
    /// An editor that reads in a thread of its own.
    private final class Reader: Sendable {
        let editor: LineEditor
        private let read = Mutex<[LineEditor.Entry]>([])

        init(_ editor: LineEditor) { self.editor = editor }

        func start(_ prompt: Prompt = "> ", text: String = "") {
            Thread.detachNewThread {
                let entry = self.editor.readBlocking(prompt, text: text)
                self.read.withLock { $0.append(entry) }
            }
        }

        var entries: [LineEditor.Entry] { read.withLock { $0 } }
    }

    private func reader(
        _ terminal: PseudoTerminal, _ change: (inout LineEditor.Configuration) -> Void = { _ in }
    ) -> Reader {
        var configuration = LineEditor.Configuration(environment: ["TERM": "xterm"])
        configuration.input = terminal.slave
        configuration.output = OutputDescriptor(descriptor: terminal.slave)
        change(&configuration)
        return Reader(LineEditor(configuration))
    }

    @Test func candidatesMayComeLater() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 12)
        let asked = Mutex<[@Sendable (Completions) -> Void]>([])
        let reader = reader(terminal) { configuration in
            configuration.completer = { _, deliver in asked.withLock { $0.append(deliver) } }
        }
        reader.start()
        try terminal.waitUntilRaw()
        terminal.type("x = p\t")
        try terminal.wait("the question") { _ in asked.withLock { $0.count == 1 } }
        // Nothing waits for the answer.
        terminal.type("r")
        try terminal.wait(screen: "> x = pr|")
        let late = asked.withLock { $0[0] }
        late(Completions(replacing: 1, [CompletionCandidate("pairs")]))
        terminal.type("\t")
        try terminal.wait("the second question") { _ in asked.withLock { $0.count == 2 } }
        let deliver = asked.withLock { $0[1] }
        Thread.detachNewThread {
            deliver(Completions(replacing: 2, [CompletionCandidate("print", suffix: "(")]))
        }
        try terminal.wait(screen: "> x = print(|")
        terminal.type("\r")
        try terminal.wait("the entry") { _ in reader.entries == [.line("x = print(")] }
        // Much too late.
        deliver(Completions(replacing: 2, [CompletionCandidate("print")]))
        #expect(!terminal.isRaw)
    }

    @Test func linesFromManyThreads() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 24)
        let reader = reader(terminal)
        reader.editor.printAbove("before")
        reader.start()
        try terminal.waitUntilRaw()
        terminal.type("typed")
        try terminal.wait(screen: "> typed|")
        for number in 0..<5 {
            Thread.detachNewThread { reader.editor.printAbove("line \(number)\n") }
        }
        try terminal.wait("all lines") { terminal in (0..<5).allSatisfy { terminal.screen.rows.contains("line \($0)") }
        }
        try terminal.wait(screen: "> typed|")
        #expect(terminal.screen.rows.filter { $0.hasPrefix(">") } == ["> typed"])
        #expect(terminal.screen.rows.first == "before")
        terminal.type("\r")
        try terminal.wait("the entry") { _ in reader.entries == [.line("typed")] }
    }

    @Test func cancelling() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 12)
        let reader = reader(terminal)
        // Nothing is read: nothing happens.
        reader.editor.cancel()
        reader.start(text: "given")
        try terminal.wait(screen: "> given|")
        reader.editor.cancel()
        try terminal.wait("the end") { _ in reader.entries == [.cancelled("given")] }
        try terminal.wait(screen: "> given^C\n|")
        #expect(!terminal.isRaw)
        reader.start()
        try terminal.waitUntilRaw()
        terminal.type("\u{4}")
        try terminal.wait("the end") { _ in reader.entries == [.cancelled("given"), .end] }
    }

    @Test func whatWasCutIsThereInTheNextEntry() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 12)
        let history = MemoryHistory(["old"])
        let reader = reader(terminal) { $0.history = history }
        reader.start()
        try terminal.waitUntilRaw()
        terminal.type("cut\u{15}x\r")
        try terminal.wait("the entry") { _ in reader.entries == [.line("x")] }
        history.add("new")
        reader.start()
        try terminal.waitUntilRaw()
        terminal.type("\u{19}")
        try terminal.wait(screen: "> cut|")
        terminal.type("\u{1B}[A")
        try terminal.wait(screen: "> new|")
        terminal.type("\r")
        try terminal.wait("the entry") { _ in reader.entries == [.line("x"), .line("new")] }
    }

    @Test func oneEntryAtATime() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 12)
        let reader = reader(terminal)
        reader.start()
        try terminal.waitUntilRaw()
        #expect(reader.editor.readBlocking("second> ") == .end)
        terminal.type("first\r")
        try terminal.wait("the entry") { _ in reader.entries == [.line("first")] }
    }

    /// A tall entry is there as a whole when it is done.
    @Test func aTallEntryIsLeftWhole() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 5)
        let reader = reader(terminal)
        reader.start()
        try terminal.waitUntilRaw()
        terminal.type("\u{1B}[200~" + (1...9).map { "line \($0)" }.joined(separator: "\n") + "\u{1B}[201~\r")
        try terminal.wait(screen: "  line 9\n|")
        #expect(
            terminal.screen.scrolledAway + terminal.screen.rows
                == ["> line 1"] + (2...9).map { "  line \($0)" })
    }

    // MARK: Without a terminal

    private func plain(
        _ input: String, _ change: (inout LineEditor.Configuration) -> Void = { _ in }
    ) throws -> (LineEditor, output: () -> String) {
        let (inPipe, outPipe) = (Pipe(), Pipe())
        try inPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try inPipe.fileHandleForWriting.close()
        var configuration = LineEditor.Configuration(environment: ["TERM": "xterm"])
        configuration.input = inPipe.fileHandleForReading.fileDescriptor
        configuration.output = OutputDescriptor(descriptor: outPipe.fileHandleForWriting.fileDescriptor)
        change(&configuration)
        return (
            LineEditor(configuration),
            {
                // The pipe's reading end must live until the last entry is read.
                _ = inPipe.fileHandleForReading
                try? outPipe.fileHandleForWriting.close()
                return String(decoding: outPipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            }
        )
    }

    @Test func aPipe() throws {
        let (editor, output) = try plain("one\r\ntwo do\nend\n\nпривет\nlast do") {
            $0.status = { $0.hasSuffix("do") ? .incomplete() : .complete }
        }
        #expect(editor.mode == .plain(showsPrompt: false))
        var entries: [LineEditor.Entry] = []
        repeat { entries.append(editor.readBlocking("> ")) } while entries.last != .end
        #expect(entries == [.line("one"), .line("two do\nend"), .line(""), .line("привет"), .line("last do"), .end])
        #expect(editor.readBlocking("> ") == .end)
        editor.printAbove("shown")
        #expect(output() == "shown\n")
    }

    @Test(arguments: [
        (["TERM": "xterm"], LineEditor.Mode.editing(colour: true)),
        (["TERM": "xterm", "NO_COLOR": ""], .editing(colour: true)),
        (["TERM": "xterm", "NO_COLOR": "1"], .editing(colour: false)), (["TERM": "dumb"], .plain(showsPrompt: true)),
        ([:], .plain(showsPrompt: true)),
    ]) func modes(_ environment: [String: String], _ mode: LineEditor.Mode) throws {
        let terminal = try PseudoTerminal()
        var configuration = LineEditor.Configuration(environment: environment)
        configuration.input = terminal.slave
        configuration.output = OutputDescriptor(descriptor: terminal.slave)
        #expect(configuration.mode == mode)
        let pipe = Pipe()
        configuration.output = OutputDescriptor(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        #expect(configuration.mode == .plain(showsPrompt: true))
        configuration.input = pipe.fileHandleForReading.fileDescriptor
        #expect(configuration.mode == .plain(showsPrompt: false))
    }
}
