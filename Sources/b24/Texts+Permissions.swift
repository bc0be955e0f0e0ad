import Localization

/// What the command line says about permissions.
extension Texts {
    // MARK: b24 permissions

    static let aboutPermissions = LocalizedText(
        "Who may do what with smart processes: see it, explain it, set what can be set.",
        ru: "Кому что можно в смарт-процессах: посмотреть, объяснить, задать то, что можно задать.")
    static let discussionPermissions = LocalizedText(
        """
        REST can neither read nor set the roles of CRM. A probe observes under several credentials; a checklist is for \
        the person who sets roles by hand; a self-hosted portal can install methods of its own. See docs/permissions.md.
        """,
        ru: """
            Роли CRM через REST не прочитать и не задать. probe наблюдает под несколькими доступами; checklist — для \
            человека, который задаёт роли вручную; на коробочный портал можно установить собственные методы. См. \
            docs/permissions.md.
            """)
    static let aboutPermissionsProbe = LocalizedText(
        "What people may do, by reading only.", ru: "Что можно людям: только чтением.")
    static let discussionPermissionsProbe = LocalizedText(
        """
        A row for each funnel and item, a column for each profile; all of them must lead to the same portal. --format \
        csv and json are for programs, --html is a page with a heat table.
        """,
        ru: """
            Строка на каждую воронку и элемент, столбец на каждый профиль; все они должны вести на один портал. \
            --format csv и json — для программ, --html — страница с тепловой таблицей.
            """)
    static let aboutPermissionsChecklist = LocalizedText(
        "Steps for a person who sets the roles by hand.", ru: "Шаги для человека, который задаёт роли вручную.")
    static let aboutPermissionsExplain = LocalizedText(
        "Which grant, or which lack, decides what somebody may do.",
        ru: "Какое право или его недостаток решает, что можно человеку.")
    static let aboutPermissionsAudience = LocalizedText(
        "Who is behind access codes, and through which department.",
        ru: "Кто стоит за кодами доступа и через какой отдел.")
    static let aboutPermissionsSet = LocalizedText(
        "Set grants through the portal's own method.", ru: "Задать права через собственный метод портала.")
    static let discussionPermissionsSet = LocalizedText(
        """
        Only a self-hosted portal can have such a method: docs/self-hosted-permissions.md. Without it nothing is \
        written, and the checklist is the way.
        """,
        ru: """
            Такой метод может быть только у коробочного портала: docs/self-hosted-permissions.md. Без него ничего не \
            записывается, и остаётся checklist.
            """)
    static let argumentSPA = LocalizedText(
        "A smart process: its type id or title.", ru: "Смарт-процесс: id типа или название.")
    static let argumentSPAs = LocalizedText(
        "Smart processes: type ids or titles.", ru: "Смарт-процессы: id типов или названия.")
    static let argumentExplainedUser = LocalizedText("Whom it is about: U12 or 12.", ru: "О ком речь: U12 или 12.")
    static let argumentExplainedAction = LocalizedText(
        "read, add, update, delete, import, export, automation.",
        ru: "read, add, update, delete, import, export, automation.")
    static let argumentAudienceCodes = LocalizedText(
        "Access codes: U12, D5, DR5, SG7. Without any, those of the portal's grants.",
        ru: "Коды доступа: U12, D5, DR5, SG7. Если не указаны — из прав портала.")
    static let optionGrant = LocalizedText(
        """
        A grant, CODE:ACTION:LEVEL[@FUNNEL][#STAGE], such as D5:read:department@General; may be repeated. LEVEL: none, \
        own, department, subdepartments, open, all.
        """,
        ru: """
            Право, КОД:ДЕЙСТВИЕ:УРОВЕНЬ[@ВОРОНКА][#СТАДИЯ], например D5:read:department@Общая; можно повторять. \
            Уровень: none, own, department, subdepartments, open, all.
            """)
    static let optionProbeProfiles = LocalizedText(
        "Profiles, separated by commas; may be repeated. (default: the current one)",
        ru: "Профили через запятую; можно повторять. (по умолчанию текущий)")
    static let optionProbeSample = LocalizedText("How many items to try.", ru: "Сколько элементов проверить.")
    static let optionHTML = LocalizedText("Print a page (HTML).", ru: "Вывести страницу (HTML).")
    static let optionReplace = LocalizedText(
        "These are to be the only grants of the smart process.", ru: "Других прав у смарт-процесса не остаётся.")
    static let optionChecklistForm = LocalizedText(
        "What to print: text, markdown or html.", ru: "Что вывести: text, markdown или html.")
    static let optionExplainFunnel = LocalizedText("One funnel: its id or name.", ru: "Одна воронка: id или название.")
    static let optionExplainStage = LocalizedText(
        "Moving into a stage: its code, or its whole id.", ru: "Перевод в стадию: её код или полный id.")
    static let optionExplainItem = LocalizedText("One item: its id.", ru: "Один элемент: его id.")
    static let optionGrantMethod = LocalizedText(
        "The portal's own method. (default: spa.permissions.set)",
        ru: "Собственный метод портала. (по умолчанию spa.permissions.set)")
    static let oddSample = LocalizedText("--sample must not be negative.", ru: "--sample не может быть отрицательным.")
    static func oddGrant(_ text: String) -> LocalizedText {
        LocalizedText(
            "'\(text)' is no grant: CODE:ACTION:LEVEL[@FUNNEL][#STAGE].",
            ru: "'\(text)' — не право: КОД:ДЕЙСТВИЕ:УРОВЕНЬ[@ВОРОНКА][#СТАДИЯ].")
    }

