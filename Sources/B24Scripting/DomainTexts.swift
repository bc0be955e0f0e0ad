import Bitrix24
import Localization
import Permissions

/// What the module says about workplaces, smart processes and access, in every language.
enum DomainTexts {
    // MARK: References

    static func notAReference(_ path: String, _ given: String) -> LocalizedText {
        LocalizedText(
            """
            '\(path)' must name a smart process: a type id, {entityTypeId=156}, {id=13}, a title or a handle; got \
            \(given).
            """,
            ru:
                """
                '\(path)' должен указывать смарт-процесс: id типа, {entityTypeId=156}, {id=13}, название или \
                объект; получено \(given).
                """
        )
    }

    static func notAReferenceList(_ path: String, _ given: String) -> LocalizedText {
        LocalizedText(
            "'\(path)' must be a list of smart processes, got \(given == "table" ? "a table with names" : given).",
            ru:
                """
                '\(path)' должен быть списком смарт-процессов, получено: \
                \(given == "table" ? "таблица с именами" : given).
                """
        )
    }

    static func thatIsAnEntityTypeID(_ number: Int64, _ type: SPAType) -> LocalizedText {
        LocalizedText(
            "\(number): that is an entityTypeId; did you mean type id \(type.id) '\(type.title)'?",
            ru: "\(number): это entityTypeId; возможно, нужен id типа \(type.id) '\(type.title)'?")
    }

    static func noSuchType(_ id: Int64) -> LocalizedText {
        LocalizedText(
            "There is no smart process with type id \(id).", ru: "Смарт-процесса с id типа \(id) нет.")
    }

    static func noSuchEntityType(_ id: Int64) -> LocalizedText {
        LocalizedText(
            "There is no smart process with entityTypeId \(id).", ru: "Смарт-процесса с entityTypeId \(id) нет.")
    }

    static func unknownTitle(_ title: String, _ nearest: [String]) -> LocalizedText {
        let near = nearest.joined(separator: ", ")
        return LocalizedText(
            "There is no smart process '\(title)'." + (nearest.isEmpty ? "" : " Did you mean \(near)?"),
            ru: "Смарт-процесса '\(title)' нет." + (nearest.isEmpty ? "" : " Возможно, \(near)?"))
    }

    static func ambiguousTitle(_ title: String, _ matches: [String]) -> LocalizedText {
        LocalizedText(
            """
            \(matches.count) smart processes are called '\(title)': \(matches.joined(separator: ", ")). Name one \
            by its id.
            """,
            ru:
                """
                Название '\(title)' носят несколько смарт-процессов (\(matches.count)): \
                \(matches.joined(separator: ", ")). Укажите id.
                """
        )
    }

    static let listHint = LocalizedText(
        "b24.spa.list() shows what there is.", ru: "Список смарт-процессов: b24.spa.list().")

    static func notATable(_ function: String, _ given: String) -> LocalizedText {
        LocalizedText(
            "\(function) takes a table of named values, got \(given).",
            ru: "\(function) принимает таблицу с именованными значениями, получено \(given).")
    }

    // MARK: Types

    static func unknownTypeField(_ name: String, _ function: String, _ nearest: [String]) -> LocalizedText {
        let near = nearest.joined(separator: ", ")
        return LocalizedText(
            "\(function): a smart process has no field '\(name)'." + (nearest.isEmpty ? "" : " Did you mean \(near)?"),
            ru: "\(function): у смарт-процесса нет поля '\(name)'." + (nearest.isEmpty ? "" : " Возможно, \(near)?"))
    }

    static let rawCallHint = LocalizedText(
        "b24.call with crm.type.add or crm.type.update sends a field as it is.",
        ru: "b24.call с crm.type.add или crm.type.update отправит поле как есть.")

    static func notASwitch(_ path: String, _ function: String) -> LocalizedText {
        LocalizedText(
            "\(function): '\(path)' is a switch: true or false.",
            ru: "\(function): '\(path)' — переключатель: true или false.")
    }

