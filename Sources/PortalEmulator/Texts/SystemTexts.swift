import Localization

/// Texts of the system methods.
extension Texts {
    static let emptyFeatureCode = LocalizedText("CODE can't be empty", ru: "Параметр CODE не может быть пустым")

    // Names of access codes (`access.name`).
    static let administrators = LocalizedText("Administrators", ru: "Администраторы")
    static let allVisitors = LocalizedText("All visitors", ru: "Все посетители")
    static let allAuthorized = LocalizedText("All authorized users", ru: "Все авторизованные пользователи")
    static let withSubdepartments = LocalizedText(" (with sub-departments)", ru: " (с подотделами)")

    static func provider(_ id: String) -> LocalizedText {
        switch id {
        case "user": LocalizedText("Users", ru: "Пользователи")
        case "intranet": LocalizedText("Departments", ru: "Отделы")
        default: LocalizedText("Workgroups", ru: "Рабочие группы")
        }
    }

    static func workgroupRole(_ letter: String) -> LocalizedText {
        switch letter {
        case "A": LocalizedText(" (owner)", ru: " (владелец)")
        case "E": LocalizedText(" (moderators)", ru: " (модераторы)")
        default: LocalizedText(" (members)", ru: " (участники)")
        }
    }
}
