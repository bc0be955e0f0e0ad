import JSON

/// An object as the portal has it, by its id.
public struct PortalRecord: Sendable, Hashable {
    /// What it is.
    public let kind: ObjectKind
    /// What the portal calls it.
    public let id: String
    /// What it is part of.
    public let parentID: String?
    /// As in a model; other objects stand there by id: `{"workplace": "13"}`.
    public var attributes: JSONObject
    /// What the portal sorts it by.
    public var sort: Int64
    /// What only REST needs: the `entityTypeId` of a smart process, `SYSTEM` of a stage.
    public var facts: JSONObject

    /// An object.
    public init(
        _ kind: ObjectKind, id: String, parentID: String? = nil, _ attributes: JSONObject, sort: Int64 = 0,
        facts: JSONObject = [:]
    ) {
        self.kind = kind
        self.id = id
        self.parentID = parentID
        self.attributes = attributes
        self.sort = sort
        self.facts = facts
    }

    /// What it is known by.
    public var naturalName: String { attributes[kind.naturalKey]?.stringValue ?? id }
}

/// What a portal has. Of smart processes that nobody asked about there is the title alone.
public struct PortalSnapshot: Sendable {
    /// Whatever something is part of comes before it; siblings are in the portal's order.
    public var objects: [PortalRecord]
    /// The smart processes that were read with all their parts, by id.
    public var readInFull: Set<String>
    /// Whether the portal tells who may do what: a self-hosted one with methods of its own.
    public var tellsGrants = false

    /// A snapshot.
    public init(_ objects: [PortalRecord], readInFull: Set<String>) {
        self.objects = objects
        self.readInFull = readInFull
    }
}
