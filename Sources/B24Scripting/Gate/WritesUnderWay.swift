import Bitrix24
import LuaRuntime
import Synchronization

/// The writes that are being sent, so that a run which is stopped can tell which of them may have happened.
///
/// A stop ends the script at once and cancels what it waits for; no script is left to be told. What became of its
/// writes is known a moment later, when the cancelled requests have come back.
final class WritesUnderWay: Sendable {
    /// A write whose answer nobody got: the script was stopped before it came.
    struct Lost: Sendable {
        var command: Command
        var error: PortalError
    }

    /// How the writes of a run have ended so far.
    struct Tally: Sendable, Equatable {
        /// By method.
        var done: [String: Int] = [:]
        var failed = 0
        var unknown = 0

        /// `crm.item.add 7, crm.item.update 3`
        var text: String { done.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ") }
    }

    private struct State {
        var count = 0
        var tally = Tally()
        var lost: [Lost] = []
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Sends one write, by `send`, and keeps it when its answer was lost to a stop.
    func one(_ command: Command, send: () async throws -> Response) async throws -> Response {
        begin()
        defer { end() }
        do {
            let response = try await send()
            state.withLock { $0.tally.done[command.method, default: 0] += 1 }
            return response
        } catch let error as PortalError {
            keep(command, error)
            throw error
        }
    }

    /// The same for the commands of a batch.
    ///
    /// - Parameter isWrite: which of them are writes.
    func many(
        _ commands: [(key: String, command: Command)], isWrite: [Bool], send: () async throws -> [CommandOutcome]
    ) async throws -> [CommandOutcome] {
        begin()
        defer { end() }
        let outcomes = try await send()
        for ((command, isWrite), outcome) in zip(zip(commands, isWrite), outcomes) where isWrite {
            switch outcome {
            case .done: state.withLock { $0.tally.done[command.command.method, default: 0] += 1 }
            case .failed(let error): keep(command.command, error)
            case .notRun: break
            }
        }
        return outcomes
    }

    /// What became of the writes so far.
    var tally: Tally { state.withLock { $0.tally } }

    /// Waits until nothing is under way.
    func drained() async {
        await withCheckedContinuation { continuation in
            let isDrained = state.withLock { state in
                if state.count > 0 { state.waiting.append(continuation) }
                return state.count == 0
            }
            if isDrained { continuation.resume() }
        }
    }

    /// Waits until nothing is under way, and gives what was lost since it was last taken.
    func settled() async -> [Lost] {
        await drained()
        return state.withLock { state in
            defer { state.lost = [] }
            return state.lost
        }
    }

    private func keep(_ command: Command, _ error: PortalError) {
        state.withLock { state in
            switch error.outcome {
            case .unknown: state.tally.unknown += 1
            case .refused, .failed: state.tally.failed += 1
            case .notRun: break
            }
        }
        guard Task.isCancelled, error.outcome == .unknown else { return }
        state.withLock { $0.lost.append(Lost(command: command, error: error)) }
    }

    private func begin() { state.withLock { $0.count += 1 } }

    private func end() {
        let waiting = state.withLock { state in
            state.count -= 1
            guard state.count == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
