/// What kind of values a field of an element holds; the raw values are the `type` of `crm.item.fields`
/// and the `userTypeId` of `userfieldconfig.*`.
enum FieldType: String, Sendable, CaseIterable {
    case string, text, integer, double, boolean, date, datetime, money, url, address, file, enumeration, employee
    case crm
    case crmStatus = "crm_status"
    case informationBlockSection = "iblock_section"
    case informationBlockElement = "iblock_element"

    // Of system fields only.
    case user
    case crmCategory = "crm_category"
    case crmCompany = "crm_company"
    case crmContact = "crm_contact"
    case crmCurrency = "crm_currency"
    case crmEntity = "crm_entity"
    case crmLead = "crm_lead"
    case crmDeal = "crm_deal"
    case crmQuote = "crm_quote"
    /// The code of a place ("System field").
    case location

    /// A type that an application registered (`rest_...`): its values are kept as text.
    case custom = "rest_"

    /// The type that a `userTypeId` names, if a custom field may have it.
    init?(userTypeId: String) {
        if userTypeId.hasPrefix("rest_") {
            self = .custom
        } else if let type = FieldType(rawValue: userTypeId), FieldType.userTypes.contains(type) {
            self = type
        } else {
            return nil
        }
    }

    /// The types of custom fields, in the order of `userfieldconfig.getTypes`
    /// (`api-reference/crm/universal/userfieldconfig/userfieldconfig-get-types`).
    static let userTypes: [FieldType] = [
        .crm, .crmStatus, .money, .employee, .string, .integer, .double, .datetime, .date, .boolean, .address, .url,
        .file, .enumeration, .informationBlockSection, .informationBlockElement,
    ]
}
