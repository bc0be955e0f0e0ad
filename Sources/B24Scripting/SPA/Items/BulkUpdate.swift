import Bitrix24
import JSON
import LuaRuntime

/// The same change to every item that a filter finds: read page by page, written in batches, each item accounted for.
struct BulkUpdate: Sendable {
    /// What to do with one item.
    struct Change: Sendable {
        /// The fields to read.
        var select: [String]
        /// The fields to write; `nil` when the item is as it should be.
        var fields: @Sendable (JSONValue) -> JSONObject?
    }

    let spa: SPAScope
    let desk: Desk
    /// Only count, write nothing.
    let isTrial: Bool
    let stops: Bool
    let label: String
    /// Where the items that failed are written; `nil` for nowhere.
    private let failures: CSVWriter?
    /// The only items to look at: those that failed in an earlier run.
    private let wanted: [Int64]?

    init(_ call: HostCall, options index: Int, name: String) throws {
        let (spa, desk) = try ItemMethods.open(call)
        (self.spa, self.desk) = (spa, desk)
        let options = try OptionTable(
            call.argument(index), of: "items:\(name)", known: ["dry_run", "on_error", "label", "failures", "retry"])
        isTrial = try options.boolean("dry_run") ?? false
        stops = try options.choice("on_error", ["stop", "continue"]) == "stop"
        label = try options.string("label") ?? spa.type.title
        let (path, earlier) = (try options.string("failures"), try options.string("retry"))
        // It would be empty before its items have been tried.
        if let path, path == earlier { throw ModuleError(.invalidArgument, DomainTexts.failuresIntoRetry(path)) }
        wanted = try earlier.map { try FailuresFile.items($0, desk.context) }
        // Opened first: a file that cannot be written is refused before anything changes.
        failures = try path.map { try FailuresFile.create($0, desk.context) }
    }

    /// The change that the program itself makes: it ends with the first failure.
    ///
    /// - Parameter isTrial: only count.
    init(_ spa: SPAScope, _ desk: Desk, isTrial: Bool) {
        self.spa = spa
        self.desk = desk
        self.isTrial = isTrial
        stops = true
        label = spa.type.title
        failures = nil
        wanted = nil
    }

    /// - Returns: `{changed, unchanged, failures, ids, dry_run}`.
    /// - Throws: what reading the list throws; with `on_error = "stop"` the first failure.
    func run(_ filter: JSONValue, _ change: Change) async throws -> LuaValue {
        let journal = try await carryOut(filter, change)
        return .table(
            LuaTable(fields: [
                ("changed", .integer(Int64(journal.changed))), ("unchanged", .integer(Int64(journal.unchanged))),
                ("failures", .list(journal.failures)), ("ids", .list(journal.ids.map(LuaValue.integer))),
                ("dry_run", .boolean(isTrial || desk.isRehearsal)),
            ]))
    }

    /// - Returns: what became of each item.
    /// - Throws: as ``run(_:_:)``.
    func carryOut(_ filter: JSONValue, _ change: Change) async throws -> BulkJournal {
        var total = wanted?.count ?? 0
        if wanted == nil {
            total = try await desk.count("crm.item.list", ItemMethods.parameters(spa, ["filter": filter]))
        }
        if total > 50 {
            let reading = ListEstimate(rows: total, way: .cursorBatches, plan: .basic).requests
            let writing = isTrial ? 0 : (total + 49) / 50
            await JobEstimate.announce(items: total, requests: reading + writing, desk.context)
        }
        var journal = BulkJournal(desk: desk, label: label, total: total)
        do {
            if let wanted {
                try await retry(wanted, filter, change, &journal)
            } else {
                var seen: Set<Int64> = []
                try await work(list(filter, change), change, &journal, &seen)
            }
        } catch {
            try? write(journal.failures)
            throw error
        }
        journal.finish()
        try write(journal.failures)
        return journal
    }

    /// Only these items, some hundred at a time; one that the filter does not find is a failure, too.
    private func retry(
        _ wanted: [Int64], _ filter: JSONValue, _ change: Change, _ journal: inout BulkJournal
    ) async throws {
        let key = "@id"
        guard filter[key] == nil else { throw ModuleError(.invalidArgument, DomainTexts.retryOwnsFilter(key)) }
        var index = 0
        for start in stride(from: 0, to: wanted.count, by: Self.mostRetriedAtOnce) {
            let ids = Array(wanted[start..<min(start + Self.mostRetriedAtOnce, wanted.count)])
            var conditions = filter.objectValue ?? [:]
            conditions[key] = .array(ids.map(JSONValue.integer))
            var seen: Set<Int64> = []
            try await work(list(.object(conditions), change), change, &journal, &seen, after: index)
            index += seen.count
            for id in ids where !seen.contains(id) {
                index += 1
                let error = ModuleError(.notFound, DomainTexts.retriedItemIsGone(id), method: "crm.item.list")
                if stops { throw error }
                journal.failed(index, .integer(id), error)
            }
        }
    }

