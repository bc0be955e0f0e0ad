import Bitrix24
import Localization

/// What `b24 doctor` says about this machine.
extension Texts {
    static let fixLabel = LocalizedText("fix:", ru: "что делать:")
    static func notChecked(_ cause: CheckKind) -> LocalizedText {
        LocalizedText(
            "not checked: first see to \"\(cause.title.en)\"",
            ru: "не проверено: сначала исправьте пункт «\(cause.title.ru)»"
        )
    }
    static func diagnosis(_ problems: Int, _ warnings: Int) -> LocalizedText {
        guard problems + warnings > 0 else { return LocalizedText("All is well.", ru: "Всё в порядке.") }
        return LocalizedText(
            "Problems: \(problems), warnings: \(warnings).", ru: "Проблем: \(problems), предупреждений: \(warnings).")
    }
    static func problemsFound(_ kinds: [CheckKind]) -> LocalizedText {
        LocalizedText(
            "something is wrong with: " + kinds.map(\.title.en).joined(separator: ", "),
            ru: "не в порядке: " + kinds.map(\.title.ru).joined(separator: ", "))
    }

    static let luaIsOld = LocalizedText(
        "It works. Releases from 5.4.7 on have fixes for rare crashes; take one when your system offers it.",
        ru: "Работает. В выпусках начиная с 5.4.7 исправлены редкие сбои; обновите, когда система его предложит.")
    static let noCurl = LocalizedText("libcurl was not found", ru: "libcurl не найдена")
    static let installCurl = LocalizedText(
        "Install it: apt install libcurl4 (Debian, Ubuntu).", ru: "Установите: apt install libcurl4 (Debian, Ubuntu).")
    static func noConfiguration(_ path: String, isDemo: Bool) -> LocalizedText {
        isDemo
            ? LocalizedText("none (\(path)): the demo portal is used", ru: "нет (\(path)): используется демо-портал")
            : LocalizedText("none (\(path))", ru: "нет (\(path))")
    }
    static func configuredProfiles(_ path: String, _ names: [String]) -> LocalizedText {
        let list = names.isEmpty ? "-" : names.joined(separator: ", ")
        return LocalizedText("\(path), profiles: \(list)", ru: "\(path), профили: \(list)")
    }
    static func othersWrite(_ path: String) -> LocalizedText {
        LocalizedText("others may write '\(path)'", ru: "«\(path)» могут изменять другие")
    }
    static let repairConfiguration = LocalizedText("Correct that line.", ru: "Исправьте эту строку.")
    static func noSuchDefault(_ name: String) -> LocalizedText {
        LocalizedText(
            "default_profile names '\(name)', which does not exist",
            ru: "в default_profile указан «\(name)», такого профиля нет")
    }
    static func notWritable(_ path: String) -> LocalizedText {
        LocalizedText("'\(path)' is not writable", ru: "в «\(path)» нельзя писать")
    }
    static let setDataHome = LocalizedText(
        "Correct its owner and mode, or name another place in XDG_DATA_HOME.",
        ru: "Исправьте владельца и права или укажите другое место в XDG_DATA_HOME.")
}

/// What it says about credentials.
extension Texts {
    static let noSecretsKept = LocalizedText("no profiles, so none are kept", ru: "профилей нет, хранить нечего")
    static func inPlace(_ place: String, _ finding: LocalizedText) -> LocalizedText {
        LocalizedText("\(place): \(finding.en)", ru: "\(place): \(finding.ru)")
    }
    static func storeOpens(_ place: String, _ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("\(place): there for \(list)", ru: "\(place): есть для \(list)")
    }
    static func storeIsWhole(_ place: String, _ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText(
            "\(place): the file is whole; for \(list) (not opened: that takes the passphrase)",
            ru: "\(place): файл цел; для \(list) (не открывался: нужна парольная фраза)")
    }
    static func secretsMissing(_ place: String, _ names: [String]) -> LocalizedText {
        let list = names.joined(separator: ", ")
        return LocalizedText("\(place): nothing is kept for \(list)", ru: "\(place): ничего не хранится для \(list)")
    }
    static func addSecret(_ name: String) -> LocalizedText {
        LocalizedText("b24 profile add \(name) gives it one.", ru: "Добавить: b24 profile add \(name).")
    }

