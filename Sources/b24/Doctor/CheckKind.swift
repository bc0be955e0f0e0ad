import Localization

/// What `b24 doctor` looks at, in the order in which it does: each after all that it depends on.
enum CheckKind: String, CaseIterable, Sendable {
    case lua, isolation, http, configuration
    case dataFolder = "data_folder"
    case secrets, credential, dns, proxy, connection, tls, address, clock, user, admin, scopes, plan, limits

    /// What has to be in order before there is any sense in looking.
    var needs: [CheckKind] {
        switch self {
        case .lua, .isolation, .http, .configuration, .dataFolder: []
        case .secrets, .credential: [.configuration]
        case .dns: [.http, .configuration]
        case .proxy: [.dns]
        case .connection: [.proxy]
        case .tls: [.connection]
        case .address, .clock: [.tls]
        case .user: [.credential, .address]
        case .admin, .scopes: [.user]
        case .plan: [.credential, .address]
        case .limits: [.credential]
        }
    }

    /// The first thing that keeps this one from being looked at: what is wrong itself, not what was left out for it.
    ///
    /// - Parameter checks: what was looked at so far.
    func obstacle(in checks: [Check]) -> CheckKind? {
        for check in needs.flatMap({ need in checks.filter { $0.kind == need } }) {
            switch check.state {
            case .problem: return check.kind
            case .skipped: if let cause = check.cause { return cause }
            case .ok, .warning: break
            }
        }
        return nil
    }

    var title: LocalizedText {
        switch self {
        case .lua: LocalizedText("Lua", ru: "Lua")
        case .isolation: LocalizedText("Isolation", ru: "Изоляция")
        case .http: LocalizedText("HTTP", ru: "HTTP")
        case .configuration: LocalizedText("Configuration", ru: "Конфигурация")
        case .dataFolder: LocalizedText("Data folder", ru: "Папка данных")
        case .secrets: LocalizedText("Secrets", ru: "Секреты")
        case .credential: LocalizedText("Credential", ru: "Ключ доступа")
        case .dns: LocalizedText("DNS", ru: "DNS")
        case .proxy: LocalizedText("Proxy", ru: "Прокси")
        case .connection: LocalizedText("Connection", ru: "Соединение")
        case .tls: LocalizedText("TLS", ru: "TLS")
        case .address: LocalizedText("Portal", ru: "Портал")
        case .clock: LocalizedText("Clock", ru: "Часы")
        case .user: LocalizedText("User", ru: "Пользователь")
        case .admin: LocalizedText("Administrator", ru: "Администратор")
        case .scopes: LocalizedText("Scopes", ru: "Права (scope)")
        case .plan: LocalizedText("Plan", ru: "Тариф")
        case .limits: LocalizedText("Limits", ru: "Лимиты")
        }
    }

    static func titleWidth(_ language: Language) -> Int {
        allCases.map { TextWidth.of($0.title[language]) }.max() ?? 0
    }
}
