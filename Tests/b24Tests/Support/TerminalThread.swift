import Dispatch

/// Where tests wait for a terminal: such a wait keeps its thread, and the threads that tasks share belong to the portals.
@globalActor actor TerminalThread {
    static let shared = TerminalThread()
    private static let executor = Executor()

    nonisolated var unownedExecutor: UnownedSerialExecutor { Self.executor.asUnownedSerialExecutor() }

    private final class Executor: SerialExecutor {
        private let queue = DispatchQueue(label: "terminal")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
        }
    }
}
