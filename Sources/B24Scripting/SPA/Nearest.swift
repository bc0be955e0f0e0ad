import LuaRuntime

/// Names that a misspelt one may have meant.
enum Nearest {
    /// Up to `limit` candidates, best first; none that shares nothing with the name.
    static func names(_ name: String, among candidates: [String], limit: Int = 3) -> [String] {
        let wanted = Array(name.lowercased())
        let scored = candidates.enumerated().compactMap { position, candidate -> (Int, Int, String)? in
            let other = Array(candidate.lowercased())
            let distance = self.distance(wanted, other)
            let contains = !wanted.isEmpty && candidate.lowercased().contains(name.lowercased())
            guard contains || distance * 5 <= max(wanted.count, other.count) * 2 else { return nil }
            return (contains ? min(distance, 1) : distance, position, candidate)
        }
        return scored.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(limit).map(\.2)
    }

    /// Levenshtein's distance, with a swap of neighbours as one step.
    private static func distance(_ first: [Character], _ second: [Character]) -> Int {
        guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for row in 1...first.count {
            var current = [row]
            for column in 1...second.count {
                let same = first[row - 1] == second[column - 1]
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[second.count]
    }
}
