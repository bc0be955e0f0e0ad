import Bitrix24
import JSON
import Localization

/// Finds out from the portal what a write would take away. It only reads.
struct LossReader: Sendable {
    let client: PortalClient
    let made: MadeObjects

    /// What a write takes away.
    ///
    /// - Parameter count: how many of its kind are sent together with it.
    /// - Returns: `nil` when that is nothing: the object is gone already, the set loses no member, or this run has made it.
    func loss(_ command: Command, _ destruction: Destruction, count: Int = 1) async throws -> Loss? {
        guard !made.isOwn(command) else { return nil }
        let id = command.parameters.text("id", "ID") ?? ""
        if id.contains("$result[") {
            var loss = Loss(key: Self.key(command), act: GateTexts.act(command.method, count, id: nil))
            loss.unknown = [GateTexts.decidedInBatch]
            return loss
        }
        do {
            switch destruction {
            case .container(.type): return try await type(command, id)
            case .container(.funnel): return try await funnel(command, id)
            case .container(.workplace): return try await workplace(command, id)
            case .container(.field): return try await field(command, id)
            case .status: return try await status(command, id)
            case .small(let key): return try await small(command, key, id, count)
            case .typeIDs: return try await leavingTypes(command, id)
            case .relations: return try await lostRelations(command, id)
            }
        } catch let error as PortalError {
            switch error.kind {
            case .notFound: return nil
            case .accessDenied, .insufficientScope, .invalidArgument, .methodNotFound, .unknown:
                var loss = Loss(key: Self.key(command), act: GateTexts.act(command.method, count, id: id))
                loss.unknown = [GateTexts.notTold(GateTexts.someObject, Self.code(error))]
                return loss
            default: throw error
            }
        }
    }

    // MARK: Things that hold others

    private func type(_ command: Command, _ id: String) async throws -> Loss? {
        let type = try await client.call(Command("crm.type.get", ["id": .string(id)])).result["type"]
        let title = type?["title"]?.value.stringValue ?? ""
        var loss = Loss(key: Self.key(command), act: GateTexts.deleteType(title, id), name: title)
        guard let entityTypeID = type?["entityTypeId"]?.value else { return loss }
        await count(
            Command("crm.item.list", ["entityTypeId": entityTypeID]), "items", GateTexts.items, GateTexts.someItems,
            &loss)
        if type?["isCategoriesEnabled"]?.value == "Y" {
            await count(
                Command("crm.category.list", ["entityTypeId": entityTypeID]), "funnels", GateTexts.funnels,
                GateTexts.someFunnels, &loss)
        }
        let fields = Command(
            "userfieldconfig.list", ["moduleId": "crm", "filter": ["entityId": .string("CRM_" + id)]])
        await count(fields, "fields", GateTexts.fields, GateTexts.someFields, &loss)
        return loss
    }

    private func funnel(_ command: Command, _ id: String) async throws -> Loss? {
        let type = command.parameters["entityTypeId"] ?? .null
        let answer = try await client.call(
            Command("crm.category.get", ["entityTypeId": type, "id": .string(id)]))
        let name = answer.result["category"]?["name"]?.value.stringValue ?? ""
        var loss = Loss(key: Self.key(command), act: GateTexts.deleteFunnel(name, id), name: name)
        let items = Command("crm.item.list", ["entityTypeId": type, "filter": ["categoryId": .string(id)]])
        await count(items, "items", GateTexts.items, GateTexts.someItems, &loss)
        let number = command.parameters.text("entityTypeId") ?? ""
        let directory = number == "2" ? "DEAL_STAGE_\(id)" : "DYNAMIC_\(number)_STAGE_\(id)"
        let stages = Command("crm.status.list", ["filter": ["ENTITY_ID": .string(directory)]])
        await count(stages, "stages", GateTexts.stages, GateTexts.someStages, &loss)
        return loss
    }

    private func workplace(_ command: Command, _ id: String) async throws -> Loss? {
        let workplace = try await client.call(Command("crm.automatedsolution.get", ["id": .string(id)]))
            .result["automatedSolution"]
        let title = workplace?["title"]?.value.stringValue ?? ""
        var loss = Loss(key: Self.key(command), act: GateTexts.deleteWorkplace(title, id), name: title)
        if let count = workplace?["typeIds"]?.elements?.count, count > 0 {
            loss.along.append(.init(kind: "types", count: count, text: GateTexts.boundTypes(count)))
        }
        return loss
    }

    private func field(_ command: Command, _ id: String) async throws -> Loss? {
        let answer = try await client.call(Command("userfieldconfig.get", ["moduleId": "crm", "id": .string(id)]))
        let field = answer.result["field"]
        let name = field?["fieldName"]?.value.stringValue ?? id
        let entity = field?["entityId"]?.value.stringValue ?? ""
        guard !made.owns(fieldsOf: entity) else { return nil }
        var loss = Loss(key: Self.key(command), act: GateTexts.deleteField(name, entity), name: name)
        guard entity.hasPrefix("CRM_"), let number = Int(entity.dropFirst(4)) else { return loss }
        let type = try await client.call(Command("crm.type.get", ["id": .integer(Int64(number))])).result["type"]
        guard let entityTypeID = type?["entityTypeId"]?.value else { return loss }
        let items = Command("crm.item.list", ["entityTypeId": entityTypeID])
        await count(items, "values", GateTexts.valuesOf, GateTexts.someItems, &loss)
        return loss
    }

