/// A language that b24 speaks to people: its errors, hints and help exist in each of these.
public enum Language: String, Sendable, CaseIterable, Codable {
    case en, ru

    /// The language a user asked for, by the first of these that names one we speak: `flag` (`--lang`),
    /// then `B24_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG`. English otherwise.
    public static func preferred(flag: String? = nil, environment: [String: String]) -> Language {
        for candidate in [flag] + ["B24_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].map({ environment[$0] }) {
            guard let candidate, !candidate.isEmpty else { continue }
            return candidate.lowercased().hasPrefix("ru") ? .ru : .en
        }
        return .en
    }
}

/// One text in every language of b24.
public struct LocalizedText: Sendable, Hashable {
    /// The English text.
    public let en: String
    /// The Russian text.
    public let ru: String

    /// A text: `LocalizedText("Title of the workplace.", ru: "Название рабочего места.")`.
    public init(_ en: String, ru: String) {
        self.en = en
        self.ru = ru
    }

    /// The text in `language`.
    public subscript(language: Language) -> String {
        switch language {
        case .en: en
        case .ru: ru
        }
    }
}
