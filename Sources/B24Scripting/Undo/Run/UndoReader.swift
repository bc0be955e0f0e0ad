import Bitrix24
import JSON

/// Asks the portal what it has now of the things that a run has touched. As many questions as fit travel together.
struct UndoReader: Sendable {
    let client: PortalClient

    /// - Throws: ``PortalError`` when the portal cannot be asked.
    func now(_ story: RunStory) async throws -> PortalNow {
        var now = PortalNow()
        let questions = Questions(story)
        try await readObjects(questions.objects, &now)
        try await readLists(questions, story, &now)
        if questions.asksWorkplaces {
            now.workplaces = try await rows(Command("crm.automatedsolution.list"))
            for type in try await rows(Command("crm.type.list")) {
                if let id = type.text("id") { now.typeTitles[id] = type["title"]?.stringValue }
            }
        }
        return now
    }

    /// What there is to ask.
    struct Questions: Sendable, Equatable {
        var objects: [PlannedObject] = []
        var asksWorkplaces = false
        var defaultFunnelsOf: [String] = []
        var cards: [Command] = []

        init(_ story: RunStory) {
            var seen: Set<PlannedObject> = []
            for effect in story.deeds.flatMap(\.effects) {
                var object: PlannedObject?
                switch effect {
                case .created(let made):
                    if !story.gone.contains(made), !story.isInside(made) || made.family == InverseFamily.item.name {
                        object = made
                    }
                    if made.family == InverseFamily.workplace.name { asksWorkplaces = true }
                case .changed(let changed, _, _): object = changed
                case .deleted(let deleted, _):
                    object = deleted
                    if deleted.family == InverseFamily.type.name { asksWorkplaces = true }
                case .moved: asksWorkplaces = true
                case .marked(let type, _, _): if !defaultFunnelsOf.contains(type) { defaultFunnelsOf.append(type) }
                case .card(let command, _, _): cards.append(command)
                }
                if let object, seen.insert(object).inserted { objects.append(object) }
            }
        }
    }

    // MARK: Objects

    private func readObjects(_ objects: [PlannedObject], _ now: inout PortalNow) async throws {
        let asked = objects.compactMap { object -> (PlannedObject, Command)? in
            guard let id = object.id, let family = InverseFamily(object.family) else { return nil }
            return family.get(id, entityTypeID: object.entityTypeID).map { (object, $0) }
        }
        for ((object, _), outcome) in zip(asked, try await batch(asked.map(\.1))) {
            switch outcome {
            case .done(let response):
                let found = InverseFamily(object.family)?.object(response.result)
                now.objects[object] = found.map(PortalNow.Object.here) ?? .missing
            case .failed(let error) where error.kind == .notFound: now.objects[object] = .missing
            case .failed(let error): now.objects[object] = .untold(Self.code(error))
            case .notRun: now.objects[object] = .untold("not_run")
            }
        }
        // Of a field that is not there the portal says that one may not see it.
        let doubtful = objects.filter { object in
            guard object.family == InverseFamily.field.name, case .untold? = now.objects[object] else { return false }
            return true
        }
        let lists = doubtful.map { object in
            Command("userfieldconfig.list", ["moduleId": "crm", "filter": ["id": .string(object.id ?? "")]])
        }
        for (object, outcome) in zip(doubtful, try await batch(lists)) {
            if case .done(let response) = outcome, response.result["fields"]?.elements?.isEmpty == true {
                now.objects[object] = .missing
            }
        }
    }

    // MARK: Lists

    private func readLists(_ questions: Questions, _ story: RunStory, _ now: inout PortalNow) async throws {
        var places: [PortalNow.Place] = []
        for (object, state) in now.objects {
            if case .here(let current) = state, story.made[object] != nil {
                places += UndoPlanner.places(object, current)
            }
        }
        for (place, outcome) in zip(places, try await batch(places.map(Self.count))) {
            if case .done(let response) = outcome { now.items[place] = response.total }
        }
        let types = story.madeTypes.sorted { $0.key < $1.key }
        let listed = types.map(\.value) + questions.defaultFunnelsOf
        let funnels = listed.map { Command("crm.category.list", ["entityTypeId": .string($0)]) }
        for (type, outcome) in zip(listed, try await batch(funnels)) {
            guard case .done(let response) = outcome else { continue }
            let rows = (response.result["categories"]?.value.arrayValue ?? []).compactMap(\.objectValue)
            now.funnels[type] = rows.compactMap { $0.text("id") }
            now.defaultFunnels[type] = rows.first { $0["isDefault"] == "Y" }?.text("id")
        }
        for (id, _) in types {
            let list = Command(
                "userfieldconfig.list", ["moduleId": "crm", "filter": ["entityId": .string("CRM_" + id)]])
            now.fields[id] = try await rows(list).compactMap { row in
                row.text("id").map { ($0, row["fieldName"]?.stringValue ?? "") }
            }
        }
        let cards = questions.cards.map { command in
            var parameters = command.parameters
            parameters["data"] = nil
            return Command(InverseFamily.card.name + ".get", parameters)
        }
        for (command, outcome) in zip(questions.cards, try await batch(cards)) {
            if case .done(let response) = outcome {
                now.cards[UndoPlanner.cardKey(command)] = response.result.value
            }
        }
    }

    /// One row is enough: the total is what matters.
    private static func count(_ place: PortalNow.Place) -> Command {
        var filter = JSONObject()
        let type: String
        switch place {
        case .type(let id): type = id
        case .funnel(let id, let funnel): (type, filter["categoryId"]) = (id, .string(funnel))
        case .stage(let id, let code): (type, filter["stageId"]) = (id, .string(code))
        }
        return Command(
            "crm.item.list", ["entityTypeId": .string(type), "select": ["id"], "filter": .object(filter)])
    }

    // MARK: Sending

    private func batch(_ commands: [Command]) async throws -> [CommandOutcome] {
        guard !commands.isEmpty else { return [] }
        return try await client.batch(commands.enumerated().map { (key: "u\($0.offset)", command: $0.element) })
    }

    func rows(_ command: Command) async throws -> [JSONObject] {
        var rows: [JSONObject] = []
        for try await page in client.pages(command) { rows += page.rows.compactMap { $0.value.objectValue } }
        return rows
    }

    private static func code(_ error: PortalError) -> String { error.code.isEmpty ? error.kind.rawValue : error.code }
}
