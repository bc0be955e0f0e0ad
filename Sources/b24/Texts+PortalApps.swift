import Localization

/// What `b24 portal` says about applications and their tokens.
extension Texts {
    static let aboutPortalApp = LocalizedText(
        "Applications of the local portal, for signing in with OAuth.",
        ru: "Приложения локального портала для авторизации по OAuth.")
    static let aboutPortalAppAdd = LocalizedText("Add an application.", ru: "Добавить приложение.")
    static let discussionPortalAppAdd = LocalizedText(
        """
        Prints client_id and client_secret, as the application's card on a real portal does. People sign in at \
        ADDRESS/oauth/authorize/?client_id=CLIENT_ID, tokens come from ADDRESS/oauth/token/. The portal may be running; \
        b24 portal reset keeps applications.
        """,
        ru: """
            Выводит client_id и client_secret, как карточка приложения на настоящем портале. Авторизация начинается на \
            АДРЕС/oauth/authorize/?client_id=CLIENT_ID, токены выдаёт АДРЕС/oauth/token/. Портал может быть запущен; \
            b24 portal reset сохраняет приложения.
            """)
    static let aboutPortalAppList = LocalizedText(
        "List the applications, without their secrets.", ru: "Вывести список приложений без их секретов.")
    static let aboutPortalAppRemove = LocalizedText(
        "Remove an application; its tokens stop working.", ru: "Удалить приложение; его токены перестанут действовать.")
    static let argumentAppTitle = LocalizedText("Its name.", ru: "Название.")
    static let argumentClientID = LocalizedText("Its client_id.", ru: "Его client_id.")
    static let optionAppScope = LocalizedText(
        "Scopes, separated by commas; may be repeated. (default: all)",
        ru: "Права (scope) через запятую; можно повторять. (по умолчанию все)")
    static let optionAppRedirect = LocalizedText(
        "Where people are sent back to, with the code. Without it the page shows the code.",
        ru: "Адрес, на который пользователь вернётся с кодом. Без него код покажет страница.")
    static let portalApps = LocalizedText("Applications", ru: "Приложения")
    static let secretIsShownOnce = LocalizedText(
        "The client secret is shown this once.", ru: "Секретный ключ (client_secret) больше не будет показан.")
    static let noApps = LocalizedText(
        "The portal has no applications. b24 portal app add TITLE adds one.",
        ru: "На портале нет приложений. Добавить: b24 portal app add НАЗВАНИЕ.")
    static func appRemoved(_ title: String) -> LocalizedText {
        LocalizedText("\(title) is removed.", ru: "Приложение «\(title)» удалено.")
    }
    static func noApp(_ clientID: String) -> LocalizedText {
        LocalizedText("the portal has no application \(clientID)", ru: "на портале нет приложения \(clientID)")
    }
    static let noAppHint = LocalizedText("b24 portal app list lists them.", ru: "Список: b24 portal app list.")
    static let memoryHasNoApps = LocalizedText(
        "another process cannot reach a portal in memory", ru: "портал в памяти недоступен другому процессу")
    static let appsNeedFolder = LocalizedText(
        "Serve it from a folder: b24 portal serve --data FOLDER.",
        ru: "Запустите портал с папкой: b24 portal serve --data ПАПКА.")

    static let aboutExpireTokens = LocalizedText(
        "End all access tokens now, as if their hour were over.",
        ru: "Завершить срок всех токенов доступа сейчас, как будто их час прошёл.")
    static let discussionExpireTokens = LocalizedText(
        "For trying out how a client renews them. The portal may be running.",
        ru: "Чтобы проверить, как клиент их обновляет. Портал может быть запущен.")
    static let optionExpireApp = LocalizedText(
        "Only those of the application with this client_id.", ru: "Только токены приложения с этим client_id.")
    static let optionExpireRefresh = LocalizedText(
        "Refresh tokens too: people have to sign in again.",
        ru: "Токены обновления тоже: понадобится новая авторизация.")
    static let tokensExpired = LocalizedText("The tokens have expired.", ru: "Срок действия токенов истёк.")
    static let aboutRegenerateWebhook = LocalizedText(
        "Give a person's webhook a new code; the old one is refused from now on.",
        ru: "Выдать вебхуку сотрудника новый код; старый перестанет действовать.")
    static let discussionRegenerateWebhook = LocalizedText(
        "The webhook is the one that b24 portal serve prints. The new path goes after the portal's address. The portal may "
            + "be running.",
        ru: "Это вебхук, который выводит b24 portal serve. Новый путь добавляется к адресу портала; портал может быть "
            + "запущен.")
    static let argumentOwner = LocalizedText("Whose webhook.", ru: "Чей вебхук.")
    static let optionSignIn = LocalizedText(
        "Who gives applications access: form asks on the page; a person is signed in and agrees at once.",
        ru: "Кто даёт доступ приложениям: form спросит на странице; указанный сотрудник согласится сразу.")
}
