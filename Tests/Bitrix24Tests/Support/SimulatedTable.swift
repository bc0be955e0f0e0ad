import JSON

@testable import Bitrix24

/// A table of a portal, for readings without requests. It answers one page at a time, so that it can change between any
/// two; a reference that cannot be resolved is used as text, which as an id counts as 0.
struct SimulatedTable {
    var ids: [Int]
    /// Whether rows hold their ids, which reading by offset looks at.
    var hasRows = false
    /// Whether a list by id tells its total when it is asked to.
    var tellsTotal = true

    /// The outcome of one part, given the outcomes of the parts before it in the same batch.
    func page(_ part: ListFetch.Part, after before: [ListFetch.Outcome]) -> ListFetch.Outcome {
        switch part {
        case .first(let counts): return cursorPage(after: 0, upTo: nil, counts: counts && tellsTotal)
        case .after(let id, let upper): return cursorPage(after: id, upTo: upper)
        case .afterPrevious(let upper):
            var id = 0
            if case .page(let page)? = before.last, page.ids.count >= 50 { id = page.ids[49] }
            return cursorPage(after: id, upTo: upper)
        case .last: return .page(Self.page(Array(ids.suffix(50).reversed()), hasRows: hasRows))
        case .at(let offset):
            var page = Self.page(Array(ids.dropFirst(offset).prefix(50)), hasRows: hasRows)
            page.total = ids.count
            if offset + 50 < ids.count { page.next = offset + 50 }
            return .page(page)
        }
    }

    private func cursorPage(after id: Int, upTo upper: Int?, counts: Bool = false) -> ListFetch.Outcome {
        let low = ids.partitioningIndex { $0 > id }
        var page = Self.page(Array(ids[low...].prefix(50).prefix { $0 <= upper ?? .max }), hasRows: hasRows)
        if counts { page.total = ids.count }
        return .page(page)
    }

    private static let emptyRow = JSONSlice(["id": 0])

    static func page(_ ids: [Int], hasRows: Bool = false) -> ListPage {
        let rows = hasRows ? ids.map { JSONSlice(["id": .integer(Int64($0))]) } : ids.map { _ in emptyRow }
        var page = ListPage(rows: rows, result: emptyRow)
        page.ids = ids
        page.place = .member("items")
        return page
    }

    /// A random change: a row with any new id, or a row less.
    ///
    /// - Returns: the row that is gone.
    mutating func change(_ generator: inout SeededGenerator, deletes: Bool = true) -> Int? {
        if deletes, Bool.random(using: &generator), !ids.isEmpty {
            return ids.remove(at: Int.random(in: 0..<ids.count, using: &generator))
        }
        let id = Int.random(in: 1...(ids.last ?? 0) + 60, using: &generator)
        let index = ids.partitioningIndex { $0 >= id }
        if index == ids.count || ids[index] != id { ids.insert(id, at: index) }
        return nil
    }
}

extension [Int] {
    fileprivate func partitioningIndex(where isBehind: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// Runs a reading against a table: the parts of all requests under way are answered in a random order.
struct ReadingRun {
    var table: SimulatedTable
    var rows: [Int] = []
    var error: PortalError?
    /// For each request, the parts.
    var requests: [[ListFetch.Part]] = []
    var mostUnderWay = 0
    var mostAhead = 0

    /// Between any two pages: may change the table.
    var disturb: (inout SimulatedTable) -> Void = { _ in }
    /// What a part is answered instead of its page.
    var spoil: (ListFetch, Int) -> ListFetch.Outcome? = { _, _ in nil }
    /// What a whole request is answered instead.
    var lose: (ListFetch) -> PortalError? = { _ in nil }
    var seconds: (ListFetch) -> Double? = { _ in nil }
    /// Before the first request; nothing leaks out meanwhile.
    var room = RateRoom.unlimited

    init(_ ids: [Int], hasRows: Bool = false) { table = SimulatedTable(ids: ids, hasRows: hasRows) }

    private struct Flight {
        var fetch: ListFetch
        var outcomes: [ListFetch.Outcome] = []
    }

    mutating func run(_ start: some ListReading, _ generator: inout SeededGenerator) {
        var reading = start
        var flights: [Flight] = []
        var steps = 0
        while true {
            steps += 1
            precondition(steps < 1_000_000, "the reading does not end")
            switch reading.handOut() {
            case .page(let page):
                precondition(!page.rows.isEmpty)
                rows +=
                    table.hasRows
                    ? page.rows.map { $0["id"]?.integer ?? -1 } : Array(page.ids.prefix(page.rows.count))
                send(&reading, &flights, isWaitedFor: false)
            case .end: return
            case .failed(let error):
                self.error = error
                return
            case .wait:
                send(&reading, &flights, isWaitedFor: true)
                precondition(!flights.isEmpty, "the reading waits for nothing")
                answerOne(&reading, &flights, &generator)
            }
        }
    }

    private mutating func send(_ reading: inout some ListReading, _ flights: inout [Flight], isWaitedFor: Bool) {
        while let fetch = reading.nextFetch(room, isWaitedFor: isWaitedFor) {
            if room != .unlimited { room.requests -= 1 }
            precondition(!fetch.parts.isEmpty && fetch.parts.count <= 50)
            requests.append(fetch.parts)
            flights.append(Flight(fetch: fetch))
            mostUnderWay = max(mostUnderWay, flights.count)
        }
    }

    /// Answers pages here and there until one request is whole.
    private mutating func answerOne(
        _ reading: inout some ListReading, _ flights: inout [Flight], _ generator: inout SeededGenerator
    ) {
        while true {
            let index = Int.random(in: flights.indices, using: &generator)
            let flight = flights[index]
            if let error = lose(flight.fetch) {
                flights.remove(at: index)
                return reading.take(.failed(error), to: flight.fetch.number)
            }
            let part = flight.outcomes.count
            disturb(&table)
            let page = table.page(flight.fetch.parts[part], after: flight.outcomes)
            flights[index].outcomes.append(spoil(flight.fetch, part) ?? page)
            guard part + 1 == flight.fetch.parts.count else { continue }
            let done = flights.remove(at: index)
            let time = seconds(done.fetch)
            return reading.take(.parts(done.outcomes, seconds: time), to: done.fetch.number)
        }
    }
}
