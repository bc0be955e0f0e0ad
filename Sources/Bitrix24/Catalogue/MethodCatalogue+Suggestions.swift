import Localization

extension MethodCatalogue {
    /// The nearest names, best first; empty when nothing is near.
    ///
    /// Nearness counts edited letters, two neighbours that changed places being one edit. Parts that differ count besides,
    /// the first (`crm.`) most, since people know the module they call. Names that people use for the things themselves
    /// (`spa`, `workplace`, `funnel`) stand for the portal's own, and a name without its module is found too. Only names
    /// about as near as the nearest are given.
    public func suggestions(for method: String, limit: Int = 3) -> [String] {
        let wanted = lowercaseBytes(method)
        let meant = Self.translated(wanted)
        guard !wanted.isEmpty else { return [] }
        var found: [(cost: Int, name: String)] = []
        for line in lines.indices {
            let name = name(ofLine: line)
            let lowered = name.map(Self.lowercase)
            let cost = [Self.cost(wanted, lowered), meant == wanted ? nil : Self.cost(meant, lowered)].compactMap(
                \.self
            ).min()
            guard let cost else { continue }
            let text = String(decoding: name, as: UTF8.self)
            if text != found.last?.name { found.append((cost, text)) }
        }
        guard let best = found.map(\.cost).min() else { return [] }
        return found.filter { $0.cost <= best + 2 }.sorted { ($0.cost, $0.name) < ($1.cost, $1.name) }.prefix(limit)
            .map(\.name)
    }

    /// What people call things, and what methods call them.
    private static let synonyms: [String: String] = [
        "spa": "type", "smartprocess": "type", "smart_process": "type", "workplace": "automatedsolution",
        "workspace": "automatedsolution", "funnel": "category", "pipeline": "category", "stage": "status",
        "element": "item", "company_structure": "department", "remove": "delete", "create": "add", "edit": "update",
    ]

    private static func translated(_ name: [UInt8]) -> [UInt8] {
        let parts = name.split(separator: dot, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        return Array(parts.map { synonyms[$0] ?? $0 }.joined(separator: ".").utf8)
    }

    private static let dot = UInt8(ascii: ".")

    /// How far a name is from what was wanted; `nil` when it is too far.
    private static func cost(_ wanted: [UInt8], _ name: [UInt8]) -> Int? {
        if wanted.contains(dot), name.count > wanted.count, name.suffix(wanted.count).elementsEqual(wanted),
            name[name.count - wanted.count - 1] == dot
        {
            return 3
        }
        let allowed = max(2, wanted.count / 3)
        guard abs(name.count - wanted.count) <= allowed,
            let distance = EditDistance.between(wanted, name, atMost: allowed)
        else {
            return nil
        }
        return distance * 2 + partsPenalty(wanted, name)
    }

    /// One for each dotted part that differs, three for the first.
    private static func partsPenalty(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let left = left.split(separator: dot, omittingEmptySubsequences: false)
        let right = right.split(separator: dot, omittingEmptySubsequences: false)
        var penalty = abs(left.count - right.count)
        for (index, pair) in zip(left, right).enumerated() where pair.0 != pair.1 { penalty += index == 0 ? 3 : 1 }
        return penalty
    }
}
