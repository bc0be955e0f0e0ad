import Bitrix24
import JSON

/// Reads from the portal what a plan's writes would change, delete and move. As many objects as fit travel together.
struct PlanReader: Sendable {
    let client: PortalClient
    let catalogue: MethodCatalogue

    /// The plan with what is known of each write.
    func explained(_ plan: [PlannedWrite]) async -> [PlannedWrite] {
        var book = await book(plan)
        var explained = plan
        for index in explained.indices {
            book.explain(&explained[index])
            await addLoss(&explained[index])
        }
        return explained
    }

    // MARK: Before

    private func book(_ plan: [PlannedWrite]) async -> PlanBook {
        var objects: [PlannedObject] = []
        var gets: [(key: String, command: Command)] = []
        var seen: Set<PlannedObject> = []
        for write in plan where seen.insert(write.object).inserted {
            guard let get = get(write) else { continue }
            gets.append((key: "g\(gets.count)", command: get))
            objects.append(write.object)
        }
        var entries: [PlannedObject: PlanBook.Entry] = [:]
        do {
            for (object, outcome) in zip(objects, try await client.batch(gets)) {
                entries[object] = Self.entry(outcome, of: object)
            }
        } catch {
            for object in objects { entries[object] = .untold(error.kind.rawValue) }
        }
        let binds = plan.contains { PlanBook.fields(of: $0.command)["typeIds"] != nil }
        guard binds else { return PlanBook(entries) }
        let workplaces = await rows(Command("crm.automatedsolution.list"))
        let types = await rows(Command("crm.type.list"))
        let titles = types.compactMap { type in
            type.text("id").flatMap { id in type["title"]?.stringValue.map { (id, $0) } }
        }
        let planned = plan.filter { $0.object.family == "crm.type" && $0.object.isPlanned }.compactMap { write in
            write.object.id.flatMap { id in PlanBook.fields(of: write.command)["title"]?.stringValue.map { (id, $0) } }
        }
        return PlanBook(
            entries, typeTitles: Dictionary(titles + planned, uniquingKeysWith: { $1 }), workplaces: workplaces)
    }

    /// How an object is read; `nil` when it exists in the plan only, or has no reading method.
    private func get(_ write: PlannedWrite) -> Command? {
        guard let id = write.object.id, !write.object.isPlanned, !write.object.family.isEmpty else { return nil }
        let method = write.object.family + ".get"
        guard catalogue.entry(method)?.effect == .read,
            !["add", "import"].contains(ResultShape(write.command.method).verb)
        else { return nil }
        var parameters = JSONObject()
        for name in ["moduleId", "entityTypeId"] { parameters[name] = write.command.parameters[name] }
        parameters[write.command.parameters["id"] == nil ? "ID" : "id"] = .string(id)
        return Command(method, parameters)
    }

    private static func entry(_ outcome: CommandOutcome, of object: PlannedObject) -> PlanBook.Entry {
        switch outcome {
        case .done(let response):
            let shape = ResultShape(object.family + ".get")
            let found = shape.single.flatMap { response.result[$0]?.value } ?? response.result.value
            return found.objectValue.map(PlanBook.Entry.known) ?? .untold("no object")
        case .failed(let error): return .untold(error.code.isEmpty ? error.kind.rawValue : error.code)
        case .notRun: return .untold("not_run")
        }
    }

    private func rows(_ command: Command) async -> [JSONObject] {
        var rows: [JSONObject] = []
        do {
            for try await page in client.pages(command) { rows += page.rows.compactMap { $0.value.objectValue } }
        } catch {
            // Titles and places are then missing, which the plan shows as ids.
        }
        return rows
    }

    // MARK: Losses

    private func addLoss(_ write: inout PlannedWrite) async {
        guard let destruction = Destruction(write.command, write.effect), !write.object.isPlanned else { return }
        switch destruction {
        case .container, .status: break
        case .small, .typeIDs, .relations: return
        }
        do {
            let reader = LossReader(client: client, made: MadeObjects())
            guard let loss = try await reader.loss(write.command, destruction) else { return }
            write.along += loss.along.map { PlannedEffect(kind: $0.kind, count: $0.count, text: $0.text) }
            write.unknown += loss.unknown.filter { !write.unknown.contains($0) }
        } catch {
            write.unknown.append(
                GateTexts.notTold(GateTexts.someObject, "\((error as? PortalError)?.kind.rawValue ?? "?")"))
        }
    }
}
