import Localization
import Permissions

/// What the module says about permissions of smart processes, in every language.
extension DomainTexts {
    // MARK: Wishes

    static func wrongGrant(_ path: String, _ function: String, _ given: String) -> LocalizedText {
        LocalizedText(
            "\(function): '\(path)' must be {code=, action=, level=}, got \(given).",
            ru: "\(function): '\(path)' должен иметь вид {code=, action=, level=}, получено \(given).")
    }

    static func grantNeeds(_ path: String, _ name: String, _ function: String, _ expected: String) -> LocalizedText {
        LocalizedText(
            "\(function): '\(path).\(name)' must be \(expected).",
            ru: "\(function): '\(path).\(name)': ожидается \(expected).")
    }

    static let nothingToSet = LocalizedText(
        "Nothing is asked for: open_new_funnels, observers_enabled, workplace, grants.",
        ru: "Ничего не указано: open_new_funnels, observers_enabled, workplace, grants.")

    static func notACustomMethod(_ method: String) -> LocalizedText {
        LocalizedText(
            """
            \(method) is a documented REST method and does not set permissions; 'method' names one that this \
            portal has installed itself.
            """,
            ru:
                """
                \(method) — метод из документации REST и прав не задаёт; в 'method' указывают метод, установленный \
                на самом портале.
                """
        )
    }

    static func grantsUnsupported(_ method: String) -> LocalizedText {
        LocalizedText(
            """
            Roles and grants of CRM cannot be set through REST: no documented method reads or writes them, and \
            this portal has no method '\(method)' of its own. Nothing was changed.
            """,
            ru:
                """
                Роли и права CRM через REST не задать: ни один метод из документации их не читает и не пишет, а \
                собственного метода '\(method)' у этого портала нет. Ничего не изменено.
                """
        )
    }

    static let grantsHint = LocalizedText(
        """
        spa.permissions:checklist{...} or b24 permissions checklist turns the same wish into steps for a person in the \
        portal. A self-hosted portal can install a method of its own and name it: method = "...", --method.
        """,
        ru:
            """
            spa.permissions:checklist{...} или b24 permissions checklist превратит то же пожелание в шаги для человека \
            в интерфейсе портала. Коробочный портал может установить свой метод; его имя передают так: method = "...", \
            --method.
            """
    )

    static func rolesUnavailable(_ method: String) -> LocalizedText {
        LocalizedText(
            """
            No documented REST method reads or writes CRM roles, and this portal has no method '\(method)' of its \
            own.
            """,
            ru:
                """
                Ни один метод REST из документации не читает и не пишет роли CRM, а собственного метода \
                '\(method)' у этого портала нет.
                """
        )
    }

    static func tooManyToScan(_ total: Int, limit: Int) -> LocalizedText {
        LocalizedText(
            "\(total) items would have to be read (more than \(limit)); get{scan=true} does it.",
            ru: "Пришлось бы прочитать элементов: \(total) (больше \(limit)); это сделает get{scan=true}.")
    }

    static func switchesIgnored(_ type: SPAType, _ names: [String]) -> LocalizedText {
        LocalizedText(
            "The portal answered, but \(type.label) did not take \(names.joined(separator: ", ")).",
            ru: "Портал ответил, но \(type.label) не принял \(names.joined(separator: ", ")).")
    }

    static func partlySet(_ problem: LocalizedText, _ done: [String]) -> LocalizedText {
        let list = done.joined(separator: ", ")
        return LocalizedText(
            "\(problem.en) Already set by then: \(list).", ru: "\(problem.ru) К этому моменту уже задано: \(list).")
    }

    // MARK: Other profiles

    static let noOtherProfiles = LocalizedText(
        "permissions:probe asks under the current profile alone here: profiles belong to the b24 command.",
        ru: "Здесь permissions:probe проверяет только под текущим профилем: профили есть у команды b24.")

    static func otherPortal(_ name: String, _ domain: String, _ own: String) -> LocalizedText {
        LocalizedText(
            "Profile '\(name)' leads to \(domain), this run to \(own): a probe compares people of one portal.",
            ru:
                "Профиль '\(name)' ведёт на \(domain), а этот запуск — на \(own): сравнивать можно людей одного портала."
        )
    }

    // MARK: Checklist

    static func checklistTitle(_ spa: String) -> LocalizedText {
        LocalizedText("Permissions of smart process \"\(spa)\"", ru: "Права на смарт-процесс «\(spa)»")
    }

    static let checklistIntroduction = LocalizedText(
        """
        For an administrator, in the portal. Roles cannot be set through REST; names of menu items vary with the \
        portal's version.
        """,
        ru:
            """
            Для администратора, в интерфейсе портала. Роли через REST не задать; названия пунктов меню зависят от \
            версии портала.
            """
    )

    static let sectionSettings = LocalizedText("Settings of the smart process", ru: "Настройки смарт-процесса")
    static let sectionOpen = LocalizedText("Open the permissions", ru: "Откройте права доступа")
    static let sectionFinish = LocalizedText("Finish", ru: "Завершение")

