/// The portal's time stamps: `2026-11-21T13:00:00+03:00`.
enum PortalTime {
    /// Seconds since 1970 in UTC; `nil` when the text is no such stamp.
    static func unix(_ text: String) -> Double? {
        let parts = text.split(separator: "T")
        guard parts.count == 2 else { return nil }
        let date = parts[0].split(separator: "-").compactMap { Int($0) }
        guard date.count == 3, let (clock, offset) = split(parts[1]) else { return nil }
        let time = clock.split(separator: ":").compactMap { Int($0) }
        guard time.count == 3 else { return nil }
        let days = daysSince1970(year: date[0], month: date[1], day: date[2])
        return Double(days * 86400 + time[0] * 3600 + time[1] * 60 + time[2] - offset)
    }

    /// The clock and the offset from UTC in seconds.
    private static func split(_ text: Substring) -> (Substring, Int)? {
        if text.hasSuffix("Z") { return (text.dropLast(), 0) }
        guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
        let parts = text[text.index(after: sign)...].split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2 else { return nil }
        let seconds = parts[0] * 3600 + parts[1] * 60
        return (text[..<sign], text[sign] == "-" ? -seconds : seconds)
    }

    /// Days of the Gregorian calendar (the algorithm of Howard Hinnant's `days_from_civil`).
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146097 + dayOfEra - 719468
    }
}
