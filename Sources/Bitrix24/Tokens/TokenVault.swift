/// Where one token is kept, for all processes of a user.
public protocol TokenVault: Sendable {
    /// Runs something while no other process does the same for this token; waits for its turn.
    ///
    /// A process that dies leaves the lock.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits, what `body` throws, and a
    ///   ``PortalError`` or an error of the vault's own when there can be no lock.
    func withLock<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result

    /// What is kept now; `nil` when it was erased.
    func load() async throws -> PortalToken?

    /// Keeps a token in the place of the one before. Returns when it is safe: after a crash at any moment the old one or the
    /// new one is there, whole.
    func save(_ token: PortalToken) async throws
}
