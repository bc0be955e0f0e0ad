import Localization

/// The types of CRM objects that are no SPAs (`api-reference/crm/auxiliary/enum/crm-enum-owner-type`).
struct OwnerType: Sendable {
    let id: Int
    let name: LocalizedText
    let symbolCode: String
    let shortCode: String

    /// In the documented order.
    static let system: [OwnerType] = [
        .init(id: 1, name: LocalizedText("Lead", ru: "Лид"), symbolCode: "LEAD", shortCode: "L"),
        .init(id: 2, name: LocalizedText("Deal", ru: "Сделка"), symbolCode: "DEAL", shortCode: "D"),
        .init(id: 3, name: LocalizedText("Contact", ru: "Контакт"), symbolCode: "CONTACT", shortCode: "C"),
        .init(id: 4, name: LocalizedText("Company", ru: "Компания"), symbolCode: "COMPANY", shortCode: "CO"),
        .init(
            id: 5, name: LocalizedText("Invoice (old version)", ru: "Счёт (старая версия)"), symbolCode: "INVOICE",
            shortCode: "I"),
        .init(id: 31, name: LocalizedText("Invoice", ru: "Счёт"), symbolCode: "SMART_INVOICE", shortCode: "SI"),
        .init(id: 7, name: LocalizedText("Quote", ru: "Коммерческое предложение"), symbolCode: "QUOTE", shortCode: "Q"),
        .init(
            id: 8, name: LocalizedText("Billing Details", ru: "Реквизиты"), symbolCode: "REQUISITE", shortCode: "RQ"),
        .init(id: 36, name: LocalizedText("Document", ru: "Документ"), symbolCode: "SMART_DOCUMENT", shortCode: "DO"),
        .init(
            id: 39, name: LocalizedText("Company Document", ru: "Документ компании"), symbolCode: "SMART_B2E_DOC",
            shortCode: "SBD"),
    ]
}
