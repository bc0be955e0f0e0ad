public import Localization

/// The reference in the terminal: what `help` shows in scripts and `b24 docs` on the command line.
public enum Help {
    /// The page of a topic: a function (`b24.call`), a table (`b24.csv`), a value, a type (`b24.Error`), a REST method
    /// (`crm.item.list`) or the beginning of some (`crm.type`); an empty topic is the overview.
    ///
    /// - Returns: `nil` when there is no such page.
    public static func page(_ topic: String, language: Language) -> String? {
        HelpIndex.standard().page(topic, language)
    }

    /// Like ``page(_:language:)``, but says so, with the nearest names, when there is no page.
    public static func answer(_ topic: String, language: Language) -> String {
        HelpIndex.standard().answer(topic, language)
    }
}
