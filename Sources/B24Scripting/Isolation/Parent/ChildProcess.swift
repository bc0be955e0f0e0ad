internal import CIsolation
import Bitrix24
import Localization
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The process of an isolated script as its parent has it: started, spoken to, ended.
///
/// A thread of its own starts it and waits for its end: on Linux the child ends with the thread that has made it.
final class ChildProcess: Sendable {
    /// How it ended, as `waitpid` tells; `nil` when it could not be started, with the reason.
    enum End: Sendable, Equatable {
        case notStarted(reason: String)
        case signal(Int32)
        case exited(Int32)
    }

    private struct State {
        var pid: pid_t = 0
        var isKilled = false
        var hasEnded = false
    }

    private let isolation: Isolation
    /// Our end of the channel. The other one belongs to the child as soon as it is there.
    let channel: Int32
    private let other: Int32
    private let state = Mutex(State())

    /// - Throws: ``ModuleError`` when there are no descriptors left.
    init(_ isolation: Isolation) throws {
        self.isolation = isolation
        var ends: [Int32] = [-1, -1]
        let failure = ciso_channel(&ends)
        guard failure == 0 else { throw Self.refusal(String(cString: strerror(failure))) }
        (channel, other) = (ends[0], ends[1])
    }

    deinit { close(channel) }

    static func refusal(_ reason: String) -> ModuleError {
        ModuleError(.unknown, IsolationTexts.cannotStart(reason))
    }

    /// Starts it.
    ///
    /// - Parameter ended: called once, on the thread that has waited for it.
    func start(_ ended: @escaping @Sendable (End) -> Void) {
        OwnThread.run { ended(self.spawnAndWait()) }
    }

    private func spawnAndWait() -> End {
        var pid: pid_t = 0
        let words = [isolation.program] + isolation.arguments
        let texts = words.map { strdup($0) }
        defer { texts.forEach { free($0) } }
        let arguments = texts.map { UnsafePointer($0) } + [nil]
        let failure = state.withLock { state in
            // Killed before it was there.
            if state.isKilled { return ECANCELED }
            let failure = ciso_spawn(isolation.program, arguments, other, &pid)
            if failure == 0 { state.pid = pid }
            return failure
        }
        close(other)
        guard failure == 0 else { return .notStarted(reason: String(cString: strerror(failure))) }
        let status = ciso_wait(pid)
        // Its number may be another process's from here on.
        state.withLock { $0.hasEnded = true }
        let signal = ciso_signal(status)
        return signal == 0 ? .exited(ciso_exit_code(status)) : .signal(signal)
    }

    /// Ends it and whatever it might have started.
    func kill() {
        state.withLock { state in
            state.isKilled = true
            if state.pid != 0, !state.hasEnded { ciso_kill(state.pid) }
        }
    }

    /// Sends all bytes; false when nobody is there any more.
    func send(_ bytes: [UInt8]) -> Bool { ciso_send(channel, bytes, bytes.count) }
}

/// A thread for work that waits.
enum OwnThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs `body` on a thread of its own.
    static func run(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Body(body)).toOpaque()
        let isStarted = ciso_thread({ Unmanaged<Body>.fromOpaque($0!).takeRetainedValue().run() }, box, 1 << 20)
        // The machine has no thread left: it waits where it is.
        if !isStarted { Unmanaged<Body>.fromOpaque(box).takeRetainedValue().run() }
    }

    /// The result of work that may wait for ever (a named pipe that nobody writes to): whoever is cancelled does not.
    static func value<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let promise = Promise<Value>()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                promise.take(continuation)
                run { promise.settle(Result { try body() }) }
            }
        } onCancel: {
            promise.settle(.failure(CancellationError()))
        }
    }
}

/// A result that several may give; the first counts.
final class Promise<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value, any Error>)
        case settled(Result<Value, any Error>)
    }

    private let state = Mutex(State.open)

    /// Who waits for it.
    func take(_ continuation: CheckedContinuation<Value, any Error>) {
        let result: Result<Value, any Error>? = state.withLock { state in
            if case .settled(let result) = state { return result }
            state = .awaited(continuation)
            return nil
        }
        if let result { continuation.resume(with: result) }
    }

    func settle(_ result: Result<Value, any Error>) {
        let waiting: CheckedContinuation<Value, any Error>? = state.withLock { state in
            switch state {
            case .open:
                state = .settled(result)
                return nil
            case .awaited(let continuation):
                state = .settled(result)
                return continuation
            case .settled: return nil
            }
        }
        waiting?.resume(with: result)
    }
}
