/// How far a reading runs ahead of the one who takes the rows: as far as it takes for nobody to wait, and no further, because
/// what is ahead lies in memory.
struct ReadingPace: Sendable, Equatable {
    /// In rows; what the caller has set holds as it is.
    private let most: Int
    private let isFixed: Bool
    /// In batches.
    private(set) var batches = 2

    init(_ options: ListOptions) {
        most = options.rowsAhead
        isFixed = options.prefetch != nil
    }

    /// The rows that may be there or on their way, when a batch brings so many.
    func rowsAhead(batch: Int) -> Int { isFixed ? most : min(most, batches * batch) }

    /// Somebody waits for rows.
    mutating func quicken() { batches = min(batches * 2, 64) }

    /// A batch was used up while so many rows lay ready behind it: two batches of those are one too many.
    mutating func ease(ready: Int, batch: Int) {
        if ready >= 2 * batch { batches = max(2, batches - 1) }
    }
}
