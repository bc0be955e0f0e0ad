import Bitrix24
import Localization

/// The words of one `@limit`: what is limited, and how much there is.
struct LimitLine {
    struct Mistake: Error {
        var text: LocalizedText
        var hint: LocalizedText
    }

    enum Limit: Equatable {
        case memory(Int), cpu(Duration), time(Duration), writes(Int)
    }

    private static let examples = ["memory": "64MB", "cpu": "30s", "time": "10m", "writes": "500"]
    private static let names = ["memory", "cpu", "time", "writes"]

    let limit: Limit

    init(_ words: [String]) throws(Mistake) {
        guard let name = words.first, Self.names.contains(name) else {
            let near = words.first.flatMap { Nearest.names($0, among: Self.names, limit: 1).first }
            throw Mistake(
                text: words.first.map(MetadataTexts.unknownLimit) ?? MetadataTexts.nothingLimited,
                hint: near.map { MetadataTexts.didYouMean("@limit \($0)") } ?? MetadataTexts.knownLimits(Self.names))
        }
        guard words.count == 2, let limit = Self.limit(name, words[1]) else {
            throw Mistake(
                text: MetadataTexts.badAmount(name, words.dropFirst().joined(separator: " ")),
                hint: MetadataTexts.write("--- @limit \(name) \(Self.examples[name] ?? "")"))
        }
        self.limit = limit
    }

    private static func limit(_ name: String, _ amount: String) -> Limit? {
        switch name {
        case "memory": Amounts.bytes(amount).map { .memory($0) }
        case "cpu": Amounts.duration(amount).map { .cpu($0) }
        case "time": Amounts.duration(amount).map { .time($0) }
        default: Int(amount).flatMap { $0 >= 0 ? .writes($0) : nil }
        }
    }
}