    private func status(_ command: Command, _ id: String) async throws -> Loss? {
        let status = try await client.call(Command("crm.status.get", ["id": .string(id)])).result
        let directory = status["ENTITY_ID"]?.value.stringValue ?? ""
        guard !made.owns(directory: directory) else { return nil }
        let name = status["NAME"]?.value.stringValue ?? id
        var loss = Loss(
            key: "crm.status.delete \(directory)", act: GateTexts.deleteStatus(name, directory), name: name,
            coversKind: true)
        let parts = directory.split(separator: "_")
        guard parts.count >= 3, parts[0] == "DYNAMIC", let code = status["STATUS_ID"]?.value else { return loss }
        let items = Command(
            "crm.item.list", ["entityTypeId": .string(String(parts[1])), "filter": ["stageId": code]])
        await count(items, "items", GateTexts.items, GateTexts.someItems, &loss)
        // A stage that nothing is in is one of many; one with items is asked about by itself.
        if loss.weight > 0 {
            loss.key = Self.key(command)
            loss.coversKind = false
        }
        return loss
    }

    private func small(_ command: Command, _ key: String, _ id: String, _ count: Int) async throws -> Loss? {
        guard command.method.lowercased() == "crm.item.delete", let type = command.parameters["entityTypeId"] else {
            return Loss(
                key: key, act: GateTexts.act(command.method, count, id: id.isEmpty ? nil : id), coversKind: true)
        }
        let item = try await client.call(Command("crm.item.get", ["entityTypeId": type, "id": .string(id)]))
            .result["item"]
        var owner = command.parameters.text("entityTypeId") ?? ""
        if let found = try? await client.call(Command("crm.type.getByEntityTypeId", ["entityTypeId": type])),
            let title = found.result["type"]?["title"]?.value.stringValue
        {
            owner = "'\(title)'"
        }
        let title = item?["title"]?.value.stringValue.map { " '\($0)'" } ?? ""
        return Loss(key: key, act: GateTexts.deleteItems(count, of: owner, first: id + title), coversKind: true)
    }

    // MARK: Sets

    private func leavingTypes(_ command: Command, _ id: String) async throws -> Loss? {
        let workplace = try await client.call(Command("crm.automatedsolution.get", ["id": .string(id)]))
            .result["automatedSolution"]
        let before = Self.ids(workplace?["typeIds"]?.value)
        let leaving = before.subtracting(Self.ids(command.parameters["fields"]?["typeIds"])).sorted()
        guard !leaving.isEmpty else { return nil }
        var titles: [String] = []
        for type in leaving.prefix(5) {
            let found = try? await client.call(Command("crm.type.get", ["id": .string(type)]))
            titles.append(found?.result["type"]?["title"]?.value.stringValue ?? type)
        }
        let title = workplace?["title"]?.value.stringValue ?? ""
        var loss = Loss(key: Self.key(command), act: GateTexts.replaceTypes(title, id), name: title)
        loss.along = [
            .init(
                kind: "types", count: leaving.count,
                text: GateTexts.leaves(titles, more: leaving.count - titles.count))
        ]
        return loss
    }

    private func lostRelations(_ command: Command, _ id: String) async throws -> Loss? {
        let type = try await client.call(Command("crm.type.get", ["id": .string(id)])).result["type"]
        let lost = Relations.lost(type?["relations"]?.value, command.parameters["fields"]?["relations"])
        guard !lost.isEmpty else { return nil }
        let title = type?["title"]?.value.stringValue ?? ""
        var loss = Loss(key: Self.key(command), act: GateTexts.replaceRelations(title, id), name: title)
        loss.along = [.init(kind: "relations", count: lost.count, text: GateTexts.links(lost))]
        return loss
    }

    // MARK: Parts

    private func count(
        _ list: Command, _ kind: String, _ text: (Int) -> LocalizedText, _ what: LocalizedText, _ loss: inout Loss
    ) async {
        do {
            let count = try await client.count(list)
            if count > 0 { loss.along.append(.init(kind: kind, count: count, text: text(count))) }
        } catch {
            loss.unknown.append(GateTexts.notTold(what, Self.code(error)))
        }
    }

    private static func code(_ error: PortalError) -> String { error.code.isEmpty ? error.kind.rawValue : error.code }

    /// The very command: it is asked about by itself.
    private static func key(_ command: Command) -> String {
        command.method.lowercased() + " " + JSONWriter.string(.object(command.parameters))
    }

    private static func ids(_ value: JSONValue?) -> Set<String> {
        let values = value?.arrayValue ?? value?.objectValue?.members.map(\.value) ?? []
        return Set(
            values.compactMap { value in
                switch value {
                case .integer(let number): String(number)
                case .string(let text): text
                default: nil
                }
            })
    }
}