    /// Few enough for the conditions of one request.
    private static let mostRetriedAtOnce = 500

    private func list(_ filter: JSONValue, _ change: Change) -> RowSource {
        desk.list(
            "crm.item.list",
            ItemMethods.parameters(
                spa, ["select": .array((["id"] + change.select).map(JSONValue.string)), "filter": filter]),
            // By id, so that items which no longer match after their change do not shift the pages.
            paging: .cursor, announces: false)
    }

    private func write(_ records: [LuaValue]) throws {
        guard let failures else { return }
        _ = try failures.write(records)
        _ = try failures.finish()
    }

    private struct Work {
        var index: Int
        var id: Int64
        var fields: JSONObject
    }

    /// How many requests of writes are under way at the same time.
    private static let mostUnderWay = 4

    /// Reads page by page; what has to change is written meanwhile, several pages at a time unless the first failure is to
    /// stop everything. What became of them is recorded in the order of the list.
    ///
    /// - Parameters:
    ///   - seen: gets the ids of the items that the list has.
    ///   - before: how many items other lists had before this one.
    private func work(
        _ list: RowSource, _ change: Change, _ journal: inout BulkJournal, _ seen: inout Set<Int64>,
        after before: Int = 0
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, [CommandOutcome]).self) { group in
            var underWay: [(number: Int, work: [Work])] = []
            var arrived: [Int: [CommandOutcome]] = [:]
            var index = before
            var number = 0
            var failure: (any Error)?

            func settle(downTo count: Int) async throws {
                while underWay.count > count {
                    let (number, work) = underWay[0]
                    while arrived[number] == nil, let (other, outcomes) = try await group.next() {
                        arrived[other] = outcomes
                    }
                    underWay.removeFirst()
                    try record(work, arrived.removeValue(forKey: number) ?? [], &journal)
                }
            }

            do {
                while let page = try await list.next() {
                    var work: [Work] = []
                    for row in page.map(\.value) {
                        index += 1
                        guard let id = row["id"]?.looseInteger else { continue }
                        seen.insert(id)
                        if let fields = change.fields(row) {
                            work.append(Work(index: index, id: id, fields: fields))
                        } else {
                            journal.leave()
                        }
                    }
                    if isTrial {
                        for item in work { journal.change(item.id) }
                    } else if !work.isEmpty {
                        try await settle(downTo: Self.mostUnderWay - 1)
                        number += 1
                        underWay.append((number, work))
                        let (own, commands) = (number, work.map(command))
                        group.addTask { (own, try await desk.batch(commands, halt: stops, isFree: true)) }
                        if stops { try await settle(downTo: 0) }
                    }
                }
            } catch {
                // A list that breaks off must not break off the writes that are under way.
                failure = error
            }
            try await settle(downTo: 0)
            if let failure { throw failure }
        }
    }

    private func command(_ work: Work) -> Command {
        Command(
            "crm.item.update", ItemMethods.parameters(spa, ["id": .integer(work.id), "fields": .object(work.fields)]))
    }

    private func record(_ work: [Work], _ outcomes: [CommandOutcome], _ journal: inout BulkJournal) throws {
        var first: (any Error)?
        for (item, outcome) in zip(work, outcomes) {
            do {
                try check(outcome, item)
                journal.change(item.id)
            } catch let error where stops && first == nil {
                first = error
            } catch {
                // Also beside the one that is raised: each of these may have been changed (a lost answer concerns all).
                journal.failed(item.index, .integer(item.id), error)
            }
        }
        if let first { throw first }
    }

    /// The portal answers with the whole item, and ignores fields that it does not want: the answer decides.
    private func check(_ outcome: CommandOutcome, _ item: Work) throws {
        switch outcome {
        case .done(let response):
            guard !desk.isRehearsal, let stored = response.result["item"]?.value else { return }
            let ignored = item.fields.members.filter { member in
                guard let value = stored[member.key] else { return false }
                return !Self.same(value, member.value)
            }
            guard ignored.isEmpty else {
                throw ModuleError(
                    .unexpectedAnswer, DomainTexts.fieldsIgnored(item.id, ignored.map(\.key)),
                    method: "crm.item.update", outcome: .failed)
            }
        case .failed(let error): throw error
        case .notRun: throw PortalError(kind: .cancelled, method: "crm.item.update", outcome: .notRun)
        }
    }

    private static func same(_ stored: JSONValue, _ wanted: JSONValue) -> Bool {
        if case .array = wanted { return Set(stored.looseIntegers) == Set(wanted.looseIntegers) }
        if let number = wanted.looseInteger { return stored.looseInteger == number }
        return stored == wanted
    }
}
