/// How a list is read.
public enum ListWay: String, Sendable {
    /// Batches of pages by id, several at the same time.
    case cursorBatches
    /// Batches of pages by offset, several at the same time.
    case offsetBatches
    /// One page after the other.
    case pages
}

/// What reading a list will take, before it is read.
public struct ListEstimate: Sendable, Equatable {
    /// Requests, when none has to be repeated.
    public var requests: Int
    /// Seconds: what the portal's rate enforces, or what its work takes, whichever is longer.
    public var seconds: Double

    /// An estimate.
    ///
    /// - Parameters:
    ///   - rows: how many rows the list has.
    ///   - way: how it is read.
    ///   - plan: the portal's rate; its bucket counts as empty at the start.
    ///   - concurrency: requests under way at the same time.
    ///   - secondsPerPage: how long the portal works on one page.
    ///   - latency: the way there and back of a request, in seconds.
    public init(
        rows: Int, way: ListWay, plan: PortalClient.Plan, concurrency: Int = ListOptions().concurrency,
        secondsPerPage: Double = 0.05, latency: Double = 0.1
    ) {
        let page = ListMethod.pageSize
        let pages = max(0, rows) / page + 1
        let batch = BatchPlan.mostCommands
        switch way {
        case .pages: requests = pages
        // The first page alone; the last id takes the place of a page.
        case .cursorBatches: requests = pages < 2 ? 1 : 1 + (pages - 1 + batch - 1) / batch
        case .offsetBatches:
            let full = max(1, (max(0, rows) + page - 1) / page)
            requests = full < 4 ? full : 1 + (full - 1 + batch - 1) / batch
        }
        let count = Double(requests)
        let waiting = LeakyBucket(plan).map { max(0, (count - $0.capacity) / $0.rate) } ?? 0
        let atATime = way == .pages ? 1 : max(1, min(concurrency, requests))
        let work = (Double(pages) * secondsPerPage + count * latency) / Double(atATime)
        seconds = max(waiting, work)
    }
}

extension Pages {
    /// How the list will be read, unless it turns out to be short, or the portal does not let batches through.
    ///
    /// - Throws: ``PortalError`` (`invalidArgument`) when a cursor is asked for that would lose or double rows.
    public var way: ListWay {
        get throws(PortalError) {
            let request = try ListRequest(command, options.paging)
            guard Swift.min(options.pagesPerBatch, request.pagesPerBatch) > 1 else { return .pages }
            return request.paging == .cursor ? .cursorBatches : .offsetBatches
        }
    }

    /// What reading so many rows of the list will take.
    ///
    /// - Throws: ``PortalError`` (`invalidArgument`) when a cursor is asked for that would lose or double rows.
    public func estimate(rows: Int) throws(PortalError) -> ListEstimate {
        ListEstimate(
            rows: Swift.min(rows, options.limit ?? .max), way: try way, plan: client.options.plan,
            concurrency: options.concurrency)
    }
}
