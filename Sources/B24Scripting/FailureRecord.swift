public import Bitrix24
public import JSON

/// One failed item, in the one shape that `b24.map`, `--json` and logs share.
public struct FailureRecord: Sendable {
    /// `{ok=false, index, item, resource, method, kind, code, error, hint, status, outcome, attempts, timestamp}`
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }
}

/// A write that a dry run did not send.
public struct PlannedWrite: Sendable {
    public var command: Command
    public var effect: MethodCatalogue.Effect
    /// The script line that made it.
    public var position: String?
    public init(command: Command, effect: MethodCatalogue.Effect, position: String?) {
        self.command = command
        self.effect = effect
        self.position = position
    }
}
