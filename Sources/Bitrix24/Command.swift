public import JSON

/// One REST command: a method and its parameters.
public struct Command: Sendable, Hashable {
    /// Its dotted name: `crm.item.list`.
    public var method: String
    /// Sent as they are, in their order.
    public var parameters: JSONObject
    /// The version of REST that is asked for; `nil` leaves it to the documentation, see ``usedVersion``.
    public var restVersion: RESTVersion?

    /// A command: `Command("crm.type.get", ["id": 13])`.
    public init(_ method: String, _ parameters: JSONObject = [:], restVersion: RESTVersion? = nil) {
        self.method = method
        self.parameters = parameters
        self.restVersion = restVersion
    }
}