    static func relationsShape(_ path: String, _ function: String) -> LocalizedText {
        LocalizedText(
            """
            \(function): '\(path)' does not fit {parent = {{entityTypeId = 156, isChildrenListEnabled = true}}, \
            child = {...}}.
            """,
            ru:
                """
                \(function): '\(path)' не соответствует виду {parent = {{entityTypeId = 156, isChildrenListEnabled \
                = true}}, child = {...}}.
                """
        )
    }

    static func unknownLink(_ name: String, _ function: String, _ known: [String]) -> LocalizedText {
        LocalizedText(
            "\(function): linkedUserFields has no '\(name)'; there are \(known.joined(separator: ", ")).",
            ru: "\(function): в linkedUserFields нет '\(name)'; есть \(known.joined(separator: ", ")).")
    }

    static func linksNeedSwitch(_ function: String) -> LocalizedText {
        LocalizedText(
            "\(function): linkedUserFields only takes effect with isUseInUserfieldEnabled = true.",
            ru: "\(function): linkedUserFields действует только вместе с isUseInUserfieldEnabled = true.")
    }

    static func entityTypeIDIsFixed(_ type: SPAType) -> LocalizedText {
        LocalizedText(
            "The entityTypeId of \(type.label) is \(type.entityTypeID) and cannot change.",
            ru: "entityTypeId смарт-процесса \(type.label) — \(type.entityTypeID), изменить его нельзя.")
    }

    static func relationsDropped(_ type: SPAType, _ dropped: [String]) -> LocalizedText {
        LocalizedText(
            "relations of \(type.label) are replaced as a whole; this takes away \(dropped.joined(separator: ", "))",
            ru: "relations смарт-процесса \(type.label) заменяются целиком; пропадут \(dropped.joined(separator: ", "))"
        )
    }

    static func relationsLost(_ type: SPAType, _ lost: [String]) -> LocalizedText {
        LocalizedText(
            "The portal saved \(type.label), but not \(lost.joined(separator: ", ")).",
            ru: "Портал сохранил \(type.label), но не \(lost.joined(separator: ", ")).")
    }

    static let relationsHint = LocalizedText(
        """
        The portal does not say why. Check that the related entityTypeIds exist, that a pair is not related both \
        ways, and that the relation is not predefined.
        """,
        ru:
            """
            Причину портал не сообщает. Проверьте, что связываемые entityTypeId существуют, что пара не связана в \
            обе стороны и что связь не предустановленная.
            """
    )

    static func nothingDeleted(_ type: SPAType) -> LocalizedText {
        LocalizedText(
            "The portal answered, but deleted nothing: \(type.label).",
            ru: "Портал ответил, но ничего не удалил: \(type.label).")
    }

    // MARK: Workplaces

    static func notAWorkplace(_ path: String, _ given: String) -> LocalizedText {
        LocalizedText(
            "'\(path)' must name a workplace: an id, a workplace that was read before, or a title; got \(given).",
            ru:
                """
                '\(path)' должен указывать рабочее место: id, прочитанное ранее рабочее место или название; \
                получено \(given).
                """
        )
    }

    static func ambiguousWorkplace(_ title: String, _ matches: [String]) -> LocalizedText {
        LocalizedText(
            """
            \(matches.count) workplaces are called '\(title)': \(matches.joined(separator: ", ")). Name one by its \
            id.
            """,
            ru:
                """
                Название '\(title)' носят несколько рабочих мест (\(matches.count)): \
                \(matches.joined(separator: ", ")). Укажите id.
                """
        )
    }

    static func unknownWorkplace(_ title: String, _ nearest: [String]) -> LocalizedText {
        let near = nearest.map { "'\($0)'" }.joined(separator: ", ")
        return LocalizedText(
            "There is no workplace '\(title)'." + (nearest.isEmpty ? "" : " Did you mean \(near)?"),
            ru: "Рабочего места '\(title)' нет." + (nearest.isEmpty ? "" : " Возможно, \(near)?"))
    }

    static func createdNotRead(_ label: String, _ problem: String, _ russianProblem: String) -> LocalizedText {
        LocalizedText(
            "\(label) was created, but could not be checked and finished: \(problem)",
            ru: "\(label): создано, но проверить и довести до конца не удалось. \(russianProblem)")
    }

