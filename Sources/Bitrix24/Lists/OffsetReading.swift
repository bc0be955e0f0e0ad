/// Reads a list by offset.
///
/// The first page goes alone and tells the total. When that is more than a few pages, the others are asked for in
/// batches, several at the same time; they are checked and handed out in their order. Without a total, or where a page
/// names another offset than the next one, the list goes on page by page.
struct OffsetReading: ListReading {
    let method: String
    let options: ListOptions
    private var size: BatchSize
    private var seam: OffsetSeam
    /// Pages from `position` on, by their offset, as far as they were planned.
    private var slots: [Int: Slot] = [:]
    /// The offset of the next page to be checked; `nil` when there is none.
    private var position: Int?
    /// What was checked and not yet handed out.
    private var ready: [ListPage] = []
    private var failure: PortalError?
    private(set) var total: Int?
    private var flights: [Int: (offsets: [Int], isBatch: Bool)] = [:]
    private var lastNumber = 0
    private var remaining: Int
    private var pagesGiven = 0

    private enum Slot {
        case waiting(isAlone: Bool)
        case underWay(number: Int)
        case read(ListPage)
        case failed(PortalError)
    }

    /// So few pages are not worth a batch.
    private static let few = 2

    init(method: String, options: ListOptions, commands: Int, firstOffset: Int) {
        self.method = method
        self.options = options
        size = BatchSize(min(commands, options.pagesPerBatch))
        seam = OffsetSeam(method: method)
        position = firstOffset
        slots[firstOffset] = .waiting(isAlone: true)
        remaining = options.limit ?? .max
    }

    mutating func nextFetch(_ room: RateRoom, isWaitedFor: Bool) -> ListFetch? {
        guard let position, failure == nil, flights.count < options.concurrency, !hasFailedSlot else { return nil }
        var isUrgent = isWaitedFor && ready.isEmpty
        switch slots[position] {
        case nil, .waiting?: break
        default: isUrgent = false
        }
        if !isUrgent {
            guard pagesGiven > 1 || pagesGiven > 0 && isWaitedFor, !room.isCrowded || flights.isEmpty,
                rowsAhead + size.commands * ListMethod.pageSize <= options.rowsAhead
            else { return nil }
        }
        plan(from: position)
        let waiting = slots.keys.sorted().filter { if case .waiting? = slots[$0] { true } else { false } }
        guard let first = waiting.first else { return nil }
        if size.commands > 1, case .waiting(isAlone: false)? = slots[first] {
            let offsets = waiting.prefix(size.commands).filter {
                if case .waiting(isAlone: false)? = slots[$0] { true } else { false }
            }
            return fetch(Array(offsets), isBatch: true)
        }
        // Which page is the next one only this one can tell, unless it is one of those that are planned.
        return fetch([first], isBatch: false)
    }

    private var hasFailedSlot: Bool { slots.values.contains { if case .failed = $0 { true } else { false } } }

    /// Rows that are there or on their way.
    private var rowsAhead: Int {
        let planned = slots.values.count { if case .waiting = $0 { false } else { true } }
        return planned * ListMethod.pageSize + ready.reduce(0) { $0 + $1.rows.count }
    }

    /// Plans one more batch behind the pages that are planned.
    private mutating func plan(from position: Int) {
        let isWaiting = slots.values.contains { if case .waiting = $0 { true } else { false } }
        guard !isWaiting else { return }
        let end = slots.keys.max().map { $0 + ListMethod.pageSize } ?? position
        let ahead = ready.reduce(0) { $0 + $1.rows.count } + slots.count * ListMethod.pageSize
        guard ahead < remaining else { return }
        let wanted = (remaining - ahead - 1) / ListMethod.pageSize + 1
        let left = min(wanted, total.map { ($0 - end + ListMethod.pageSize - 1) / ListMethod.pageSize } ?? 0)
        if size.commands > 1, left > (slots.isEmpty ? Self.few : 0) {
            let count = min(size.commands, left)
            for page in 0..<count { slots[end + page * ListMethod.pageSize] = .waiting(isAlone: count == 1) }
        } else if slots.isEmpty {
            slots[position] = .waiting(isAlone: true)
        }
    }

    private mutating func fetch(_ offsets: [Int], isBatch: Bool) -> ListFetch {
        lastNumber += 1
        flights[lastNumber] = (offsets, isBatch)
        for offset in offsets { slots[offset] = .underWay(number: lastNumber) }
        return ListFetch(number: lastNumber, parts: offsets.map { .at($0) }, isBatch: isBatch)
    }

    mutating func take(_ answer: ListFetch.Answer, to number: Int) {
        guard let flight = flights.removeValue(forKey: number) else { return }
        switch answer {
        case .failed(let error):
            let isFinal = !flight.isBatch || ListFailure.meetsAll(error)
            if flight.isBatch, !isFinal { size.failed(commands: flight.offsets.count) }
            for offset in flight.offsets where isUnderWay(offset, number) {
                slots[offset] = isFinal ? .failed(error) : .waiting(isAlone: false)
            }
        case .parts(let outcomes, let seconds):
            if flight.isBatch, let seconds { size.answered(commands: outcomes.count, seconds: seconds) }
            for (offset, outcome) in zip(flight.offsets, outcomes) where isUnderWay(offset, number) {
                slots[offset] = slot(outcome, isBatch: flight.isBatch)
            }
        }
        advance()
    }

    /// What was planned and then given up has no slot any more.
    private func isUnderWay(_ offset: Int, _ number: Int) -> Bool {
        if case .underWay(number: number)? = slots[offset] { true } else { false }
    }

    private mutating func slot(_ outcome: ListFetch.Outcome, isBatch: Bool) -> Slot {
        switch outcome {
        case .failed(let error):
            if isBatch, ListFailure.forbidsBatches(error) { size.end() }
            return isBatch ? .waiting(isAlone: true) : .failed(error)
        case .page(let page):
            // A batch whose answer tells no total cannot be checked against its neighbours.
            guard isBatch, page.total == nil else { return .read(page) }
            size.end()
            return .waiting(isAlone: true)
        }
    }

    /// Checks the pages that are there, in their order.
    private mutating func advance() {
        while failure == nil, let offset = position {
            switch slots[offset] {
            case .read(let page)?:
                slots[offset] = nil
                do throws(PortalError) {
                    let checked = try seam.check(page, at: offset)
                    total = checked.page.total
                    position = checked.next
                    // A page may be empty although others follow: the portal hides rows that the user may not see.
                    if !checked.page.rows.isEmpty { ready.append(checked.page) }
                } catch {
                    failure = error
                }
                if position == nil || position != offset + ListMethod.pageSize { slots = [:] }
            case .failed(let error)?: failure = error
            default: return
            }
        }
    }

    mutating func handOut() -> ListStep {
        guard remaining > 0 else { return .end }
        guard !ready.isEmpty else {
            if let failure {
                remaining = 0
                return .failed(failure)
            }
            return position == nil ? .end : .wait
        }
        var page = ready.removeFirst()
        if page.rows.count > remaining { page.rows.removeSubrange(remaining...) }
        remaining -= page.rows.count
        pagesGiven += 1
        return .page(page)
    }
}
