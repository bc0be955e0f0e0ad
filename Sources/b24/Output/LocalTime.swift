#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Moments by this machine's clock.
enum LocalTime {
    /// `2026-11-26T18:43:05+03:00`
    static func stamp(_ unixTime: Double) -> String {
        let parts = parts(unixTime)
        let offset = parts.tm_gmtoff / 60
        let zone = (offset < 0 ? "-" : "+") + two(abs(offset) / 60) + ":" + two(abs(offset) % 60)
        return day(parts) + "T" + clock(parts) + zone
    }

    /// `2026-11-26 18:43:05`
    static func text(_ unixTime: Double) -> String {
        let parts = parts(unixTime)
        return day(parts) + " " + clock(parts)
    }

    private static func parts(_ unixTime: Double) -> tm {
        var seconds = time_t(unixTime)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts
    }

    private static func day(_ parts: tm) -> String {
        "\(parts.tm_year + 1900)-\(two(Int(parts.tm_mon) + 1))-\(two(Int(parts.tm_mday)))"
    }

    private static func clock(_ parts: tm) -> String {
        [parts.tm_hour, parts.tm_min, parts.tm_sec].map { two(Int($0)) }.joined(separator: ":")
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
