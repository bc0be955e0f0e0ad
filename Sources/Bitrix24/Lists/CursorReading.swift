import JSON

/// Reads a list by id.
///
/// The first page goes alone: most lists end there. It tells the total, so that the batch after it fits: all the rest, or
/// some pages and the last id, which show how dense the ids are. Where the portal's rate is what takes the time, it goes on
/// with one full batch after the other: no list needs fewer requests. Otherwise the rest is cut into windows, ranges of
/// ids that fill about one batch each; several are read at the same time, each by a chain of pages of which every one
/// begins after the last row of the one before (`>id: $result[...]`). Windows do not touch each other's rows, so a list
/// that changes meanwhile neither doubles nor loses any. A window with more rows than expected is read on from its last
/// row. The list ends with the row that was the last one when reading began, or where a page is not full. The total is
/// only a guide: what is read does not depend on it.
struct CursorReading: ListReading {
    let method: String
    let options: ListOptions
    /// Whether an upper bound can be added to the caller's conditions.
    let hasWindows: Bool
    /// The list from here to its end, in order of ids; what was handed out is gone.
    var segments = [CursorSegment(lower: nil, upper: nil, state: .waiting(isAlone: true))]
    var size: BatchSize
    var density = IDDensity()
    /// There was a row with this id, and none after it.
    var horizon: Int?
    /// How many rows the list had, as the first page told.
    private(set) var total: Int?
    /// Rows that were read.
    private(set) var rowsRead = 0
    /// The portal's rate holds the list back more than waiting for one batch after the other would: these are fuller.
    private(set) var isHeldBack = false
    /// How long the portal worked on the last batch, in seconds.
    private var batchTime = 0.0
    /// How many pages are read in a batch of which nobody knows where it ends.
    var exploring = 5
    /// Rows that are still wanted.
    var remaining: Int
    private(set) var flights: [Int: Flight] = [:]
    private var pace: ReadingPace

    private var lastNumber = 0
    private var pagesGiven = 0
    private var place: ListPage.Place?
    private var trustsReferences = false

    /// A request that is under way.
    struct Flight: Sendable {
        var isBatch: Bool
        var looksForEnd = false
        var chains: [Chain] = []
    }

    /// The parts of a request that read one segment.
    struct Chain: Sendable {
        /// Where the segment begins; no two begin at the same id.
        var lower: Int?
        var parts: Range<Int>
    }

    /// - Parameter commands: how many of its pages fit into one batch; less than 2 when none can travel in batches.
    init(method: String, options: ListOptions, commands: Int, hasWindows: Bool) {
        self.method = method
        self.options = options
        self.hasWindows = hasWindows
        size = BatchSize(min(commands, options.pagesPerBatch))
        remaining = options.limit ?? .max
        pace = ReadingPace(options)
    }

    mutating func nextFetch(_ room: RateRoom, isWaitedFor: Bool) -> ListFetch? {
        if isWaitedFor { pace.quicken() }
        guard let index = segments.firstIndex(where: \.isWaiting), flights.count < options.concurrency else {
            return nil
        }
        let before = segments[..<index].reduce(0) { $0 + $1.rows }
        guard before < remaining, !segments[..<index].contains(where: \.hasFailed) else { return nil }
        if index > 0 || !isWaitedFor {
            // Who stops after a few rows has not asked for more than these.
            guard pagesGiven > 1 || pagesGiven > 0 && isWaitedFor, !room.isCrowded || flights.isEmpty,
                segments.reduce(0, { $0 + $1.rows }) + size.commands * ListMethod.pageSize
                    <= pace.rowsAhead(batch: size.commands * ListMethod.pageSize)
            else { return nil }
        }
        lastNumber += 1
        if place != nil, size.commands > 1, case .waiting(isAlone: false) = segments[index].state {
            return batch(lastNumber, from: index, after: before, room)
        }
        let segment = segments[index]
        segments[index].state = .underWay(number: lastNumber, rows: ListMethod.pageSize)
        flights[lastNumber] = Flight(isBatch: false, chains: [Chain(lower: segment.lower, parts: 0..<1)])
        let part = segment.lower.map { ListFetch.Part.after($0, upTo: segment.upper) }
        return ListFetch(number: lastNumber, parts: [part ?? .first(counts: isWorthCounting)])
    }

    /// Whether knowing the total saves requests: where batches follow, and the caller has not said how many rows there are.
    private var isWorthCounting: Bool {
        size.commands > 1 && remaining > (1 + exploring) * ListMethod.pageSize
    }

    private func isHeldBack(_ room: RateRoom) -> Bool {
        guard let total else { return false }
        let rows = min(remaining, max(0, total - rowsRead))
        let requests = (rows - 1) / (size.commands * ListMethod.pageSize) + 1
        return Double(requests) * (batchTime + Self.travelTime) <= room.duration(of: requests)
    }

    /// What a batch takes besides the portal's work on it, in seconds.
    private static let travelTime = 0.1