    static let demoCredential = LocalizedText(
        "webhook of the built-in demo portal", ru: "вебхук встроенного демо-портала")
    static func credentialOfEnvironment(_ what: LocalizedText) -> LocalizedText {
        LocalizedText("\(what.en), given for this run", ru: "\(what.ru), задан для этого запуска")
    }
    static func credentialOfProfile(
        _ profile: String, _ what: LocalizedText, _ place: LocalizedText?
    ) -> LocalizedText {
        let (en, ru) = (place.map { ", " + $0.en } ?? "", place.map { ", " + $0.ru } ?? "")
        return LocalizedText("profile \(profile): \(what.en)\(en)", ru: "профиль \(profile): \(what.ru)\(ru)")
    }
    static func tokenOfDoctor(_ token: PortalToken, _ now: Double) -> LocalizedText {
        let expiry = authExpiry(token, now)
        return LocalizedText("\(authToken.en) (\(expiry.en))", ru: "\(authToken.ru) (\(expiry.ru))")
    }
    static let signInForNewToken = LocalizedText(
        "Sign in (b24 auth login), or store a fresh token (b24 auth login --token).",
        ru: "Войдите (b24 auth login) или сохраните новый токен (b24 auth login --token).")
}

/// What it says about the way to the portal.
extension Texts {
    static func addressNeedsNoName(_ address: String, isProxy: Bool) -> LocalizedText {
        isProxy
            ? LocalizedText(
                "the proxy is named by its address, \(address); it looks up the portal's name",
                ru: "прокси задан адресом \(address); имя портала определяет он")
            : LocalizedText(
                "\(address) is an address: there is no name to look up", ru: "\(address) — это адрес, имени нет")
    }
    static func nameFound(
        _ host: String, _ addresses: [String], _ seconds: Double, isProxy: Bool
    ) -> LocalizedText {
        let shown = addresses.prefix(3).joined(separator: ", ") + (addresses.count > 3 ? ", …" : "")
        let time = milliseconds(seconds)
        return isProxy
            ? LocalizedText(
                "proxy \(host): \(shown) (\(time.en)); the proxy looks up the portal's name",
                ru: "прокси \(host): \(shown) (\(time.ru)); имя портала определяет прокси")
            : LocalizedText("\(host): \(shown) (\(time.en))", ru: "\(host): \(shown) (\(time.ru))")
    }
    static func nameUnknown(_ host: String, _ reason: String, isProxy: Bool) -> LocalizedText {
        isProxy
            ? LocalizedText(
                "the proxy's name \(host) has no address (\(reason))", ru: "имя прокси \(host) не найдено (\(reason))")
            : LocalizedText("the name \(host) has no address (\(reason))", ru: "имя \(host) не найдено (\(reason))")
    }
    static func nameServerSilent(_ host: String, _ reason: String?) -> LocalizedText {
        let reason = reason.map { " (\($0))" } ?? ""
        return LocalizedText(
            "the name server does not answer for \(host)\(reason)", ru: "сервер имён не отвечает про \(host)\(reason)")
    }
    static func checkPortalName(_ host: String) -> LocalizedText {
        LocalizedText(
            "Check how the portal is spelt: does https://\(host) open in a browser? On the road, a VPN may be missing.",
            ru: "Проверьте имя портала: открывается ли https://\(host) в браузере? Возможно, нужен VPN.")
    }
    static let checkProxyName = LocalizedText(
        "Correct HTTPS_PROXY, or unset it if there is no proxy here.",
        ru: "Исправьте HTTPS_PROXY или уберите переменную, если прокси здесь нет.")
    static let checkNameServer = LocalizedText(
        "Check the network and the name servers: /etc/resolv.conf, resolvectl status.",
        ru: "Проверьте сеть и серверы имён: /etc/resolv.conf, resolvectl status.")

