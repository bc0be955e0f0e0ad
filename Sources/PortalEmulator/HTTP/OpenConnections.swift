import NIOCore
import Synchronization

/// The connections of a server, so that stopping it can end them.
final class OpenConnections: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isSealed = false
    }

    private let state = Mutex(State())

    /// Takes note of a new connection until it closes; after ``seal()`` closes it at once.
    func add(_ channel: any Channel) {
        let isWelcome = state.withLock { state in
            guard !state.isSealed else { return false }
            state.channels[ObjectIdentifier(channel)] = channel
            return true
        }
        guard isWelcome else { return channel.close(promise: nil) }
        channel.closeFuture.whenComplete { [self] _ in
            state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
        }
    }

    /// Admits no more connections.
    /// - Returns: those that are open.
    func seal() -> [any Channel] {
        state.withLock { state in
            state.isSealed = true
            return Array(state.channels.values)
        }
    }
}
