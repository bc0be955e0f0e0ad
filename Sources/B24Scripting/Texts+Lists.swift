import Localization

/// Texts of lists and their options.
extension Texts {
    static func optionTooLarge(_ name: String, _ function: String, _ maximum: Int, _ given: Int) -> LocalizedText {
        LocalizedText(
            "Option '\(name)' of \(function) must be at most \(maximum), got \(given).",
            ru: "Параметр '\(name)' функции \(function) должен быть не больше \(maximum), получено \(given).")
    }
}
