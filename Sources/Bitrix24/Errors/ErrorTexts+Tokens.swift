import Localization

extension ErrorTexts {
    /// The texts of what is wrong with a token before it is sent, or with what is kept of it.
    static func tokenTexts(of problem: PortalError.Problem) -> (message: LocalizedText, hint: LocalizedText) {
        switch problem {
        case .portalAddressMalformed:
            (
                LocalizedText("This is not the address of a portal.", ru: "Это не адрес портала."),
                LocalizedText(
                    "It looks like https://company.bitrix24.com, and nothing follows.",
                    ru: "Он выглядит так: https://company.bitrix24.ru — и больше ничего.")
            )
        case .portalAddressInsecure:
            (
                LocalizedText(
                    "The portal's address begins with http: the token would travel readably.",
                    ru: "Адрес портала начинается с http: токен передавался бы в открытом виде."),
                httpsHint
            )
        case .tokenMalformed:
            (
                LocalizedText(
                    "{field} is empty, or has a character in it that no token has.",
                    ru: "Значение {field} пустое или содержит символ, которого в токене быть не может."),
                LocalizedText("Copy it whole, without quotes.", ru: "Скопируйте его целиком, без кавычек.")
            )
        case .authorizationServerMalformed:
            (
                LocalizedText(
                    "This is not the address of an authorization server.", ru: "Это не адрес сервера авторизации."),
                LocalizedText(
                    "Those of Bitrix24 are oauth.bitrix.info and, for portals in Russia, oauth.bitrix24.tech.",
                    ru:
                        "Серверы Битрикс24: oauth.bitrix24.tech для порталов в России и oauth.bitrix.info для остальных."
                )
            )
        case .authorizationServerInsecure:
            (
                LocalizedText(
                    "The authorization server's address begins with http: the application's secret would travel readably.",
                    ru: "Адрес сервера авторизации начинается с http: секрет приложения передавался бы в открытом виде."
                ),
                httpsHint
            )
        case .storedMalformed:
            (
                LocalizedText(
                    "What is stored for this portal is no credential of b24.",
                    ru: "Сохранённые для этого портала данные — не ключ доступа b24."),
                LocalizedText(
                    "Store the webhook again (b24 profile add), or sign in again (b24 auth login).",
                    ru: "Сохраните вебхук заново (b24 profile add) или войдите заново (b24 auth login).")
            )
        case .storedVersion:
            (
                LocalizedText(
                    "The stored credential has the form {version}, which this b24 does not know.",
                    ru: "Сохранённый ключ доступа записан в формате {version}, который эта версия b24 не знает."),
                LocalizedText(
                    "A later b24 wrote it: update this one, or store the credential again.",
                    ru: "Его записала более новая версия b24: обновите эту или сохраните ключ доступа заново.")
            )
        case .parameterAuth:
            (
                LocalizedText(
                    "{method} is called with a parameter auth, and that is where b24 puts the token.",
                    ru: "В вызове {method} есть параметр auth, а это место токена, который подставляет b24."),
                LocalizedText(
                    "Leave it out: calls run with the credential of the profile.",
                    ru: "Уберите его: вызовы идут с ключом доступа профиля.")
            )
        default: (LocalizedText("", ru: ""), LocalizedText("", ru: ""))
        }
    }

    private static let httpsHint = LocalizedText(
        "Write https. Plain http is allowed for this machine only (127.0.0.1, localhost).",
        ru: "Укажите https. Обычный http разрешён только для этого компьютера (127.0.0.1, localhost).")
}
