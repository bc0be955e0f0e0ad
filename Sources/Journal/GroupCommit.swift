import GRDB

/// Commits what is waiting together: while one transaction flushes the disk, the work of others gathers for the next.
actor GroupCommit {
    typealias Work = @Sendable (Database) throws -> Void

    private struct Job {
        let work: Work
        let continuation: CheckedContinuation<Void, any Error>
    }

    private let queue: DatabaseQueue
    private var waiting: [Job] = []
    private var isCommitting = false
    /// How many transactions there were.
    private(set) var commits = 0

    init(_ queue: DatabaseQueue) { self.queue = queue }

    /// Does some work in a transaction, in the order of the calls; returns when it is safe on disk.
    ///
    /// Not cancelled with the caller: what a stopped run has sent must be recorded all the same.
    func commit(_ work: @escaping Work) async throws {
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(Job(work: work, continuation: continuation))
            if !isCommitting {
                isCommitting = true
                Task { await self.drain() }
            }
        }
    }

    private func drain() async {
        while !waiting.isEmpty {
            let jobs = waiting
            waiting = []
            commits += 1
            do {
                try await queue.write { database in
                    for job in jobs { try job.work(database) }
                }
                for job in jobs { job.continuation.resume() }
            } catch {
                for job in jobs { job.continuation.resume(throwing: error) }
            }
        }
        isCommitting = false
    }
}
