import Localization
import Permissions

/// What the portal says about roles, on the page of roles and elsewhere.
extension Texts {
    static let noSuchRole = LocalizedText("there is no such role", ru: "такой роли нет")
    static let emptyRoleName = LocalizedText("a role needs a name", ru: "у роли должно быть название")
    static func oddRoleName(_ longest: Int) -> LocalizedText {
        LocalizedText(
            "the name of a role has one line of at most \(longest) characters",
            ru: "название роли — одна строка, не больше \(longest) символов")
    }
    static func roleTaken(_ name: String) -> LocalizedText {
        LocalizedText("there is a role '\(name)' already", ru: "роль «\(name)» уже есть")
    }
    static func roleNotAssigned(_ name: String, _ code: AccessCode) -> LocalizedText {
        LocalizedText(
            "the role '\(name)' is not assigned to \(code)", ru: "роль «\(name)» не назначена для \(code)")
    }

    // MARK: The page

    static let roles = LocalizedText("Roles", ru: "Роли")
    static let aboutRoles = LocalizedText(
        "A role holds rights that are given together. It counts for everybody who carries one of its codes, as if the "
            + "rights were theirs alone; what it may do is set in the tables of rights, beside single codes.",
        ru:
            "Роль объединяет права, которые выдают вместе. Она действует для каждого, у кого есть один из её кодов. Сами "
            + "права роли задаются в таблицах прав, рядом с отдельными кодами.")
    static let noRoles = LocalizedText("There are no roles yet.", ru: "Ролей пока нет.")
    static let addRole = LocalizedText("Add a role", ru: "Добавить роль")
    static let addRoleNow = LocalizedText("Add", ru: "Добавить")
    static let roleName = LocalizedText("Name", ru: "Название")
    static let roleAssignedTo = LocalizedText("Assigned to", ru: "Кому назначена")
    static let roleUnassigned = LocalizedText(
        "Assigned to nobody: it has no effect.", ru: "Никому не назначена и ни на что не влияет.")
    static let assignRole = LocalizedText("Assign", ru: "Назначить")
    static let unassignRole = LocalizedText("Take away", ru: "Снять")
    static let renameRole = LocalizedText("Rename", ru: "Переименовать")
    static let removeRole = LocalizedText("Remove the role", ru: "Удалить роль")
    static func sureToRemoveRole(_ grants: Int) -> LocalizedText {
        LocalizedText(
            "Yes, with all it may do (rights: \(grants))", ru: "Да, вместе со всеми её правами (их \(grants))")
    }
    static func roleTitle(_ name: String) -> LocalizedText {
        LocalizedText("role \"\(name)\"", ru: "роль «\(name)»")
    }
}
