import JSON
import Localization

/// A field that the elements of a type have, those of SPAs perhaps only by a switch
/// (`api-reference/crm/universal/crm-item-fields`, `api-reference/crm/universal/object-fields`).
struct SystemField: Sendable {
    let name: String
    let upperName: String
    let type: FieldType
    /// The column of `items` that has the value; `nil` for values that live in `own`, and for fields that are only
    /// described.
    let column: String?
    /// The switch of an SPA that brings the field; `nil` for those that are always there.
    var feature: ItemType.Feature?
    var title: LocalizedText
    var isReadOnly = false
    var isRequired = false
    var isMultiple = false
    var isDeprecated = false
    var settings: JSONValue?
    /// The directory whose codes are the values; `nil` also for stages, whose directory depends on the funnel.
    var directory: String?
    /// What a new element has, in the stored form.
    var defaultValue: JSONValue?
    /// What an element that is read has where there is no value.
    var emptyAnswer: JSONValue?
    /// Whether the value lives in the JSON object of `own`.
    var isOwn = false
    /// Whether `crm.item.fields` lists the field.
    var isDescribed = true

    init(
        _ name: String, _ upperName: String, _ type: FieldType, column: String?, _ feature: ItemType.Feature? = nil,
        _ title: LocalizedText
    ) {
        self.name = name
        self.upperName = upperName
        self.type = type
        self.column = column
        self.feature = feature
        self.title = title
    }

    /// Where the value lives in a row of `items`; `nil` for fields that are only described.
    var storage: ItemFields.Storage? { isOwn ? .own(name, isFlag: type == .boolean) : column.map { .column($0) } }

    private init(
        _ name: String, _ type: FieldType, _ en: String, _ ru: String, on feature: ItemType.Feature? = nil,
        with: (inout SystemField) -> Void = { _ in }
    ) {
        let upperName = SystemField.upperName(name)
        self.init(name, upperName, type, column: upperName.lowercased(), feature, LocalizedText(en, ru: ru))
        with(&self)
    }

    /// `assignedById` as `ASSIGNED_BY_ID`.
    static func upperName(_ name: String) -> String {
        var upper = ""
        for character in name {
            if character.isUppercase { upper.append("_") }
            upper.append(contentsOf: character.uppercased())
        }
        return upper
    }

    /// The fields of SPAs in the order of `crm.item.fields`.
    static let all: [SystemField] = [
        .init("id", .integer, "ID", "ID") { $0.isReadOnly = true },
        .init("title", .string, "Name", "Название"),
        .init("xmlId", .string, "External code", "Внешний код"),
        .init("createdTime", .datetime, "Created at", "Когда создан") { $0.isReadOnly = true },
        .init("updatedTime", .datetime, "Updated at", "Когда обновлён") { $0.isReadOnly = true },
        .init("createdBy", .user, "Created by", "Кем создан") { $0.isReadOnly = true },
        .init("updatedBy", .user, "Updated by", "Кем обновлён") { $0.isReadOnly = true },
        .init("assignedById", .user, "Assigned to", "Ответственный"),
        .init("opened", .boolean, "Publicly available", "Доступен для всех") { $0.isRequired = true },
        .init("webformId", .integer, "Created by CRM form", "Создано CRM-формой"),
        .init("begindate", .date, "Start date", "Дата начала", on: .dates),
        .init("closedate", .date, "End date", "Дата завершения", on: .dates),
        .init("companyId", .crmCompany, "Company", "Компания", on: .client) {
            $0.settings = ["parentEntityTypeId": 4]
        },
        .init("contactId", .crmContact, "Contact", "Контакт", on: .client) { $0.isDeprecated = true },
        .init("contactIds", .crmContact, "CONTACT_IDS", "CONTACT_IDS", on: .client) { $0.isMultiple = true },
        contacts,
        .init("observers", .user, "Observers", "Наблюдатели", on: .observers) { $0.isMultiple = true },
        .init("categoryId", .crmCategory, "Pipeline", "Воронка"),
        .init("movedTime", .datetime, "Moved at", "Когда перемещён", on: .stages) { $0.isReadOnly = true },
        .init("movedBy", .user, "Moved by", "Кем перемещён", on: .stages) { $0.isReadOnly = true },
        .init("stageId", .crmStatus, "Stage", "Стадия", on: .stages),
        .init("previousStageId", .crmStatus, "Previous stage", "Предыдущая стадия", on: .stages) {
            $0.isReadOnly = true
        },
        .init("sourceId", .crmStatus, "Source", "Источник", on: .source) { $0.directory = Directories.source },
        .init("sourceDescription", .text, "Additional source info", "Дополнительно об источнике", on: .source),
        .init("currencyId", .crmCurrency, "Currency", "Валюта", on: .products),
        .init("isManualOpportunity", .boolean, "Amount calculation mode", "Режим расчёта суммы", on: .products),
        .init("opportunity", .double, "Amount", "Сумма", on: .products),
        .init("taxValue", .double, "Tax amount", "Сумма налога", on: .products),
        .init("mycompanyId", .crmCompany, "Your company details", "Реквизиты вашей компании", on: .ownCompany) {
            $0.settings = ["isMyCompany": true, "parentEntityTypeId": 4, "isEmbeddedEditorEnabled": true]
        },
        .init("lastActivityBy", .user, "Last activity in timeline by", "Автор последней активности в таймлайне") {
            $0.isReadOnly = true
        },
        .init("lastActivityTime", .datetime, "Last activity", "Последняя активность") { $0.isReadOnly = true },
        .init("utmSource", .string, "Advertising system", "Рекламная система") { $0.isDescribed = false },
        .init("utmMedium", .string, "Traffic type", "Тип трафика") { $0.isDescribed = false },
        .init("utmCampaign", .string, "Ad campaign", "Рекламная кампания") { $0.isDescribed = false },
        .init("utmContent", .string, "Campaign contents", "Содержание кампании") { $0.isDescribed = false },
        .init("utmTerm", .string, "Campaign search term", "Условие поиска кампании") { $0.isDescribed = false },
    ]

    /// Described beside `contactIds`, but no part of an element as it is answered.
    private static let contacts: SystemField = {
        var field = SystemField(
            "contacts", "CONTACTS", .crmContact, column: nil, .client, LocalizedText("CONTACTS", ru: "CONTACTS"))
        field.isMultiple = true
        return field
    }()

    /// The fields by name.
    static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The members of an answered element of a SPA before its custom fields, in order; those without a field are always null
    /// ("Deprecated. Field is disabled.", `api-reference/crm/universal/object-fields`).
    static let answerOrder = [
        "id", "xmlId", "title", "createdBy", "updatedBy", "movedBy", "createdTime", "updatedTime", "movedTime",
        "categoryId", "opened", "stageId", "previousStageId", "begindate", "closedate", "companyId", "contactId",
        "opportunity", "isManualOpportunity", "taxValue", "currencyId", "opportunityAccount", "taxValueAccount",
        "accountCurrencyId", "mycompanyId", "sourceId", "sourceDescription", "webformId", "assignedById",
        "lastActivityBy", "lastActivityTime",
    ]

    /// The members after the custom and parent fields.
    static let answerTail = [
        "utmSource", "utmMedium", "utmCampaign", "utmContent", "utmTerm", "observers", "contactIds",
    ]
}
