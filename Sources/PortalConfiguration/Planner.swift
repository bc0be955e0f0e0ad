import JSON

/// Compares what is described with what the portal has.
public struct Planner {
    private let desired: ConfigurationModel
    private let naming: Naming
    private let book: NameBook
    private let prunes: Bool
    private let deviating: [Address: Int]
    private var plan = ChangePlan()
    private var doomed: Set<Address> = []

    /// The plan.
    ///
    /// - Parameters:
    ///   - prunes: whether what is not described any more is deleted.
    ///   - deviating: how many elements are not as the ``AccessRule`` of an object says.
    public static func plan(
        _ desired: ConfigurationModel, _ naming: Naming, _ book: NameBook, prunes: Bool,
        deviating: [Address: Int] = [:]
    ) -> ChangePlan {
        var planner = Planner(desired: desired, naming: naming, book: book, prunes: prunes, deviating: deviating)
        for object in desired.objects { planner.take(object) }
        for kind in ObjectKind.allCases where kind.isOrdered {
            for parent in desired.objects where parent.address.kind == kind.parent {
                planner.order(kind, of: parent.address)
            }
        }
        planner.findUndescribed()
        planner.plan.adopted = naming.adopted
        planner.plan.steps = planner.plan.steps.enumerated()
            .sorted { ($0.element.phase, $0.offset) < ($1.element.phase, $1.offset) }.map(\.element)
        return planner.plan
    }

    private init(
        desired: ConfigurationModel, naming: Naming, book: NameBook, prunes: Bool, deviating: [Address: Int]
    ) {
        self.desired = desired
        self.naming = naming
        self.book = book
        self.prunes = prunes
        self.deviating = deviating
    }

    // MARK: What is described

    private mutating func take(_ object: ConfigurationObject) {
        let address = object.address
        let current = naming.model[address]
        var changes: [Attribute.Part: [PlanStep.Change]] = [:]
        for attribute in Attribute.of(address.kind) {
            guard let wanted = object.attributes[attribute.name] else { continue }
            // Nothing tells or sets the rights of a workplace, not even on a portal with methods of its own.
            if attribute.part == .grants, !naming.snapshot.tellsGrants || address.kind == .workplace {
                grantByHand(wanted, address)
                continue
            }
            if attribute.part == .access {
                rule(wanted, address)
                continue
            }
            let before = current?.attributes[attribute.name]
            if case .options = attribute.form, !prunes {
                plan.undescribed += others(than: wanted, in: before)
                    .map { .init(address, option: $0["value"]?.stringValue) }
            }
            let after = merged(wanted, before, attribute)
            guard !same(after, before, attribute) else { continue }
            if current != nil, attribute.isFixed {
                // The code is what it was found by.
                if attribute.name == address.kind.naturalKey { continue }
                plan.manual.append(
                    .init(address: address, text: ManualTexts.fixed(address, attribute.name, before, after)))
                continue
            }
            changes[attribute.part, default: []].append(.init(name: attribute.name, before: before, after: after))
        }
        if current == nil {
            plan.steps.append(PlanStep(.create, address, .fields, changes[.fields] ?? []))
        } else if let changes = changes[.fields] {
            plan.steps.append(PlanStep(.change, address, .fields, id: naming.objects[address]?.id, changes))
        }
        for part in [Attribute.Part.home, .relations, .card, .grants] {
            guard let changes = changes[part] else { continue }
            // A new smart process lives in CRM and is related to nothing.
            if current == nil, changes.allSatisfy({ $0.after == false || $0.after == .array([]) }) { continue }
            plan.steps.append(
                PlanStep(
                    part == .home ? .move : .change, address, part, id: naming.objects[address]?.id, changes))
        }
    }

    /// Elements that are not as the rule says.
    private mutating func rule(_ wanted: JSONValue, _ address: Address) {
        guard let count = deviating[address], count > 0 else { return }
        plan.steps.append(
            PlanStep(
                .change, address, .access, id: naming.objects[address]?.id,
                [.init(name: "access", before: nil, after: wanted)], elements: count))
    }

    /// Nobody can look whether it is so: a person says that it is done.
    private mutating func grantByHand(_ wanted: JSONValue, _ address: Address) {
        let text = JSONWriter.string(wanted)
        guard book.confirmed(address) != text else { return }
        let grants = GrantRows.grants(wanted)
        if grants.isEmpty {
            plan.manual.append(.init(address: address, text: ManualTexts.noGrants(address), grants: text))
        }
        for grant in grants {
            plan.manual.append(.init(address: address, text: ManualTexts.grant(grant, address), grants: text))
        }
    }

    /// What an attribute becomes: of tables by key, what is not said stays.
    private func merged(_ wanted: JSONValue, _ before: JSONValue?, _ attribute: Attribute) -> JSONValue {
        switch attribute.form {
        case .labels, .anything, .links:
            guard let wanted = wanted.objectValue, var all = before?.objectValue else { return wanted }
            for member in wanted.members { all[member.key] = member.value }
            return .object(all)
        case .options:
            let others = others(than: wanted, in: before)
            guard !prunes, !others.isEmpty, let there = before?.arrayValue, let own = wanted.arrayValue else {
                return wanted
            }
            // Those that are described are in order among themselves: the others stay where they are.
            return .array(there.filter { !others.contains($0) } == own ? there : own + others)
        default: return wanted
        }
    }

