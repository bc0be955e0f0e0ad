import Localization

/// A moment or a day as the portal writes it: `2026-11-26T18:43:05+03:00`. It is never moved to another time zone.
struct PortalDate {
    private let year, month, day, hour, minute: Int
    /// Midnight is how fields of the type date write a day.
    private let isDay: Bool

    /// `nil` when the text is something else.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10 || (19...25).contains(bytes.count) else { return nil }
        func number(_ start: Int, _ count: Int) -> Int? {
            var value = 0
            for byte in bytes[start..<start + count] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte) - 0x30
            }
            return value
        }
        guard let year = number(0, 4), bytes[4] == UInt8(ascii: "-"), let month = number(5, 2),
            bytes[7] == UInt8(ascii: "-"), let day = number(8, 2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        guard bytes.count > 10 else {
            (hour, minute, isDay) = (0, 0, true)
            return
        }
        guard bytes[10] == UInt8(ascii: "T"), let hour = number(11, 2), let minute = number(14, 2),
            let second = number(17, 2), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes.count == 19 || "Z+-".utf8.contains(bytes[19])
        else { return nil }
        (self.hour, self.minute) = (hour, minute)
        isDay = hour == 0 && minute == 0 && second == 0
    }

    /// For a column: `2026-11-26 18:43`, `2026-11-26`.
    var short: String {
        "\(year)-\(Self.two(month))-\(Self.two(day))" + (isDay ? "" : " " + clock)
    }

    /// For a note: `Thu 26 Nov 2026, 18:43`.
    func long(_ language: Language) -> String {
        let text = "\(Self.weekdays[weekday][language]) \(day) \(Self.months[month - 1][language]) \(year)"
        return text + (isDay ? "" : ", " + clock)
    }

    private var clock: String { Self.two(hour) + ":" + Self.two(minute) }

    /// From Sunday, by Sakamoto's method.
    private var weekday: Int {
        let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
        let year = month < 3 ? year - 1 : year
        return (year + year / 4 - year / 100 + year / 400 + shifts[month - 1] + day) % 7
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static let weekdays = [
        LocalizedText("Sun", ru: "вс"), LocalizedText("Mon", ru: "пн"), LocalizedText("Tue", ru: "вт"),
        LocalizedText("Wed", ru: "ср"), LocalizedText("Thu", ru: "чт"), LocalizedText("Fri", ru: "пт"),
        LocalizedText("Sat", ru: "сб"),
    ]

    private static let months = [
        LocalizedText("Jan", ru: "января"), LocalizedText("Feb", ru: "февраля"), LocalizedText("Mar", ru: "марта"),
        LocalizedText("Apr", ru: "апреля"), LocalizedText("May", ru: "мая"), LocalizedText("Jun", ru: "июня"),
        LocalizedText("Jul", ru: "июля"), LocalizedText("Aug", ru: "августа"), LocalizedText("Sep", ru: "сентября"),
        LocalizedText("Oct", ru: "октября"), LocalizedText("Nov", ru: "ноября"), LocalizedText("Dec", ru: "декабря"),
    ]
}
