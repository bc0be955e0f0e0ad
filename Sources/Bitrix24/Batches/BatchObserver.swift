/// Someone who follows a batch request by request: what is about to leave, and what became of it.
public struct BatchObserver: Sendable {
    /// Outcomes that are known already, by the position of the command: these are not sent, and references to them are
    /// resolved.
    public var known: [Int: CommandOutcome] = [:]
    /// Called before a request leaves, with the positions of its commands. A command that did not run with its chunk
    /// leaves once more, with another one. What is thrown becomes the outcome of these commands, and nothing is sent
    /// any more.
    public var willSend: @Sendable ([Int]) async throws(PortalError) -> Void = { _ throws(PortalError) in }
    /// Called with what a request has settled.
    public var settled: @Sendable ([(position: Int, outcome: CommandOutcome)]) async -> Void = { _ in }

    /// An observer who does nothing.
    public init() {}
}
