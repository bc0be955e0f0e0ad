/// A moment as ISO 8601 text and back, without a calendar library: REST dates are Gregorian with an offset.
package struct ISOTime {
    /// Seconds since 1970 UTC.
    package var unixTime: Double

    package init(unixTime: Double) {
        self.unixTime = unixTime
    }

    /// `2026-11-21T12:00:00+03:00`
    ///
    /// - Parameter offset: minutes east of Greenwich.
    package func text(offset: Int = 0) -> String {
        let seconds = Int(unixTime.rounded(.down)) + offset * 60
        let (day, second) = seconds.quotientAndRemainder(floor: 86_400)
        let date = Self.civil(day)
        let time = [second / 3600, second / 60 % 60, second % 60].map { Self.two($0) }.joined(separator: ":")
        let sign = offset < 0 ? "-" : "+"
        let zone = "\(sign)\(Self.two(abs(offset) / 60)):\(Self.two(abs(offset) % 60))"
        return "\(Self.four(date.year))-\(Self.two(date.month))-\(Self.two(date.day))T\(time)\(zone)"
    }

    /// `2026-11-21`
    package func date(offset: Int = 0) -> String { String(text(offset: offset).prefix { $0 != "T" }) }

    /// Reads `2026-11-21`, `2026-11-21T12:00`, `2026-11-21 12:00:00.5+03:00`, `...Z`, and the portal's
    /// `21.11.2026 12:00:00`; `nil` for anything else.
    ///
    /// - Parameter offset: minutes east of Greenwich of a text that names no zone.
    package init?(_ text: String, offset: Int = 0) {
        var reader = Reader(text: Substring(text))
        guard let date = reader.date() else { return nil }
        var seconds = Double(Self.days(date.year, date.month, date.day) * 86_400)
        var zone = offset
        if !reader.text.isEmpty {
            guard reader.skip("T") || reader.skip("t") || reader.skip(" "), let time = reader.time() else { return nil }
            seconds += time
            guard let named = reader.zone(default: offset) else { return nil }
            zone = named
        }
        guard reader.text.isEmpty else { return nil }
        unixTime = seconds - Double(zone * 60)
    }

    /// The minutes of `+03:00`, `-0530` or `Z`.
    package static func offset(_ text: String) -> Int? {
        var reader = Reader(text: Substring(text))
        guard !text.isEmpty, let minutes = reader.zone(default: 0), reader.text.isEmpty else { return nil }
        return minutes
    }

    // MARK: The calendar

    /// Days since 1970-01-01 of a Gregorian date, counted in years that begin in March so that the leap day is last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = year.quotientAndRemainder(floor: 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(floor: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }

    private static func monthLength(_ year: Int, _ month: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func four(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    // MARK: Reading

    private struct Reader {
        var text: Substring

        mutating func skip(_ character: Character) -> Bool {
            guard text.first == character else { return false }
            text.removeFirst()
            return true
        }

        /// A number of exactly `digits` digits within a range.
        mutating func number(_ digits: Int, _ range: ClosedRange<Int>) -> Int? {
            let part = text.prefix(digits)
            guard part.count == digits, part.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(part),
                range.contains(number)
            else { return nil }
            text.removeFirst(digits)
            return number
        }

        mutating func date() -> (year: Int, month: Int, day: Int)? {
            let date: (Int, Int, Int)
            if text.dropFirst(2).first == "." {
                guard let day = number(2, 1...31), skip("."), let month = number(2, 1...12), skip("."),
                    let year = number(4, 0...9999)
                else { return nil }
                date = (year, month, day)
            } else {
                guard let year = number(4, 0...9999), skip("-"), let month = number(2, 1...12), skip("-"),
                    let day = number(2, 1...31)
                else { return nil }
                date = (year, month, day)
            }
            return date.2 <= ISOTime.monthLength(date.0, date.1) ? date : nil
        }

        /// Seconds of the day.
        mutating func time() -> Double? {
            guard let hour = number(2, 0...23), skip(":"), let minute = number(2, 0...59) else { return nil }
            var seconds = 0.0
            if skip(":") {
                guard let whole = number(2, 0...60) else { return nil }
                seconds = Double(whole)
                if skip(".") {
                    let digits = text.prefix { $0.isASCII && $0.isNumber }
                    guard !digits.isEmpty, let fraction = Double("0." + digits) else { return nil }
                    seconds += fraction
                    text.removeFirst(digits.count)
                }
            }
            return Double(hour * 3600 + minute * 60) + seconds
        }

        /// Minutes east of Greenwich.
        mutating func zone(default offset: Int) -> Int? {
            if text.isEmpty { return offset }
            if skip("Z") || skip("z") { return 0 }
            let isWest = text.first == "-"
            guard skip("+") || skip("-"), let hours = number(2, 0...14) else { return nil }
            _ = skip(":")
            let minutes = text.isEmpty ? 0 : number(2, 0...59)
            return minutes.map { (hours * 60 + $0) * (isWest ? -1 : 1) }
        }
    }
}

extension Int {
    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func quotientAndRemainder(floor divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
