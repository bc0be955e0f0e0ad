import JSON
import Localization

/// The flags of a SPA: API name, column, title in `crm.type.fields`.
struct TypeFlag: Sendable {
    let name: String
    let column: String
    let title: LocalizedText
    /// On when `crm.type.add` says nothing.
    var isOnByDefault = false

    /// In the order of the documented answers.
    static let all = [
        TypeFlag(
            name: "isCategoriesEnabled", column: "is_categories_enabled",
            title: LocalizedText(
                "Use custom funnels and sales tunnels in the smart process",
                ru: "Использовать в смарт-процессе свои воронки и туннели продаж")),
        TypeFlag(
            name: "isStagesEnabled", column: "is_stages_enabled",
            title: LocalizedText(
                "Use custom stages and Kanban in the smart process",
                ru: "Использовать в смарт-процессе свои стадии и канбан")),
        TypeFlag(
            name: "isBeginCloseDatesEnabled", column: "is_begin_close_dates_enabled",
            title: LocalizedText("Fields 'Start Date' and 'End Date'", ru: "Поля «Дата начала» и «Дата завершения»")),
        TypeFlag(
            name: "isClientEnabled", column: "is_client_enabled",
            title: LocalizedText("Field 'Client'", ru: "Поле «Клиент»")),
        TypeFlag(
            name: "isUseInUserfieldEnabled", column: "is_use_in_userfield_enabled",
            title: LocalizedText("Use in user field", ru: "Использовать смарт-процесс в пользовательском поле")),
        TypeFlag(
            name: "isLinkWithProductsEnabled", column: "is_link_with_products_enabled",
            title: LocalizedText("Link with catalog products", ru: "Привязка товаров каталога")),
        TypeFlag(
            name: "isMycompanyEnabled", column: "is_mycompany_enabled",
            title: LocalizedText("Field 'Your Company Details'", ru: "Поле «Реквизиты вашей компании»")),
        TypeFlag(
            name: "isDocumentsEnabled", column: "is_documents_enabled",
            title: LocalizedText("Document Printing", ru: "Печать документов")),
        TypeFlag(
            name: "isSourceEnabled", column: "is_source_enabled",
            title: LocalizedText(
                "Fields 'Source' and 'Additional Information about Source'",
                ru: "Поля «Источник» и «Дополнительно об источнике»")),
        TypeFlag(
            name: "isObserversEnabled", column: "is_observers_enabled",
            title: LocalizedText("Field 'Observers'", ru: "Поле «Наблюдатели»")),
        TypeFlag(
            name: "isRecyclebinEnabled", column: "is_recyclebin_enabled",
            title: LocalizedText("Use Recycle Bin", ru: "Использовать корзину")),
        TypeFlag(
            name: "isAutomationEnabled", column: "is_automation_enabled",
            title: LocalizedText(
                "Use Automation rules and triggers in the smart process",
                ru: "Использовать в смарт-процессе роботов и триггеры")),
        TypeFlag(
            name: "isBizProcEnabled", column: "is_biz_proc_enabled",
            title: LocalizedText(
                "Use business process designer in the smart process",
                ru: "Использовать в смарт-процессе дизайнер бизнес-процессов")),
        TypeFlag(
            name: "isSetOpenPermissions", column: "is_set_open_permissions",
            title: LocalizedText("Make new funnels available to everyone", ru: "Делать новые воронки доступными всем"),
            isOnByDefault: true),
    ]

    /// Flags that the system keeps for itself: returned, never taken.
    static let system = [("isPaymentsEnabled", "is_payments_enabled"), ("isCountersEnabled", "is_counters_enabled")]
}

/// One entry of a `*.fields` answer.
enum FieldDescription {
    /// - Parameter upperName: the name in the old spelling, `ENTITY_TYPE_ID`.
    static func json(
        _ type: String, _ title: String, upperName: String, isRequired: Bool = false, isReadOnly: Bool = false,
        isImmutable: Bool = false, isMultiple: Bool = false
    ) -> JSONValue {
        [
            "type": .string(type), "isRequired": .bool(isRequired), "isReadOnly": .bool(isReadOnly),
            "isImmutable": .bool(isImmutable), "isMultiple": .bool(isMultiple), "isDynamic": false,
            "title": .string(title), "upperName": .string(upperName),
        ]
    }

    /// `entityTypeId` -> `ENTITY_TYPE_ID`.
    static func upperName(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1)" : $1.uppercased() }
    }
}
