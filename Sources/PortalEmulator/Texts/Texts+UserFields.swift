import Localization

/// Custom fields (`api-reference/crm/universal/userfieldconfig/*`). All their errors have an empty code.
extension Texts {
    static let userFieldAccessDenied = LocalizedText("Access denied", ru: "Доступ запрещён")
    static let userFieldNotAllowed = LocalizedText(
        "You cannot create custom fields", ru: "Вы не можете создавать пользовательские поля")
    static let userFieldViewDenied = LocalizedText(
        "You do not have permission to view user field settings",
        ru: "У вас нет прав на просмотр настроек пользовательского поля")
    static let userFieldChangeDenied = LocalizedText(
        "You cannot change the settings of the user field",
        ru: "Вы не можете изменить настройки пользовательского поля")
    static let userFieldDeleteDenied = LocalizedText(
        "You cannot delete the user field", ru: "Вы не можете удалить пользовательское поле")
    static let userFieldNameMissing = LocalizedText(
        "The 'FIELD_NAME' field is not found.", ru: "Поле «FIELD_NAME» не найдено.")
    static let userFieldTypeMissing = LocalizedText(
        "The 'USER_TYPE_ID' field is not found.", ru: "Поле «USER_TYPE_ID» не найдено.")
    static let userFieldNotCreated = LocalizedText(
        "Fail to create new user field", ru: "Не удалось создать пользовательское поле")
    static let userFieldOptionsNotSaved = LocalizedText(
        "Fail to save enumeration field values", ru: "Не удалось сохранить значения поля типа «Список»")
    static let userFieldModuleUnknown = LocalizedText(
        "No settings for UserFieldAccess", ru: "Нет настроек для UserFieldAccess")

    static func userFieldExists(_ name: String) -> LocalizedText {
        LocalizedText("Field \(name) already exists.", ru: "Поле \(name) уже существует.")
    }
}
