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

    private struct State {
        var count = 0
        var lost: [Lost] = []
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Sends one write, by `send`, and keeps it when its answer was lost to a stop.
    func one(_ command: Command, send: () async throws -> Response) async throws -> Response {
        begin()
        defer { end() }
        do {
            return try await send()
        } catch let error as PortalError {
            keep(command, error)
            throw error
        }
    }

    /// The same for the commands of a batch.
    func many(
        _ commands: [(key: String, command: Command)], send: () async throws -> [CommandOutcome]
    ) async throws -> [CommandOutcome] {
        begin()
        defer { end() }
        let outcomes = try await send()
        for (command, outcome) in zip(commands, outcomes) {
            if case .failed(let error) = outcome { keep(command.command, error) }
        }
        return outcomes
    }

    /// Waits until nothing is under way, and gives what was lost since it was last taken.
    func settled() async -> [Lost] {
        await withCheckedContinuation { continuation in
            let isSettled = state.withLock { state in
                if state.count > 0 { state.waiting.append(continuation) }
                return state.count == 0
            }
            if isSettled { continuation.resume() }
        }
        return state.withLock { state in
            defer { state.lost = [] }
            return state.lost
        }
    }

    private func keep(_ command: Command, _ error: PortalError) {
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
