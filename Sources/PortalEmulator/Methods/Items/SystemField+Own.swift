import JSON
import Localization

/// The fields of the CRM's own types. What may be written is what the table of `api-reference/crm/universal/crm-item-add`
/// names, and what the older `crm.lead.fields`, `crm.deal.fields` ... have as writable.
extension SystemField {
    /// A field of a type; `nil` for a name that stands in answers only ("Field is disabled",
    /// `api-reference/crm/universal/object-fields`).
    static func of(_ type: OwnType, named name: String) -> SystemField? {
        guard var field = shared[name] ?? ownFields[name] else { return nil }
        // What invoices have in common with SPAs is as it is there.
        guard type != .invoice else { return field }
        field.isRequired = (type == .company || type == .quote) && name == "title"
        // `crm.lead.fields`, `crm.deal.fields`, `crm.contact.fields`, `crm.company.fields`, `crm.quote.fields` list them.
        field.isDescribed = true
        switch name {
        case "title": field.title = titles[type] ?? field.title
        case "typeId":
            field.directory = typeDirectories[type]
        case "companyId", "contactId", "webformId":
            field.emptyAnswer = 0
            field.isDeprecated = name == (type == .contact ? "companyId" : "contactId")
        case "isManualOpportunity": field.defaultValue = 0
        default: break
        }
        if type == .deal, name == "webformId" { field.isReadOnly = true }
        return field
    }

    /// The fields that SPAs have as well, without their switches.
    private static let shared = Dictionary(
        uniqueKeysWithValues: all.filter { $0.column != nil }.map { field in
            var field = field
            field.feature = nil
            return (field.name, field)
        })

    private static let titles: [OwnType: LocalizedText] = [
        .lead: LocalizedText("Lead Title", ru: "Название лида"),
        .company: LocalizedText("Company Name", ru: "Название компании"),
        .quote: LocalizedText("Subject", ru: "Тема"),
    ]

    private static let typeDirectories: [OwnType: String] = [
        .deal: "DEAL_TYPE", .contact: "CONTACT_TYPE", .company: "COMPANY_TYPE",
    ]

    private static let ownFields = Dictionary(
        uniqueKeysWithValues: (person + deals + contactData + organisation + quotes).map { ($0.name, $0) })

    private static func own(
        _ name: String, _ type: FieldType, _ en: String, _ ru: String, isReadOnly: Bool = false,
        with: (inout SystemField) -> Void = { _ in }
    ) -> SystemField {
        var field = SystemField(
            name, upperName(name), type, column: nil, nil, LocalizedText(en, ru: ru))
        field.isOwn = true
        field.isReadOnly = isReadOnly
        if type == .boolean { field.defaultValue = 0 }
        with(&field)
        return field
    }

    // MARK: What describes a person, and where an element comes from

    private static let person: [SystemField] = [
        own("honorific", .crmStatus, "Salutation", "Обращение") { $0.directory = "HONORIFIC" },
        own("name", .string, "First Name", "Имя"),
        own("lastName", .string, "Last Name", "Фамилия"),
        own("secondName", .string, "Middle Name", "Отчество"),
        own("birthdate", .date, "Birthdate", "Дата рождения"),
        own("post", .string, "Position", "Должность"),
        own("photo", .file, "Photo", "Фотография"),
        own("companyTitle", .string, "Company Name", "Название компании"),
        own("comments", .text, "Comment", "Комментарий"),
        own("statusDescription", .text, "Stage Description", "Дополнительно о стадии"),
        own("originatorId", .string, "External Source", "Внешний источник"),
        own("originId", .string, "Identifier in External Source", "Идентификатор элемента во внешнем источнике"),
        own("originVersion", .string, "Original Version", "Версия оригинала"),
        own("dateClosed", .datetime, "Closing Date", "Дата завершения", isReadOnly: true),
        own("leadId", .crmLead, "Lead", "Лид") { $0.settings = ["parentEntityTypeId": 1] },
        own("export", .boolean, "Participates in Contact Export", "Участвует в экспорте контактов") {
            $0.defaultValue = 1
        },
        own("companyIds", .crmCompany, "COMPANY_IDS", "COMPANY_IDS") { $0.isMultiple = true },
    ]

    // MARK: Deals and what they share with leads and estimates

