public import Localization

/// Something that a person who waits wants to know while a call is still under way.
public enum PortalNotice: Sendable, Equatable {
    /// Calls of a method are spread, because its run time on the portal nears the limit.
    case operatingPause(method: String, seconds: Double)
    /// The portal has blocked a method until its run time shrinks.
    case operatingBlock(method: String, seconds: Double)
    /// The portal takes no requests for now, because too many came (503): b24 waits and goes on.
    case rateRefused
    /// The answer to a write was lost; b24 looks whether it ran.
    case checkingLostWrite(method: String)
    /// A list will take so many requests, and by the portal's rate at least so long.
    case longList(method: String, rows: Int, requests: Int, seconds: Double)

    /// For a person, one line.
    public var text: LocalizedText {
        switch self {
        case .operatingPause(let method, let seconds):
            LocalizedText(
                "\(method) has nearly used up its run time on the portal: going on in \(Self.seconds(seconds)) s.",
                ru:
                    "\(method) почти исчерпал время работы на портале: продолжение через \(Self.seconds(seconds)) с.")
        case .operatingBlock(let method, let seconds):
            LocalizedText(
                "The portal has blocked \(method) because of its run time: waiting \(Self.seconds(seconds)) s for the end of the block.",
                ru:
                    "Портал заблокировал \(method) из-за времени работы: ждём снятия блокировки \(Self.seconds(seconds)) с."
            )
        case .rateRefused:
            LocalizedText(
                "The portal takes no more requests for now, too many came (503): going on at the rate that it allows.",
                ru:
                    "Портал временно не принимает запросы, их слишком много (503): продолжаем с той скоростью, которую он допускает."
            )
        case .checkingLostWrite(let method):
            LocalizedText(
                "The answer to \(method) was lost: looking on the portal whether it ran.",
                ru: "Ответ на \(method) потерян: проверяем на портале, выполнился ли он.")
        case .longList(let method, let rows, let requests, let value):
            LocalizedText(
                "\(method): \(rows) rows take \(requests) requests, about \(Self.clock(value)) at the portal's rate.",
                ru: "\(method): строк \(rows), запросов \(requests), примерно \(Self.clock(value)) при лимите портала.")
        }
    }

    /// A duration as `0:45`, `12:30`, `3:05:00`, at most `99:59:59`.
    public static func clock(_ seconds: Double) -> String {
        let seconds = Int(min(seconds, 359_999).rounded(.up))
        let two = { (number: Int) in number < 10 ? "0\(number)" : String(number) }
        let clock = "\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        return seconds >= 3600 ? "\(seconds / 3600):\(clock)" : "\(seconds / 60):\(two(seconds % 60))"
    }

    private static func seconds(_ value: Double) -> String { String(Int(value.rounded(.up))) }
}
