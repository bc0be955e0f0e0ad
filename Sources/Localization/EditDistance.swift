/// How far a misspelt word is from a right one: what every "did you mean" counts.
public enum EditDistance {
    /// The number of insertions, deletions and replacements that lead from one word to the other, two neighbours that
    /// changed places being one step.
    ///
    /// - Parameters:
    ///   - left: characters or bytes, of one case where case does not matter.
    ///   - limit: further than this is not looked.
    /// - Returns: `nil` when it is more than `limit`.
    @inlinable
    public static func between<Letter: Equatable>(_ left: [Letter], _ right: [Letter], atMost limit: Int = .max) -> Int?
    {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        var current = previous
        for i in left.indices {
            current[0] = i + 1
            var smallest = current[0]
            for j in right.indices {
                var cost = min(previous[j] + (left[i] == right[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, beforePrevious[j - 1] + 1)
                }
                current[j + 1] = cost
                smallest = min(smallest, cost)
            }
            if smallest > limit { return nil }
            (beforePrevious, previous, current) = (previous, current, beforePrevious.isEmpty ? current : beforePrevious)
        }
        return previous[right.count] <= limit ? previous[right.count] : nil
    }
}
