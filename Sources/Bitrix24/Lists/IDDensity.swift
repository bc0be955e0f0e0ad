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

    /// By how many rows what was found differs from what evenly spread rows would have been; a page while little is known.
    private var chance: Int {
        let large = recent.filter { $0.rows >= Self.telling }
        guard large.count > 1 else { return ListMethod.pageSize }
        let (rows, ids) = large.reduce((0, 0)) { ($0.0 + $1.rows, $0.1 + $1.ids) }
        let differences = large.map { abs(Double($0.rows) - Double($0.ids) * Double(rows) / Double(max(1, ids))) }
        return min(ListMethod.pageSize, Int((differences.max() ?? 0).rounded(.up)))
    }

    /// Fewer rows tell nothing about how evenly they are spread.
    private static let telling = 1000

    private var seen: (rows: Int, ids: Int) {
        recent.reduce((0, 0)) { ($0.0 + $1.rows, $0.1 + $1.ids) }
    }

    /// The rows to be expected in so many ids.
    func rows(in ids: Int) -> Int {
        let seen = seen
        guard seen.ids > 0 else { return ids }
        return Int(min(Double(ids), (Double(ids) * Double(seen.rows) / Double(seen.ids)).rounded(.up)))
    }

    /// How many ids will fill so many pages, and hardly more: as much is left for chance as chance has made of late, at most
    /// a page. Ids are whole numbers, so that a range of as many ids as rows fit cannot hold more.
    func width(pages: Int) -> Int {
        let sure = pages * ListMethod.pageSize
        let seen = seen
        let likely = Double(sure - chance) * Double(seen.ids) / Double(max(1, seen.rows))
        return max(sure, Int(min(likely, Double(seen.ids * Self.boldness))))
    }
}
