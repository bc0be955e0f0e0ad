public import Localization

extension GrantAction {
    /// The word of the access permissions: `Read`.
    public var title: LocalizedText {
        switch self {
        case .read: LocalizedText("Read", ru: "Чтение")
        case .add: LocalizedText("Add", ru: "Добавление")
        case .update: LocalizedText("Edit", ru: "Изменение")
        case .delete: LocalizedText("Delete", ru: "Удаление")
        case .export: LocalizedText("Export", ru: "Экспорт")
        case .import: LocalizedText("Import", ru: "Импорт")
        case .automation: LocalizedText("Automation", ru: "Автоматизация")
        case .settings: LocalizedText("Settings", ru: "Настройки")
        }
    }
}

extension GrantLevel {
    /// The words of the access permissions: `own items`.
    public var title: LocalizedText {
        switch self {
        case .none: LocalizedText("no access", ru: "нет доступа")
        case .own: LocalizedText("own items", ru: "свои")
        case .department: LocalizedText("own and department's items", ru: "свои и своего отдела")
        case .subdepartments:
            LocalizedText("own, department's and sub-departments' items", ru: "свои, своего отдела и подотделов")
        case .open: LocalizedText("all open items", ru: "все открытые")
        case .all: LocalizedText("all items", ru: "все")
        }
    }
}

extension AccessCode {
    /// What the code means to a person: `department "Sales" (D5)`.
    public func title(name: String?) -> LocalizedText {
        let title = name.map { "\"\($0)\" (\(text))" } ?? text
        let titleRu = name.map { "«\($0)» (\(text))" } ?? text
        return switch audience {
        case .user: LocalizedText("user \(title)", ru: "пользователь \(titleRu)")
        case .department: LocalizedText("department \(title)", ru: "отдел \(titleRu)")
        case .departmentTree:
            LocalizedText("department \(title) with its sub-departments", ru: "отдел \(titleRu) с подотделами")
        case .group(_, let role):
            switch role {
            case nil: LocalizedText("group \(title)", ru: "группа \(titleRu)")
            case .owner?: LocalizedText("owner of group \(title)", ru: "владелец группы \(titleRu)")
            case .moderator?: LocalizedText("moderators of group \(title)", ru: "модераторы группы \(titleRu)")
            case .member?: LocalizedText("members of group \(title)", ru: "участники группы \(titleRu)")
            }
        case .other: LocalizedText("audience \(title)", ru: "аудитория \(titleRu)")
        }
    }
}

extension GrantObject {
    /// What the object is to a person: `funnel "General" (15)`.
    public func title(name: String?) -> LocalizedText {
        func named(_ id: String) -> LocalizedText {
            name.map { LocalizedText("\"\($0)\" (\(id))", ru: "«\($0)» (\(id))") } ?? LocalizedText(id, ru: id)
        }
        switch self {
        case .workplaces: return LocalizedText("automated solutions", ru: "автоматизированные решения")
        case .crm: return LocalizedText("settings of CRM", ru: "настройки CRM")
        case .workplace(let id):
            let title = named("\(id)")
            return LocalizedText("workplace \(title.en)", ru: "рабочее место \(title.ru)")
        case .spa(let entityTypeID):
            let title = named("\(entityTypeID)")
            return LocalizedText("smart process \(title.en)", ru: "смарт-процесс \(title.ru)")
        case .funnel(_, let id):
            let title = named("\(id)")
            return LocalizedText("funnel \(title.en)", ru: "воронка \(title.ru)")
        case .stage(let id):
            let title = named(id)
            return LocalizedText("moves into stage \(title.en)", ru: "перевод в стадию \(title.ru)")
        }
    }
}