    /// The choices that the portal has and that are not described.
    private func others(than wanted: JSONValue, in before: JSONValue?) -> [JSONValue] {
        let described = Set((wanted.arrayValue ?? []).map { $0["value"] })
        return (before?.arrayValue ?? []).filter { !described.contains($0["value"]) }
    }

    private func same(_ after: JSONValue, _ before: JSONValue?, _ attribute: Attribute) -> Bool {
        switch attribute.form {
        case .grants: after == before ?? .array([])
        case .relations: Set(after.arrayValue ?? []) == Set(before?.arrayValue ?? [])
        case .colour: after.stringValue?.lowercased() == before?.stringValue?.lowercased()
        default: after == before
        }
    }

    // MARK: Order

    /// Siblings are counted in tens as soon as one of them is in a wrong place or new.
    private mutating func order(_ kind: ObjectKind, of parent: Address) {
        let wanted = desired.parts(kind, of: parent).map(\.address)
        let there = naming.model.parts(kind, of: parent).map(\.address).filter(Set(wanted).contains)
        guard there != wanted else { return }
        for (index, address) in wanted.enumerated() {
            let sort = JSONValue.integer(Int64(index + 1) * 10)
            let before = naming.objects[address].map { JSONValue.integer($0.sort) }
            guard before != sort else { continue }
            let change = PlanStep.Change(name: "sort", before: before, after: sort)
            guard let id = naming.objects[address]?.id else {
                let step = plan.steps.firstIndex { $0.action == .create && $0.address == address }
                if let step {
                    plan.steps[step] = PlanStep(.create, address, .fields, plan.steps[step].changes + [change])
                }
                continue
            }
            plan.steps.append(PlanStep(.change, address, .position, id: id, [change]))
        }
    }

    // MARK: What is not described

    private mutating func findUndescribed() {
        for kind in ObjectKind.allCases where kind.parent == nil {
            let there = naming.objects.keys.filter { $0.kind == kind && desired[$0] == nil }
            for address in sorted(there) { dropTop(address) }
        }
        for parent in desired.objects where naming.objects[parent.address] != nil {
            for kind in parent.address.kind.parts where !desired.parts(kind, of: parent.address).isEmpty {
                for part in naming.model.parts(kind, of: parent.address) where desired[part.address] == nil {
                    drop(part.address)
                }
            }
        }
        guard !doomed.isEmpty else { return }
        // Whatever lives in a workplace that goes returns to CRM.
        for address in sorted(naming.objects.keys.filter { $0.kind == .spa }) {
            guard let object = naming.objects[address],
                let home = object.attributes["workplace"]?["workplace"]?.stringValue,
                let workplace = naming.address(.workplace, id: home)
            else { continue }
            let isMoved = plan.steps.contains { $0.address == address && $0.part == .home }
            if !isMoved, doomed.contains(workplace) || doomed.contains(address) {
                let before = JSONValue.object(["workplace": .string(workplace.name)])
                plan.steps.append(
                    PlanStep(
                        .move, address, .home, id: object.id,
                        [.init(name: "workplace", before: before, after: false)]))
            }
        }
    }

    private func sorted(_ addresses: some Sequence<Address>) -> [Address] {
        addresses.sorted { $0.description.utf8.lexicographicallyPrecedes($1.description.utf8) }
    }

    /// Of what is part of nothing only what was described once is deleted, and what an apply has made twice.
    private mutating func dropTop(_ address: Address) {
        guard prunes, book[address] != nil || isTwin(address) else { return plan.undescribed.append(.init(address)) }
        doomed.insert(address)
        plan.steps.append(PlanStep(.delete, address, .fields, id: naming.objects[address]?.id))
    }

    private mutating func drop(_ address: Address) {
        let isAutomatic = isAutomatic(address)
        guard prunes || isAutomatic else { return plan.undescribed.append(.init(address)) }
        plan.steps.append(PlanStep(.delete, address, .fields, id: naming.objects[address]?.id, automatic: isAutomatic))
    }

    /// Whether it came to be together with something that is being made: the request was carried out twice, as by a proxy
    /// that took the first answer for lost. Before, nothing had that name there: it would have been taken over. A person may
    /// have made it meanwhile, all the same: it goes as everything else does that is pruned, when a person has agreed.
    private func isTwin(_ address: Address) -> Bool {
        guard book[address] == nil, let name = naming.objects[address]?.naturalName else { return false }
        return desired.parts(address.kind, of: address.parent).contains { object in
            book.making.contains(object.address) && object.naturalName == name
                && book[object.address] != nil && book[object.address] == naming.objects[object.address]?.id
        }
    }

    /// A new funnel has five stages at once (`tutorials/crm/how-to-add-crm-objects/how-to-add-category-to-spa`).
    private func isAutomatic(_ address: Address) -> Bool {
        guard address.kind == .stage, !Set(address.lineage).isDisjoint(with: book.making) else { return false }
        let code = naming.objects[address]?.naturalName ?? ""
        return ["NEW", "PREPARATION", "CLIENT", "SUCCESS", "FAIL"].contains(code)
    }
}
