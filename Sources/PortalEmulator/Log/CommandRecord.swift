/// A command that the portal executed or refused, read or write: a request of its own, or one of a batch.
public struct CommandRecord: Sendable, Equatable {
    /// As the documentation spells it; as the caller did when it has no such method.
    public let method: String
    /// What became of it.
    public let outcome: WriteRecord.Outcome
}