    private static let deals: [SystemField] = [
        own("typeId", .crmStatus, "Type", "Тип"),
        own("stageSemanticId", .string, "Stage Group", "Группа стадии", isReadOnly: true),
        own("isNew", .boolean, "New Deal", "Новая сделка", isReadOnly: true),
        own("closed", .boolean, "Closed", "Закрыта", isReadOnly: true),
        own("isRecurring", .boolean, "Recurring Deal", "Регулярная сделка"),
        own("isReturnCustomer", .boolean, "Repeat Deal", "Повторный клиент"),
        own("isRepeatedApproach", .boolean, "Repeated Approach", "Повторное обращение"),
        own("probability", .integer, "Probability", "Вероятность"),
        own("quoteId", .crmQuote, "Estimate", "Предложение") { $0.settings = ["parentEntityTypeId": 7] },
        own("additionalInfo", .string, "Additional Information", "Дополнительная информация"),
        own("locationId", .location, "Location", "Местоположение"),
        own("eventDate", .datetime, "Event Date", "Дата события", isReadOnly: true),
        own("eventId", .string, "Event Type", "Тип события", isReadOnly: true),
        own("eventDescription", .text, "Event Description", "Описание события", isReadOnly: true),
    ]

    // MARK: Phones, addresses and messengers in one word each

    private static let contactData: [SystemField] =
        [
            own("hasPhone", .boolean, "Phone Provided", "Задан телефон", isReadOnly: true),
            own("hasEmail", .boolean, "Email Provided", "Задан e-mail", isReadOnly: true),
            own("hasImol", .boolean, "Open Line Assigned", "Задана открытая линия", isReadOnly: true),
        ]
        + Multifields.aliases.map { alias in
            own(alias.name, .string, alias.title.en, alias.title.ru, isReadOnly: true) {
                $0.emptyAnswer = alias.emptyAnswer
            }
        }

    // MARK: Companies

    private static let organisation: [SystemField] = [
        own("logo", .file, "Logo", "Логотип"),
        own("addressLegal", .text, "Legal Address", "Юридический адрес") { $0.isDeprecated = true },
        own("bankingDetails", .string, "Banking Details", "Банковские реквизиты"),
        own("industry", .crmStatus, "Industry", "Сфера деятельности") { $0.directory = "INDUSTRY" },
        own("employees", .crmStatus, "Number of Employees", "Кол-во сотрудников") { $0.directory = "EMPLOYEES" },
        own("revenue", .double, "Annual Revenue", "Годовой оборот") { $0.defaultValue = 0 },
        own("isMyCompany", .boolean, "My Company", "Моя компания"),
        own("ufLogo", .file, "Logo (document generator)", "Логотип (генератор документов)", isReadOnly: true),
        own("ufStamp", .file, "Company seal", "Печать", isReadOnly: true),
        own("ufDirectorSign", .file, "Director's signature", "Подпись директора", isReadOnly: true),
        own("ufAccountantSign", .file, "Chief accountant's signature", "Подпись главного бухгалтера", isReadOnly: true),
    ]

    // MARK: Estimates and invoices

    private static let quotes: [SystemField] = [
        own("quoteNumber", .string, "Estimate Number", "Номер предложения", isReadOnly: true),
        own("accountNumber", .string, "Invoice Number", "Номер счёта", isReadOnly: true),
        own("dealId", .crmDeal, "Deal", "Сделка"),
        own("personTypeId", .integer, "Client Type", "Тип плательщика"),
        own("content", .text, "Content", "Содержание"),
        own("terms", .text, "Terms", "Условия"),
        own("commentsType", .integer, "Comment Type", "Тип комментария", isReadOnly: true),
        own("contentType", .integer, "Content Type", "Тип содержания", isReadOnly: true),
        own("termsType", .integer, "Terms Type", "Тип условий", isReadOnly: true),
        // "If the `disk` module is installed -> Drive".
        own("storageTypeId", .integer, "Storage Type", "Тип хранилища") { $0.defaultValue = 3 },
        own("storageElementIds", .integer, "Files", "Файлы") { $0.isMultiple = true },
        own("actualDate", .date, "Valid Until", "Действительно до"),
        own("clientTitle", .string, "Client", "Клиент"),
        own("clientAddr", .string, "Address", "Адрес"),
        own("clientContact", .string, "Contact Person", "Контактное лицо"),
        own("clientEmail", .string, "E-mail", "E-mail"),
        own("clientPhone", .string, "Phone", "Телефон"),
        own("clientTpId", .string, "Tax ID", "ИНН"),
        own("clientTpaId", .string, "KPP", "КПП"),
    ]
}