    static let noProxy = LocalizedText("none is set (HTTPS_PROXY)", ru: "не задан (HTTPS_PROXY)")
    static func proxyNotForThisMachine(_ proxy: EnvironmentProxy) -> LocalizedText {
        LocalizedText(
            "\(proxy.variable) (\(proxy.address)) is not used on the way to this machine itself",
            ru: "\(proxy.variable) (\(proxy.address)) не используется: портал на этом же компьютере")
    }
    static func proxyExempt(_ proxy: EnvironmentProxy, _ entry: String) -> LocalizedText {
        LocalizedText(
            "\(proxy.variable) (\(proxy.address)) is not used: NO_PROXY has \(entry)",
            ru: "\(proxy.variable) (\(proxy.address)) не используется: в NO_PROXY есть \(entry)")
    }
    static func proxyAnswers(_ proxy: EnvironmentProxy) -> LocalizedText {
        LocalizedText(
            "\(proxy.address) answers (\(proxy.variable))", ru: "\(proxy.address) отвечает (\(proxy.variable))")
    }
    static func named(_ proxy: EnvironmentProxy, _ finding: LocalizedText) -> LocalizedText {
        let name = "\(proxy.variable) (\(proxy.address))"
        return LocalizedText("\(name): \(finding.en)", ru: "\(name): \(finding.ru)")
    }
    static func connected(_ portal: PortalAddress) -> LocalizedText {
        LocalizedText("\(portal.domain) takes connections", ru: "\(portal.domain) принимает соединения")
    }
    static let plainHTTP = LocalizedText(
        "none: plain http, which does not leave this machine",
        ru: "нет: обычный http, данные не покидают этот компьютер")
    static let certificateTrusted = LocalizedText(
        "the certificate is valid and trusted", ru: "сертификат действителен, ему доверяют")
    static func selfSigned(_ portal: PortalAddress) -> LocalizedText {
        LocalizedText(
            "\(portal.domain) has a certificate that it signed itself, so nobody vouches for it",
            ru: "у \(portal.domain) самоподписанный сертификат: за него никто не ручается")
    }
    static let trustSelfSigned = LocalizedText(
        "If it is the portal's own, save it as a PEM file and name that in SSL_CERT_FILE or CURL_CA_BUNDLE. If not, "
            + "somebody is in between.",
        ru:
            "Если это сертификат портала, сохраните его в файл PEM и укажите в SSL_CERT_FILE или CURL_CA_BUNDLE. Если нет, "
            + "соединение кто-то перехватывает.")
    static func portalAnswers(_ portal: PortalAddress, _ seconds: Double) -> LocalizedText {
        let time = milliseconds(seconds)
        return LocalizedText("\(portal.text) answers (\(time.en))", ru: "\(portal.text) отвечает (\(time.ru))")
    }
    static func movedTo(_ portal: PortalAddress, _ new: String) -> LocalizedText {
        LocalizedText("\(portal.text) has moved to \(new)", ru: "\(portal.text) переехал на \(new)")
    }
    static let noDate = LocalizedText(
        "not checked: the answer does not tell the time", ru: "не проверено: в ответе нет времени")
    static let clockAgrees = LocalizedText("agrees with the portal's", ru: "совпадают с часами портала")
    static let setClock = LocalizedText(
        "Synchronise the clock (timedatectl set-ntp true): filters by date would miss rows, and tokens seem to end early or "
            + "late.",
        ru: "Синхронизируйте часы (timedatectl set-ntp true): иначе отборы по дате и сроки токенов будут неточны.")

    private static func milliseconds(_ seconds: Double) -> LocalizedText {
        let number = Int((seconds * 1000).rounded(.up))
        return LocalizedText("\(number) ms", ru: "\(number) мс")
    }
}

/// What it says about the credential's rights and the portal's limits.
extension Texts {
    static let isAdministrator = LocalizedText("of the portal", ru: "портала")
    static let isCRMAdministrator = LocalizedText(
        "of CRM: SPAs and workplaces can be set up, the rest of the portal cannot",
        ru: "CRM: смарт-процессы и рабочие места доступны, остальные настройки портала нет")
    static let noAdministrator = LocalizedText(
        "no: SPAs and workplaces can be used, not set up", ru: "нет: смарт-процессы и рабочие места нельзя настраивать")
    static let becomeAdministrator = LocalizedText(
        "If your scripts set up SPAs: use the credential of an administrator, or let this user change settings in CRM > "
            + "Settings > Access permissions.",
        ru:
            "Если скрипты настраивают смарт-процессы: используйте ключ доступа администратора или разрешите пользователю менять "
            + "настройки: CRM > Настройки > Права доступа.")
    static let unknownAdministrator = LocalizedText(
        "not of the portal; whether of CRM, the portal does not tell",
        ru: "не портала; администратор ли CRM, портал не сообщает")
    static let administratorNotTold = LocalizedText(
        "not checked: the portal does not tell", ru: "не проверено: портал не сообщает")
    static let askForCRMScope = LocalizedText(
        "The scope crm is needed to find out.", ru: "Чтобы узнать, нужно право (scope) crm.")

