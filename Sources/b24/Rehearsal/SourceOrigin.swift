import B24Scripting
import Bitrix24
import JSON
import PortalEmulator
import Synchronization

/// The real portal behind the private one of a rehearsal: answers what the copy cannot, and brings what it needs.
final class SourceOrigin: PortalOrigin {
    /// Why a rehearsal cannot go on.
    enum Halt: Sendable {
        /// The portal cannot be read any more.
        case source(PortalError)
        /// A list is longer than what may be copied.
        case tooManyItems(entityTypeID: Int, count: Int, limit: Int)
        /// One more item is needed than may be copied.
        case itemsUsedUp(limit: Int)
    }

    /// What happened on the way, for the report.
    struct Notes: Sendable {
        /// Items that were brought into the copy.
        var items = 0
        /// How often a method was answered by the portal.
        var passed: [String: Int] = [:]
        /// Reads of what the copy does not act out.
        var passedUnrehearsed: Set<String> = []
        /// Whether people could not be looked up.
        var peopleAreAssumed = false
        /// What of the structure the portal did not tell, by method.
        var untold: Set<String> = []
    }

    private struct State {
        var ledger = CopyLedger()
        var notes = Notes()
        var people: [Int: Bool] = [:]
        var halt: Halt?
    }

    let source: SourcePortal
    private let caller: CallerFacts
    private let mostItems: Int
    private let standIn = StandIn()
    /// What the private portal waits for.
    let work = BlockingWork()
    private let state = Mutex(State())
    private let stop: @Sendable () -> Void

    /// - Parameters:
    ///   - mostItems: how many items may be copied.
    ///   - stop: ends the script, when the rehearsal cannot go on.
    init(_ source: SourcePortal, _ caller: CallerFacts, mostItems: Int, stop: @escaping @Sendable () -> Void) {
        self.source = source
        self.caller = caller
        self.mostItems = mostItems
        self.stop = stop
    }

    var notes: Notes { state.withLock { $0.notes } }
    /// Why the rehearsal was ended; `nil` when it was not.
    var halt: Halt? { state.withLock { $0.halt } }
    /// Writes that nobody acted out.
    var standIns: [PlannedWrite] { standIn.plan }

    // MARK: PortalOrigin

    func prepare(_ command: OriginCommand) -> OriginStep {
        do throws(PortalError) {
            guard var needs = needs(of: command) else { return try passed(command) }
            var objects: [ImportedObject] = []
            if needs.first == .structure {
                objects = try meet(.structure)
                // Only now it is known what the ids of the command mean.
                needs = self.needs(of: command) ?? []
            }
            for need in needs { objects += try meet(need) }
            return .run(objects)
        } catch {
            return refusal(error)
        }
    }

    /// `nil` when the portal answers the command.
    private func needs(of command: OriginCommand) -> [CopyNeed]? {
        switch state.withLock({ $0.ledger.step(command.method, command.parameters) }) {
        case .portal: nil
        case .here(let needs): needs
        }
    }

    func standIn(for command: OriginCommand) -> OriginStep {
        let asked = Command(
            command.method, command.parameters, restVersion: command.isREST3 ? .three : nil)
        do throws(PortalError) {
            if let refusal = try missingRight(asked) { return .refuse(refusal) }
            if asked.effect == .read { state.withLock { _ = $0.notes.passedUnrehearsed.insert(asked.method) } }
            let (standIn, source) = (standIn, source)
            return answer(try wait { try await standIn.answer(asked) { try await source.call($0) } })
        } catch {
            return refusal(error)
        }
    }

    func hasPerson(_ id: Int) -> Bool {
        if let known = state.withLock({ $0.people[id] }) { return known }
        let source = source
        var isThere = true
        do throws(PortalError) {
            let found = try wait { try await source.call(Command("user.get", ["ID": .integer(Int64(id))])) }
            isThere = found.result.elements?.isEmpty == false
        } catch {
            state.withLock { $0.notes.peopleAreAssumed = true }
        }
        state.withLock { $0.people[id] = isThere }
        return isThere
    }

    func hasRun(_ command: OriginCommand, result: JSONValue?) {
        guard let result else { return }
        state.withLock { $0.ledger.hasRun(command.method, command.parameters, result) }
    }

    // MARK: Answers of the portal