    // MARK: b24 portal

    static let aboutPortalPeople = LocalizedText(
        "The people of the local portal, with their access codes.",
        ru: "Люди локального портала и их коды доступа.")
    static let aboutPortalWebhook = LocalizedText(
        "A webhook of one of the people.", ru: "Вебхук одного из людей.")
    static let discussionPortalWebhook = LocalizedText(
        """
        Prints the path; before it belongs the address that b24 portal serve prints. The same person and scopes give the \
        same webhook again.
        """,
        ru: """
            Выводит путь; перед ним ставится адрес, который выводит b24 portal serve. Тот же человек с теми же правами \
            получает тот же вебхук.
            """)
    static let argumentPortalUser = LocalizedText("The user's id.", ru: "id пользователя.")
    static let portalPeopleHint = LocalizedText(
        "b24 portal people lists the people.", ru: "Список людей: b24 portal people.")
    static let aboutPortalGrants = LocalizedText(
        "The access permissions of the local portal.", ru: "Права доступа локального портала.")
    static let discussionPortalGrants = LocalizedText(
        """
        As a person sets them in the portal: REST cannot in the cloud. Objects: spa:ENTITYTYPEID, \
        funnel:ENTITYTYPEID/ID, stage:DT156_15:SUCCESS (moves into it), workplace:ID (all smart processes in it), \
        workplaces and crm (settings). For each access code the nearest object counts, over all codes of a person the \
        widest level. role:NAME in the place of a code gives the right to a role (b24 portal roles).
        """,
        ru: """
            Как их задаёт человек в портале: в облаке через REST нельзя. Объекты: spa:ENTITYTYPEID, \
            funnel:ENTITYTYPEID/ID, stage:DT156_15:SUCCESS (перевод в неё), workplace:ID (все его смарт-процессы), \
            workplaces и crm (настройки). Для каждого кода доступа действует ближайший объект, по всем кодам человека — \
            самый широкий уровень. role:ИМЯ вместо кода даёт право роли (b24 portal roles).
            """)
    static let aboutPortalGrantsList = LocalizedText("List grants.", ru: "Вывести права.")
    static let aboutPortalGrantsSet = LocalizedText(
        "Give a right, or take it back.", ru: "Дать право или отозвать его.")
    static let aboutPortalGrantsRemove = LocalizedText(
        "Remove grants from an object.", ru: "Убрать права с объекта.")
    static let aboutPortalGrantsClear = LocalizedText(
        "Remove all grants on a smart process, its funnels and stages.",
        ru: "Убрать все права на смарт-процесс, его воронки и стадии.")
    static let optionGrantsOf = LocalizedText(
        "Those of one object: a smart process with its funnels and stages, a funnel with its stages.",
        ru: "Только одного объекта: смарт-процесса с воронками и стадиями, воронки со стадиями.")
    static let argumentGrantObject = LocalizedText("spa:156, funnel:156/15, ...", ru: "spa:156, funnel:156/15, ...")
    static let argumentGrantCode = LocalizedText(
        "An access code: U3, D2, DR1, SG1_K, AU; or role:NAME.",
        ru: "Код доступа: U3, D2, DR1, SG1_K, AU; или role:ИМЯ.")
    static let argumentGrantAction = LocalizedText(
        "read, add, update, delete, export, import, automation, settings; every: all but settings.",
        ru: "read, add, update, delete, export, import, automation, settings; every — все, кроме settings.")
    static let argumentGrantLevel = LocalizedText(
        "none, own, department, subdepartments, open, all.", ru: "none, own, department, subdepartments, open, all.")
    static let argumentGrantCodeToRemove = LocalizedText(
        "An access code or role:NAME. (default: all of them)", ru: "Код доступа или role:ИМЯ. (по умолчанию все)")
    static let argumentGrantActionToRemove = LocalizedText(
        "An action. (default: all of them)", ru: "Действие. (по умолчанию все)")
    static let argumentEntityTypeID = LocalizedText("Its entityTypeId.", ru: "Его entityTypeId.")
    static let noGrants = LocalizedText("There are no grants.", ru: "Прав нет.")
    static func grantsRemoved(_ count: Int) -> LocalizedText {
        LocalizedText("Grants removed: \(count).", ru: "Убрано прав: \(count).")
    }
    static func oddGrantObject(_ text: String) -> LocalizedText {
        LocalizedText(
            "'\(text)' is no object: spa:156, funnel:156/15, stage:DT156_15:SUCCESS, workplace:4, workplaces, crm.",
            ru: "'\(text)' — не объект: spa:156, funnel:156/15, stage:DT156_15:SUCCESS, workplace:4, workplaces, crm.")
    }
    static func oddAccessCode(_ text: String) -> LocalizedText {
        LocalizedText(
            "'\(text)' is not an access code: U3, D2, DR1, SG1_K, AU.",
            ru: "'\(text)' — не код доступа: U3, D2, DR1, SG1_K, AU.")
    }
    static func oddGrantWord(_ name: String, _ text: String, _ choices: [String]) -> LocalizedText {
        let list = choices.joined(separator: ", ")
        return LocalizedText("\(name): '\(text)' is none of \(list).", ru: "\(name): '\(text)' — не из \(list).")
    }
    static func grantDoesNotFit(_ action: String, _ object: String) -> LocalizedText {
        LocalizedText(
            "'\(action)' cannot be granted on '\(object)': settings belong to crm and workplaces, update alone to stages.",
            ru:
                "'\(action)' нельзя задать для '\(object)': settings — для crm и workplaces, для стадий — только update."
        )
    }
}
