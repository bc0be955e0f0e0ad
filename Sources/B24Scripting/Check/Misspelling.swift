import Localization

/// Whether a name is another one with a slip of the finger.
enum Misspelling {
    /// The name that was meant; `nil` when nothing is near enough to be sure.
    static func meant(_ name: String, among known: some Sequence<String>) -> String? {
        let allowed = name.count < 4 ? 0 : name.count < 6 ? 1 : 2
        let wanted = Array(name.lowercased().utf8)
        var best: (name: String, distance: Int)?
        for candidate in known {
            let other = Array(candidate.lowercased().utf8)
            guard abs(other.count - wanted.count) <= allowed,
                let distance = EditDistance.between(wanted, other, atMost: allowed), distance < best?.distance ?? .max
            else { continue }
            // One more or less at the end is another word as often as not: a plural, a number.
            let isLonger = wanted.starts(with: other) || other.starts(with: wanted)
            if isLonger, distance > 0,
                !(distance == 1 && (other.last == UInt8(ascii: "s") || wanted.last == UInt8(ascii: "s")))
            {
                continue
            }
            best = (candidate, distance)
        }
        return best?.name
    }
}
