/// Days as elements keep them: the Unix time of their midnight in UTC, whatever the zone of the portal.
enum PortalDay {
    /// The day that a text names as written: that of `2026-03-01`, `2026-03-01T23:30:00-05:00` and `01.03.2026` is the
    /// first of March.
    static func parse(_ text: String) -> Int64? {
        let iso = isoOrder(text.trimmed)
        guard ServerTime(offset: 0).parse(iso) != nil else { return nil }
        return ServerTime(offset: 0).parse(String(iso.prefix(10)))
    }

    /// The day on which an instant falls in the zone of the portal.
    static func of(_ instant: Int64, offset: Int) -> Int64 {
        ServerTime(offset: offset).startOfDay(instant) + Int64(offset)
    }

    /// The instant that a text names, also in the order in which people write it in Russia and Germany.
    static func instant(_ text: String, offset: Int) -> Int64? {
        ServerTime(offset: offset).parse(isoOrder(text.trimmed))
    }

    /// `01.03.2026 10:00` as `2026-03-01 10:00`; any other text as it is.
    private static func isoOrder(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, bytes[2] == UInt8(ascii: "."), bytes[5] == UInt8(ascii: ".") else { return text }
        let parts = [bytes[6..<10], bytes[3..<5], bytes[0..<2]].map { String(decoding: $0, as: UTF8.self) }
        return parts.joined(separator: "-") + String(decoding: bytes[10...], as: UTF8.self)
    }
}