    private func passed(_ command: OriginCommand) throws(PortalError) -> OriginStep {
        let source = source
        let asked = Command(command.method, command.parameters)
        state.withLock { $0.notes.passed[command.method, default: 0] += 1 }
        let response = try wait { try await source.call(asked) }
        if RehearsedMethod(command.method) == .items(.list), let type = command.parameters.int("entityTypeId") {
            let ids = (response.result["items"]?.elements ?? []).compactMap { $0.value.objectValue?.int("id") }
            state.withLock { $0.ledger.hasSeen(type, items: ids) }
        }
        return answer(response)
    }

    private func answer(_ response: Response) -> OriginStep {
        .answer(response.result.value, total: response.total, next: response.next)
    }

    /// The refusal of a method that the copy does not act out, where it can be foreseen.
    private func missingRight(_ command: Command) throws(PortalError) -> OriginRefusal? {
        guard let entry = MethodCatalogue.standard.entry(command.method, restVersion: command.restVersion?.rawValue)
        else {
            let (source, name) = (source, command.method.lowercased())
            let answer = try wait { try await source.call(Command("method.get", ["name": .string(name)])) }
            if answer.result["isExisting"]?.value == .bool(true) { return nil }
            return OriginRefusal(status: 404, code: "ERROR_METHOD_NOT_FOUND", description: "Method not found!")
        }
        guard let scopes = caller.scopes, !entry.scopes.isEmpty else { return nil }
        let missing = entry.scopes.filter { $0 != "basic" && !scopes.contains($0) }
        guard entry.anyScopeSuffices ? missing.count == entry.scopes.count : !missing.isEmpty else { return nil }
        return OriginRefusal(
            status: 403, code: "insufficient_scope",
            description: "The request requires higher privileges than provided by the access token")
    }

    /// What the script is told. An answer of the portal is passed on as it is; without one the rehearsal is over.
    private func refusal(_ error: PortalError) -> OriginStep {
        let isAnswer = error.status.map { $0 < 500 && $0 != 429 } ?? false || !error.code.isEmpty
        if isAnswer, halt == nil, error.kind != .authExpired, error.kind != .authInvalid {
            return .refuse(
                OriginRefusal(status: error.status ?? 400, code: error.code, description: error.description))
        }
        if halt == nil { end(.source(error)) }
        return .refuse(OriginRefusal(status: 400, code: "REHEARSAL_ENDED", description: "The rehearsal cannot go on."))
    }

    private func end(_ reason: Halt) {
        state.withLock { if $0.halt == nil { $0.halt = reason } }
        stop()
    }

    private func wait<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) throws(PortalError) -> Value {
        do {
            return try work.wait(body)
        } catch {
            throw error as? PortalError ?? PortalError(kind: .unknown, description: "\(error)")
        }
    }
}

// MARK: What the copy needs

extension SourceOrigin {
    private func meet(_ need: CopyNeed) throws(PortalError) -> [ImportedObject] {
        let source = source
        switch need {
        case .structure:
            let copy = try wait { try await StructureCopy.read(source) }
            state.withLock {
                $0.ledger.hasCopied(types: copy.types, stages: copy.stages, fieldOwners: copy.fieldOwners)
                $0.notes.untold = copy.untold
            }
            return copy.objects
        case .highestID(let type):
            let order: JSONObject = ["order": ["id": "DESC"], "select": ["id"]]
            let first = try firstItem(type, order)
            state.withLock { $0.ledger.hasMet(need) }
            return first?.int("id").map { [.highestItemID(entityTypeID: type, $0)] } ?? []
        case .newestItem(let type):
            let first = try firstItem(type, ["order": ["createdTime": "DESC"]])
            state.withLock { $0.ledger.hasMet(need) }
            return brought(type, first.map { [$0] } ?? [])
        case .items(let type, let ids): return try items(type, ids)
        case .list(let type, let filter): return try list(type, filter)
        case .anyItem(let type, let filter): return try anyItem(type, filter)
        }
    }

    /// Rows that are about to be taken over.
    private func brought(_ type: Int, _ rows: [JSONObject]) -> [ImportedObject] {
        let known = state.withLock { $0.ledger.items[type] ?? [] }
        let new = rows.filter { row in row.int("id").map { !known.contains($0) } ?? false }
        state.withLock { state in
            state.ledger.hasCopied(type, items: new.compactMap { $0.int("id") })
            state.notes.items += new.count
        }
        return new.map { .item(entityTypeID: type, $0) }
    }

