public import Localization

/// The names that a portal shows for scopes, next to their tick-boxes in a webhook
/// (`api-reference/scopes/permissions.md`).
public enum ScopeNames {
    /// `CRM (crm)`: what to look for in the list. A scope that is not known is its code.
    public static func tickBox(_ scope: String, _ language: Language) -> String {
        guard let name = all[scope] else { return scope }
        return name[language] + " (" + scope + ")"
    }

    /// The scope that somebody may have meant; `nil` when none is near.
    public static func nearest(to word: String) -> String? {
        let word = Array(word.lowercased())
        return all.keys.compactMap { scope in
            EditDistance.between(word, Array(scope), atMost: 2).map { (distance: $0, scope: scope) }
        }.min { ($0.distance, $0.scope) < ($1.distance, $1.scope) }?.scope
    }

    /// Whether the page calls a scope deprecated. It does so with `tasks`, too, which methods of REST 3 ask for: that one
    /// stays.
    public static func isLegacy(_ scope: String) -> Bool { legacy.contains(scope) }

    private static let legacy: Set<String> = ["rpa", "tasks_extended", "tasksmobile"]

    /// The name of each scope, by its code. `basic` is not here: every webhook has it. The last column of the page's
    /// table does not know `mail`, `note`, `sonet` and the `tasks` of REST 3, which method pages ask for.
    public static let all: [String: LocalizedText] = [
        "ai_admin": LocalizedText(
            "Channel for registering a user service to process requests",
            ru: "Канал для регистрации пользовательского сервиса для обработки запросов"),
        "biconnector": LocalizedText("BI Analytics Connector", ru: "Коннектор BI-аналитики"),
        "bizproc": LocalizedText("Business Processes", ru: "Бизнес-процессы"),
        "booking": LocalizedText("Online Booking", ru: "Онлайн-запись"),
        "calendar": LocalizedText("Calendar", ru: "Календарь"),
        "call": LocalizedText("Telephony (making calls)", ru: "Телефония (совершение звонков)"),
        "cashbox": LocalizedText("Cash Registers", ru: "Кассы"),
        "catalog": LocalizedText("Product Catalog", ru: "Торговый каталог"),
        "contact_center": LocalizedText("Contact Center Widget", ru: "Виджет Контакт-центра"),
        "crm": LocalizedText("CRM", ru: "CRM"),
        "delivery": LocalizedText("Delivery", ru: "Доставки"),
        "department": LocalizedText("Company Structure", ru: "Структура компании"),
        "disk": LocalizedText("Drive", ru: "Диск"),
        "documentgenerator": LocalizedText("Document Generator", ru: "Генератор документов"),
        "entity": LocalizedText("Data store", ru: "Хранилище данных"),
        "humanresources": LocalizedText("Company Structure REST 3.0", ru: "Структура компании REST 3.0"),
        "humanresources.hcmlink": LocalizedText(
            "e-Signature Integration with HR Systems", ru: "Интеграция КЭДО с системами кадрового учёта"),
        "im": LocalizedText("Chat and Notifications", ru: "Чат и уведомления"),
        "imbot": LocalizedText("Creating and managing Chatbots", ru: "Создание и управление чат-ботами"),
        "imconnector": LocalizedText("Connectors for external messengers", ru: "Коннекторы для внешних мессенджеров"),
        "imopenlines": LocalizedText("Open Channels", ru: "Открытые линии"),
        "intranet": LocalizedText("Widgets", ru: "Виджеты"),
        "landing": LocalizedText("Websites", ru: "Сайты"),
        "lists": LocalizedText("Lists", ru: "Списки"),
        "log": LocalizedText("Live Feed", ru: "Живая лента"),
        "mail": LocalizedText("Mail", ru: "Почта"),
        "mailservice": LocalizedText("Email Services", ru: "Почтовые сервисы"),
        "main": LocalizedText("Event Log", ru: "Журнал событий"),
        "messageservice": LocalizedText("Messaging Service", ru: "Служба сообщений"),
        "mobile": LocalizedText("Mobile App", ru: "Мобильное приложение"),
        "note": LocalizedText("Notes", ru: "Заметки"),
        "pay_system": LocalizedText("Payment Systems", ru: "Платёжные системы"),
        "placement": LocalizedText("Widgets", ru: "Виджеты"),
        "pull": LocalizedText("Pull&Push", ru: "Pull&Push"),
        "rpa": LocalizedText("Business Automation", ru: "Роботизация бизнеса"),
        "sale": LocalizedText("Online store", ru: "Интернет-магазин"),
        "salescenter": LocalizedText("CRM. Payment", ru: "CRM. Оплата"),
        "sign.b2e": LocalizedText("e-Signature", ru: "КЭДО + Госключ"),
        "socialnetwork": LocalizedText("Social Network Working Groups", ru: "Рабочие группы соцсети"),
        "sonet": LocalizedText("Social Network Working Groups", ru: "Рабочие группы соцсети"),
        "sonet_group": LocalizedText("Social Network Working Groups", ru: "Рабочие группы соцсети"),
        "task": LocalizedText("Tasks", ru: "Задачи"),
        "tasks": LocalizedText("Tasks, REST 3", ru: "Задачи, REST 3"),
        "tasks_extended": LocalizedText("Tasks, extended (deprecated)", ru: "Задачи, расширенный (устарел)"),
        "tasksmobile": LocalizedText("Tasks, mobile (deprecated)", ru: "Задачи, мобильное приложение (устарел)"),
        "telephony": LocalizedText("Telephony", ru: "Телефония"),
        "timeman": LocalizedText("Time Tracking", ru: "Учёт рабочего времени"),
        "user": LocalizedText("Users", ru: "Пользователи"),
        "user.userfield": LocalizedText("User custom fields", ru: "Пользовательские поля пользователя"),
        "user_basic": LocalizedText("Users (basic)", ru: "Пользователи (базовый)"),
        "user_brief": LocalizedText("Users (minimal)", ru: "Пользователи (минимальный)"),
        "userconsent": LocalizedText("Working with agreements", ru: "Работа с соглашениями"),
        "userfieldconfig": LocalizedText("Custom field settings", ru: "Настройки пользовательских полей"),
        "vote": LocalizedText("Surveys", ru: "Опросы"),
    ]
}
