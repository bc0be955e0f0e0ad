/// The times in a specification: a number with or without `ms`, `s`, `m`, `h`.
enum FaultTime {
    /// A day: longer is a slip of the pen.
    private static let longest = 86400.0
    /// Ten years, for clocks.
    private static let farthest = 3652 * 86400.0

    /// - Parameter unit: the seconds that a bare number counts in.
    static func seconds(_ text: some StringProtocol, unit: Double) -> Double? {
        value(text, unit: unit).flatMap { $0 <= longest ? $0 : nil }
    }

    /// `80` or `20-200`, in milliseconds.
    static func range(_ text: Substring) -> ClosedRange<Double>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { seconds($0, unit: 0.001) }
        guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low <= high else {
            return nil
        }
        return low...high
    }

    /// `+3600`, `-60`, `+2h`, in seconds.
    static func shift(_ text: Substring) -> Double? {
        let isBack = text.hasPrefix("-")
        let digits = isBack || text.hasPrefix("+") ? text.dropFirst() : text
        guard let value = value(digits, unit: 1), value > 0, value <= farthest else { return nil }
        return isBack ? -value : value
    }

    private static func value(_ text: some StringProtocol, unit: Double) -> Double? {
        let units: [(suffix: String, seconds: Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
        let found = units.first { text.hasSuffix($0.suffix) }
        let digits = text.dropLast(found?.suffix.count ?? 0)
        // `Double` also reads `inf`, `0x10` and `1e3`.
        guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }),
            let number = Double(String(digits))
        else { return nil }
        return number * (found?.seconds ?? unit)
    }
}
