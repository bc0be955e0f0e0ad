import LuaSyntax

/// The name of an object in a configuration, with the names of what it is part of.
public struct Address: Sendable, Hashable {
    /// What it is.
    public let kind: ObjectKind
    /// The names from the outermost: `["Leave", "General", "NEW"]` of a stage.
    public let path: [String]

    /// `Address(.funnel, ["Leave", "General"])`
    public init(_ kind: ObjectKind, _ path: [String]) {
        self.kind = kind
        self.path = path
    }

    /// Its own name.
    public var name: String { path.last ?? "" }

    /// What it is part of.
    public var parent: Address? { kind.parent.map { Address($0, path.dropLast()) } }

    /// A part of it.
    public func part(_ kind: ObjectKind, _ name: String) -> Address { Address(kind, path + [name]) }

    /// Itself and what it is part of, the innermost first.
    public var lineage: [Address] { [self] + (parent?.lineage ?? []) }

    /// The same with another name for it or for something that it is part of.
    func renamed(_ old: Address, to name: String) -> Address {
        guard lineage.contains(old) else { return self }
        var path = path
        path[old.path.count - 1] = name
        return Address(kind, path)
    }
}

extension Address: CustomStringConvertible {
    /// `spa "Leave" / funnel "General"`, as a description has it.
    public var description: String {
        let own = "\(kind.rawValue) \(LuaLiteral.quote(name.utf8))"
        return parent.map { "\($0) / \(own)" } ?? own
    }
}
