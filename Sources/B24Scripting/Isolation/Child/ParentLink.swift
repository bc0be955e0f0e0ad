internal import CIsolation
import Bitrix24
import JSON
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The isolated process's side of the channel: everything that it can have done.
///
/// Asynchronous callers wait as tasks; Lua's own thread, which reads files and modules, waits itself.
final class ParentLink: Sendable {
    /// Who waits for an answer.
    private enum Waiting {
        case task(CheckedContinuation<Frame, Never>)
        case thread(Answer)
    }

    /// The answer for a thread that waits.
    private final class Answer: Sendable {
        private let event = UInt(bitPattern: ciso_event_new())
        private let frame = Mutex<Frame?>(nil)

        deinit { ciso_event_free(OpaquePointer(bitPattern: event)) }

        func give(_ answer: Frame) {
            frame.withLock { $0 = answer }
            ciso_event_signal(OpaquePointer(bitPattern: event))
        }

        func wait() -> Frame {
            ciso_event_wait(OpaquePointer(bitPattern: event))
            guard let frame = frame.withLock({ $0 }) else { preconditionFailure("woken without an answer") }
            return frame
        }
    }

    private struct State {
        var last: UInt64 = 0
        var waiting: [UInt64: Waiting] = [:]
    }

    private let state = Mutex(State())
    /// One message at a time.
    private let sending = Mutex(())

    // MARK: Asking

    /// Says something that is not answered.
    func say(_ kind: FrameKind, _ payload: JSONObject = [:]) { send(Frame(kind, payload.wireBytes)) }

    /// Has something done.
    ///
    /// - Returns: what the answer says.
    /// - Throws: what the parent threw.
    func ask(_ kind: FrameKind, _ payload: [UInt8]) async throws -> [UInt8] {
        try Self.check(payload)
        let id = number()
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                wait(for: id, .task(continuation))
                send(Frame(kind, id: id, payload))
                // Whoever cancels before it is sent has cancelled nothing.
                if Task.isCancelled { send(Frame(.cancel, id: id)) }
            }
        } onCancel: {
            // The answer still comes: it tells what became of the call.
            send(Frame(.cancel, id: id))
        }
        return try Self.content(answer)
    }

    func ask(_ kind: FrameKind, _ payload: JSONObject = [:]) async throws -> Wire {
        try Wire(await ask(kind, payload.wireBytes))
    }

    /// Has something done, and keeps the calling thread until it is.
    func wait(_ kind: FrameKind, _ payload: [UInt8]) throws -> [UInt8] {
        try Self.check(payload)
        let id = number()
        let answer = Answer()
        wait(for: id, .thread(answer))
        send(Frame(kind, id: id, payload))
        return try Self.content(answer.wait())
    }

    private func number() -> UInt64 {
        state.withLock { state in
            state.last += 1
            return state.last
        }
    }

    private func wait(for id: UInt64, _ waiting: Waiting) { state.withLock { $0.waiting[id] = waiting } }

    private func send(_ frame: Frame) {
        let bytes = frame.bytes
        // Without a parent there is nothing to be done.
        if !sending.withLock({ _ in ciso_say(bytes, bytes.count) }) { Self.leave() }
    }

    private static func check(_ payload: [UInt8]) throws {
        guard payload.count + Frame.least <= Isolation.mostFromChild else {
            throw ModuleError(
                .limitExceeded, IsolationTexts.tooMuch(payload.count), hint: IsolationTexts.tooMuchHint)
        }
    }

    private static func content(_ answer: Frame) throws -> [UInt8] {
        switch answer.kind {
        case .portalError: throw try PortalError(Wire(answer.payload))
        case .moduleError: throw try ModuleError(Wire(answer.payload))
        case .foreignError: throw try ForeignError(Wire(answer.payload))
        default: return answer.payload
        }
    }

    // MARK: Listening

    /// Gives answers to those who wait for them, for ever; the thread that calls it does nothing else.
    ///
    /// - Parameter stop: called when the script is to stop.
    func listen(_ reader: ChannelReader, stop: () -> Void) -> Never {
        while let frame = try? reader.next() {
            guard frame.kind != .stop else {
                stop()
                continue
            }
            switch state.withLock({ $0.waiting.removeValue(forKey: frame.id) }) {
            case .task(let continuation): continuation.resume(returning: frame)
            case .thread(let answer): answer.give(frame)
            case nil: break
            }
        }
        Self.leave()
    }

    static func leave() -> Never { exit(1) }
}
