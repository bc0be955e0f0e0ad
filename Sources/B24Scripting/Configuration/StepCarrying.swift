import Bitrix24
import JSON
import Localization
import Permissions
import PortalConfiguration

/// Carries out the steps of one round, those of one kind together, and keeps the names of what is made.
struct StepCarrying {
    let desk: Desk
    private(set) var book: NameBook
    private let save: @Sendable (NameBook) throws -> Void
    private let progress: @Sendable ([PlanStep]) -> Void
    private var saved: NameBook?

    init(
        desk: Desk, book: NameBook, save: @escaping @Sendable (NameBook) throws -> Void,
        progress: @escaping @Sendable ([PlanStep]) -> Void
    ) {
        self.desk = desk
        self.book = book
        self.save = save
        self.progress = progress
    }

    /// Takes over the names of what is there.
    mutating func note(_ naming: Naming, _ desired: ConfigurationModel) throws {
        book.rename(by: desired)
        for object in desired.objects {
            if let id = naming.objects[object.address]?.id { book[object.address] = id }
        }
        try keep()
    }

    /// All is as it is described: nothing is being made any more.
    mutating func settle() throws {
        book.making = []
        try keep()
    }

    private mutating func keep() throws {
        guard saved != book else { return }
        try save(book)
        saved = book
    }

    /// - Returns: what could be done; the rest needs what this round has made.
    mutating func carryOut(_ steps: [PlanStep], _ naming: Naming) async throws -> [PlanStep] {
        let commands = StepCommands(naming: naming)
        var done: [PlanStep] = []
        for phase in Set(steps.map(\.phase)).sorted() {
            let group = steps.filter { $0.phase == phase }
            if group[0].part == .home {
                done += try await bind(group, naming)
            } else if group[0].part == .relations {
                for step in group where try await relate(step, naming) { done.append(step) }
            } else if group[0].part == .grants {
                done += try await grant(group, naming)
            } else if group[0].part == .access {
                done += try await open(group, naming)
            } else {
                let ready = group.compactMap { step in commands.command(step).map { (step, $0) } }
                done += try await send(ready)
            }
        }
        return done
    }

    // MARK: Single commands

    private mutating func send(_ steps: [(step: PlanStep, command: Command)]) async throws -> [PlanStep] {
        guard !steps.isEmpty else { return [] }
        // Stages and fields have codes, which no other one can have.
        for (step, _) in steps where step.action == .create && step.address.kind.naturalKey != "code" {
            book.making.insert(step.address)
        }
        try keep()
        let outcomes: [CommandOutcome]
        do {
            outcomes = try await desk.batch(steps.map(\.command), halt: true)
        } catch {
            if !Self.mayHaveRun(error) { forget(steps.map(\.step)) }
            try keep()
            throw error
        }
        var done: [PlanStep] = []
        var failure: PortalError?
        for ((step, command), outcome) in zip(steps, outcomes) {
            switch outcome {
            case .done(let response):
                try note(step, response, command)
                done.append(step)
            case .failed(let error):
                failure = failure ?? error
                if !Self.mayHaveRun(error) { forget([step]) }
            case .notRun: forget([step])
            }
        }
        try keep()
        progress(done)
        if let failure { throw failure }
        return done
    }

    /// What was not made is not being made either.
    private mutating func forget(_ steps: [PlanStep]) {
        for step in steps where step.action == .create { book.making.remove(step.address) }
    }

    private static func mayHaveRun(_ error: any Error) -> Bool {
        switch error {
        case let error as PortalError: error.outcome == .unknown
        case let error as ModuleError: error.outcome == .unknown
        default: true
        }
    }

    private mutating func note(_ step: PlanStep, _ response: Response, _ command: Command) throws {
        switch step.action {
        case .create: book[step.address] = StepCommands.id(response.result.value, of: step.address.kind)
        case .delete:
            // `null` is the portal's way of saying that it deleted no type.
            guard step.address.kind != .spa || !response.result.isNull else {
                throw PortalError(kind: .unexpectedAnswer, method: command.method, outcome: .failed)
            }
            book.forget(step.address)
        case .change, .move: break
        }
    }

    // MARK: Workplaces and relations

