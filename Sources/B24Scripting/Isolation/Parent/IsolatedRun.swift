internal import CIsolation
import Bitrix24
import JSON
import LuaRuntime
import Synchronization

/// One run of a script in a process of its own, from the process's start to its end.
///
/// Three threads wait: for the process, for its messages, for room to send it answers. What it asks for is done by tasks,
/// so many at a time; while there are more, its messages wait in the channel, and it with them.
final class IsolatedRun: Sendable {
    private struct State {
        var word = IsolatedEnd.Word.nothing(hasBegun: false)
        var reason: IsolatedEnd.Reason?
        var isStopped = false
        var hasWork = false
        var isClosed = false
        var hasHeardAll = false
        var hasEnded: ChildProcess.End?
        /// What is being done, by the number under which it was asked for.
        var errands: [UInt64: Task<Void, Never>] = [:]
        /// Bytes of what is being done and of what was not sent yet.
        var load = 0
        var outbox: [Outgoing] = []

        /// Whether no more may be begun, as long as there is somebody who reads answers.
        var isFull: Bool {
            (errands.count >= IsolatedRun.mostErrands || load > IsolatedRun.mostLoad) && hasEnded == nil
        }
    }

    private struct Outgoing {
        var bytes: [UInt8]
        /// Of the errand that it answers.
        var load: Int
    }

    /// What may be under way at a time.
    private static let (mostErrands, mostLoad) = (10_000, 64 << 20)

    private let isolation: Isolation
    private let assignment: Assignment
    private let context: ModuleContext
    private let errands: Errands
    private let process: ChildProcess
    private let state = Mutex(State())
    private let end = Promise<ChildProcess.End>()
    /// Something was done, or the process has ended.
    private let hasRoom = Signal()
    private let hasMail = Signal()

    init(_ isolation: Isolation, _ assignment: Assignment, _ context: ModuleContext, _ errands: Errands) throws {
        self.isolation = isolation
        self.assignment = assignment
        self.context = context
        self.errands = errands
        process = try ChildProcess(isolation)
    }

