import Bitrix24
import Credentials
import Localization

/// What is said about tokens and signing in.
extension Texts {
    static let noPortalOfToken = LocalizedText(
        "B24_ACCESS_TOKEN is set, but not the portal that it belongs to",
        ru: "задан B24_ACCESS_TOKEN, но не указан портал, к которому он относится")
    static let howToNamePortal = LocalizedText(
        "Set B24_PORTAL_URL=https://company.bitrix24.com.", ru: "Задайте B24_PORTAL_URL=https://company.bitrix24.ru.")
    static let renewedUnkept = LocalizedText(
        "The token of the environment had expired and was renewed for this process alone: B24_ACCESS_TOKEN and "
            + "B24_REFRESH_TOKEN are used up. To keep the new one, sign in: b24 auth login.",
        ru: "Срок действия токена из переменных окружения истёк, и он обновлён только для этого процесса: значения "
            + "B24_ACCESS_TOKEN и B24_REFRESH_TOKEN больше не действуют. Чтобы сохранять новый токен, войдите: b24 auth login."
    )
}

/// What `b24 auth` says.
extension Texts {
    static let aboutAuth = LocalizedText(
        "Sign in to applications of a portal, and look at what a credential may do.",
        ru: "Вход в приложения портала и сведения о правах ключа доступа.")
    static let aboutAuthStatus = LocalizedText(
        "Show who the credential is, its scopes, and how long its token lives.",
        ru: "Показать, чей это ключ доступа, его права и срок действия токена.")
    static let aboutAuthRefresh = LocalizedText(
        "Renew the token now. b24 does it by itself when the portal calls it expired.",
        ru: "Обновить токен сейчас. b24 делает это сам, когда портал сообщает, что срок токена истёк.")
    static let aboutAuthLogin = LocalizedText(
        "Sign in to an application of the portal and store its token.",
        ru: "Войти в приложение портала и сохранить его токен.")
    static let aboutAuthLogout = LocalizedText(
        "Erase the stored credential of a profile.", ru: "Удалить сохранённый ключ доступа профиля.")

    static let authPortal = LocalizedText("Portal", ru: "Портал")
    static let authCredential = LocalizedText("Credential", ru: "Ключ доступа")
    static let authWebhook = LocalizedText("inbound webhook", ru: "входящий вебхук")
    static let authToken = LocalizedText("token of an application", ru: "токен приложения")
    static let authUser = LocalizedText("User", ru: "Пользователь")
    static let authAdmin = LocalizedText("Administrator", ru: "Администратор")
    static let authCRMAdmin = LocalizedText("Administrator of CRM", ru: "Администратор CRM")
    static let authTokenAge = LocalizedText("Token", ru: "Токен")
    static let authPlan = LocalizedText("Plan", ru: "Тариф")
    static let authUnknownPlan = LocalizedText(
        "unknown (REST tells it to applications only)", ru: "неизвестен (REST сообщает его только приложениям)")
    static let authREST3 = LocalizedText("REST 3", ru: "REST 3")
    static let authScopes = LocalizedText("Scopes", ru: "Права (scope)")
    static let authLegacyScopes = LocalizedText("Old scopes among them", ru: "Устаревшие среди них")
    static let authMissingScopes = LocalizedText("Not granted", ru: "Не выданы")

    static func authPerson(_ name: String?, _ id: Int?) -> LocalizedText {
        switch (name, id) {
        case (let name?, let id?): verbatim("\(name) (\(id))")
        case (nil, let id?): verbatim(String(id))
        default: LocalizedText("unknown", ru: "неизвестен")
        }
    }

    static func authAnswer(_ answer: AuthStatus.Answer) -> LocalizedText {
        switch answer {
        case .yes: LocalizedText("yes", ru: "да")
        case .no: LocalizedText("no", ru: "нет")
        case .unknown: LocalizedText("unknown", ru: "неизвестно")
        }
    }

    static func authExpiry(_ token: PortalToken, _ now: Double) -> LocalizedText {
        let renewal =
            token.isRenewable
            ? LocalizedText("renewed by itself", ru: "обновляется автоматически")
            : LocalizedText("cannot be renewed", ru: "обновить нельзя")
        let age = token.obtainedAt.map { max(0, Int(now) - $0) / 60 }
        let rest = token.expires.map { ($0 - Int(now)) / 60 }
        var en: [String] = []
        var ru: [String] = []
        if let age {
            en.append("\(age) min old")
            ru.append("получен \(age) мин назад")
        }
        if let rest {
            en.append(rest > 0 ? "ends in \(rest) min" : "has ended")
            ru.append(rest > 0 ? "истекает через \(rest) мин" : "истёк")
        }
        return LocalizedText(
            (en + [renewal.en]).joined(separator: ", "), ru: (ru + [renewal.ru]).joined(separator: ", "))
    }

