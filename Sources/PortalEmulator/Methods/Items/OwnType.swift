import Localization

/// The CRM's own types whose elements `crm.item.*` serves beside those of SPAs; the raw values are their `entityTypeId`
/// (`api-reference/crm/universal/index`).
enum OwnType: Int, Sendable, CaseIterable {
    case lead = 1
    case deal = 2
    case contact = 3
    case company = 4
    case quote = 7
    case invoice = 31

    /// What people call one of them: `Deal`.
    var title: LocalizedText { OwnerType.system.first { $0.id == rawValue }!.name }

    /// The `entityId` of the custom fields (`api-reference/crm/universal/userfieldconfig/index`).
    var userFieldEntityID: String {
        switch self {
        case .lead: "CRM_LEAD"
        case .deal: "CRM_DEAL"
        case .contact: "CRM_CONTACT"
        case .company: "CRM_COMPANY"
        case .quote: "CRM_QUOTE"
        case .invoice: "CRM_SMART_INVOICE"
        }
    }

    /// What the names of the custom fields begin with: `UF_CRM_1721244707107` is a field of deals in the examples.
    var userFieldPrefix: String { self == .invoice ? "UF_CRM_SMART_INVOICE_" : "UF_CRM_" }

    /// The type whose custom fields an `entityId` means.
    init?(userFieldEntityID: String) {
        guard let type = Self.allCases.first(where: { $0.userFieldEntityID == userFieldEntityID }) else { return nil }
        self = type
    }

    /// Whether its elements go through stages.
    var hasStages: Bool { self != .contact && self != .company }

    /// Whether its elements have phones, addresses and messengers (`api-reference/crm/data-types`, "crm_multifield").
    var hasMultifields: Bool { [.lead, .contact, .company].contains(self) }
}
