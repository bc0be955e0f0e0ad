import Bitrix24
import JSON

/// Reads what the portal has before writes. What the writes of one request need travels together: one batch more for
/// each batch, as a rule.
struct BeforeReader: Sendable {
    let packing: Packing

    /// What is known before each of some writes that leave together; `nil` for those that need nothing.
    ///
    /// A before that cannot be read does not hold the write back: it then cannot be taken back, and says why.
    func befores(of commands: [Command], _ client: PortalClient, _ made: MadeObjects) async -> [WriteBefore?] {
        let needs = commands.map { BeforeNeed($0)?.unless(isOwn: made.isOwn($0)) }
        guard needs.contains(where: { $0 != nil }) else { return commands.map { _ in nil } }
        let answers = await answers(to: needs.compactMap { $0 }.flatMap(Self.reads), client)
        var befores: [WriteBefore?] = []
        for (command, need) in zip(commands, needs) {
            guard let need else {
                befores.append(nil)
                continue
            }
            befores.append(await before(command, need, answers, client))
        }
        return befores
    }

    private static let workplaces = Command("crm.automatedsolution.list")

    private static func funnels(_ entityTypeID: String) -> Command {
        Command("crm.category.list", ["entityTypeId": .string(entityTypeID)])
    }

    private static func stages(_ directory: String) -> Command {
        Command(
            "crm.status.list", ["order": ["SORT": "ASC"], "filter": ["ENTITY_ID": .string(directory)]])
    }

    private static func reads(_ need: BeforeNeed) -> [Command] {
        var reads = [need.get].compactMap(\.self)
        if need.typeIDs != nil || need.along == .type { reads.append(workplaces) }
        if let type = need.defaultFunnelOf { reads.append(funnels(type)) }
        if case .stages(let directory)? = need.along { reads.append(stages(directory)) }
        return reads
    }

    // MARK: One write

    private func before(
        _ command: Command, _ need: BeforeNeed, _ answers: Answers, _ client: PortalClient
    ) async -> WriteBefore {
        var before = WriteBefore(facts: [:])
        let shape = ResultShape(command.method)
        do {
            if let get = need.get {
                let result = try answers.result(of: get)
                if shape.family == InverseFamily.card.name {
                    before.facts["card"] = result.value
                } else if let object = InverseFamily(shape.family)?.object(result) {
                    before.keep(object, need.names)
                } else {
                    before.facts["untold"] = "no object"
                }
            }
            if let types = need.typeIDs {
                let own = command.parameters.text("id", "ID")
                before.facts["workplaces"] = .array(
                    try await workplaces(answers, client).filter { workplace in
                        workplace.text("id") == own || !BeforeNeed.ids(workplace["typeIds"]).isDisjoint(with: types)
                    }.map(JSONValue.object))
            }
            if let type = need.defaultFunnelOf {
                let rows = try answers.result(of: Self.funnels(type))["categories"]?.value.arrayValue ?? []
                before.facts["default"] = rows.first { $0["isDefault"] == "Y" }?["id"]
            }
            switch need.along {
            case .stages(let directory)?: before.facts["stages"] = try answers.result(of: Self.stages(directory)).value
            case .type?: try await addContents(&before, answers, client)
            case nil: break
            }
        } catch {
            before.facts["untold"] = .string(Self.code(error))
        }
        before.withholdCredentials()
        return before
    }

    /// What goes with a smart process when it is deleted.
    private func addContents(_ before: inout WriteBefore, _ answers: Answers, _ client: PortalClient) async throws {
        guard let type = before.object, let id = type.text("id"), let entityTypeID = type.text("entityTypeId") else {
            return
        }
        before.facts["workplaces"] = .array(
            try await workplaces(answers, client).filter { BeforeNeed.ids($0["typeIds"]).contains(id) }
                .map(JSONValue.object))
        let funnels = try await client.call(Self.funnels(entityTypeID)).result["categories"]?.value.arrayValue ?? []
        before.facts["funnels"] = .array(funnels)
        let fields = try await rows(
            Command(
                "userfieldconfig.list",
                ["moduleId": "crm", "select": ["0": "id"], "filter": ["entityId": .string("CRM_" + id)]]), client)
        let stages = funnels.compactMap { $0.objectValue?.text("id") }
            .map { Self.stages(BeforeNeed.directory(entityTypeID, funnel: $0)) }
        let gets = fields.compactMap { $0.text("id") }
            .compactMap { InverseFamily.field.get($0, entityTypeID: nil) }
        let more = await self.answers(to: stages + gets, client)
        before.facts["stages"] = .array(try stages.flatMap { try more.result(of: $0).value.arrayValue ?? [] })
        before.facts["fields"] = .array(
            try gets.compactMap { try InverseFamily.field.object(more.result(of: $0)) }.map(JSONValue.object))
    }

    /// All workplaces: a first page that is not all of them is read to the end.
    private func workplaces(_ answers: Answers, _ client: PortalClient) async throws -> [JSONObject] {
        let first = try answers.response(to: Self.workplaces)
        guard first.next == nil else { return try await rows(Self.workplaces, client) }
        return (first.result["automatedSolutions"]?.value.arrayValue ?? []).compactMap(\.objectValue)
    }

    private func rows(_ command: Command, _ client: PortalClient) async throws -> [JSONObject] {
        var rows: [JSONObject] = []
        for try await page in client.pages(command) { rows += page.rows.compactMap { $0.value.objectValue } }
        return rows
    }

    // MARK: Reading

    /// The answers to reads, by the read.
    private struct Answers {
        var outcomes: [String: CommandOutcome] = [:]

        static func key(_ command: Command) -> String {
            command.method + " " + JSONWriter.string(.object(command.parameters))
        }

        func response(to command: Command) throws -> Response {
            switch outcomes[Self.key(command)] {
            case .done(let response)?: return response
            case .failed(let error)?: throw error
            case .notRun?, nil: throw PortalError(kind: .cancelled, method: command.method, outcome: .notRun)
            }
        }

        func result(of command: Command) throws -> JSONSlice { try response(to: command).result }
    }

    private func answers(to reads: [Command], _ client: PortalClient) async -> Answers {
        var answers = Answers()
        var seen: Set<String> = []
        let fresh = reads.filter { seen.insert(Answers.key($0)).inserted }
        if fresh.count == 1 {
            // In a bulk loop it travels with those of the other items.
            do {
                answers.outcomes[Answers.key(fresh[0])] = .done(try await packing.send(fresh[0], by: client))
            } catch let error as PortalError {
                answers.outcomes[Answers.key(fresh[0])] = .failed(error)
            } catch {
                // A cancelled task: the write that follows says so.
            }
            return answers
        }
        let keyed = fresh.enumerated().map { (key: "b\($0.offset)", command: $0.element) }
        do {
            for (read, outcome) in zip(fresh, try await client.batch(keyed)) {
                answers.outcomes[Answers.key(read)] = outcome
            }
        } catch {
            for read in fresh { answers.outcomes[Answers.key(read)] = .failed(error) }
        }
        return answers
    }

    private static func code(_ error: any Error) -> String {
        guard let error = error as? PortalError else { return "\(error)" }
        return error.code.isEmpty ? error.kind.rawValue : error.code
    }
}