    static let notAToken = LocalizedText(
        "This profile has a webhook: there is no token to renew.",
        ru: "У этого профиля вебхук: обновлять нечего.")
    static let signInForToken = LocalizedText(
        "A webhook needs no renewal. To use an application instead, sign in: b24 auth login.",
        ru: "Вебхук не нужно обновлять. Чтобы работать через приложение, войдите: b24 auth login.")
    static func tokenRenewed(_ token: PortalToken, _ now: Double) -> LocalizedText {
        let expiry = authExpiry(token, now)
        return LocalizedText(
            "The token for \(token.domain) is new: \(expiry.en).",
            ru: "Токен для \(token.domain) обновлён: \(expiry.ru).")
    }
}

/// What `b24 auth login` and `logout` say.
extension Texts {
    static let discussionAuthLogin = LocalizedText(
        """
        Create a local application in the portal (Developer resources > Other > Local application), with the scopes that your \
        scripts need and the redirect address http://127.0.0.1:24024/ . Then:

          b24 auth login --profile acme --portal https://acme.bitrix24.com --client-id local.123

        The application's secret is asked for without showing it. An application without a redirect address shows a code in \
        the portal: paste it within 30 seconds. With --token, a token is stored that somebody else has issued.
        """,
        ru: """
            Создайте на портале локальное приложение (Разработчикам > Другое > Локальное приложение) с правами, нужными вашим \
            скриптам, и адресом перенаправления http://127.0.0.1:24024/ . Затем:

              b24 auth login --profile acme --portal https://acme.bitrix24.ru --client-id local.123

            Секрет приложения запрашивается без отображения на экране. Приложение без адреса перенаправления показывает код на \
            портале: вставьте его в течение 30 секунд. С --token сохраняется готовый токен, выданный другой программой.
            """)
    static let optionPortal = LocalizedText(
        "The portal: https://company.bitrix24.com.", ru: "Портал: https://company.bitrix24.ru.")
    static let optionClientID = LocalizedText(
        "client_id of the application's card.", ru: "client_id из карточки приложения.")
    static let optionSecretsStdin = LocalizedText(
        "Read secrets from standard input, one a line.", ru: "Читать секреты из стандартного ввода, по одному в строке."
    )
    static let optionServer = LocalizedText(
        "Authorization server (oauth.bitrix.info; oauth.bitrix24.tech for portals in Russia).",
        ru: "Сервер авторизации (oauth.bitrix.info; для порталов в России oauth.bitrix24.tech).")
    static let optionLoginPort = LocalizedText(
        "Port of the redirect address (24024).", ru: "Порт адреса перенаправления (24024).")
    static let optionNoBrowser = LocalizedText(
        "Print the address instead of opening a browser.", ru: "Показать адрес, не открывая браузер.")
    static let optionPaste = LocalizedText(
        "Wait for no browser: paste the code, or the address that the browser was sent to.",
        ru: "Не ждать браузер: вставить код или адрес, на который портал отправил браузер.")
    static let optionToken = LocalizedText(
        "Store a ready token instead of signing in.", ru: "Сохранить готовый токен вместо входа.")
    static let optionWait = LocalizedText(
        "How long to wait for the sign-in, in seconds (600).", ru: "Сколько секунд ждать входа (600).")
    static let pasteAndPort = LocalizedText(
        "--paste waits on no port: leave out --port.", ru: "С --paste порт не нужен: уберите --port.")
    static let tokenAndBrowser = LocalizedText(
        "--token needs no browser: leave out --paste, --port, --no-browser and --wait.",
        ru: "С --token браузер не нужен: уберите --paste, --port, --no-browser и --wait.")

    static let askPortal = LocalizedText(
        "Portal, such as https://company.bitrix24.com", ru: "Портал, например https://company.bitrix24.ru")
    static let askClientID = LocalizedText("client_id of the application", ru: "client_id приложения")
    static let askClientSecret = LocalizedText(
        "client_secret of the application", ru: "client_secret приложения")
    static let askAccessToken = LocalizedText("Access token", ru: "Токен доступа")
    static let askRefreshToken = LocalizedText(
        "Refresh token, empty for none", ru: "Токен обновления (пусто, если его нет)")
    static func missing(_ question: LocalizedText) -> LocalizedText {
        LocalizedText("this is missing: \(question.en)", ru: "не указано: \(question.ru)")
    }
    static let isHidden = LocalizedText(" (not shown)", ru: " (ввод скрыт)")
    static let giveItAsOption = LocalizedText(
        "Give it as an option (see b24 auth login --help), or run the command on a terminal.",
        ru: "Задайте его параметром (см. b24 auth login --help) или запустите команду в терминале.")
    static let giveSecret = LocalizedText(
        "Run the command on a terminal, or give secrets with --secrets-stdin or in B24_CLIENT_SECRET, B24_ACCESS_TOKEN and "
            + "B24_REFRESH_TOKEN.",
        ru: "Запустите команду в терминале или передайте секреты через --secrets-stdin либо в B24_CLIENT_SECRET, "
            + "B24_ACCESS_TOKEN и B24_REFRESH_TOKEN.")
    static let notAnswered = LocalizedText("nothing was entered", ru: "ничего не введено")