    private func page(
        _ type: Int, _ options: JSONObject, start: Int = -1
    ) throws(PortalError) -> (rows: [JSONObject], total: Int?, next: Int?) {
        var parameters: JSONObject = ["entityTypeId": .integer(Int64(type)), "start": .integer(Int64(start))]
        for option in options.members { parameters[option.key] = option.value }
        let (source, command) = (source, Command("crm.item.list", parameters))
        let response = try wait { try await source.call(command) }
        let rows = (response.result["items"]?.elements ?? []).compactMap { $0.value.objectValue }
        return (rows, response.total, response.next)
    }

    /// `nil` also where the portal does not let the caller see any.
    private func firstItem(_ type: Int, _ options: JSONObject) throws(PortalError) -> JSONObject? {
        do {
            return try page(type, options).rows.first
        } catch {
            guard StructureCopy.isRefusal(error) else { throw error }
            return nil
        }
    }

    /// - Parameter ids: the first one is what a command asks for, the others may be asked for soon.
    private func items(_ type: Int, _ ids: [Int]) throws(PortalError) -> [ImportedObject] {
        var found: [JSONObject] = []
        let left = mostItems - notes.items
        guard left > 0 else {
            end(.itemsUsedUp(limit: mostItems))
            throw PortalError(kind: .limitExceeded)
        }
        let company = ids.count > 1 && left >= ids.count ? ids : []
        for start in stride(from: 0, to: company.count, by: 50) {
            let part = company[start..<min(start + 50, company.count)].map { JSONValue.integer(Int64($0)) }
            found += try page(type, ["filter": ["@id": .array(Array(part))]]).rows
        }
        guard let asked = ids.first else { return [] }
        if !found.contains(where: { $0.int("id") == asked }), let item = try item(type, asked) { found.append(item) }
        let objects = brought(type, found)
        state.withLock { $0.ledger.hasCopied(type, items: company + [asked]) }
        return objects
    }

    /// `nil` when there is none; an item that the caller may not see is refused by the portal.
    private func item(_ type: Int, _ id: Int) throws(PortalError) -> JSONObject? {
        let (source, number) = (source, JSONValue.integer(Int64(type)))
        let command = Command("crm.item.get", ["entityTypeId": number, "id": .integer(Int64(id))])
        do {
            return try wait { try await source.call(command) }.result["item"]?.value.objectValue
        } catch {
            guard error.kind == .notFound else { throw error }
            return nil
        }
    }

    private func list(_ type: Int, _ filter: JSONObject) throws(PortalError) -> [ImportedObject] {
        let options: JSONObject = ["filter": .object(filter), "order": ["id": "ASC"]]
        let first: (rows: [JSONObject], total: Int?, next: Int?)
        do {
            first = try page(type, options, start: 0)
        } catch {
            // The portal does not know a field that only the copy has.
            guard error.kind == .invalidArgument, !filter.isEmpty else { throw error }
            return try list(type, [:])
        }
        let count = first.total ?? first.rows.count
        let left = mostItems - notes.items
        guard count <= left else {
            end(.tooManyItems(entityTypeID: type, count: count, limit: mostItems))
            throw PortalError(kind: .limitExceeded)
        }
        var rows = first.rows
        if first.next != nil {
            let parameters: JSONObject = ["entityTypeId": .integer(Int64(type)), "filter": .object(filter)]
            let source = source
            rows = try wait { try await source.rows(Command("crm.item.list", parameters)) }
        }
        state.withLock { $0.ledger.hasMet(.list(type, filter)) }
        return brought(type, rows)
    }

    private func anyItem(_ type: Int, _ filter: JSONObject) throws(PortalError) -> [ImportedObject] {
        var start: Int? = 0
        while let offset = start {
            let options: JSONObject = ["filter": .object(filter), "order": ["id": "ASC"]]
            let page: (rows: [JSONObject], total: Int?, next: Int?)
            do {
                page = try self.page(type, options, start: offset)
            } catch {
                guard StructureCopy.isRefusal(error) else { throw error }
                return []
            }
            let known = state.withLock { $0.ledger.items[type] ?? [] }
            if let row = page.rows.first(where: { row in row.int("id").map { !known.contains($0) } ?? false }) {
                return brought(type, [row])
            }
            start = page.next
        }
        return []
    }
}
