/// Amounts as people write them on command lines, in configurations and in scripts.
public enum Amounts {
    private static let times: [(unit: String, seconds: Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
    private static let sizes: [(unit: Character, bytes: Int)] = [("K", 1 << 10), ("M", 1 << 20), ("G", 1 << 30)]

    /// A time: `30` and `30s`, `1.5m`, `2h`, `250ms`.
    public static func duration(_ text: some StringProtocol) -> Duration? {
        let unit = times.first { text.hasSuffix($0.unit) }
        let digits = text.dropLast(unit?.unit.count ?? 0)
        guard let number = Double(digits), number > 0, number.isFinite, number < 1e9 else { return nil }
        return .seconds(number * (unit?.seconds ?? 1))
    }

    /// A size: `64M` and `64MB`, `1G`, `500K`, or bytes.
    public static func bytes(_ text: some StringProtocol) -> Int? {
        var text = text.uppercased()
        if text.hasSuffix("B") { text.removeLast() }
        let unit = text.last.flatMap { last in sizes.first { $0.unit == last } }
        guard let number = Int(unit == nil ? text[...] : text.dropLast()), number > 0 else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit?.bytes ?? 1)
        return overflow ? nil : bytes
    }

    /// A time as it is read: `90s`, `10m`, `250ms`.
    public static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        if attoseconds != 0 { return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms" }
        if seconds % 3600 == 0, seconds > 0 { return "\(seconds / 3600)h" }
        return seconds % 60 == 0 && seconds > 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }

    /// A size as it is read: `64M`.
    public static func text(bytes: Int) -> String {
        let unit = sizes.last { bytes % $0.bytes == 0 && bytes > 0 }
        return unit.map { "\(bytes / $0.bytes)\($0.unit)" } ?? String(bytes)
    }
}