    static let browserOpened = LocalizedText(
        "Your browser opens. If it does not, open this address:",
        ru: "Открывается браузер. Если он не открылся, перейдите по адресу:")
    static let openThis = LocalizedText("Open this address in a browser:", ru: "Откройте этот адрес в браузере:")
    static func waitingAt(_ address: String) -> LocalizedText {
        LocalizedText(
            "b24 waits for the browser at \(address) (the redirect address of the application's card).",
            ru: "b24 ждёт браузер по адресу \(address) (адрес перенаправления в карточке приложения).")
    }
    static let orPaste = LocalizedText(
        "If the portal shows a code instead, paste it here at once (it lives 30 seconds); the whole address of the last page "
            + "will do, too.",
        ru: "Если портал покажет код, сразу вставьте его сюда (он живёт 30 секунд); подойдёт и полный адрес последней "
            + "страницы.")

    static func signedIn(_ profile: String, _ domain: String, _ person: LocalizedText) -> LocalizedText {
        LocalizedText(
            "Signed in: profile \(profile), \(domain), as \(person.en).",
            ru: "Вход выполнен: профиль \(profile), \(domain), пользователь \(person.ru).")
    }
    static func keptIn(_ store: LocalizedText) -> LocalizedText {
        LocalizedText("The token is kept in \(store.en).", ru: "Токен хранится здесь: \(store.ru).")
    }
}

/// What is said about profiles and their stores on the way.
extension Texts {
    static let noProfileChosen = LocalizedText("no profile is chosen", ru: "профиль не выбран")
    static func chooseProfile(_ names: [String]) -> LocalizedText {
        let list = names.sorted().joined(separator: ", ")
        return names.isEmpty
            ? LocalizedText("There is none yet: b24 auth login.", ru: "Профилей пока нет: b24 auth login.")
            : LocalizedText("Name one with --profile: \(list).", ru: "Укажите его через --profile: \(list).")
    }
    static func ownFile(_ path: String) -> LocalizedText {
        LocalizedText(
            "the webhook of this profile is in a file of yours, which b24 only reads: '\(path)'",
            ru: "вебхук этого профиля лежит в вашем файле, который b24 только читает: «\(path)»")
    }
    static func removeOwnFile(_ path: String) -> LocalizedText {
        LocalizedText("Remove it yourself: rm '\(path)'.", ru: "Удалите его сами: rm '\(path)'.")
    }
    static func reallyErase(_ name: String, _ domain: String?) -> LocalizedText {
        let portal = domain.map { " (\($0))" } ?? ""
        return LocalizedText(
            "Erase the stored credential of profile \(name)\(portal)?",
            ru: "Удалить сохранённый ключ доступа профиля \(name)\(portal)?")
    }
    static func notErased(_ name: String) -> LocalizedText {
        LocalizedText("the credential of profile \(name) stays", ru: "ключ доступа профиля \(name) остаётся")
    }
    static let eraseWithYes = LocalizedText("Say --yes.", ru: "Укажите --yes.")
    static func erased(_ name: String) -> LocalizedText {
        LocalizedText(
            "Erased. In the portal the token lives on for up to an hour; to end the access at once, remove the application "
                + "there, or your webhook.",
            ru:
                "Удалено. На портале токен действует ещё до часа; чтобы закрыть доступ сразу, удалите там приложение или "
                + "вебхук.")
    }
    static func signedOut(_ name: String) -> LocalizedText {
        LocalizedText("nobody is signed in to profile '\(name)'", ru: "в профиль «\(name)» никто не вошёл")
    }
    static func signInTo(_ name: String) -> LocalizedText {
        LocalizedText(
            "Sign in: b24 auth login --profile \(name).", ru: "Войдите: b24 auth login --profile \(name).")
    }
    static func nothingStored(_ name: String) -> LocalizedText {
        LocalizedText("Nothing is stored for profile \(name).", ru: "Для профиля \(name) ничего не сохранено.")
    }
}
