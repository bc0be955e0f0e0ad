/// Whether somebody may do something, how widely, and which grant or which lack decides.
public struct Decision: Sendable, Equatable {
    /// What decides.
    public enum Reason: Sendable, Equatable {
        /// Those who administer CRM may do everything.
        case administrator
        /// Guests have no place in CRM.
        case guest
        /// The nearest grant of each code that the person carries, the widest first. All of them may be ``GrantLevel/none``.
        case grants([PlacedGrant])
        /// Nothing speaks of any of the person's codes.
        case nothingGranted
    }

    /// What decides.
    public let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    /// The widest level.
    public var level: GrantLevel {
        switch reason {
        case .administrator: .all
        case .guest, .nothingGranted: .none
        case .grants(let grants): grants.first?.grant.level ?? .none
        }
    }

    /// All levels that count: an element is within reach when one of them reaches it. (An element of a colleague that is
    /// not open is within reach of `department`, not of the wider `open`.)
    public var levels: [GrantLevel] {
        switch reason {
        case .grants(let grants):
            let given = Set(grants.map(\.grant.level))
            return given.contains(.all) ? [.all] : given.subtracting([.none]).sorted(by: >)
        default: return level == .none ? [] : [level]
        }
    }

    /// Whether the action is allowed on some element at least.
    public var isAllowed: Bool { level > .none }

    /// Whether the action is allowed on an element.
    ///
    /// - Parameters:
    ///   - owner: how the one who is responsible for it stands to the person.
    ///   - isOpened: whether it is "available to everyone".
    public func allows(_ owner: Ownership, isOpened: Bool) -> Bool {
        levels.contains { $0.reaches(owner, isOpened: isOpened) }
    }

    /// The grant that decides about an element, or about the whole place without one; `nil` when none allows it, and for
    /// administrators.
    public func decisive(_ element: (owner: Ownership, isOpened: Bool)? = nil) -> PlacedGrant? {
        guard case .grants(let grants) = reason else { return nil }
        return grants.first { placed in
            element.map { placed.grant.level.reaches($0.owner, isOpened: $0.isOpened) } ?? (placed.grant.level > .none)
        }
    }
}
