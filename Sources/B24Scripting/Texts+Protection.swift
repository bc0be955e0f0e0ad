import Localization

/// What is said about writes on a protected portal.
extension Texts {
    static func protectedNotConfirmed(_ portal: String) -> LocalizedText {
        LocalizedText(
            "Portal '\(portal)' is protected, and the write was not confirmed.",
            ru: "Портал «\(portal)» защищён, а изменение не подтверждено.")
    }
    static func confirmProtected(_ portal: String) -> LocalizedText {
        LocalizedText(
            "To write, run again and type \(portal) when asked, or give --yes.",
            ru: "Чтобы изменить, запустите снова и на вопрос введите \(portal) или укажите --yes.")
    }
    static func protectedNobodyToAsk(_ portal: String) -> LocalizedText {
        LocalizedText(
            "Portal '\(portal)' is protected: writes need a confirmation, and nobody can be asked.",
            ru: "Портал «\(portal)» защищён: изменения нужно подтвердить, а спросить некого.")
    }
    static let protectedNeedsYes = LocalizedText(
        "Run with --yes if the changes are wanted; --dry-run shows them first.",
        ru: "Если изменения нужны, запустите с --yes; сначала их покажет --dry-run.")
}
