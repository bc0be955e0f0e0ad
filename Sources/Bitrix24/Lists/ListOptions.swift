/// How a list is read.
///
/// A list is read by the best of three ways: batches of pages by id, several at the same time; batches of pages by
/// offset once the portal has told the total; single pages. The method and the parameters decide what is possible, the
/// length decides what is worth it.
public struct ListOptions: Sendable {
    /// Rows at most; `nil` for all.
    public var limit: Int?
    /// `nil` chooses by method: a cursor where the method allows it and the parameters leave it correct.
    public var paging: Paging?
    /// Whether pages may travel in batches; `false` makes each page a request of its own, one at a time.
    public var batches = true
    /// How many requests may be under way at the same time.
    public var concurrency = 8
    /// How many rows may be read, or be on their way, before they are asked for; `nil` for as many as keep the one who takes
    /// them from waiting: at most what `concurrency` requests bring, and 16 MB. Below 100 pages are not sent in batches;
    /// 0 reads nothing ahead.
    public var prefetch: Int?
    /// Whether a list that will take long says so, as ``PortalNotice/longList(method:rows:requests:seconds:)``.
    public var announces = true
    /// All rows, in the way that suits the method.
    public init() {}

    /// How one page leads to the next.
    public enum Paging: String, Sendable {
        /// `>id` of the last row, `start = -1`: fast, safe when the list changes.
        case cursor
        /// `start` = 0, 50, 100...
        case offset
    }

    /// The bound on rows read ahead: `prefetch`, or as many as the requests under way can bring and half of that again,
    /// so that one slow request does not stop the others.
    var rowsAhead: Int {
        prefetch ?? (concurrency + max(1, concurrency / 2)) * BatchPlan.mostCommands * ListMethod.pageSize
    }

    /// Pages in one batch at most: two batches fit into what may be read ahead, so that one is read while the other is
    /// handed out. Below 2 pages go alone.
    var pagesPerBatch: Int {
        guard batches, rowsAhead >= 2 * ListMethod.pageSize else { return 1 }
        return min(BatchPlan.mostCommands, max(2, rowsAhead / (2 * ListMethod.pageSize)))
    }
}