    static let createdNotReadHint = LocalizedText(
        "Do not create it again: look at what is there (get, find), then complete it.",
        ru: "Не создавайте ещё раз: посмотрите, что уже есть (get, find), и дополните.")

    static func createdWithoutTypes(_ workplace: Workplace, _ missing: [String]) -> LocalizedText {
        LocalizedText(
            """
            Workplace \(workplace.label) was created, but \(missing.joined(separator: ", ")) could not be bound to \
            it, though the binding was repeated.
            """,
            ru:
                """
                Рабочее место \(workplace.label) создано, но привязать к нему не удалось: \
                \(missing.joined(separator: ", ")); привязка повторялась.
                """
        )
    }

    static func notAsWritten(_ workplace: Workplace, missing: [Int64], surplus: [Int64]) -> LocalizedText {
        func list(_ ids: [Int64]) -> String { ids.map(String.init).joined(separator: ", ") }
        var english: [String] = []
        var russian: [String] = []
        if !missing.isEmpty {
            english.append("type ids \(list(missing)) are missing")
            russian.append("нет id типов \(list(missing))")
        }
        if !surplus.isEmpty {
            english.append("type ids \(list(surplus)) should not be there")
            russian.append("лишние id типов \(list(surplus))")
        }
        return LocalizedText(
            "Workplace \(workplace.label) does not hold what was written: \(english.joined(separator: "; ")).",
            ru: "В рабочем месте \(workplace.label) не то, что было записано: \(russian.joined(separator: "; ")).")
    }

    static func takenMeanwhile(_ workplace: Workplace, _ types: [Int64]) -> LocalizedText {
        let ids = types.map(String.init).joined(separator: ", ")
        return LocalizedText(
            "someone took type ids \(ids) out of workplace \(workplace.label) at the same time; they are in CRM now",
            ru: "id типов \(ids) одновременно забрали из рабочего места \(workplace.label); сейчас они в CRM")
    }

    static func keepsChanging(_ workplace: Workplace) -> LocalizedText {
        LocalizedText(
            "Someone else keeps changing workplace \(workplace.label); gave up after three attempts.",
            ru: "Рабочее место \(workplace.label) всё время меняет кто-то ещё; после трёх попыток остановлено.")
    }

    static let bindingHint = LocalizedText(
        """
        Moving smart processes takes, in the CRM access permissions, "Edit automation solutions" and "User can \
        edit preferences"; one from a workplace installed from the gallery cannot be moved. Or someone changed the \
        workplace at the same time.
        """,
        ru:
            """
            Чтобы переносить смарт-процессы, в правах доступа нужно разрешение изменять рабочие места (раздел \
            «Цифровые рабочие места») и «Разрешить изменять настройки» в CRM; смарт-процесс из рабочего места, \
            установленного из галереи, не переносится. Либо рабочее место одновременно менял кто-то ещё.
            """
    )

    static func hasBoundTypes(_ workplace: Workplace, _ types: [String]) -> LocalizedText {
        LocalizedText(
            "Workplace \(workplace.label) still has smart processes: \(types.joined(separator: ", ")).",
            ru: "В рабочем месте \(workplace.label) ещё есть смарт-процессы: \(types.joined(separator: ", ")).")
    }

    static func hasBoundTypesHint(_ workplace: Workplace) -> LocalizedText {
        let ids = workplace.typeIDs.map(String.init).joined(separator: ", ")
        return LocalizedText(
            """
            Detach them first, they return to CRM: b24.workplace.detach(\(workplace.id), \(ids)); or attach them \
            elsewhere.
            """,
            ru:
                """
                Сначала отвяжите их, они вернутся в CRM: b24.workplace.detach(\(workplace.id), \(ids)); или \
                привяжите к другому месту.
                """
        )
    }

    static func moved(_ type: String, from home: String) -> LocalizedText {
        LocalizedText(
            "smart process \(type) was moved out of workplace \(home)",
            ru: "смарт-процесс \(type) перенесён из рабочего места \(home)")
    }

