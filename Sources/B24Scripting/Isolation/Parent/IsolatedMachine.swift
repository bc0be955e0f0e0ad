import Bitrix24
import LuaRuntime
import Synchronization

/// Runs scripts and entries in processes of their own, each in a new one: what an entry leaves, the next one does not find.
final class IsolatedMachine: Sendable {
    private let isolation: Isolation
    private let limits: LimitsInForce
    private let context: ModuleContext
    private let modules: ModuleLoader
    private let running = Mutex<IsolatedRun?>(nil)

    init(_ isolation: Isolation, _ limits: LimitsInForce, _ context: ModuleContext, _ modules: ModuleLoader) {
        self.isolation = isolation
        self.limits = limits
        self.context = context
        self.modules = modules
    }

    /// Runs a chunk to its end, and its process with it.
    ///
    /// - Parameter isEntry: its results are for display.
    func run(_ chunk: LuaChunk, isEntry: Bool) async throws -> [LuaValue] {
        guard chunk.environment == nil else {
            throw ModuleError(
                .policyDenied, IsolationTexts.noLibraries(chunk.name), hint: IsolationTexts.noLibrariesHint)
        }
        let assignment = Assignment(
            chunk: chunk, isEntry: isEntry, arguments: context.arguments, language: context.language,
            portalName: context.portalName, limits: limits.ofMachine, policy: context.policy,
            width: context.console.width,
            isTerminal: context.console.isTerminal)
        let run = try IsolatedRun(isolation, assignment, context, Errands(context, modules))
        running.withLock { $0 = run }
        defer { running.withLock { $0 = nil } }
        return try await run.results()
    }

    /// Stops what runs.
    func interrupt() { running.withLock { $0 }?.interrupt() }
}
