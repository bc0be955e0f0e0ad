import Localization
import Permissions

/// What the module says about grants of portals, matrices and audiences, in every language.
extension DomainTexts {
    // MARK: Wishes

    static func stageWishIsUpdate(_ path: String, _ function: String) -> LocalizedText {
        LocalizedText(
            "\(function): '\(path)' names a stage: that takes action = \"update\", who may move items into it.",
            ru:
                "\(function): '\(path)' называет стадию: для неё есть только action = \"update\" — кто может переводить в неё."
        )
    }

    static func foreignStage(_ stage: String, _ type: SPAType) -> LocalizedText {
        LocalizedText(
            "'\(stage)' is no stage of \(type.label), or not of that funnel.",
            ru: "'\(stage)' — стадия не из \(type.label) или не из этой воронки.")
    }

    static let replaceNeedsGrants = LocalizedText(
        "replace = true makes 'grants' the only ones: name at least one.",
        ru: "При replace = true останутся только права из 'grants': укажите хотя бы одно.")

    // MARK: The portal's own methods

    static func grantsNotUnderstood(_ method: String) -> LocalizedText {
        LocalizedText(
            "\(method) answered without 'grants'; see docs/self-hosted-permissions.md.",
            ru: "В ответе \(method) нет 'grants'; см. docs/self-hosted-permissions.md.")
    }

    static func oddGrantOfPortal(_ method: String, _ problem: LocalizedText) -> LocalizedText {
        LocalizedText(
            "\(method) answered with a grant that is not understood: \(problem.en).",
            ru: "В ответе \(method) непонятное право: \(problem.ru).")
    }

    static func grantsIgnored(_ method: String, _ lost: [PlacedGrant]) -> LocalizedText {
        let list = lost.map {
            "\($0.grant.code) \($0.grant.action.rawValue) \($0.grant.level.rawValue) (\($0.object.key))"
        }
        .joined(separator: ", ")
        return LocalizedText(
            "\(method) answered, but the portal did not take: \(list).",
            ru: "\(method) ответил, но портал не принял: \(list).")
    }

    static func grantsUnreadable(_ method: String) -> LocalizedText {
        LocalizedText(
            """
            Grants cannot be read through REST: no documented method tells them, and this portal has no method of its \
            own beside '\(method)'.
            """,
            ru:
                """
                Права через REST не прочитать: ни один метод из документации их не сообщает, а собственного метода \
                рядом с '\(method)' у этого портала нет.
                """)
    }

    static let grantsUnreadableHint = LocalizedText(
        """
        Say which grants to assume: grants = {{code=, action=, level=}, ...}, with b24 permissions \
        --grant CODE:ACTION:LEVEL.
        """,
        ru: """
            Укажите, из каких прав исходить: grants = {{code=, action=, level=}, ...}, а в b24 permissions — \
            --grant КОД:ДЕЙСТВИЕ:УРОВЕНЬ.
            """)

    static func notAPerson(_ text: String) -> LocalizedText {
        LocalizedText(
            "permissions:explain is about one person, U12; '\(text)' is not.",
            ru: "permissions:explain — об одном человеке, U12; '\(text)' — нет.")
    }

    static let onePlace = LocalizedText(
        "permissions:explain takes one of funnel (with a stage, if any) and item.",
        ru: "permissions:explain берёт что-то одно: funnel (при необходимости со stage) или item.")

    static let itemsOfOneSPA = LocalizedText(
        "permissions:probe: 'items' are ids of one smart process; with 'spas' take 'sample'.",
        ru: "permissions:probe: 'items' — id одного смарт-процесса; вместе с 'spas' возьмите 'sample'.")

    static let audienceNeedsCodes = LocalizedText(
        "There are no codes to look at: name some, codes = {\"D5\", \"SG7\"}.",
        ru: "Кодов нет: укажите их, codes = {\"D5\", \"SG7\"}.")

    // MARK: Reports

    static func probeTitle(_ spa: String) -> LocalizedText {
        LocalizedText("Who may do what: \(spa)", ru: "Кому что можно: \(spa)")
    }

    static let probeNote = LocalizedText(
        """
        Observed by reading only, each column under a credential of its own. Numbers are items that are visible. \
        Whether somebody may add, change or delete cannot be tried without doing it.
        """,
        ru:
            """
            Наблюдение только чтением, каждый столбец — под своим доступом. Числа — сколько элементов видно. Можно \
            ли добавлять, изменять и удалять, не проверить, не сделав этого.
            """)

    static let columnSPA = LocalizedText("Smart process", ru: "Смарт-процесс")
    static let columnObject = LocalizedText("Object", ru: "Объект")
    static let columnTitle = LocalizedText("Title", ru: "Название")
    static let columnCheck = LocalizedText("Check", ru: "Проверка")
    static let columnCode = LocalizedText("Code", ru: "Код")
    static let columnAudience = LocalizedText("Audience", ru: "Аудитория")
    static let columnUser = LocalizedText("User", ru: "Пользователь")
    static let columnName = LocalizedText("Name", ru: "Имя")
    static let columnThrough = LocalizedText("Through", ru: "Через что")

    static let audienceTitle = LocalizedText("Who is behind access codes", ru: "Кто стоит за кодами доступа")
    static let audienceNote = LocalizedText(
        "Active people. Owners of a workgroup count as its moderators and members, moderators as members.",
        ru: "Действующие сотрудники. Владелец группы — также её модератор и участник, модератор — участник.")

    static let routePerson = LocalizedText("themselves", ru: "лично")
    static let routeEveryone = LocalizedText("everybody has it", ru: "есть у всех")
    static let routeAdministrator = LocalizedText("portal administrator", ru: "администратор портала")
}
