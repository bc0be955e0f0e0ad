/// A range of ids of a list, and how far its reading has come.
struct CursorSegment: Sendable {
    /// Its rows are after this id; `nil` for the first of a list.
    var lower: Int?
    /// Its last id; `nil` for the end of the list.
    var upper: Int?
    var state: State

    enum State: Sendable {
        /// To be asked for; `isAlone` when its first page failed in a batch.
        case waiting(isAlone: Bool)
        /// Asked for: the rows that are expected.
        case underWay(number: Int, rows: Int)
        /// All rows are there, in pages; those before `given` were handed out.
        case read([ListPage], given: Int)
        case failed(PortalError)
    }

    /// Rows that are there or expected.
    var rows: Int {
        switch state {
        case .waiting, .failed: 0
        case .underWay(_, let rows): rows
        case .read(let pages, let given): pages[given...].reduce(0) { $0 + $1.rows.count }
        }
    }

    var isWaiting: Bool { if case .waiting = state { true } else { false } }
    var hasFailed: Bool { if case .failed = state { true } else { false } }

    /// How many ids there can be at most; `nil` when it has no end.
    var width: Int? { upper.map { $0 - (lower ?? 0) } }

    /// What a chain of pages in this segment comes to.
    struct Progress: Sendable {
        /// The pages that are right; rows after the end of the segment are not in them.
        var pages: [ListPage] = []
        /// The last id that was read.
        var last: Int?
        var end = End.goesOn
        /// A page was got through a reference to the one before it.
        var hasChained = false

        enum End: Sendable {
            /// There may be more rows after `last`.
            case goesOn
            /// Nothing is left.
            case complete
            /// The page after `last` is to be asked for alone, because of this error.
            case failed(PortalError)
            /// The page after `last` does not follow it in ascending order.
            case outOfOrder(ListPage, last: Int)
            /// The page after `last` is empty, which says nothing before references are known to work.
            case doubtful
        }
    }

    /// Reads the answers to a chain of pages. What stands behind a page with fewer than fifty rows, or a failed one, is
    /// nothing: the portal had no id to put into its place, and used the text of the reference.
    ///
    /// - Parameters:
    ///   - trustsReferences: a page was got through a reference before.
    ///   - horizon: an id after which there was no row before the chain ran.
    func progress(_ outcomes: some Sequence<ListFetch.Outcome>, trustsReferences: Bool, horizon: Int?) -> Progress {
        var progress = Progress(last: lower)
        for (index, outcome) in outcomes.enumerated() {
            switch outcome {
            case .failed(let error):
                progress.end = .failed(error)
                return progress
            case .page(var page):
                if let before = Self.disorder(page.ids, after: progress.last) {
                    progress.end = .outOfOrder(page, last: before)
                    return progress
                }
                if index > 0, !page.ids.isEmpty { progress.hasChained = true }
                let count = page.rows.count
                let isPast = drop(&page)
                progress.last = page.ids.last ?? progress.last
                if !page.rows.isEmpty { progress.pages.append(page) }
                let hasReachedEnd = upper.map { $0 == progress.last } ?? isBehind(horizon, progress.last)
                if isPast || hasReachedEnd {
                    progress.end = .complete
                    return progress
                }
                if count < ListMethod.pageSize {
                    let isSure =
                        count > 0 || index == 0 || trustsReferences || progress.hasChained
                        || isBehind(horizon, progress.last)
                    progress.end = isSure ? .complete : .doubtful
                    return progress
                }
                // Not the fiftieth row of an array: then a reference did not point at the last row.
                if count > ListMethod.pageSize || page.place == nil { return progress }
            }
        }
        return progress
    }

    /// Whether all rows up to the horizon have been read.
    private func isBehind(_ horizon: Int?, _ last: Int?) -> Bool { horizon.map { $0 <= last ?? 0 } ?? false }

    /// Takes away rows that are after the end of the segment: the next one has them. True when there were any.
    private func drop(_ page: inout ListPage) -> Bool {
        guard let upper, let last = page.ids.last, last > upper else { return false }
        let kept = page.ids.firstIndex { $0 > upper } ?? page.ids.count
        page.ids.removeSubrange(kept...)
        page.rows.removeSubrange(kept...)
        return true
    }

    /// The id after which the ids do not ascend.
    private static func disorder(_ ids: [Int], after last: Int?) -> Int? {
        var last = last
        for id in ids {
            if let last, id <= last { return last }
            last = id
        }
        return nil
    }
}