    private mutating func batch(_ number: Int, from index: Int, after rows: Int, _ room: RateRoom) -> ListFetch {
        isHeldBack = isHeldBack(room)
        var plan = planBatch(number, from: index, after: rows)
        // A page alone needs no batch around it.
        plan.flight.isBatch = plan.parts.count > 1
        flights[number] = plan.flight
        return ListFetch(number: number, parts: plan.parts, isBatch: plan.flight.isBatch, place: place)
    }

    mutating func take(_ answer: ListFetch.Answer, to number: Int) {
        guard let flight = flights.removeValue(forKey: number) else { return }
        switch answer {
        case .failed(let error):
            let isFinal = !flight.isBatch || ListFailure.meetsAll(error)
            let count = flight.chains.last?.parts.upperBound ?? 0
            if flight.isBatch, !isFinal { size.failed(commands: count) }
            for index in segments.indices where isUnderWay(index, number) {
                segments[index].state = isFinal ? .failed(error) : .waiting(isAlone: false)
            }
        case .parts(let outcomes, let seconds):
            if let seconds {
                if flight.isBatch {
                    batchTime = seconds
                    size.answered(commands: outcomes.count, seconds: seconds)
                } else if place == nil {
                    size.answered(pageAlone: seconds)
                }
            }
            if flight.looksForEnd, case .page(let page)? = outcomes.first { horizon = page.ids.max() }
            for chain in flight.chains { settle(chain, outcomes[chain.parts], number, flight.isBatch) }
        }
    }

    private func isUnderWay(_ index: Int, _ number: Int) -> Bool {
        if case .underWay(number: number, rows: _) = segments[index].state { true } else { false }
    }

    private mutating func settle(
        _ chain: Chain, _ outcomes: ArraySlice<ListFetch.Outcome>, _ number: Int, _ isBatch: Bool
    ) {
        let found = segments.indices.first { isUnderWay($0, number) && segments[$0].lower == chain.lower }
        guard let index = found else { return }
        let segment = segments[index]
        let progress = segment.progress(outcomes, trustsReferences: trustsReferences, horizon: horizon)
        noteDensity(segment, progress)
        for page in progress.pages {
            rowsRead += page.rows.count
            pace.note(rows: page.rows.count, bytes: page.result.bytes.count)
        }
        if segment.lower == nil { total = progress.pages.first?.total ?? total }
        if place == nil { place = progress.pages.first?.place }
        var left: CursorSegment.State?
        switch progress.end {
        case .complete: break
        case .goesOn: left = .waiting(isAlone: false)
        case .doubtful: left = .waiting(isAlone: true)
        case .failed(let error):
            left = isBatch ? .waiting(isAlone: true) : .failed(error)
            if isBatch, ListFailure.forbidsBatches(error) { size.end() }
        case .outOfOrder(let page, let last):
            let details = ["field": ListMethod.named(method).idInRows, "id": String(last)]
            left = isBatch ? .waiting(isAlone: true) : .failed(page.origin.error(.listStalled, method, details))
            // A portal that does not resolve references answers with the first page again.
            if isBatch, !progress.pages.isEmpty, !trustsReferences { size.end() }
        }
        trustsReferences = trustsReferences || progress.hasChained
        if let last = progress.last, let known = horizon, known <= last { horizon = nil }
        var parts: [CursorSegment] = []
        if !progress.pages.isEmpty {
            parts.append(
                CursorSegment(lower: segment.lower, upper: progress.last, state: .read(progress.pages, given: 0)))
        }
        if let left { parts.append(CursorSegment(lower: progress.last, upper: segment.upper, state: left)) }
        segments.replaceSubrange(index...index, with: parts)
    }

    private mutating func noteDensity(_ segment: CursorSegment, _ progress: CursorSegment.Progress) {
        let rows = progress.pages.reduce(0) { $0 + $1.rows.count }
        let first = segment.lower ?? progress.pages.first?.ids.first.map { $0 - 1 }
        var end = progress.last
        if case .complete = progress.end, let upper = segment.upper { end = upper }
        if let first, let end { density.note(rows: rows, ids: end - first) }
    }

    var hasRowsReady: Bool {
        guard remaining > 0, case .read? = segments.first?.state else { return false }
        return true
    }

    mutating func handOut() -> ListStep {
        guard remaining > 0, let first = segments.first else { return .end }
        switch first.state {
        case .waiting, .underWay: return .wait
        case .failed(let error):
            segments = []
            return .failed(error)
        case .read(let pages, let given):
            if given + 1 < pages.count {
                segments[0].state = .read(pages, given: given + 1)
            } else {
                segments.removeFirst()
                let ready = segments.prefix { if case .read = $0.state { true } else { false } }
                pace.ease(ready: ready.reduce(0) { $0 + $1.rows }, batch: size.commands * ListMethod.pageSize)
            }
            var page = pages[given]
            if page.rows.count > remaining { page.rows.removeSubrange(remaining...) }
            remaining -= page.rows.count
            pagesGiven += 1
            return .page(page)
        }
    }
}
