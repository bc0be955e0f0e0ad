public import Localization

/// How this machine's clock stands to the portal's.
public enum ClockDifference {
    /// Clocks that differ by no more seconds than this are right: answers take a while, too.
    public static let harmless = 60

    /// `2 h 10 min behind the portal's`
    ///
    /// - Parameter seconds: by how much the portal's clock is ahead.
    public static func text(seconds: Int) -> LocalizedText {
        let (en, ru) = (span(abs(seconds), "h", "min"), span(abs(seconds), "ч", "мин"))
        return seconds > 0
            ? LocalizedText("\(en) behind the portal's", ru: "отстают от часов портала на \(ru)")
            : LocalizedText("\(en) ahead of the portal's", ru: "спешат относительно часов портала на \(ru)")
    }

    private static func span(_ seconds: Int, _ hour: String, _ minute: String) -> String {
        let minutes = (seconds + 30) / 60
        let (hours, rest) = (minutes / 60, minutes % 60)
        if hours == 0 { return "\(rest) \(minute)" }
        return rest == 0 ? "\(hours) \(hour)" : "\(hours) \(hour) \(rest) \(minute)"
    }
}

extension ErrorTexts {
    /// What is said where a credential has expired and the clocks differ; `nil` where they agree.
    static func wrongClock(_ error: PortalError) -> LocalizedText? {
        guard let seconds = error.details["clock_seconds"].flatMap(Int.init) else { return nil }
        let text = ClockDifference.text(seconds: seconds)
        return LocalizedText("This machine's clock is \(text.en).", ru: "Часы этого компьютера \(text.ru).")
    }

    static let setClock = LocalizedText(
        "Set the clock first (timedatectl set-ntp true): with a wrong one b24 cannot tell when a token ends.",
        ru: "Сначала исправьте часы (timedatectl set-ntp true): с неверными b24 не знает, когда истекает токен.")
}
