#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import Bitrix24
import LineEditor
import Synchronization

/// Ctrl-C and SIGTERM.
///
/// Both signals are blocked in every thread and taken by one thread that waits for them: nothing runs inside a signal
/// handler. What happens then is up to the innermost `during`; without one the process ends. A second Ctrl-C ends it as
/// ``InterruptRule`` says, a second SIGTERM at once.
final class Interrupts: Sendable {
    static let shared = Interrupts()

    private struct State {
        var handlers: [@Sendable () -> Void] = []
        /// Tells a second Ctrl-C from a first one.
        var rule = InterruptRule()
        /// The innermost handler has been called. It stays so when what it stops has ended, until the next entry at the prompt
        /// or something else runs: what had begun there (to ask for a passphrase, say) may come to its question only then.
        var isStopping = false
        /// A prompt is there: between its entries Ctrl-C has nothing to stop, and does not end the process either.
        var hasPrompt = false
        /// SIGTERM has come.
        var isTerminated = false
        /// A prompt is waiting for a line.
        var isReading = false
        /// Ends the entry that is being edited where Ctrl-C is no key of the editor.
        var cancelEditing: (@Sendable () -> Void)?
        /// Another program has the terminal: Ctrl-C is for that one.
        var isYielding = false
        /// Undoes what must not outlive the process, such as a terminal without echo.
        var cleanup: (@Sendable () -> Void)?
    }
    private let state = Mutex(State())
    private let time = SystemTime()
    /// Woken when a signal comes at a prompt: readers poll it beside their input.
    private let pipe = WakePipe()

    /// Blocks the signals and starts the waiting thread. Called once, before any other thread exists, so that all
    /// inherit the mask. A closed output is noticed by the write that fails, not by a signal.
    func install() {
        signal(SIGPIPE, SIG_IGN)
        var set = Self.handledSignals()
        pthread_sigmask(SIG_BLOCK, &set, nil)
        Self.startWaitingThread()
    }

    /// What a signal does; only the thread that waits for signals, and a prompt that took one as a key, call it.
    func receive(_ number: Int32) {
        enum Reaction { case call(@Sendable () -> Void, wakes: Bool), nothing, leave((@Sendable () -> Void)?) }
        let reaction: Reaction = state.withLock { state in
            if state.isYielding, number == SIGINT { return .nothing }
            if let cancel = state.cancelEditing, number == SIGINT { return .call(cancel, wakes: false) }
            if state.isReading, number == SIGINT {
                pipe.wake()
                return .nothing
            }
            if number == SIGTERM { state.isTerminated = true }
            guard let handler = state.handlers.last else {
                let isFirst =
                    state.hasPrompt && number == SIGINT && state.rule.pressWhileRunning(at: time.now) == .stop
                return isFirst ? .nothing : .leave(state.cleanup)
            }
            let isFirst =
                number == SIGINT ? state.rule.pressWhileRunning(at: time.now) == .stop : !state.isStopping
            guard isFirst else { return .leave(state.cleanup) }
            state.isStopping = true
            return .call(handler, wakes: state.isReading)
        }
        switch reaction {
        case .call(let handler, let wakes):
            handler()
            // What is being stopped may be waiting for a person: now it ends as stopped, not as unanswered.
            if wakes { pipe.wake() }
        case .nothing: break
        case .leave(let cleanup):
            cleanup?()
            LineEditor.restoreTerminal()
            _exit(number == SIGTERM ? 143 : ExitStatus.interrupted.rawValue)
        }
    }

    /// Runs `body`; the first signal meanwhile calls `handler`, which may be called again, and a second one ends the
    /// process.
    func during<T>(
        _ handler: @escaping @Sendable () -> Void, isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> T
    ) async rethrows -> T {
        state.withLock { state in
            state.handlers.append(handler)
            state.isStopping = false
            state.rule.begin()
        }
        defer { state.withLock { _ = $0.handlers.removeLast() } }
        return try await body()
    }

    /// From now on there is a prompt, which outlives what it runs.
    func keepPrompt() { state.withLock { $0.hasPrompt = true } }

    /// Whether SIGTERM has stopped what ran: who ran it ends the process.
    var isTerminated: Bool { state.withLock { $0.isTerminated } }

