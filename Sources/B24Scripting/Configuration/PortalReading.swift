import Bitrix24
import JSON
import Permissions
import PortalConfiguration

/// Reads what a portal has of the things that configurations describe.
struct PortalReading: Sendable {
    let desk: Desk

    /// - Parameters:
    ///   - grants: whether to look who may do what, if the portal tells.
    ///   - isWanted: whether a smart process is read with all its parts, by id and title.
    /// - Throws: `PortalError`; also when the caller may not list smart processes: a part would look like the whole.
    func snapshot(grants asksGrants: Bool, _ isWanted: (_ id: String, _ title: String) -> Bool) async throws
        -> PortalSnapshot
    {
        let workplaces = try await Workplaces(desk: desk).all()
        guard let types = try await SPADirectory(desk: desk).listed() else {
            throw PortalError(kind: .accessDenied, method: "crm.type.list")
        }
        var snapshot = PortalSnapshot(
            workplaces.map { .init(.workplace, id: String($0.id), ["title": .string($0.title)]) }, readInFull: [])
        let wanted = types.filter { isWanted(String($0.id), $0.title) }
        let answers = try await self.answers(wanted)
        let grants = asksGrants ? try await self.grants(wanted) : nil
        snapshot.tellsGrants = grants != nil
        let places = PortalPlaces(workplaces: workplaces, types: types)
        var funnels: [(type: SPAType, row: JSONObject)] = []
        var fields: [(type: SPAType, row: JSONObject)] = []
        for type in types {
            snapshot.objects.append(
                places.spa(answers.types[type.id] ?? type).with(
                    grants?[type.id], .spa(entityTypeID: Int(type.entityTypeID))))
            guard let own = answers.funnels[type.id] else { continue }
            snapshot.readInFull.insert(String(type.id))
            funnels += own.map { (type, $0) }
            fields += (answers.fields[type.id] ?? []).map { (type, $0) }
        }
        let stages = try await batch(funnels.map { Self.stages($0.type, $0.row) })
        let cards = try await batch(funnels.map { Self.card($0.type, $0.row) })
        for (index, funnel) in funnels.enumerated() {
            let table = grants?[funnel.type.id]
            let record = places.funnel(funnel.row, of: funnel.type, card: cards[index].result.value)
            let object = GrantObject.funnel(
                entityTypeID: Int(funnel.type.entityTypeID), categoryID: Int(record.id) ?? 0)
            snapshot.objects.append(record.with(table, object))
            let rows = stages[index].result.value.arrayValue?.compactMap(\.objectValue) ?? []
            snapshot.objects += SPAStages.ordered(rows).map { row in
                PortalPlaces.stage(row, of: funnel.row).with(table, .stage(row["STATUS_ID"]?.stringValue ?? ""))
            }
        }
        let whole = try await batch(
            fields.map { Command("userfieldconfig.get", ["moduleId": "crm", "id": $0.row["id"] ?? .null]) })
        for (field, answer) in zip(fields, whole) {
            snapshot.objects.append(
                PortalPlaces.field(answer.result["field"]?.value.objectValue ?? field.row, of: field.type))
        }
        return snapshot
    }

    /// The grants of each type; `nil` when the portal has no method that tells them.
    private func grants(_ types: [SPAType]) async throws -> [Int64: GrantTable]? {
        guard try await CustomMethod(desk: desk, name: "spa.permissions.get").isAvailable() else { return nil }
        var tables: [Int64: GrantTable] = [:]
        for type in types {
            tables[type.id] = try await PortalGrants(desk: desk, type: type, method: PermissionSpec.defaultMethod)
                .read()
        }
        return tables
    }

    // MARK: Asking

    private struct Answers {
        var types: [Int64: SPAType] = [:]
        var funnels: [Int64: [JSONObject]] = [:]
        var fields: [Int64: [JSONObject]] = [:]
    }

    private func answers(_ types: [SPAType]) async throws -> Answers {
        var answers = Answers()
        let commands = types.flatMap { type in
            [
                Command("crm.type.get", ["id": .integer(type.id)]),
                Command("crm.category.list", ["entityTypeId": .integer(type.entityTypeID)]), Self.fields(type),
            ]
        }
        let outcomes = try await desk.batch(commands)
        for (index, type) in types.enumerated() {
            answers.types[type.id] = SPAType(
                try Self.response(outcomes[index * 3], commands[index * 3]).result["type"]?.value)
            do {
                let listed = try Self.response(outcomes[index * 3 + 1], commands[index * 3 + 1])
                let rows = (listed.result["categories"]?.value.arrayValue ?? []).compactMap(\.objectValue)
                answers.funnels[type.id] = Self.sorted(rows, "sort")
            } catch let error as PortalError where error.code == "ENTITY_TYPE_NOT_SUPPORTED" {
                answers.funnels[type.id] = []
            }
            let listed = try Self.response(outcomes[index * 3 + 2], commands[index * 3 + 2])
            var rows = (listed.result["fields"]?.value.arrayValue ?? []).compactMap(\.objectValue)
            if listed.next != nil {
                let command = commands[index * 3 + 2]
                rows = try await desk.rows(command.method, command.parameters).compactMap { $0.value.objectValue }
            }
            answers.fields[type.id] = Self.sorted(rows, "sort")
        }
        return answers
    }

    private func batch(_ commands: [Command]) async throws -> [Response] {
        guard !commands.isEmpty else { return [] }
        return try zip(try await desk.batch(commands), commands).map { try Self.response($0, $1) }
    }

    private static func response(_ outcome: CommandOutcome, _ command: Command) throws -> Response {
        switch outcome {
        case .done(let response): return response
        case .failed(let error): throw error
        case .notRun: throw PortalError(kind: .cancelled, method: command.method, outcome: .notRun)
        }
    }

    private static func sorted(_ rows: [JSONObject], _ key: String) -> [JSONObject] {
        rows.enumerated().sorted {
            ($0.element[key]?.looseInteger ?? 0, $0.offset) < ($1.element[key]?.looseInteger ?? 0, $1.offset)
        }.map(\.element)
    }

    private static func fields(_ type: SPAType) -> Command {
        Command("userfieldconfig.list", ["moduleId": "crm", "filter": ["entityId": .string("CRM_\(type.id)")]])
    }

    private static func stages(_ type: SPAType, _ funnel: JSONObject) -> Command {
        let directory = "DYNAMIC_\(type.entityTypeID)_STAGE_\(funnel["id"]?.looseInteger ?? 0)"
        return Command("crm.status.list", ["order": ["SORT": "ASC"], "filter": ["ENTITY_ID": .string(directory)]])
    }

    private static func card(_ type: SPAType, _ funnel: JSONObject) -> Command {
        Command(
            "crm.item.details.configuration.get",
            [
                "entityTypeId": .integer(type.entityTypeID), "scope": "C",
                "extras": ["categoryId": funnel["id"] ?? .null],
            ])
    }
}

extension PortalRecord {
    /// With what a portal says of who may do what with it.
    fileprivate func with(_ table: GrantTable?, _ object: GrantObject) -> PortalRecord {
        let own = (table?.grants ?? []).filter { $0.object == object }.map(\.grant)
        guard !own.isEmpty else { return self }
        var record = self
        record.attributes["grants"] = GrantRows.value(own)
        return record
    }
}
