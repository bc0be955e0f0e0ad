import B24Scripting
import Localization

/// Texts of the gate's flags and questions.
extension Texts {
    static let optionMaxWrites = LocalizedText(
        "Stop the run before it makes more writes than this; of several portals, on each.",
        ru: "Остановить запуск, прежде чем изменений станет больше; для нескольких порталов — на каждом.")
    static func typeName(_ name: String) -> LocalizedText {
        LocalizedText("Type the name '\(name)' to go on:", ru: "Чтобы продолжить, введите название «\(name)»:")
    }

    // MARK: Plans

    static func planUnknown(_ what: LocalizedText) -> LocalizedText {
        LocalizedText("not known: \(what.en)", ru: "неизвестно: \(what.ru)")
    }
    static let planChangesNothing = LocalizedText("everything is like that already", ru: "всё уже так и есть")
    static func plannedObject(_ object: PlannedObject, name: String?) -> LocalizedText {
        let kind = kinds[object.family] ?? LocalizedText(object.family, ru: object.family)
        let owner = object.family == "crm.item" || object.family == "crm.category" ? object.entityTypeID : nil
        var en = kind.en + (owner.map { " of \($0)" } ?? "")
        var ru = kind.ru + (owner.map { " (тип \($0))" } ?? "")
        if let id = object.id {
            en += object.isPlanned ? " \(id), new" : " \(id)"
            ru += object.isPlanned ? " \(id), новый объект" : " \(id)"
        }
        if let name {
            en += ": '\(name)'"
            ru += ": «\(name)»"
        }
        return LocalizedText(en, ru: ru)
    }
    private static let kinds: [String: LocalizedText] = [
        "crm.automatedsolution": LocalizedText("digital workplace", ru: "цифровое рабочее место"),
        "crm.type": LocalizedText("smart process", ru: "смарт-процесс"),
        "crm.category": LocalizedText("funnel", ru: "воронка"),
        "crm.item": LocalizedText("item", ru: "элемент"),
        "crm.status": LocalizedText("stage", ru: "стадия"),
        "userfieldconfig": LocalizedText("custom field", ru: "своё поле"),
    ]
}
