/// Which grants there are. An object has one level at most for a code and an action.
public struct GrantTable: Sendable, Equatable {
    private struct Slot: Hashable {
        var object: GrantObject
        var action: GrantAction
    }

    private var levels: [Slot: [AccessCode: GrantLevel]] = [:]

    /// A table with these grants; of two for the same code, action and object the later one counts.
    public init(_ grants: [PlacedGrant] = []) {
        for placed in grants { set(placed.grant, on: placed.object) }
    }

    /// Whether there is no grant.
    public var isEmpty: Bool { levels.isEmpty }

    /// All grants, ordered by object, code and action.
    public var grants: [PlacedGrant] {
        levels.flatMap { slot, levels in
            levels.map { PlacedGrant(Grant(code: $0, action: slot.action, level: $1), on: slot.object) }
        }.sorted { Self.order($0) < Self.order($1) }
    }

    /// Grants or takes back: replaces what the object said of code and action.
    public mutating func set(_ grant: Grant, on object: GrantObject) {
        levels[Slot(object: object, action: grant.action), default: [:]][grant.code] = grant.level
    }

    /// Lets an object say nothing of a code and an action.
    public mutating func remove(_ code: AccessCode, _ action: GrantAction, on object: GrantObject) {
        let slot = Slot(object: object, action: action)
        levels[slot]?[code] = nil
        if levels[slot]?.isEmpty == true { levels[slot] = nil }
    }

    /// Drops the grants on objects that fit.
    public mutating func removeAll(where fits: (GrantObject) -> Bool) {
        levels = levels.filter { !fits($0.key.object) }
    }

    /// What an object says of a code and an action; `nil` when it says nothing.
    public func level(_ code: AccessCode, _ action: GrantAction, on object: GrantObject) -> GrantLevel? {
        levels[Slot(object: object, action: action)]?[code]
    }

    /// Whether somebody may do something, how widely, and why.
    ///
    /// Administrators may do everything, guests nothing. For everybody else each of their codes counts by itself, as a
    /// role does: the nearest object that speaks of the code decides. Over the codes the widest right counts.
    ///
    /// - Parameter chain: the objects that may speak of it, the nearest first (``GrantObject/chain(entityTypeID:categoryID:workplaceID:stageID:)``).
    public func decide(_ action: GrantAction, for person: Membership, at chain: [GrantObject]) -> Decision {
        if person.role.administersCRM { return Decision(.administrator) }
        if person.role == .guest { return Decision(.guest) }
        var nearest: [AccessCode: PlacedGrant] = [:]
        for object in chain {
            for (code, level) in levels[Slot(object: object, action: action)] ?? [:]
            where nearest[code] == nil && person.codes.contains(code) {
                nearest[code] = PlacedGrant(Grant(code: code, action: action, level: level), on: object)
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

    private static func order(_ placed: PlacedGrant) -> (Int, Int, Int, String, AccessCode, Int) {
        let rank =
            switch placed.object {
            case .crm: 0
            case .workplaces: 1
            case .workplace: 2
            case .spa: 3
            case .funnel: 4
            case .stage: 5
            }
        let funnel = placed.object.funnel?.categoryID ?? 0
        return (
            rank, placed.object.entityTypeID ?? 0, funnel, placed.object.key, placed.grant.code,
            GrantAction.allCases.firstIndex(of: placed.grant.action)!
        )
    }
}
