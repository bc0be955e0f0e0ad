/// Which grants there are. An object has one level at most for a code and an action, by itself and in each role.
public struct GrantTable: Sendable, Equatable {
    private struct Slot: Hashable {
        var object: GrantObject
        var action: GrantAction
    }

    /// A code by itself, or in a role.
    private struct Holder: Hashable {
        var code: AccessCode
        var role: String?
    }

    private var levels: [Slot: [Holder: GrantLevel]] = [:]

    /// A table with these grants; of two for the same code (in the same role), action and object the later one counts.
    public init(_ grants: [PlacedGrant] = []) {
        for placed in grants { set(placed.grant, on: placed.object) }
    }

    /// Whether there is no grant.
    public var isEmpty: Bool { levels.isEmpty }

    /// All grants, ordered by object, code and action.
    public var grants: [PlacedGrant] {
        levels.flatMap { slot, levels in
            levels.map { Self.placed($0, slot.action, $1, slot.object) }
        }.sorted { Self.order($0) < Self.order($1) }
    }

    /// Grants or takes back: replaces what the object said of code and action.
    public mutating func set(_ grant: Grant, on object: GrantObject) {
        levels[Slot(object: object, action: grant.action), default: [:]][Holder(code: grant.code, role: grant.role)] =
            grant.level
    }

    /// Lets an object say nothing of a code by itself and an action.
    public mutating func remove(_ code: AccessCode, _ action: GrantAction, on object: GrantObject) {
        let slot = Slot(object: object, action: action)
        levels[slot]?[Holder(code: code)] = nil
        if levels[slot]?.isEmpty == true { levels[slot] = nil }
    }

    /// Drops the grants on objects that fit.
    public mutating func removeAll(where fits: (GrantObject) -> Bool) {
        levels = levels.filter { !fits($0.key.object) }
    }

    /// What an object says of a code by itself and an action; `nil` when it says nothing.
    public func level(_ code: AccessCode, _ action: GrantAction, on object: GrantObject) -> GrantLevel? {
        levels[Slot(object: object, action: action)]?[Holder(code: code)]
    }

    /// Whether somebody may do something, how widely, and why.
    ///
    /// Administrators may do everything, guests nothing. For everybody else each of their codes counts by itself, and so
    /// does each role of a code: the nearest object that speaks of it decides. Over all of them the widest right counts.
    ///
    /// - Parameter chain: the objects that may speak of it, the nearest first (``GrantObject/chain(entityTypeID:categoryID:workplaceID:stageID:)``).
    public func decide(_ action: GrantAction, for person: Membership, at chain: [GrantObject]) -> Decision {
        if person.role.administersCRM { return Decision(.administrator) }
        if person.role == .guest { return Decision(.guest) }
        var nearest: [Holder: PlacedGrant] = [:]
        for object in chain {
            for (holder, level) in levels[Slot(object: object, action: action)] ?? [:]
            where nearest[holder] == nil && person.codes.contains(holder.code) {
                nearest[holder] = Self.placed(holder, action, level, object)
            }
        }
        guard !nearest.isEmpty else { return Decision(.nothingGranted) }
        return Decision(
            .grants(
                nearest.values.sorted {
                    $0.grant.level != $1.grant.level
                        ? $0.grant.level > $1.grant.level : Self.order($0) < Self.order($1)
                }))
    }

    private static func placed(
        _ holder: Holder, _ action: GrantAction, _ level: GrantLevel, _ object: GrantObject
    ) -> PlacedGrant {
        PlacedGrant(Grant(code: holder.code, action: action, level: level, role: holder.role), on: object)
    }

    /// By object, code and action; what a code has by itself comes before what its roles give it.
    private static func order(_ placed: PlacedGrant) -> (GrantObject, AccessCode, String, Int) {
        let grant = placed.grant
        return (placed.object, grant.code, grant.role ?? "", GrantAction.allCases.firstIndex(of: grant.action)!)
    }
}
