import Bitrix24
import Synchronization

/// The records of one batch: each of its requests is written down in one transaction before it leaves and in one after
/// its answer.
final class BatchRecord: Sendable {
    private struct State {
        /// The handles of commands whose outcome has not been recorded, by position.
        var open: [Int: Int64] = [:]
        var failure: ModuleError?
    }

    private let intents: [Int: WriteIntent]
    private let recorder: WriteRecorder
    private let client: PortalClient
    private let state = Mutex(State())

    /// - Parameter intents: what is to be recorded, by the position of the command.
    init(intents: [Int: WriteIntent], recorder: WriteRecorder, client: PortalClient) {
        self.intents = intents
        self.client = client
        self.recorder = recorder
    }

    /// Why a request could not be recorded, and was not sent.
    var failure: ModuleError? { state.withLock { $0.failure } }

    func willSend(_ positions: [Int]) async throws(PortalError) {
        let new = state.withLock { state in
            positions.filter { intents[$0] != nil && state.open[$0] == nil }
        }
        guard !new.isEmpty else { return }
        let known = await recorder.knowing(new.compactMap { intents[$0] }, client)
        if Task.isCancelled {
            throw PortalError(kind: .cancelled, method: known.first?.command.method, outcome: .notRun)
        }
        do {
            let handles = try await recorder.begin(known)
            state.withLock { state in
                for (position, handle) in zip(new, handles) { state.open[position] = handle }
            }
        } catch {
            let method = known.first?.command.method
            state.withLock { $0.failure = JournalError.refusal(error, method: method) }
            throw PortalError(kind: .policyDenied, method: method, outcome: .notRun)
        }
    }

    func settled(_ outcomes: [(position: Int, outcome: CommandOutcome)]) async {
        let ends = state.withLock { state in
            outcomes.compactMap { position, outcome in
                state.open.removeValue(forKey: position).flatMap { handle in
                    intents[position].map { (handle: handle, command: $0.command, outcome: outcome) }
                }
            }
        }
        await recorder.end(ends)
    }
}
