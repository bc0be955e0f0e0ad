import Bitrix24
import Synchronization

/// The client of a session, connected at the first use.
final class LazyClient: Sendable {
    private let connect: @Sendable () async throws -> PortalClient
    private let connection = Mutex<Task<PortalClient, any Error>?>(nil)

    init(_ connect: @escaping @Sendable () async throws -> PortalClient) { self.connect = connect }

    /// The client. A connection that failed is tried again at the next call.
    func client() async throws -> PortalClient {
        let task = connection.withLock { task in
            if let task { return task }
            let connect = connect
            let new = Task { try await connect() }
            task = new
            return new
        }
        do {
            return try await task.value
        } catch {
            connection.withLock { if $0 == task { $0 = nil } }
            throw error
        }
    }

    /// The client, if one is connected: for what is worth saying, but not worth connecting for.
    var connected: PortalClient? {
        get async { try? await connection.withLock({ $0 })?.value }
    }
}