    static func wouldMove(_ type: String, from place: BindingChange.Place) -> LocalizedText {
        switch place {
        case .crm: LocalizedText("\(type) out of CRM", ru: "\(type) из CRM")
        case .workplace(let home):
            LocalizedText("\(type) out of workplace \(home.label)", ru: "\(type) из рабочего места \(home.label)")
        }
    }

    static func needsMove(_ workplace: Workplace, _ moves: [LocalizedText]) -> LocalizedText {
        let target = workplace.id == 0 ? "'\(workplace.title)'" : workplace.label
        return LocalizedText(
            """
            Binding to workplace \(target) would move \(moves.map(\.en).joined(separator: ", ")). Nothing was \
            changed; pass {move=true} to agree.
            """,
            ru:
                """
                Привязка к рабочему месту \(target) перенесёт \(moves.map(\.ru).joined(separator: ", ")). Ничего \
                не изменено; чтобы согласиться, передайте {move=true}.
                """
        )
    }

    static let moveHint = LocalizedText(
        """
        A smart process lives in one place. {move=true} agrees to every move, {move="crm"} only to those out of \
        CRM.
        """,
        ru: "Смарт-процесс живёт в одном месте. {move=true} разрешает любой перенос, {move=\"crm\"} — только из CRM.")

    static func ensureNeedsTitle(_ function: String) -> LocalizedText {
        LocalizedText("\(function) needs a title.", ru: "Для \(function) нужно название: title.")
    }

    static func needsTypes(_ function: String) -> LocalizedText {
        LocalizedText(
            "\(function) needs at least one smart process.", ru: "Для \(function) нужен хотя бы один смарт-процесс.")
    }

    // MARK: Funnels

    static func ambiguousFunnel(_ name: String, _ type: SPAType, _ ids: [String]) -> LocalizedText {
        LocalizedText(
            "\(type.label) has several funnels '\(name)': ids \(ids.joined(separator: ", ")). Name one by its id.",
            ru:
                """
                У смарт-процесса \(type.label) несколько воронок '\(name)': id \(ids.joined(separator: ", ")). \
                Укажите id.
                """
        )
    }

    static func unknownFunnel(_ name: String, _ type: SPAType, _ nearest: [String]) -> LocalizedText {
        let near = nearest.map { "'\($0)'" }.joined(separator: ", ")
        return LocalizedText(
            "\(type.label) has no funnel '\(name)' that you may read."
                + (nearest.isEmpty ? "" : " Did you mean \(near)?"),
            ru: "У смарт-процесса \(type.label) нет доступной вам воронки '\(name)'."
                + (nearest.isEmpty ? "" : " Возможно, \(near)?"))
    }

    static func noFunnels(_ type: SPAType) -> LocalizedText {
        LocalizedText(
            "\(type.label) has no funnel that you may read.",
            ru: "У смарт-процесса \(type.label) нет доступных вам воронок.")
    }

    static func notAFunnel(_ given: String) -> LocalizedText {
        LocalizedText(
            "A funnel is named by its id, its name or a table with its id; got \(given).",
            ru: "Воронку указывают по id, по названию или таблицей с id; получено \(given).")
    }

    // MARK: Items

    static func lostReceiver(_ name: String) -> ModuleError {
        ModuleError(
            .invalidArgument,
            LocalizedText(
                "Methods of \(name) are called with a colon.", ru: "Методы \(name) вызывают через двоеточие."))
    }

    static let importRows = LocalizedText(
        "items:import takes an array of field tables.", ru: "items:import принимает массив таблиц с полями.")

    static func importRow(_ index: Int) -> LocalizedText {
        LocalizedText(
            "items:import: row \(index) is not a table of fields.",
            ru: "items:import: строка \(index) — не таблица с полями.")
    }

    static func unknownItemField(_ name: String, _ nearest: String?) -> LocalizedText {
        let maybe = LocalizedText(
            nearest.map { "; did you mean '\($0)'?" } ?? " (spa.fields shows those that there are)",
            ru: nearest.map { "; возможно, нужно '\($0)'?" } ?? " (какие есть, покажет spa.fields)")
        return LocalizedText(
            "the portal ignored the field '\(name)', which it does not know\(maybe.en)",
            ru: "портал пропустил неизвестное ему поле '\(name)'\(maybe.ru)")
    }

