import Bitrix24
import JSON

/// Digital workplaces of a portal: reading them, and changing what is bound to them without losing anything.
struct Workplaces: Sendable {
    let desk: Desk

    // MARK: Reading

    /// - Throws: `PortalError` (`not_found`) when there is none.
    func get(_ id: Int64) async throws -> Workplace {
        guard
            let workplace = Workplace(
                try await desk.ask("crm.automatedsolution.get", ["id": .integer(id)])["automatedSolution"])
        else {
            throw PortalError(kind: .unexpectedAnswer, method: "crm.automatedsolution.get", outcome: .failed)
        }
        return workplace
    }

    /// All workplaces, in a dry run the planned ones too.
    func all(_ parameters: JSONObject = [:]) async throws -> [Workplace] {
        let rows = try await desk.rows("crm.automatedsolution.list", parameters).map(\.value)
        let planned = try await desk.context.gate.planned("crm.automatedsolution").map(JSONValue.object)
        return (rows + planned).compactMap { Workplace($0) }
    }

    /// The workplace with a title; `nil` when there is none.
    ///
    /// - Throws: ``ModuleError`` that lists them when there are several.
    func find(_ title: String) async throws -> Workplace? {
        let matches = try await all(["filter": ["=title": .string(title)]]).filter { $0.title == title }
        guard matches.count < 2 else {
            throw ModuleError(.invalidArgument, DomainTexts.ambiguousWorkplace(title, matches.map(\.label)))
        }
        return matches.first
    }

    func find(_ reference: WorkplaceReference) async throws -> Workplace {
        switch reference {
        case .id(let id): return try await get(id)
        case .title(let title):
            if let workplace = try await find(title) { return workplace }
            let nearest = Nearest.names(title, among: try await all().map(\.title))
            throw ModuleError(.notFound, DomainTexts.unknownWorkplace(title, nearest))
        }
    }

    // MARK: Writing

    /// Creates a workplace and makes sure that it got what it was given: a portal has been seen to create one without
    /// its smart processes.
    func add(_ fields: JSONObject, types: [SPAType]) async throws -> Workplace {
        let moves = types.isEmpty ? [] : BindingChange(nil, exactly: types.map(\.id), all: try await all()).moves
        var fields = fields
        if !types.isEmpty { fields["typeIds"] = .array(types.map { .integer($0.id) }) }
        let answer = try await desk.ask("crm.automatedsolution.add", ["fields": .object(fields)])
        guard let created = Workplace(answer["automatedSolution"]) else {
            throw PortalError(kind: .unexpectedAnswer, method: "crm.automatedsolution.add", outcome: .unknown)
        }
        say(moves, types)
        if desk.isRehearsal { return created }
        return try await desk.readingBack(created.label) {
            var stored = try await get(created.id)
            guard !Set(types.map(\.id)).isSubset(of: stored.typeIDs) else { return stored }
            stored = try await update(created.id, ["typeIds": fields["typeIds"] ?? []])
            let missing = types.filter { !stored.typeIDs.contains($0.id) }
            guard missing.isEmpty else {
                throw ModuleError(
                    .unexpectedAnswer, DomainTexts.createdWithoutTypes(stored, missing.map(\.label)),
                    hint: DomainTexts.bindingHint, method: "crm.automatedsolution.update", outcome: .failed)
            }
            return stored
        }
    }

    /// Writes fields as they are and reads the workplace back.
    func update(_ id: Int64, _ fields: JSONObject) async throws -> Workplace {
        _ = try await desk.send("crm.automatedsolution.update", ["id": .integer(id), "fields": .object(fields)])
        return try await get(id)
    }

    func delete(_ id: Int64) async throws {
        do {
            _ = try await desk.send("crm.automatedsolution.delete", ["id": .integer(id)])
        } catch let error as PortalError where error.kind == .hasBoundTypes {
            guard let workplace = try? await get(id) else { throw error }
            throw ModuleError(
                .hasBoundTypes,
                DomainTexts.hasBoundTypes(workplace, try await labels(workplace.typeIDs)),
                hint: DomainTexts.hasBoundTypesHint(workplace), method: error.method, outcome: error.outcome,
                cause: error)
        }
    }

    /// What a change does, for people.
    func say(_ moves: [BindingChange.Move], _ types: [SPAType]) {
        for move in moves {
            guard case .workplace(let home) = move.from else { continue }
            let label = types.first { $0.id == move.typeID }?.label ?? String(move.typeID)
            desk.warn(DomainTexts.moved(label, from: home.label))
        }
    }

    /// Titles for type ids, as far as the caller may know them.
    func labels(_ typeIDs: [Int64]) async throws -> [String] {
        let types = try await SPADirectory(desk: desk).listed() ?? []
        return typeIDs.map { id in types.first { $0.id == id }?.label ?? String(id) }
    }
}
