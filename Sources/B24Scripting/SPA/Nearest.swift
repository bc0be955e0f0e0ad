import Localization

/// Names that a misspelt one may have meant.
public enum Nearest {
    /// Up to `limit` candidates, best first; none that shares nothing with the name.
    public static func names(_ name: String, among candidates: [String], limit: Int = 3) -> [String] {
        let wanted = Array(name.lowercased())
        let scored = candidates.enumerated().compactMap { position, candidate -> (Int, Int, String)? in
            let other = Array(candidate.lowercased())
            let distance = EditDistance.between(wanted, other) ?? .max
            let contains = !wanted.isEmpty && candidate.lowercased().contains(name.lowercased())
            guard contains || distance <= max(wanted.count, other.count) * 2 / 5 else { return nil }
            return (contains ? min(distance, 1) : distance, position, candidate)
        }
        return scored.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(limit).map(\.2)
    }
}
