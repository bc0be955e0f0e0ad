import GRDB
import Localization

/// What the directories of a new portal hold.
enum DirectorySeed {
    private typealias Entry = (code: String, name: LocalizedText)

    private static let sources: [Entry] = [
        ("CALL", LocalizedText("Call", ru: "Звонок")),
        ("EMAIL", LocalizedText("E-Mail", ru: "Электронная почта")),
        ("WEB", LocalizedText("Website", ru: "Веб-сайт")),
        ("ADVERTISING", LocalizedText("Advertising", ru: "Реклама")),
        ("PARTNER", LocalizedText("Existing client", ru: "Существующий клиент")),
        ("RECOMMENDATION", LocalizedText("By recommendation", ru: "По рекомендации")),
        ("TRADE_SHOW", LocalizedText("Show/Exhibition", ru: "Выставка")),
        ("WEBFORM", LocalizedText("CRM form", ru: "CRM-форма")),
        ("CALLBACK", LocalizedText("Callback", ru: "Обратный звонок")),
        ("RC_GENERATOR", LocalizedText("Sales boost", ru: "Генератор продаж")),
        ("STORE", LocalizedText("Online store", ru: "Интернет-магазин")),
        ("OTHER", LocalizedText("Other", ru: "Другое")),
    ]

    private static let contactTypes: [Entry] = [
        ("CLIENT", LocalizedText("Clients", ru: "Клиенты")),
        ("SUPPLIER", LocalizedText("Suppliers", ru: "Поставщики")),
        ("PARTNER", LocalizedText("Partners", ru: "Партнёры")),
        ("OTHER", LocalizedText("Other", ru: "Другое")),
    ]

    private static let companyTypes: [Entry] = [
        ("CUSTOMER", LocalizedText("Client", ru: "Клиент")),
        ("SUPPLIER", LocalizedText("Supplier", ru: "Поставщик")),
        ("COMPETITOR", LocalizedText("Competitor", ru: "Конкурент")),
        ("PARTNER", LocalizedText("Partner", ru: "Партнёр")),
        ("OTHER", LocalizedText("Other", ru: "Другое")),
    ]

    private static let employees: [Entry] = [
        ("EMPLOYEES_1", LocalizedText("less than 50", ru: "менее 50")),
        ("EMPLOYEES_2", LocalizedText("50 to 250", ru: "50–250")),
        ("EMPLOYEES_3", LocalizedText("250 to 500", ru: "250–500")),
        ("EMPLOYEES_4", LocalizedText("over 500", ru: "более 500")),
    ]

    private static let industries: [Entry] = [
        ("IT", LocalizedText("Information Technology", ru: "Информационные технологии")),
        ("TELECOM", LocalizedText("Telecommunication", ru: "Телекоммуникации и связь")),
        ("MANUFACTURING", LocalizedText("Manufacturing", ru: "Производство")),
        ("BANKING", LocalizedText("Banking Services", ru: "Банковские услуги")),
        ("CONSULTING", LocalizedText("Consulting", ru: "Консалтинг")),
        ("FINANCE", LocalizedText("Finance", ru: "Финансы")),
        ("GOVERNMENT", LocalizedText("Government", ru: "Правительство")),
        ("DELIVERY", LocalizedText("Delivery", ru: "Доставка")),
        ("ENTERTAINMENT", LocalizedText("Entertainment", ru: "Развлечения")),
        ("NOTPROFIT", LocalizedText("Non-profit", ru: "Некоммерческая организация")),
        ("OTHER", LocalizedText("Other", ru: "Другое")),
    ]

    private static let dealTypes: [Entry] = [
        ("SALE", LocalizedText("Sale", ru: "Продажа")),
        ("COMPLEX", LocalizedText("Integrated sale", ru: "Комплексная продажа")),
        ("GOODS", LocalizedText("Sale of goods", ru: "Продажа товара")),
        ("SERVICES", LocalizedText("Sale of services", ru: "Продажа услуги")),
        ("SERVICE", LocalizedText("After-sale service", ru: "Сервисное обслуживание")),
    ]

    private static func entries(_ directory: String, _ language: Language) -> [Entry] {
        switch directory {
        case Directories.source: sources
        case "CONTACT_TYPE": contactTypes
        case "COMPANY_TYPE": companyTypes
        case "EMPLOYEES": employees
        case "INDUSTRY": industries
        case "DEAL_TYPE": dealTypes
        case "HONORIFIC": honorifics(language)
        default: []
        }
    }

    /// Their codes name the language: `HNR_DE_1` in the examples.
    private static func honorifics(_ language: Language) -> [Entry] {
        let names: [LocalizedText] = [LocalizedText("Mr.", ru: "г-н"), LocalizedText("Mrs.", ru: "г-жа")]
        return names.enumerated().map { ("HNR_\(language.rawValue.uppercased())_\($0.offset + 1)", $0.element) }
    }

    /// Fills directories that hold nothing yet.
    static func fill(_ directories: [String], _ database: Database, _ language: Language) throws {
        for directory in directories where try StatusRow.all(of: directory, database).isEmpty {
            for (index, entry) in entries(directory, language).enumerated() {
                var status = StatusRow(
                    id: try database.nextID("status"), entityID: directory, statusID: entry.code,
                    name: entry.name[language])
                status.initialName = status.name
                status.sort = (index + 1) * 10
                status.isSystem = true
                try status.save(database)
            }
        }
    }
}
