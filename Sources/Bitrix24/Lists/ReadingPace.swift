/// How far a reading runs ahead of the one who takes the rows: as far as it takes for nobody to wait, and no further, because
/// what is ahead lies in memory.
struct ReadingPace: Sendable, Equatable {
    /// In rows; what the caller has set holds as it is.
    private let most: Int
    private let isFixed: Bool
    /// Of what was read so far.
    private var rows = 0
    private var bytes = 0
    /// In batches.
    private(set) var batches = Self.fewest
    /// Whether it is known what is too much.
    private var hasEased = false
    /// How many batches in a row were used up while another one lay ready.
    private var idle = 0

    private static let fewest = 2
    private static let mostBatches = 64
    /// Rows are of all sizes: a batch of short ones takes some kilobytes, one of whole elements megabytes.
    private static let mostBytes = 16 << 20
    /// That a batch lies ready once says little: answers come in bursts.
    private static let telling = 4

    init(_ options: ListOptions) {
        most = options.rowsAhead
        isFixed = options.prefetch != nil
    }

    /// The rows that may be there or on their way, when a batch brings so many.
    func rowsAhead(batch: Int) -> Int {
        if isFixed { return most }
        // Two batches in any case: one is read while the other is handed out.
        let fitting = bytes > 0 ? max(Self.fewest * batch, rows * Self.mostBytes / bytes) : most
        return min(most, batches * batch, fitting)
    }

    /// So many rows came in so many bytes.
    mutating func note(rows: Int, bytes: Int) {
        self.rows += rows
        self.bytes += bytes
    }

    /// Somebody waits for rows: twice as much at first, then a little more.
    mutating func quicken() {
        idle = 0
        batches = min(hasEased ? batches + 1 : batches * 2, Self.mostBatches)
    }

    /// A batch was used up while so many rows lay ready behind it. When that goes on, less will do.
    mutating func ease(ready: Int, batch: Int) {
        idle = ready >= batch ? idle + 1 : 0
        guard idle == Self.telling else { return }
        idle = 0
        hasEased = true
        batches = max(Self.fewest, batches - 1)
    }
}