    static func fieldsIgnored(_ id: Int64, _ names: [String]) -> LocalizedText {
        LocalizedText(
            "The portal answered, but item \(id) did not take \(names.joined(separator: ", ")).",
            ru: "Портал ответил, но элемент \(id) не принял \(names.joined(separator: ", ")).")
    }

    static func assignTakesOne(_ code: String, _ count: Int) -> LocalizedText {
        LocalizedText(
            "items:assign takes one person; \(code) means \(count).",
            ru: "items:assign назначает одного человека; \(code) — это \(count).")
    }

    static let observeNeedsChange = LocalizedText(
        "items:observe needs add, remove or both.", ru: "Для items:observe нужны add, remove или оба.")

    static func observersAreOff(_ type: SPAType) -> LocalizedText {
        LocalizedText(
            "Observers are switched off for \(type.label) (isObserversEnabled); nothing was changed.",
            ru: "У смарт-процесса \(type.label) выключены наблюдатели (isObserversEnabled); ничего не изменено.")
    }

    static func observersHint(_ type: SPAType) -> LocalizedText {
        LocalizedText(
            "A CRM administrator switches them on: b24.spa.update(\(type.id), { isObserversEnabled = true }).",
            ru: "Включает администратор CRM: b24.spa.update(\(type.id), { isObserversEnabled = true }).")
    }

    static func observerTwice(_ user: Int64) -> LocalizedText {
        LocalizedText(
            "User \(user) is both in add and in remove, once the codes are expanded.",
            ru: "Пользователь \(user) после раскрытия кодов оказался и в add, и в remove.")
    }

    // MARK: Access codes

    static func notAnAccessCode(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is not an access code.", ru: "'\(text)' — не код доступа.")
    }

    static func wrongAccessCode(_ path: String, _ given: String) -> LocalizedText {
        LocalizedText(
            "'\(path)' must be an access code, got \(given).",
            ru: "'\(path)' должен быть кодом доступа, получено \(given).")
    }

    static let accessCodeHint = LocalizedText(
        """
        U12 is a user, D5 a department, DR5 a department with everything below it, SG7 a workgroup (SG7_A its \
        owner, SG7_E moderators, SG7_K members).
        """,
        ru:
            """
            U12 — пользователь, D5 — отдел, DR5 — отдел со всеми подотделами, SG7 — группа (SG7_A — владелец, \
            SG7_E — модераторы, SG7_K — участники).
            """
    )

    static func notExpandable(_ code: AccessCode) -> LocalizedText {
        LocalizedText(
            "\(code) does not stand for a list of people that REST could give.",
            ru: "За кодом \(code) нет списка людей, который можно получить через REST.")
    }

    static let expandableHint = LocalizedText(
        """
        Users (U), departments (D, DR) and workgroups (SG) can be expanded; for everyone name the top department: \
        DR1.
        """,
        ru: "Раскрываются пользователи (U), отделы (D, DR) и группы (SG); для всех укажите верхний отдел: DR1.")

    static func noSuchUser(_ id: Int64) -> LocalizedText {
        LocalizedText("There is no user \(id) (U\(id)).", ru: "Пользователя \(id) (U\(id)) нет.")
    }

    static func dismissed(_ id: Int64) -> LocalizedText {
        LocalizedText(
            "User \(id) (U\(id)) is dismissed.", ru: "Пользователь \(id) (U\(id)) уволен.")
    }

    static func noSuchDepartment(_ code: AccessCode) -> LocalizedText {
        LocalizedText("\(code): there is no such department.", ru: "\(code): такого отдела нет.")
    }

    static func noSuchGroup(_ code: AccessCode) -> LocalizedText {
        LocalizedText(
            "\(code): there is no such workgroup, or it is hidden from you.",
            ru: "\(code): такой группы нет или она от вас скрыта.")
    }
}
