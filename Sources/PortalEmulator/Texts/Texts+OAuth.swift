import Localization

/// Applications, their tokens, and the pages on the way to them.
extension Texts {
    // REST calls with a token.
    static let unknownToken = LocalizedText(
        "Token expired or invalid", ru: "Токен недействителен или срок его действия истёк")
    static let dismissedUser = LocalizedText(
        "Unable to authorize user", ru: "Не удалось авторизовать пользователя")

    // The token endpoint (`settings/oauth/error-codes`).
    static let invalidTokenRequest = LocalizedText(
        "An incorrectly formatted authorization request was provided", ru: "Неверный формат запроса авторизации")
    static let invalidClient = LocalizedText(
        "Invalid client data was provided", ru: "Переданы неверные данные приложения")
    static let invalidGrant = LocalizedText(
        "Invalid authorization data was provided", ru: "Переданы неверные авторизационные данные")
    static let excessScope = LocalizedText(
        "Access permissions requested exceed those specified in the application card",
        ru: "Запрошены права, которых нет в карточке приложения")
    static let paymentRequired = LocalizedText("Payment required", ru: "Требуется оплата")

    // The authorize page.
    static let notAuthorized = LocalizedText("Access was not given", ru: "Доступ не предоставлен")
    static let unknownApplication = LocalizedText(
        "There is no such application on this portal. Check client_id in the address.",
        ru: "На этом портале нет такого приложения. Проверьте client_id в адресе.")
    static let unknownPerson = LocalizedText(
        "Choose one of the people of this portal.", ru: "Выберите сотрудника этого портала.")
    static let whoAuthorizes = LocalizedText("Who gives access?", ru: "Кто предоставляет доступ?")
    static let allow = LocalizedText("Allow", ru: "Разрешить")
    static let refuse = LocalizedText("Refuse", ru: "Отказать")
    static let allScopes = LocalizedText("all", ru: "все")
    static let pageOfLocalPortal = LocalizedText(
        "A page of the local portal of b24; no Bitrix24 account is involved.",
        ru: "Страница локального портала b24; настоящий Битрикс24 не участвует.")

    static func asksForAccess(_ title: String) -> LocalizedText {
        LocalizedText(
            "\(title) wants to work with the data of this portal on somebody's behalf.",
            ru: "Приложение «\(title)» хочет работать с данными портала от имени сотрудника.")
    }

    static func scopesOfApplication(_ list: String) -> LocalizedText {
        LocalizedText("Permissions (scopes): \(list)", ru: "Права (scope): \(list)")
    }

    static func refusedApplication(_ title: String) -> LocalizedText {
        LocalizedText("\(title) gets no access.", ru: "Приложение «\(title)» доступа не получит.")
    }

    static func codeToCopy(_ title: String) -> LocalizedText {
        LocalizedText(
            "Give this code to \(title). It works once, within 30 seconds.",
            ru: "Передайте этот код приложению «\(title)». Он действует один раз, в течение 30 секунд.")
    }

    // Managing applications and webhooks.
    static func badRedirectAddress(_ address: String) -> LocalizedText {
        LocalizedText(
            "\(address) is no redirect address: it begins with http:// or https:// and has neither blanks nor #",
            ru: "\(address) не подходит как адрес перенаправления: нужен http:// или https://, без пробелов и #")
    }

    static let noSuchApplication = LocalizedText(
        "The portal has no such application", ru: "На портале нет такого приложения")
    static let noSuchWebhook = LocalizedText("The portal has no such webhook", ru: "На портале нет такого вебхука")
    static func noSuchPerson(_ id: Int) -> LocalizedText {
        LocalizedText("The portal has no user \(id)", ru: "На портале нет пользователя \(id)")
    }
}
