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

/// Errors that only a fault provokes.
extension Texts {
    static let unexpectedAnswer = LocalizedText(
        "Server returned an unexpected response", ru: "Сервер вернул неожиданный ответ")
    static let httpsRequired = LocalizedText("Https required", ru: "Требуется HTTPS")
    static let overload = LocalizedText(
        "REST API is blocked due to overload", ru: "REST API заблокирован из-за перегрузки")
    static let commercialPlans = LocalizedText(
        "REST API is available only on commercial plans", ru: "REST API доступен только на коммерческих тарифах")
    static let manifest = LocalizedText("Manifest is not available", ru: "Манифест недоступен")
    static let expiredToken = LocalizedText(
        "The access token provided has expired", ru: "Срок действия токена доступа истёк")
    static let userAccess = LocalizedText(
        "The user does not have access to the application", ru: "У пользователя нет доступа к приложению")
    static let portalDeleted = LocalizedText("Portal was deleted", ru: "Портал удалён")
    static let confirmWaiting = LocalizedText(
        "Waiting for confirmation of the method by an administrator", ru: "Метод ожидает подтверждения администратором")
    static let confirmDenied = LocalizedText(
        "An administrator denied the method", ru: "Администратор запретил вызов метода")
}
