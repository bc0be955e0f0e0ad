import Localization

/// The page of a REST method.
extension Texts {
    static let methodEffect = LocalizedText("Effect", ru: "Действие")
    static let methodScopes = LocalizedText("Scope", ru: "Права")
    static let methodVersion = LocalizedText("Protocol", ru: "Протокол")
    static let methodParameters = LocalizedText("Parameters", ru: "Параметры")
    static let methodErrors = LocalizedText("Errors", ru: "Ошибки")
    static let methodDeprecated = LocalizedText("Deprecated.", ru: "Устарел.")
    static let methodNeedsApplication = LocalizedText(
        "Works in applications only: a webhook gets an error.",
        ru: "Работает только в приложениях: вебхук получит ошибку.")
}
