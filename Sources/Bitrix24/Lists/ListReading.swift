/// Decides how a list is read: which requests to send when, what their answers mean, which rows come next.
///
/// It sends nothing and knows no clock; ``ListReader`` carries its requests out.
protocol ListReading: Sendable {
    /// The next request to send now; `nil` when none is to be sent.
    ///
    /// - Parameters:
    ///   - room: what the portal's rate leaves for requests.
    ///   - isWaitedFor: somebody has asked for rows that are not there.
    mutating func nextFetch(_ room: RateRoom, isWaitedFor: Bool) -> ListFetch?

    /// Takes the answer to a request, in whatever order answers come.
    mutating func take(_ answer: ListFetch.Answer, to number: Int)

    /// The rows that come next, if they are there.
    mutating func handOut() -> ListStep

    /// Whether ``handOut()`` has rows, and nothing else, to give.
    var hasRowsReady: Bool { get }

    /// How many rows the list has, once the portal has told it.
    var total: Int? { get }
}

extension ListReading {
    var hasRowsReady: Bool { false }
}

/// What a reading has for the one who asks for rows.
enum ListStep: Sendable {
    /// The next rows; never empty.
    case page(ListPage)
    /// The next rows are on their way, or have still to be asked for.
    case wait
    case end
    case failed(PortalError)
}

/// One request of a list: a page, or a batch of pages.
struct ListFetch: Sendable, Equatable {
    /// Names the request when its answer is taken.
    var number: Int
    var parts: [Part]
    var isBatch = false
    /// Where `$result` finds rows; needed for ``Part/afterPrevious(upTo:)``.
    var place: ListPage.Place?

    /// One page.
    enum Part: Sendable, Equatable {
        /// By id: from the beginning; `counts` asks for the total, too.
        case first(counts: Bool)
        /// By id: after one, up to and including another.
        case after(Int, upTo: Int?)
        /// By id: after the last row of the part before it in the same batch.
        case afterPrevious(upTo: Int?)
        /// The rows with the highest ids.
        case last
        /// By offset.
        case at(Int)
    }

    /// What came of it.
    enum Answer: Sendable {
        /// An outcome for each part, and how long the portal worked on them, in seconds, when it told.
        case parts([Outcome], seconds: Double?)
        /// The request as a whole failed, repetitions included.
        case failed(PortalError)
    }

    enum Outcome: Sendable {
        case page(ListPage)
        case failed(PortalError)
    }
}
