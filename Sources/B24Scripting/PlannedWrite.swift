public import Bitrix24

/// A write that a dry run did not send.
public struct PlannedWrite: Sendable {
    /// What would have been sent.
    public var command: Command
    /// Whether it writes or destroys.
    public var effect: MethodCatalogue.Effect
    /// The script line that made it: `team/leave.lua:41`.
    public var position: String?

    /// A planned write.
    public init(command: Command, effect: MethodCatalogue.Effect, position: String?) {
        self.command = command
        self.effect = effect
        self.position = position
    }
}
