import Localization

/// What `b24 portal roles` says.
extension Texts {
    static let aboutPortalRoles = LocalizedText("The roles of the local portal.", ru: "Роли локального портала.")
    static let discussionPortalRoles = LocalizedText(
        """
        A role has a name, rights, and access codes that it is assigned to. It is given rights as a code is: b24 portal \
        grants set OBJECT role:NAME ACTION LEVEL. Only a person sets roles: REST has no method for them.
        """,
        ru: """
            У роли есть название, права и коды доступа, для которых она назначена. Права роли дают так же, как коду: b24 \
            portal grants set ОБЪЕКТ role:ИМЯ ДЕЙСТВИЕ УРОВЕНЬ. Роли задаёт только человек: методов REST для них нет.
            """)
    static let aboutPortalRolesList = LocalizedText(
        "List roles with their codes.", ru: "Вывести роли с их кодами.")
    static let aboutPortalRolesAdd = LocalizedText("Add a role.", ru: "Добавить роль.")
    static let aboutPortalRolesAssign = LocalizedText(
        "Assign a role to access codes.", ru: "Назначить роль для кодов доступа.")
    static let aboutPortalRolesUnassign = LocalizedText(
        "Take a role from access codes.", ru: "Снять роль с кодов доступа.")
    static let aboutPortalRolesRename = LocalizedText("Give a role another name.", ru: "Переименовать роль.")
    static let aboutPortalRolesRemove = LocalizedText(
        "Remove a role with all its grants.", ru: "Удалить роль вместе со всеми её правами.")
    static let argumentRole = LocalizedText("The name of the role.", ru: "Название роли.")
    static let argumentNewRole = LocalizedText("The new name.", ru: "Новое название.")
    static let argumentRoleCodes = LocalizedText(
        "Access codes: U3, D2, DR1, SG1_K, AU.", ru: "Коды доступа: U3, D2, DR1, SG1_K, AU.")
    static let noPortalRoles = LocalizedText("There are no roles.", ru: "Ролей нет.")
    static func noSuchPortalRole(_ name: String) -> LocalizedText {
        LocalizedText("there is no role '\(name)'", ru: "роли «\(name)» нет")
    }
    static let portalRolesHint = LocalizedText(
        "b24 portal roles list lists the roles.", ru: "Список ролей: b24 portal roles list.")
    static func portalRoleRemoved(_ name: String, _ grants: Int) -> LocalizedText {
        LocalizedText(
            "The role '\(name)' is removed. Grants removed with it: \(grants).",
            ru: "Роль «\(name)» удалена. Вместе с ней убрано прав: \(grants).")
    }
}
