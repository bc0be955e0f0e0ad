import JSON

/// The system fields of the elements of one type: which there are, and in which order they are described and answered.
struct FieldCatalogue: Sendable {
    /// In the order of `crm.item.fields`.
    let fields: [SystemField]
    let named: [String: SystemField]
    /// The members of an answered element before its custom fields; those without a field are always null
    /// ("Disabled fields always return `null`", `api-reference/crm/universal/crm-item-add`).
    let answerOrder: [String]
    /// The members after the custom and parent fields.
    let answerTail: [String]

    init(_ fields: [SystemField], answerOrder: [String], answerTail: [String]) {
        self.fields = fields
        named = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0) })
        self.answerOrder = answerOrder
        self.answerTail = answerTail
    }

    /// The fields of the elements of SPAs.
    static let spa = FieldCatalogue(
        SystemField.all, answerOrder: SystemField.answerOrder, answerTail: SystemField.answerTail)

    /// The fields of one of the CRM's own types.
    static func of(_ type: OwnType) -> FieldCatalogue { own[type]! }

    private static let own = Dictionary(
        uniqueKeysWithValues: OwnType.allCases.map { type in
            let names = type.fieldNames.split(separator: " ").map(String.init)
            let tail = type.lastFieldNames.split(separator: " ").map(String.init)
            let fields = (names + tail).compactMap { SystemField.of(type, named: $0) }
            return (type, FieldCatalogue(fields, answerOrder: names, answerTail: tail))
        })
}

extension OwnType {
    /// The members of an element in the order of the examples (leads: `crm-item-get`, deals: `crm-item-add`) and of
    /// `api-reference/crm/universal/object-fields`. Names that ``SystemField`` does not know are disabled fields.
    fileprivate var fieldNames: String {
        switch self {
        case .lead:
            "id createdTime dateCreateShort updatedTime dateModifyShort createdBy updatedBy assignedById opened companyId "
                + "contactId stageId isConvert statusDescription stageSemanticId productId opportunity currencyId sourceId "
                + "sourceDescription title name lastName secondName shortName companyTitle post address comments "
                + "webformId originatorId originId dateClosed birthdate honorific hasPhone hasEmail hasImol login "
                + "isReturnCustomer searchContent isManualOpportunity movedBy movedTime lastActivityBy lastActivityTime "
                + "phoneMobile phoneWork phoneMailing emailHome emailWork emailMailing skype icq imol email phone"
        case .deal:
            "id createdTime dateCreateShort updatedTime dateModifyShort createdBy updatedBy assignedById opened leadId "
                + "companyId contactId quoteId title productId categoryId stageId stageSemanticId isNew isRecurring "
                + "isReturnCustomer isRepeatedApproach closed typeId opportunity isManualOpportunity taxValue currencyId "
                + "probability comments begindate begindateShort closedate closedateShort eventDate eventDateShort "
                + "eventId eventDescription locationId webformId sourceId sourceDescription originatorId originId "
                + "additionalInfo searchContent orderStage movedBy movedTime lastActivityBy lastActivityTime isWork isWon "
                + "isLose receivedAmount lostAmount hasProducts"
        case .contact:
            "id createdTime updatedTime createdBy updatedBy assignedById opened companyId sourceId sourceDescription name "
                + "lastName secondName shortName photo post address comments leadId export typeId webformId originatorId "
                + "originId originVersion birthdate honorific hasPhone hasEmail hasImol searchContent categoryId "
                + "lastActivityBy lastActivityTime login emailHome emailWork emailMailing phoneMobile phoneWork "
                + "phoneMailing imol email phone"
        case .company:
            "id title logo address addressLegal bankingDetails comments typeId industry revenue currencyId employees "
                + "createdTime updatedTime createdBy updatedBy assignedById opened leadId webformId originatorId originId "
                + "originVersion hasPhone hasEmail hasImol isMyCompany searchContent categoryId lastActivityBy "
                + "lastActivityTime emailHome emailWork emailMailing phoneMobile phoneWork phoneMailing imol email phone "
                + "ufLogo ufStamp ufDirectorSign ufAccountantSign"
        case .quote:
            "id createdTime dateCreateShort updatedTime dateModifyShort createdBy updatedBy assignedById opened leadId "
                + "dealId companyId contactId personTypeId mycompanyId title stageId closed opportunity "
                + "isManualOpportunity taxValue currencyId comments commentsType begindate begindateShort closedate "
                + "closedateShort quoteNumber content contentType terms termsType storageTypeId storageElementIds "
                + "locationId webformId clientTitle clientAddr clientContact clientEmail clientPhone clientTpId "
                + "clientTpaId searchContent hasProducts lastActivityBy lastActivityTime actualDate"
        case .invoice:
            "id xmlId title createdBy updatedBy movedBy createdTime updatedTime movedTime categoryId opened stageId "
                + "previousStageId begindate closedate companyId contactId opportunity isManualOpportunity taxValue "
                + "currencyId mycompanyId sourceId sourceDescription comments accountNumber locationId webformId "
                + "assignedById lastActivityBy lastActivityTime"
        }
    }

    fileprivate var lastFieldNames: String {
        let utm = "utmSource utmMedium utmCampaign utmContent utmTerm "
        return switch self {
        case .lead, .deal, .invoice: utm + "observers contactIds"
        case .contact: utm + "observers companyIds"
        case .company: utm + "observers contactIds"
        case .quote: utm + "contactIds"
        }
    }
}
