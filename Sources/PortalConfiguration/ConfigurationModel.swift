import JSON

/// One object of a configuration: what it is called and what is said of it. What is not said is left to the portal.
public struct ConfigurationObject: Sendable, Hashable {
    /// Its name.
    public let address: Address
    /// By the names of ``Attribute``; other objects stand there by name: `{"workplace": "HR"}`.
    public var attributes: JSONObject
    /// The name that it had before.
    public var formerName: String?
    /// Where it is described.
    public var place: FilePlace?

    /// An object.
    public init(_ address: Address, _ attributes: JSONObject, place: FilePlace? = nil) {
        self.address = address
        self.attributes = attributes
        self.place = place
    }

    /// What the portal knows it by.
    public var naturalName: String { attributes[address.kind.naturalKey]?.stringValue ?? address.name }

    /// A funnel that is the default one of its smart process.
    var isDefault: Bool { attributes["isDefault"] == true }
}

/// What a portal is to be like, or is like, in names.
public struct ConfigurationModel: Sendable, Hashable {
    /// In the order of the description; what something is part of comes before it.
    public private(set) var objects: [ConfigurationObject] = []
    private var positions: [Address: Int] = [:]

    /// Nothing.
    public init() {}

    /// These objects; of two with the same name the first counts.
    public init(_ objects: some Sequence<ConfigurationObject>) {
        for object in objects { add(object) }
    }

    /// - Returns: whether the name was free.
    @discardableResult
    public mutating func add(_ object: ConfigurationObject) -> Bool {
        guard positions[object.address] == nil else { return false }
        positions[object.address] = objects.count
        objects.append(object)
        return true
    }

    /// An object by its name.
    public subscript(address: Address) -> ConfigurationObject? { positions[address].map { objects[$0] } }

    /// The parts of an object, or all objects of a kind that is part of nothing.
    public func parts(_ kind: ObjectKind, of parent: Address?) -> [ConfigurationObject] {
        objects.filter { $0.address.kind == kind && $0.address.parent == parent }
    }
}
