#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where a portal takes the time from: limits, `time` members and time stamps all ask this one.
public struct PortalClock: Sendable {
    /// Unix time in seconds with a fraction.
    public let now: @Sendable () -> Double

    /// A clock that asks `now`; a test passes one that it moves by hand.
    public init(now: @escaping @Sendable () -> Double) { self.now = now }

    /// The clock of the machine.
    public static let system = PortalClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Dates as the portal writes them, in its server time zone.
struct ServerTime: Sendable {
    /// Seconds east of Greenwich.
    let offset: Int

    /// `2024-07-18T14:00:14+02:00`
    func iso(_ unix: Int64) -> String {
        let part = Parts(unix + Int64(offset))
        let sign = offset < 0 ? "-" : "+"
        let zone = "\(sign)\(Self.two(abs(offset) / 3600)):\(Self.two(abs(offset) / 60 % 60))"
        return "\(part.date)T\(part.time)\(zone)"
    }

    /// `2024-07-18 14:00:14`
    func plain(_ unix: Int64) -> String {
        let part = Parts(unix + Int64(offset))
        return "\(part.date) \(part.time)"
    }

    /// `2024-07-18`
    func date(_ unix: Int64) -> String { Parts(unix + Int64(offset)).date }

    /// `18.07.2024 14:00:14`
    func dotted(_ unix: Int64) -> String {
        let part = Parts(unix + Int64(offset))
        return "\(Self.two(part.day)).\(Self.two(part.month)).\(part.year) \(part.time)"
    }

    /// `Thu, 18 Jul 2024 12:00:14 GMT`, of a `Date` header, whatever the server's zone.
    static func http(_ unix: Int64) -> String {
        let part = Parts(unix)
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = (unix - ((unix % 86400) + 86400) % 86400) / 86400
        let weekday = weekdays[Int((day % 7 + 7) % 7)]
        return "\(weekday), \(two(part.day)) \(months[part.month - 1]) \(part.year) \(part.time) GMT"
    }

    /// Midnight, in server time, of the day that `unix` falls on.
    func startOfDay(_ unix: Int64) -> Int64 {
        let local = unix + Int64(offset)
        return unix - ((local % 86400) + 86400) % 86400
    }

    /// Reads a date or a date with time, with or without zone: `2024-07-18`, `2024-07-18T14:00:14+02:00`,
    /// `2024-07-18 14:00`. Without a zone it is server time.
    func parse(_ text: String) -> Int64? {
        let bytes = Array(text.trimmed.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard byte >= 48, byte <= 57 else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        var seconds = Self.daysSinceEpoch(year: year, month: month, day: day) * 86400
        if bytes.count == 10 { return Int64(seconds - offset) }
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            bytes.count >= 16, bytes[13] == UInt8(ascii: ":"), let hour = number(11..<13), hour < 24,
            let minute = number(14..<16), minute < 60
        else { return nil }
        seconds += hour * 3600 + minute * 60
        var rest = 16
        if bytes.count >= 19, bytes[16] == UInt8(ascii: ":"), let second = number(17..<19), second < 60 {
            seconds += second
            rest = 19
        }
        if rest < bytes.count, bytes[rest] == UInt8(ascii: ".") {
            rest += 1
            while rest < bytes.count, bytes[rest] >= 48, bytes[rest] <= 57 { rest += 1 }
        }
        if rest == bytes.count { return Int64(seconds - offset) }
        if rest == bytes.count - 1, bytes[rest] == UInt8(ascii: "Z") { return Int64(seconds) }
        guard bytes[rest] == UInt8(ascii: "+") || bytes[rest] == UInt8(ascii: "-"), bytes.count == rest + 6,
            bytes[rest + 3] == UInt8(ascii: ":"), let hours = number(rest + 1..<rest + 3),
            let minutes = number(rest + 4..<rest + 6)
        else { return nil }
        let zone = (hours * 3600 + minutes * 60) * (bytes[rest] == UInt8(ascii: "-") ? -1 : 1)
        return Int64(seconds - zone)
    }

    private struct Parts {
        let year: Int, month: Int, day: Int, second: Int

        init(_ local: Int64) {
            let days = Int(local >= 0 ? local / 86400 : (local - 86399) / 86400)
            second = Int(local) - days * 86400
            // https://howardhinnant.github.io/date_algorithms.html#civil_from_days
            let shifted = days + 719_468
            let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
            let dayOfEra = shifted - era * 146_097
            let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let shiftedMonth = (5 * dayOfYear + 2) / 153
            day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
            month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
            year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        }

        var date: String { "\(ServerTime.four(year))-\(ServerTime.two(month))-\(ServerTime.two(day))" }
        var time: String {
            "\(ServerTime.two(second / 3600)):\(ServerTime.two(second / 60 % 60)):\(ServerTime.two(second % 60))"
        }
    }

    private static func days(in month: Int, of year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func four(_ year: Int) -> String {
        String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
