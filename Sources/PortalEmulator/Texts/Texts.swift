import Localization

/// The error texts of the portal, in its language. Methods of one family keep theirs in an extension beside this file.
/// The documentation's own texts are translations: clients must go by the codes.
enum Texts {
    // Access and protocol (`_includes/system-errors`).
    static let accessDenied = LocalizedText("Access denied", ru: "Доступ запрещён")
    static let onlyIntranet = LocalizedText(
        "Only intranet users are allowed", ru: "Метод доступен только сотрудникам компании")
    static let invalidCredentials = LocalizedText(
        "Invalid request credentials", ru: "Неверные данные для авторизации запроса")
    static let expiredWebhook = LocalizedText("The webhook has expired", ru: "Срок действия вебхука истёк")
    static let noAuth = LocalizedText("Wrong authorization data", ru: "Неверные авторизационные данные")
    static let insufficientScope = LocalizedText(
        "The request requires higher privileges than provided by the webhook token",
        ru: "Запрос требует более высоких прав, чем даёт токен вебхука")
    static func moreScopes(_ scope: String) -> LocalizedText {
        LocalizedText(
            "The current method required more scopes. (\(scope))",
            ru: "Для этого метода нужны дополнительные права (scope): \(scope)")
    }

    static let internalError = LocalizedText("Internal server error", ru: "Внутренняя ошибка сервера")
    static let tooManyRequests = LocalizedText("Too many requests", ru: "Слишком много запросов")
    static let operatingLimit = LocalizedText(
        "Method is blocked due to operation time limit",
        ru: "Метод заблокирован из-за превышения лимита времени выполнения")
    static let methodNotFound = LocalizedText("Method not found!", ru: "Метод не найден!")
    static let applicationRequired = LocalizedText(
        "Access denied! Application context required", ru: "Доступ запрещён! Требуется контекст приложения")
    static let contextRequired = LocalizedText(
        "Application context required", ru: "Требуется контекст приложения")
    static let applicationAuthorizationRequired = LocalizedText(
        "Access for this method is available only for application authorization",
        ru: "Метод доступен только при авторизации приложения")
    static let malformedBody = LocalizedText("Request body is not valid", ru: "Некорректное тело запроса")

    static func missingParameter(_ name: String) -> LocalizedText {
        LocalizedText(
            "Could not find value for parameter {\(name)}", ru: "Не найдено значение параметра {\(name)}")
    }

    static func notEmulated(_ method: String) -> LocalizedText {
        LocalizedText(
            "\(method) is a documented method, but this local portal does not act it out. "
                + "Nothing was done; a real portal would have answered.",
            ru: "\(method) есть в документации, но локальный портал его не поддерживает. "
                + "Ничего не сделано; настоящий портал ответил бы на этот запрос.")
    }

    // Batch (`settings/how-to-call-rest-api/batch`).
    static let batchTooLong = LocalizedText(
        "Max batch length exceeded", ru: "Превышена максимальная длина пакета")
    static let notInBatch = LocalizedText(
        "Method is not allowed for batch usage", ru: "Метод нельзя вызывать в пакете")

    // Starting a portal.
    static let portalHasEnded = LocalizedText("The portal has ended", ru: "Портал уже остановлен")

    static let tooManyFiles = LocalizedText(
        "Too many files are open: end what keeps them open, or allow more (ulimit -n 1024)",
        ru: "Открыто слишком много файлов: завершите то, что держит их открытыми, или разрешите больше (ulimit -n 1024)"
    )

    static func portInUse(_ port: Int) -> LocalizedText {
        LocalizedText(
            "Port \(port) on 127.0.0.1 is taken or not allowed; choose another one or 0 for any free one",
            ru: "Порт \(port) на 127.0.0.1 занят или недоступен; выберите другой или 0, чтобы взять любой свободный")
    }

    static func noFolder(_ path: String, _ reason: String) -> LocalizedText {
        LocalizedText(
            "Cannot keep the portal's data in \(path): \(reason)",
            ru: "Не удалось хранить данные портала в \(path): \(reason)")
    }

    static func noOwner(_ owner: String) -> LocalizedText {
        LocalizedText(
            "Nobody on this portal can own a webhook as '\(owner)'",
            ru: "На этом портале нет сотрудника, которому можно выдать вебхук «\(owner)»")
    }
}
