public import Localization
import Synchronization

/// Where one token is kept, for all processes of a user.
public protocol TokenVault: Sendable {
    /// Runs something while no other process does the same for this token; waits for its turn.
    ///
    /// A process that dies leaves the lock.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits, what `body` throws, and ``VaultError`` when
    ///   there can be no lock.
    func withLock<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result

    /// What is kept now; `nil` when it was erased.
    ///
    /// - Throws: ``VaultError``, or ``PortalError`` when what is kept is no token.
    func load() async throws -> PortalToken?

    /// Keeps a token in the place of the one before. Returns when it is safe: after a crash at any moment the old one or the
    /// new one is there, whole.
    ///
    /// - Throws: ``VaultError``.
    func save(_ token: PortalToken) async throws

    /// Whether what is saved outlives the process.
    var isLasting: Bool { get }
}

/// Why a vault does not open or keep. Carries no secret.
public struct VaultError: Error, Sendable {
    /// One sentence for a person, without a full stop.
    public var text: LocalizedText
    /// What to do about it.
    public var hint: LocalizedText?

    /// An error.
    public init(_ text: LocalizedText, hint: LocalizedText? = nil) {
        self.text = text
        self.hint = hint
    }
}

/// A vault inside one process, for a token that no store keeps: what is renewed is known to this process alone.
public final class MemoryVault: TokenVault {
    private let token: Mutex<PortalToken>

    /// A vault with a token.
    public init(_ token: PortalToken) { self.token = Mutex(token) }

    /// Runs it at once: no other process has this vault, and one process renews once at a time.
    public func withLock<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        try await body()
    }

    /// The token.
    public func load() async -> PortalToken? { token.withLock { $0 } }

    /// Keeps it as long as the process runs.
    public func save(_ token: PortalToken) async { self.token.withLock { $0 = token } }

    /// `false`
    public var isLasting: Bool { false }
}
