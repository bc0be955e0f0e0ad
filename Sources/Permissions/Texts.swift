import Localization

/// What the room says to people, in every language.
enum Texts {
    // MARK: Rows of grants

    static let rowIsNoObject = LocalizedText(
        "a grant must be an object {accessCode, action, level}",
        ru: "право должно быть объектом {accessCode, action, level}")

    static func unknownMember(_ name: String, _ known: [String]) -> LocalizedText {
        let list = known.joined(separator: ", ")
        return LocalizedText("a grant has no '\(name)' (\(list))", ru: "у права нет поля '\(name)' (\(list))")
    }

    static func badCode(_ text: String) -> LocalizedText {
        LocalizedText("'\(text)' is not an access code", ru: "'\(text)' — не код доступа")
    }

    static func badChoice(_ name: String, _ choices: [String]) -> LocalizedText {
        let list = choices.joined(separator: ", ")
        return LocalizedText("'\(name)' must be one of: \(list)", ru: "'\(name)': ожидается одно из: \(list)")
    }

    static let badFunnel = LocalizedText(
        "'funnelId' must be the id of a funnel", ru: "'funnelId': ожидается id воронки")

    static func badStage(_ entityTypeID: Int) -> LocalizedText {
        LocalizedText(
            "'stageId' must be a stage of this smart process: DT\(entityTypeID)_FUNNEL:CODE",
            ru: "'stageId': ожидается стадия этого смарт-процесса: DT\(entityTypeID)_ВОРОНКА:КОД")
    }

    static let stagesAreForMoves = LocalizedText(
        "a stage takes the action 'update' alone: who may move elements into it",
        ru: "у стадии есть только действие 'update': кто может переводить в неё элементы")

    static let funnelOrStage = LocalizedText(
        "a grant names a funnel or a stage, not both", ru: "право называет воронку или стадию, но не обе сразу")

    // MARK: Explanations

    /// `D5 - all items, on: funnel "General" (15)`, `D5 in role "Manager" - ...`
    static func line(_ placed: PlacedGrant, _ name: String?) -> LocalizedText {
        let grant = placed.grant
        let object = placed.object.title(name: name)
        let role = grant.role.map { LocalizedText(" in role \"\($0)\"", ru: " в роли «\($0)»") }
        return LocalizedText(
            "\(grant.code)\(role?.en ?? "") - \(grant.level.title.en), on: \(object.en)",
            ru: "\(grant.code)\(role?.ru ?? "") — \(grant.level.title.ru), на: \(object.ru)")
    }

    static func granted(
        _ person: String, _ action: LocalizedText, _ level: LocalizedText, by line: LocalizedText,
        beside others: [LocalizedText]
    ) -> LocalizedText {
        let rest = list(others)
        return LocalizedText(
            "\(person): \(action.en) - \(level.en). Decided by the grant \(line.en)."
                + (others.isEmpty ? "" : " Beside it: \(rest.en)."),
            ru: "\(person): \(action.ru) — \(level.ru). Решает право \(line.ru)."
                + (others.isEmpty ? "" : " Кроме него: \(rest.ru)."))
    }

    static func administratorMay(_ person: String, _ action: LocalizedText) -> LocalizedText {
        LocalizedText(
            "\(person): \(action.en) - everything. Those who administer CRM need no grant.",
            ru: "\(person): \(action.ru) — всё. Тем, кто администрирует CRM, права не нужны.")
    }

    static func guestMayNot(_ person: String, _ action: LocalizedText) -> LocalizedText {
        LocalizedText(
            "\(person): \(action.en) - no access. Smart processes are closed to extranet users, whatever the grants.",
            ru:
                "\(person): \(action.ru) — нет доступа. Для пользователей экстранета смарт-процессы закрыты при любых правах."
        )
    }

    static func nothingGranted(_ person: String, _ action: LocalizedText, _ codes: [String]) -> LocalizedText {
        let codes = codes.joined(separator: ", ")
        return LocalizedText(
            "\(person): \(action.en) - no access. No grant speaks of any of their codes: \(codes).",
            ru: "\(person): \(action.ru) — нет доступа. Ни один из кодов не упомянут в правах: \(codes).")
    }

    static func takenAway(_ person: String, _ action: LocalizedText, _ lines: [LocalizedText]) -> LocalizedText {
        let list = list(lines)
        return LocalizedText(
            "\(person): \(action.en) - no access. All that is granted here is: \(list.en).",
            ru: "\(person): \(action.ru) — нет доступа. Всё, что здесь задано: \(list.ru).")
    }

    static func outOfReach(
        _ person: String, _ action: LocalizedText, _ lines: [LocalizedText], _ owner: Ownership
    ) -> LocalizedText {
        let list = list(lines)
        let whose =
            switch owner {
            case .own: LocalizedText("themselves", ru: "этот же сотрудник")
            case .department: LocalizedText("a colleague of the department", ru: "коллега по отделу")
            case .subdepartment: LocalizedText("somebody of a sub-department", ru: "сотрудник подотдела")
            case .other: LocalizedText("somebody else", ru: "другой сотрудник")
            }
        return LocalizedText(
            "\(person): \(action.en) - not this item. Responsible for it is \(whose.en), out of reach of: \(list.en).",
            ru:
                "\(person): \(action.ru) — не этот элемент. Ответственный — \(whose.ru), а действуют только: \(list.ru)."
        )
    }

    private static func list(_ lines: [LocalizedText]) -> LocalizedText {
        LocalizedText(lines.map(\.en).joined(separator: "; "), ru: lines.map(\.ru).joined(separator: "; "))
    }
}
