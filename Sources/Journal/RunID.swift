#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Names of runs: `20261126-1843-k3f`, by the machine's clock and time zone, so that they sort and can be said aloud.
enum RunID {
    /// Without letters that look like digits, or that make words.
    private static let letters = Array("23456789bcdfghjkmnpqrstvwxz")

    /// A new name.
    static func make(unixTime: Double, using generator: inout some RandomNumberGenerator) -> String {
        var seconds = time_t(unixTime)
        var parts = tm()
        localtime_r(&seconds, &parts)
        let day =
            padded(Int(parts.tm_year) + 1900, 4) + padded(Int(parts.tm_mon) + 1, 2) + padded(Int(parts.tm_mday), 2)
        let minute = padded(Int(parts.tm_hour), 2) + padded(Int(parts.tm_min), 2)
        let chance = String((0..<3).map { _ in letters.randomElement(using: &generator) ?? "x" })
        return "\(day)-\(minute)-\(chance)"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