    /// Whether a Ctrl-C that an editor took as a key is a second one, which leaves.
    ///
    /// - Parameter isEmpty: whether nothing was typed.
    func leavesAfterKey(isEmpty: Bool) -> Bool {
        state.withLock { $0.rule.pressAtPrompt(isEmpty: isEmpty, at: time.now) == .leave }
    }

    /// Stops what runs as Ctrl-C would: for a reader of our output that has gone away.
    func stopRunning() {
        state.withLock { $0.isStopping ? nil : $0.handlers.last }?()
    }

    /// Ends the process now, as after Ctrl-C when that is what was to stop it, else with `status`.
    func leave(_ status: ExitStatus) -> Never {
        let (cleanup, isStopping) = state.withLock { ($0.cleanup, $0.isStopping) }
        cleanup?()
        LineEditor.restoreTerminal()
        _exit((isStopping ? ExitStatus.interrupted : status).rawValue)
    }

    /// Passes on a Ctrl-C that a prompt received: to what runs, or to the process. What is being stopped already (the prompt
    /// was woken by SIGTERM) is left to end.
    func passOn() {
        guard !state.withLock({ $0.isStopping }) else { return }
        receive(SIGINT)
    }

    /// Who reads a line.
    enum Reader {
        /// What runs: a question, a passphrase.
        case run
        /// The prompt, between what runs.
        case prompt
    }

    /// Runs `body` (which reads a line); Ctrl-C meanwhile makes ``waitForInput(_:or:)`` return `false`.
    func whileReading<T>(_ reader: Reader = .run, _ body: () throws -> T) rethrows -> T {
        state.withLock {
            // Meant for a prompt that had its line at the same moment.
            _ = pipe.take()
            $0.isReading = true
            // What asks is being stopped already: the signal came before there was anybody to wake.
            if reader == .run, $0.isStopping { pipe.wake() }
        }
        defer {
            state.withLock {
                $0.isReading = false
                if reader == .prompt { $0.isStopping = false }
            }
        }
        return try body()
    }

    /// Runs `body`, in which a person edits an entry; Ctrl-C calls `cancel`.
    func whileEditing<T>(
        _ cancel: @escaping @Sendable () -> Void, isolation: isolated (any Actor)? = #isolation, _ body: () async -> T
    ) async -> T {
        state.withLock { $0.cancelEditing = cancel }
        defer {
            state.withLock {
                $0.cancelEditing = nil
                $0.isStopping = false
            }
        }
        return await body()
    }

    /// Whether somebody is being asked something.
    var isReading: Bool { state.withLock { $0.isReading } }

    /// Runs `body`, in which another program has the terminal: a pager, an editor. Ctrl-C is for that program.
    func yielding<T, Failure>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
        state.withLock { $0.isYielding = true }
        defer { state.withLock { $0.isYielding = false } }
        return try body()
    }

    /// Runs `body`; `cleanup` is done when a signal ends the process in it.
    func cleaningUp<T>(_ cleanup: @escaping @Sendable () -> Void, _ body: () throws -> T) rethrows -> T {
        state.withLock { $0.cleanup = cleanup }
        defer { state.withLock { $0.cleanup = nil } }
        return try body()
    }

    /// Waits until `descriptor` has input; `false` when Ctrl-C or a wake of `other` came first.
    func waitForInput(_ descriptor: Int32, or other: WakePipe? = nil) -> Bool {
        // poll leaves out what is negative.
        var descriptors = [descriptor, pipe.reading, other?.reading ?? -1].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        while true {
            if poll(&descriptors, nfds_t(descriptors.count), -1) < 0 {
                guard errno == EINTR else { return true }
                continue
            }
            guard descriptors[1].revents != 0 || descriptors[2].revents != 0 else { return true }
            _ = pipe.take()
            return false
        }
    }

    private static func handledSignals() -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        return set
    }

    /// A thread that lives as long as the process.
    private static func startWaitingThread() {
        #if canImport(Glibc)
            var thread = pthread_t()
        #else
            var thread: pthread_t?
        #endif
        pthread_create(&thread, nil, { _ in Interrupts.waitForSignals() }, nil)
    }

    private static func waitForSignals() -> Never {
        var set = handledSignals()
        while true {
            var received: Int32 = 0
            if sigwait(&set, &received) == 0 { shared.receive(received) }
        }
    }
}
