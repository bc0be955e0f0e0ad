import Localization

/// Card layouts (`api-reference/crm/universal/item-details-configuration/*`): English on every portal, and without code.
extension Texts {
    static let cardTypeMissing = fixed("Parameter 'entityTypeId' is not defined")
    static let cardAccessDenied = fixed("Access denied.")

    static func cardTypeNotSupported(_ name: String) -> LocalizedText {
        fixed("The entity type '\(name)' is not supported in current context.")
    }

    static func cardLayout(_ refusal: CardLayout.Refusal) -> LocalizedText { fixed(refusal.text) }

    private static func fixed(_ text: String) -> LocalizedText { LocalizedText(text, ru: text) }
}
