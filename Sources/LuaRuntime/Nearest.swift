extension [String] {
    /// The name that differs least from a mistyped one, when that is little.
    func nearest(to name: String) -> String? {
        let candidates = map { (name: $0, distance: name.distance(to: $0)) }
        guard let best = candidates.min(by: { $0.distance < $1.distance }),
            best.distance <= Swift.max(1, name.count / 3)
        else { return nil }
        return best.name
    }
}

extension String {
    /// How many insertions, removals, replacements and swaps of neighbours lead from one to the other.
    fileprivate func distance(to other: String) -> Int {
        let source = Array(lowercased())
        let target = Array(other.lowercased())
        var rows = Array(repeating: Array(repeating: 0, count: target.count + 1), count: source.count + 1)
        for i in 0...source.count {
            for j in 0...target.count {
                if i == 0 || j == 0 {
                    rows[i][j] = i + j
                    continue
                }
                let replaced = rows[i - 1][j - 1] + (source[i - 1] == target[j - 1] ? 0 : 1)
                rows[i][j] = Swift.min(replaced, rows[i - 1][j] + 1, rows[i][j - 1] + 1)
                if i > 1, j > 1, source[i - 1] == target[j - 2], source[i - 2] == target[j - 1] {
                    rows[i][j] = Swift.min(rows[i][j], rows[i - 2][j - 2] + 1)
                }
            }
        }
        return rows[source.count][target.count]
    }
}
