/// How many writes a run may make: `--max-writes`.
///
/// Commands count one by one, however they travel: alone, in a batch, in a pack, in a bulk job. Those that a resumed run
/// has on record count, too: the limit is that of the whole run.
struct WriteBudget: Sendable, Equatable {
    /// `nil` for no limit.
    let limit: Int?
    /// The writes that were let through.
    private(set) var used = 0
    /// One that did not fit has been refused. From then on all are: a script that catches the refusal does not go on with
    /// what would still fit.
    private(set) var isExhausted = false

    init(_ limit: Int?) { self.limit = limit }

    /// Takes room for writes that are sent together; all of them or none.
    mutating func take(_ count: Int) -> Bool {
        guard let limit else {
            used += count
            return true
        }
        guard !isExhausted, count <= limit - used else {
            isExhausted = true
            return false
        }
        used += count
        return true
    }
}
