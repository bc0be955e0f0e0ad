extension MethodCatalogue {
    /// The methods and name parts that follow a dotted prefix, sorted, each once.
    ///
    /// - Parameter prefix: `crm.type` gives `add`, `delete`, ...; `crm` gives `type`, `item`, ...; `""` the first parts.
    public func children(of prefix: String) -> [String] {
        let start = prefix.isEmpty ? [] : lowercaseBytes(prefix) + [UInt8(ascii: ".")]
        var parts: [String] = []
        var seen: Set<String> = []
        for line in lines[firstLine { compare($0, with: start) >= 0 }...].indices {
            let name = name(ofLine: line)
            guard name.count > start.count, zip(name, start).allSatisfy({ Self.lowercase($0) == $1 }) else { break }
            let part = String(decoding: name.dropFirst(start.count).prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
            // `im.v2` and `im.V2` would be one branch: the first spelling stands for both.
            if seen.insert(part.lowercased()).inserted { parts.append(part) }
        }
        return parts
    }

    /// The nearest names, best first; empty when nothing is near.
    ///
    /// Nearness counts edited letters. A letter in the first part (`crm.`) costs most, since people know the module they
    /// call; two neighbours that changed places are one edit.
    public func suggestions(for method: String, limit: Int = 3) -> [String] {
        let wanted = lowercaseBytes(method)
        guard !wanted.isEmpty else { return [] }
        let allowed = max(2, wanted.count / 3)
        var found: [(cost: Int, name: String)] = []
        var previous = ""
        for line in lines.indices {
            let name = name(ofLine: line)
            guard abs(name.count - wanted.count) <= allowed else { continue }
            let lowered = name.map(Self.lowercase)
            guard let distance = Self.distance(wanted, lowered, atMost: allowed) else { continue }
            let text = String(decoding: name, as: UTF8.self)
            guard text != previous else { continue }
            previous = text
            found.append((distance * 2 + Self.segmentPenalty(wanted, lowered), text))
        }
        return found.sorted { ($0.cost, $0.name) < ($1.cost, $1.name) }.prefix(limit).map(\.name)
    }

    /// One for each dotted part that differs, three for the first.
    private static func segmentPenalty(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let dot = UInt8(ascii: ".")
        let left = left.split(separator: dot, omittingEmptySubsequences: false)
        let right = right.split(separator: dot, omittingEmptySubsequences: false)
        var penalty = abs(left.count - right.count)
        for (index, pair) in zip(left, right).enumerated() where pair.0 != pair.1 { penalty += index == 0 ? 3 : 1 }
        return penalty
    }

    /// The edit distance (insertions, deletions, replacements, neighbours swapped); `nil` when it is above `limit`.
    static func distance(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int? {
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
