/// How many rows there are for so many ids, by what was read last.
struct IDDensity: Sendable {
    private var recent: [(rows: Int, ids: Int)] = []
    private static let remembered = 4
    /// A guess reaches so many times as far as what it is drawn from: behind a gap there may be a crowd.
    private static let boldness = 16

    /// So many rows were found in so many ids.
    mutating func note(rows: Int, ids: Int) {
        guard ids > 0 else { return }
        recent.append((rows, ids))
        if recent.count > Self.remembered { recent.removeFirst() }
    }

    private var seen: (rows: Int, ids: Int) {
        recent.reduce((0, 0)) { ($0.0 + $1.rows, $0.1 + $1.ids) }
    }

    /// The rows to be expected in so many ids.
    func rows(in ids: Int) -> Int {
        let seen = seen
        guard seen.ids > 0 else { return ids }
        return min(ids, Int((Double(ids) * Double(seen.rows) / Double(seen.ids)).rounded(.up)))
    }

    /// How many ids will fill so many pages, and hardly more: one page is left for chance. Ids are whole numbers, so
    /// that a range of as many ids as rows fit cannot hold more.
    func width(pages: Int) -> Int {
        let sure = pages * ListMethod.pageSize
        let seen = seen
        let likely = Double(sure - ListMethod.pageSize) * Double(seen.ids) / Double(max(1, seen.rows))
        return max(sure, Int(min(likely, Double(seen.ids * Self.boldness))))
    }
}
