import Bitrix24
import Synchronization

/// Whether calls that are under way at the same time travel together: while a bulk loop (`b24.map`) runs.
///
/// Everywhere else a call goes out at once: whoever makes one call after the other would only wait for company.
final class Packing: Sendable {
    private struct State {
        var loops = 0
        var packer: CallPacker?
    }

    private let state = Mutex(State())

    /// A bulk loop begins.
    func begin() { state.withLock { $0.loops += 1 } }

    /// A bulk loop ends.
    func end() { state.withLock { $0.loops = max(0, $0.loops - 1) } }

    /// The run has ended, however it did.
    func reset() { state.withLock { $0.loops = 0 } }

    /// Sends a command, alone or in company.
    ///
    /// - Parameter willSend: called right before it leaves.
    func send(
        _ command: Command, by client: PortalClient, willSend: @escaping CallPacker.WillSend = {}
    ) async throws -> Response {
        let packer = state.withLock { state -> CallPacker? in
            guard state.loops > 0 else { return nil }
            if state.packer == nil { state.packer = CallPacker(client) }
            return state.packer
        }
        if let packer { return try await packer.call(command, willSend: willSend) }
        try await willSend()
        return try await client.call(command)
    }
}