    static func sectionAudience(_ who: LocalizedText) -> LocalizedText {
        LocalizedText("Rights of \(who.en)", ru: "Права: \(who.ru)")
    }

    static func stepOpenNewFunnels(_ spa: String, _ open: Bool) -> LocalizedText {
        open
            ? LocalizedText(
                """
                In the settings of "\(spa)", switch on that new funnels are available to everyone. Funnels that \
                exist keep their rights.
                """,
                ru:
                    """
                    В настройках «\(spa)» включите доступность новых воронок для всех. Права существующих воронок \
                    не изменятся.
                    """
            )
            : LocalizedText(
                """
                In the settings of "\(spa)", switch off that new funnels are available to everyone. Funnels that \
                exist keep their rights.
                """,
                ru:
                    """
                    В настройках «\(spa)» выключите доступность новых воронок для всех. Права существующих воронок \
                    не изменятся.
                    """
            )
    }

    static func stepObservers(_ spa: String, _ on: Bool) -> LocalizedText {
        on
            ? LocalizedText(
                "In the settings of \"\(spa)\", switch on the field \"Observers\".",
                ru: "В настройках «\(spa)» включите поле «Наблюдатели».")
            : LocalizedText(
                "In the settings of \"\(spa)\", switch off the field \"Observers\".",
                ru: "В настройках «\(spa)» выключите поле «Наблюдатели».")
    }

    static func stepIntoWorkplace(_ spa: String, _ workplace: String) -> LocalizedText {
        LocalizedText(
            """
            Move "\(spa)" into the digital workplace "\(workplace)". From then on the workplace's own permissions \
            apply.
            """,
            ru:
                """
                Перенесите «\(spa)» в цифровое рабочее место «\(workplace)». После этого действуют права самого \
                рабочего места.
                """
        )
    }

    static func stepBackToCRM(_ spa: String) -> LocalizedText {
        LocalizedText(
            "Move \"\(spa)\" out of its digital workplace, back to CRM.",
            ru: "Верните «\(spa)» из цифрового рабочего места в CRM.")
    }

    static let stepOpenCRMPermissions = LocalizedText(
        "Open CRM, then the settings, then \"Access permissions\".",
        ru: "Откройте CRM, затем настройки, затем «Права доступа».")

    static func stepOpenWorkplacePermissions(_ workplace: String) -> LocalizedText {
        LocalizedText(
            """
            Open the digital workplace "\(workplace)", then its settings, then "Access permissions" (its roles are \
            separate from those of CRM).
            """,
            ru:
                """
                Откройте цифровое рабочее место «\(workplace)», затем его настройки, затем «Права доступа» (его \
                роли отделены от ролей CRM).
                """
        )
    }

    static func stepFindSPA(_ spa: String) -> LocalizedText {
        LocalizedText("Find the section of \"\(spa)\".", ru: "Найдите раздел «\(spa)».")
    }

    static func stepTakeAway(_ spa: String) -> LocalizedText {
        LocalizedText(
            "Set every right of every role on \"\(spa)\" to \"no access\", in all funnels: the steps below are all that is to remain.",
            ru: "Во всех ролях и воронках поставьте для «\(spa)» «нет доступа»: останется только то, что ниже.")
    }

    static func stepRole(_ who: LocalizedText) -> LocalizedText {
        LocalizedText(
            """
            Choose the role that \(who.en) has, or add a role and assign it. A role that others share gives them \
            the same rights.
            """,
            ru:
                """
                Выберите роль (кому назначена: \(who.ru)) или добавьте новую и назначьте её. Если роль общая с \
                другими, те же права получат и они.
                """
        )
    }

    static func stepGrant(_ wish: GrantWish, _ spa: String) -> LocalizedText {
        let place: LocalizedText =
            if let stage = wish.stage {
                LocalizedText("moves into stage \"\(stage)\"", ru: "перевода в стадию «\(stage)»")
            } else if let funnel = wish.funnel {
                LocalizedText("funnel \"\(funnel)\"", ru: "воронки «\(funnel)»")
            } else {
                LocalizedText("every funnel of \"\(spa)\"", ru: "каждой воронки «\(spa)»")
            }
        let action = wish.grant.action.title
        let level = wish.grant.level.title
        return LocalizedText(
            "For \(place.en): \(action.en) - \(level.en).", ru: "Для \(place.ru): \(action.ru) — \(level.ru).")
    }

    static let stepSave = LocalizedText("Save.", ru: "Сохраните.")
    static let stepCheck = LocalizedText(
        """
        Check with a person of each audience: open the list, open an item, try what must not work. A user with \
        several roles gets the widest right.
        """,
        ru:
            """
            Проверьте с человеком из каждой аудитории: откройте список, элемент и попробуйте то, что должно быть \
            запрещено. При нескольких ролях действует самое широкое право.
            """
    )
}
