import Localization
import Permissions

/// What the page of permissions says.
extension Texts {
    static let generalGrants = LocalizedText("CRM and workplaces", ru: "CRM и рабочие места")
    static let aboutGeneralGrants = LocalizedText(
        "Who manages workplaces and CRM, and what people may do in all smart processes of a workplace. Administrators "
            + "need no grant.",
        ru: "Кто управляет рабочими местами и CRM и что сотрудникам можно во всех смарт-процессах рабочего места. "
            + "Администраторам права не нужны.")
    static let aboutGrants = LocalizedText(
        "What people may do in this smart process. A funnel that speaks of somebody counts before the smart process, "
            + "and that before its workplace. Administrators need no grant; guests get none.",
        ru:
            "Что сотрудникам можно в этом смарт-процессе. Права воронки важнее прав смарт-процесса, а те — прав рабочего "
            + "места. Администраторам права не нужны, гостям они не помогают.")
    static let stageGrants = LocalizedText("Moves into single stages", ru: "Перевод в отдельные стадии")
    static let saveGrants = LocalizedText("Save permissions", ru: "Сохранить права")
    static let howGrantsCount = LocalizedText(
        "Of all codes that a person carries, the widest right counts.",
        ru: "Из всех кодов сотрудника действует самое широкое право.")
    static let columnWho = LocalizedText("Who", ru: "Кто")
    static let columnFunnel = LocalizedText("Funnel", ru: "Воронка")
    static let addAudience = LocalizedText("Add somebody…", ru: "Добавить…")
    static let audienceEverybody = LocalizedText("Everybody", ru: "Все")
    static let audienceGroups = LocalizedText("Workgroups", ru: "Группы")
    static let whatLevelsMean = LocalizedText("What the levels mean", ru: "Что означают уровни")
    static let levelUnset = LocalizedText(
        "nothing is said here; what is wider decides", ru: "здесь ничего не задано; решает то, что шире")
    static let rightsOfPerson = LocalizedText("What a person may do here", ru: "Что здесь можно сотруднику")
    static let grantsNotSaved = LocalizedText(
        "Nothing was saved: the form does not fit the portal any more. Load the page anew.",
        ru: "Ничего не сохранено: форма больше не подходит к порталу. Загрузите страницу заново.")

    /// A level in a word, for cells.
    static func short(_ level: GrantLevel) -> LocalizedText {
        switch level {
        case .none: LocalizedText("No access", ru: "Нет")
        case .own: LocalizedText("Own", ru: "Свои")
        case .department: LocalizedText("Department", ru: "Отдел")
        case .subdepartments: LocalizedText("Sub-depts", ru: "С подотделами")
        case .open: LocalizedText("Open", ru: "Открытые")
        case .all: LocalizedText("All", ru: "Все")
        }
    }
}
