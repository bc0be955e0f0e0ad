import Localization

/// Stages and directories (`api-reference/crm/status/*`).
extension Texts {
    static let statusAccessDenied = LocalizedText("Access denied.", ru: "Доступ запрещён.")
    static let statusNotFound = LocalizedText("Status is not found.", ru: "Элемент справочника не найден.")
    static let statusInvalidID = LocalizedText("Invalid identifier.", ru: "Недопустимый идентификатор.")
    static let statusInvalidParameters = LocalizedText("Invalid parameters.", ru: "Недопустимые параметры.")
    static let statusFieldsNotArray = LocalizedText(
        "Parameter 'fields' must be array.", ru: "Параметр 'fields' должен быть массивом.")
    static let statusTypeNotSupported = LocalizedText(
        "Specified entity type is not supported.", ru: "Указанный тип справочника не поддерживается.")
    static let statusTitleRequired = LocalizedText(
        "The field Title is required.", ru: "Поле «Название» обязательно для заполнения.")
    static let statusNotCreated = LocalizedText(
        "Error on creating status.", ru: "Ошибка при создании элемента справочника.")
    static let statusNotUpdated = LocalizedText(
        "Error on updating status.", ru: "Ошибка при обновлении элемента справочника.")
    static let statusNotDeleted = LocalizedText(
        "Error on deleting status.", ru: "Ошибка при удалении элемента справочника.")
    static let statusInUse = LocalizedText(
        "There are active items in this status.", ru: "В этом статусе есть активные элементы.")
    static let statusIsSystem = LocalizedText(
        "CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".",
        ru: "Системный элемент справочника можно удалить только с параметром FORCED, равным «Y».")
    static let statusExists = LocalizedText(
        "The specified status ID already exists.", ru: "Элемент с таким идентификатором уже есть в справочнике.")
    static let statusEntityInvalid = LocalizedText(
        "The parameter entityId is not defined or invalid.", ru: "Параметр entityId не задан или указан неверно.")

    static func statusFieldsRequired(_ names: [String]) -> LocalizedText {
        LocalizedText(
            names.map { "The field \($0) is required." }.joined(separator: "\n"),
            ru: names.map { "Поле \($0) обязательно для заполнения." }.joined(separator: "\n"))
    }
}
