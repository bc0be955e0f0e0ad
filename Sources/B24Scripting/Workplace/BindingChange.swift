/// What changes in the set of smart processes of a workplace, worked out before anything is written.
///
/// A smart process lives in one place: CRM or one workplace. An update of a workplace replaces its whole set, and the
/// portal takes a type from where it was without asking.
struct BindingChange: Sendable, Hashable {
    /// Where a smart process is before the change.
    enum Place: Sendable, Hashable {
        case crm
        case workplace(Workplace)
    }

    /// One that comes from somewhere else.
    struct Move: Sendable, Hashable {
        let typeID: Int64
        let from: Place
    }

    let before: [Int64]
    /// The whole set to write: what stays in its old order, then what is new.
    let after: [Int64]
    let added: [Int64]
    let removed: [Int64]
    let moves: [Move]

    /// - Parameters:
    ///   - workplace: as it is now; `nil` before it exists.
    ///   - add: types that have to be in it.
    ///   - remove: types that must not.
    ///   - all: every workplace of the portal, to know where types come from.
    init(_ workplace: Workplace?, add: [Int64], remove: [Int64], all: [Workplace]) {
        let before = workplace?.typeIDs ?? []
        let unwanted = Set(remove)
        var after = before.filter { !unwanted.contains($0) }
        for type in add where !after.contains(type) && !unwanted.contains(type) { after.append(type) }
        self.init(workplace, before: before, after: after, all: all)
    }

    /// The change to exactly this set.
    init(_ workplace: Workplace?, exactly types: [Int64], all: [Workplace]) {
        let before = workplace?.typeIDs ?? []
        var after = before.filter(types.contains)
        for type in types where !after.contains(type) { after.append(type) }
        self.init(workplace, before: before, after: after, all: all)
    }

    private init(_ workplace: Workplace?, before: [Int64], after: [Int64], all: [Workplace]) {
        self.before = before
        self.after = after
        added = after.filter { !before.contains($0) }
        removed = before.filter { !after.contains($0) }
        moves = added.map { type in
            let home = all.first { $0.id != workplace?.id && $0.typeIDs.contains(type) }
            return Move(typeID: type, from: home.map(Place.workplace) ?? .crm)
        }
    }

    var isEmpty: Bool { added.isEmpty && removed.isEmpty }
}
