import GRDB
import Localization

/// The directory of sources that a new portal comes with.
enum SourceSeed {
    private static let sources: [(code: String, name: LocalizedText)] = [
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

    static func fill(_ database: Database, _ seed: SeedContext) throws {
        for (index, source) in sources.enumerated() {
            var status = StatusRow(
                id: try database.nextID("status"), entityID: Directories.source, statusID: source.code,
                name: source.name[seed.language])
            status.initialName = status.name
            status.sort = (index + 1) * 10
            status.isSystem = true
            try status.save(database)
        }
    }
}