    /// Runs it.
    ///
    /// - Returns: what the script returned.
    /// - Throws: ``LuaFailure``, ``ModuleError``.
    func results() async throws -> [LuaValue] {
        let setup = IsolationSetup(
            memory: assignment.limits.memory + isolation.room, processTime: processTime,
            zone: ProtectedPaths.variable("TZ"))
        post(Frame(.setup, setup.wire.wireBytes), load: 0)
        OwnThread.run { self.deliver() }
        process.start { end in self.processEnded(end) }
        OwnThread.run { self.listen() }
        let watch = watchdog()
        let end = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { self.end.take($0) }
        } onCancel: {
            interrupt()
        }
        watch?.cancel()
        close()
        let (word, reason, isStopped) = state.withLock { ($0.word, $0.reason, $0.isStopped) }
        return try IsolatedEnd.results(
            word, killed: reason, stopped: isStopped, end, processTime: processTime, language: context.language)
    }

    /// Stops the script: by itself if it does, else with its process.
    func interrupt() {
        let isFirst = state.withLock { state in
            defer { state.isStopped = true }
            return !state.isStopped
        }
        guard isFirst else { return }
        post(Frame(.stop), load: 0)
        for task in state.withLock({ Array($0.errands.values) }) { task.cancel() }
        let grace = isolation.grace
        Task {
            try? await Task.sleep(for: grace)
            self.kill(.interrupted)
        }
    }

    private func kill(_ reason: IsolatedEnd.Reason) {
        state.withLock { state in
            if state.reason == nil, !state.isClosed { state.reason = reason }
        }
        process.kill()
    }

    /// Seconds of CPU time for the process: the script's own limit and twice that for its side of the host, at most what
    /// the isolation allows.
    private var processTime: Int {
        let most = isolation.processTime / .seconds(1)
        guard let cpu = assignment.limits.cpuTime else { return max(1, Int(most.rounded(.up))) }
        return max(1, Int(min(most, 3 * (cpu / .seconds(1)) + 5).rounded(.up)))
    }

    /// Ends a process that does not keep its time limit.
    private func watchdog() -> Task<Void, Never>? {
        guard let limit = assignment.limits.wallTime else { return nil }
        // The script's own side has its say first, and its watchdog three seconds.
        let whole = limit + .seconds(3) + isolation.grace
        return Task {
            guard (try? await Task.sleep(for: whole)) != nil else { return }
            self.kill(.wallTime(seconds: limit / .seconds(1)))
        }
    }

    // MARK: From the child

    private func processEnded(_ end: ChildProcess.End) {
        // What it said last may still be on its way to us: the listener is done when the channel is empty.
        if case .notStarted = end { return self.end.settle(.success(end)) }
        state.withLock { $0.hasEnded = end }
        hasRoom.give()
        settleIfDone()
    }

    private func listen() {
        let reader = ChannelReader(process.channel, most: Isolation.mostFromChild) { $0.isOfChild }
        do {
            while let frame = try reader.next() {
                try take(frame)
                if state.withLock({ $0.isClosed }) { break }
            }
        } catch {
            state.withLock { $0.word = .odd(String(describing: error)) }
        }
        // Whatever it was, there is nothing more to come.
        process.kill()
        state.withLock { $0.hasHeardAll = true }
        settleIfDone()
    }

    private func settleIfDone() {
        let end = state.withLock { $0.hasHeardAll ? $0.hasEnded : nil }
        if let end { self.end.settle(.success(end)) }
    }

    private func take(_ frame: Frame) throws {
        let hasWork = state.withLock { $0.hasWork }
        guard hasWork else {
            guard frame.kind == .locked else { throw Wire.Odd(description: "\(frame.kind)") }
            return try begin(Wire(frame.payload))
        }
        switch frame.kind {
        case .locked: throw Wire.Odd(description: "locked twice")
        case .cancel: state.withLock { $0.errands[frame.id] }?.cancel()
        case .unstoppable: close(with: .unstoppable)
        case .ended: close(with: .ended(try errands.result(Wire(frame.payload))))
        case _ where frame.kind.isErrand: try run(frame)
        default: try errands.note(frame)
        }
    }

    /// The child has taken its rights away.
    private func begin(_ wire: Wire) throws {
        let held = IsolationLayers(rawValue: UInt32(try wire.integer("layers")))
        guard held.isSuperset(of: .essential) else {
            return close(with: .unfit(.essential.subtracting(held)))
        }
        state.withLock { state in
            state.hasWork = true
            state.word = .nothing(hasBegun: true)
        }
        post(Frame(.work, assignment.wire.wireBytes), load: 0)
    }

    private func close(with word: IsolatedEnd.Word) {
        state.withLock { state in
            state.word = word
            state.isClosed = true
        }
    }

    // MARK: What it asks for

    private func run(_ frame: Frame) throws {
        let load = frame.payload.count + 1000
        while state.withLock({ $0.isFull }) { hasRoom.wait() }
        // Nobody waits for the answer any more.
        if state.withLock({ $0.hasEnded != nil }) { return }
        try state.withLock { state in
            guard state.errands[frame.id] == nil else { throw Wire.Odd(description: "number \(frame.id) twice") }
            state.load += load
            state.errands[frame.id] = Task { await self.perform(frame, load: load) }
        }
        // A stop that came between is for it, too.
        if state.withLock({ $0.isStopped }) { state.withLock { $0.errands[frame.id] }?.cancel() }
    }

    private func perform(_ frame: Frame, load: Int) async {
        let answer = await errands.answer(frame)
        state.withLock { $0.errands[frame.id] = nil }
        post(answer, load: load)
    }

    /// Cancels what is under way. It is not waited for: a question to a person may be among it. What it has sent to the
    /// portal, the gate waits for.
    private func close() {
        let tasks = state.withLock { state in
            state.isClosed = true
            return Array(state.errands.values)
        }
        for task in tasks { task.cancel() }
        hasRoom.give()
        hasMail.give()
    }

    // MARK: To the child

    private func post(_ frame: Frame, load: Int) {
        var answer = frame
        if answer.payload.count + Frame.least > Isolation.mostToChild {
            let error = ModuleError(
                .limitExceeded, IsolationTexts.tooMuch(answer.payload.count), hint: IsolationTexts.tooMuchHint,
                outcome: .failed)
            answer = Frame(.moduleError, id: frame.id, error.wire.wireBytes)
        }
        let bytes = answer.bytes
        state.withLock { state in
            state.load += bytes.count
            state.outbox.append(Outgoing(bytes: bytes, load: load + bytes.count))
        }
        hasMail.give()
    }

    /// Sends what is posted, until there is nobody to send it to.
    private func deliver() {
        while true {
            let (next, isClosed) = state.withLock { state in
                (state.outbox.isEmpty ? nil : state.outbox.removeFirst(), state.isClosed)
            }
            guard let next else {
                if isClosed { return }
                hasMail.wait()
                continue
            }
            let isSent = process.send(next.bytes)
            state.withLock { $0.load -= next.load }
            hasRoom.give()
            if !isSent { return }
        }
    }
}

/// Wakes one thread that waits; given while nobody does, it wakes the next one at once.
final class Signal: Sendable {
    private let event = UInt(bitPattern: ciso_event_new())

    deinit { ciso_event_free(OpaquePointer(bitPattern: event)) }

    func give() { ciso_event_signal(OpaquePointer(bitPattern: event)) }
    func wait() { ciso_event_wait(OpaquePointer(bitPattern: event)) }
}