    /// All smart processes of one workplace at once, read back; those for CRM leave the workplace that they are in.
    private func bind(_ steps: [PlanStep], _ naming: Naming) async throws -> [PlanStep] {
        var done: [PlanStep] = []
        let binder = WorkplaceBinder(workplaces: Workplaces(desk: desk))
        let byWorkplace = Dictionary(grouping: steps) { step in
            (step["workplace"] == false ? before(step) : step["workplace"])?["workplace"]?.stringValue ?? ""
        }
        for (name, steps) in byWorkplace.sorted(by: { $0.key < $1.key }) {
            guard let workplace = naming.objects[Address(.workplace, [name])].flatMap({ Int64($0.id) }) else {
                continue
            }
            let known = steps.compactMap { step in type(step.address, naming).map { (step, $0) } }
            let leaving = known.filter { $0.0["workplace"] == false }.map(\.1.id)
            let coming = known.filter { $0.0["workplace"] != false }.map(\.1)
            guard !known.isEmpty else { continue }
            _ = try await binder.change(workplace, add: coming, remove: leaving, consent: .everything)
            progress(known.map(\.0))
            done += known.map(\.0)
        }
        return done
    }

    /// The rows of the objects in question are replaced, those of others stay.
    private func grant(_ steps: [PlanStep], _ naming: Naming) async throws -> [PlanStep] {
        var done: [PlanStep] = []
        let bySPA = Dictionary(grouping: steps) { $0.address.lineage.last ?? $0.address }
        for (spa, steps) in bySPA.sorted(by: { $0.key.name < $1.key.name }) {
            guard let type = type(spa, naming) else { continue }
            let grants = PortalGrants(desk: desk, type: type, method: PermissionSpec.defaultMethod)
            guard var table = try await grants.read() else { continue }
            var known: [PlanStep] = []
            for step in steps {
                guard let object = grantObject(step.address, type, naming) else { continue }
                table.removeAll { $0 == object }
                for grant in GrantRows.grants(step["grants"] ?? .null) { table.set(grant, on: object) }
                known.append(step)
            }
            guard !known.isEmpty else { continue }
            _ = try await grants.write(table.grants, replace: true)
            progress(known)
            done += known
        }
        return done
    }

    /// The elements of one object after those of another.
    private func open(_ steps: [PlanStep], _ naming: Naming) async throws -> [PlanStep] {
        var access = ElementAccess(desk: desk)
        for step in steps {
            try await access.apply(AccessRule(step["access"] ?? .null), to: step.address, naming)
            progress([step])
        }
        return steps
    }

    private func grantObject(_ address: Address, _ type: SPAType, _ naming: Naming) -> GrantObject? {
        guard let record = naming.objects[address] else { return nil }
        let entityTypeID = Int(type.entityTypeID)
        switch address.kind {
        case .spa: return .spa(entityTypeID: entityTypeID)
        case .funnel: return Int(record.id).map { .funnel(entityTypeID: entityTypeID, categoryID: $0) }
        case .stage: return record.facts["statusID"]?.stringValue.map(GrantObject.stage)
        case .workplace, .field: return nil
        }
    }

    private func before(_ step: PlanStep) -> JSONValue? { step.changes.first { $0.name == "workplace" }?.before }

    private func type(_ address: Address, _ naming: Naming) -> SPAType? {
        naming.objects[address].flatMap { SPAType($0) }
    }

    /// Writes both lists as a whole, because that is what an update replaces; what the portal did not keep is an error.
    private func relate(_ step: PlanStep, _ naming: Naming) async throws -> Bool {
        guard let type = type(step.address, naming), let object = naming.objects[step.address] else { return false }
        var sides = JSONObject()
        for (side, name) in [("parent", "parents"), ("child", "children")] {
            let current = object.facts["relations"]?[side]?.arrayValue ?? []
            guard let wanted = step[name]?.arrayValue else {
                sides[side] = .array(current)
                continue
            }
            var rows: [JSONValue] = []
            for relation in wanted {
                guard let to = relation["to"].flatMap({ entityType($0, naming) }) else { return false }
                rows.append(["entityTypeId": .integer(to), "isChildrenListEnabled": relation["list"] ?? false])
            }
            // Smart processes below this one say so themselves.
            if side == "child" {
                let standard = Set(Attribute.standardTypes.map(\.entityTypeID))
                rows += current.filter { !standard.contains($0["entityTypeId"]?.looseInteger ?? 0) }
            }
            sides[side] = .array(rows)
        }
        _ = try await SPATypes(desk: desk).update(type, ["relations": .object(sides)], function: "b24 apply")
        progress([step])
        return true
    }

    private func entityType(_ target: JSONValue, _ naming: Naming) -> Int64? {
        if let name = target.stringValue { return Attribute.standardTypes.first { $0.name == name }?.entityTypeID }
        guard let name = target["spa"]?.stringValue else { return nil }
        return naming.objects[Address(.spa, [name])]?.facts["entityTypeId"]?.looseInteger
    }
}