    static let scopesNotTold = LocalizedText(
        "not checked: the portal does not tell them", ru: "не проверено: портал их не сообщает")
    static func scopesSuffice(_ granted: Int, of all: Int?) -> LocalizedText {
        let all = all.map { "/\($0)" } ?? ""
        return LocalizedText(
            "all that functions of b24 need (granted: \(granted)\(all))",
            ru: "есть всё, что нужно функциям b24 (выдано: \(granted)\(all))")
    }
    static func scopesMissing(_ scopes: [NeededScope]) -> LocalizedText {
        LocalizedText(
            "not granted: " + scopes.map { "\($0.name) (\($0.purpose.en))" }.joined(separator: ", "),
            ru: "не выданы: " + scopes.map { "\($0.name) (\($0.purpose.ru))" }.joined(separator: ", "))
    }
    private static func boxes(_ scopes: [NeededScope], _ language: Language) -> String {
        scopes.map { ScopeNames.tickBox($0.name, language) }.joined(separator: ", ")
    }
    static func tickInWebhook(_ scopes: [NeededScope]) -> LocalizedText {
        LocalizedText(
            "If your scripts need them: Developer resources > Other > Inbound webhook, tick \(boxes(scopes, .en)). Its "
                + "owner should do it: when another administrator edits it, its code changes.",
            ru:
                "Если они нужны скриптам: Разработчикам > Другое > Входящий вебхук, отметьте \(boxes(scopes, .ru)). Это должен "
                + "сделать владелец вебхука: если его изменит другой администратор, код вебхука сменится.")
    }
    static func tickInApplication(_ scopes: [NeededScope]) -> LocalizedText {
        LocalizedText(
            "If your scripts need them: Developer resources > Integrations, the application, tick \(boxes(scopes, .en)). "
                + "Then sign in again: b24 auth login.",
            ru:
                "Если они нужны скриптам: Разработчикам > Интеграции, приложение, отметьте \(boxes(scopes, .ru)). Затем войдите "
                + "заново: b24 auth login.")
    }

    static let planNotTold = LocalizedText(
        "has REST (which plan it is, REST tells to applications only)",
        ru: "REST доступен (название тарифа REST сообщает только приложениям)")
    static func planIs(_ name: String) -> LocalizedText {
        LocalizedText("\(name), has REST", ru: "\(name), REST доступен")
    }
    static func planIsFaster(_ name: String) -> LocalizedText {
        LocalizedText(
            "\(name): the portal takes 5 requests a second, b24 sends 2",
            ru: "\(name): портал принимает 5 запросов в секунду, b24 отправляет 2")
    }
    static func planIsSlower(_ name: String) -> LocalizedText {
        LocalizedText(
            "\(name): the portal takes 2 requests a second, b24 sends 5 and will be refused",
            ru: "\(name): портал принимает 2 запроса в секунду, b24 отправляет 5 и будет получать отказы")
    }
    static func setPlanEnterprise(_ profile: String) -> LocalizedText { setPlan("enterprise", profile) }
    static func setPlanBasic(_ profile: String) -> LocalizedText { setPlan("basic", profile) }
    private static func setPlan(_ plan: String, _ profile: String) -> LocalizedText {
        LocalizedText(
            "Put plan = \"\(plan)\" below [profiles.\(profile)] in the configuration.",
            ru: "Укажите plan = \"\(plan)\" под [profiles.\(profile)] в конфигурации.")
    }

    static let noRateLimit = LocalizedText("none: a portal of one's own", ru: "нет: коробочный портал")
    static func rateIs(_ load: PortalClient.Load) -> LocalizedText {
        let (burst, used) = (Int(load.burst), Int(load.used.rounded(.up)))
        return LocalizedText(
            "\(burst) requests in a row, then \(Int(load.rate)) a second; used up now: \(used) of \(burst)",
            ru: "\(burst) запросов подряд, затем \(Int(load.rate)) в секунду; сейчас занято: \(used) из \(burst)")
    }
    static func methodsPressed(_ methods: [String]) -> LocalizedText {
        let list = methods.joined(separator: ", ")
        return LocalizedText(
            "the run time on the portal is nearly used up for: \(list)",
            ru: "почти исчерпано время работы на портале: \(list)")
    }
    static func waitFor(_ seconds: Double) -> LocalizedText {
        let number = max(1, Int(seconds.rounded(.up)))
        return LocalizedText(
            "Other scripts are at work on this portal. b24 waits by itself; in \(number) s there is room.",
            ru: "С порталом работают и другие скрипты. b24 подождёт сам; место появится через \(number) с.")
    }
}
