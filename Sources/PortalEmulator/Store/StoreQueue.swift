import GRDB
import Synchronization

/// The way to the database of a portal. Its end waits for whoever is inside, and who comes later gets an error: GRDB itself
/// would hand SQLite a connection that is gone, which ends the process.
final class StoreQueue: Sendable {
    private struct State {
        var users = 0
        var isClosed = false
        var waitsForLast: [CheckedContinuation<Void, Never>] = []
    }

    private let queue: DatabaseQueue
    private let state = Mutex(State())

    init(_ queue: DatabaseQueue) { self.queue = queue }

    /// - Throws: ``LocalPortalError`` after ``close()``, or whatever `body` throws; the same below.
    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try enter()
        defer { leave() }
        return try queue.read(body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try enter()
        defer { leave() }
        return try await queue.read(body)
    }

    func write<T>(_ body: (Database) throws -> T) throws -> T {
        try enter()
        defer { leave() }
        return try queue.write(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try enter()
        defer { leave() }
        return try await queue.write(body)
    }

    func writeWithoutTransaction<T>(_ body: (Database) throws -> T) throws -> T {
        try enter()
        defer { leave() }
        return try queue.writeWithoutTransaction(body)
    }

    /// Makes another database, which is empty, the same as this one.
    func copy(to other: DatabaseQueue) throws {
        try enter()
        defer { leave() }
        try queue.backup(to: other)
    }

    /// Lets nobody in any more, and closes the database once everybody is out. A second call does nothing.
    func close() async throws {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                state.isClosed = true
                if state.users > 0 { state.waitsForLast.append(continuation) }
                return state.users == 0
            }
            if isEmpty { continuation.resume() }
        }
        try queue.close()
    }

    private func enter() throws {
        try state.withLock { state in
            guard !state.isClosed else { throw LocalPortalError(Texts.portalHasEnded) }
            state.users += 1
        }
    }

    private func leave() {
        let waiting = state.withLock { state in
            state.users -= 1
            guard state.users == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waitsForLast = [] }
            return state.waitsForLast
        }
        for continuation in waiting { continuation.resume() }
    }
}
