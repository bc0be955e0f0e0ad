import Localization

/// Elements of SPAs (`api-reference/crm/universal/crm-item-*`, `api-reference/crm/universal/import/*`).
extension Texts {
    static let itemTypeNotFound = LocalizedText("Smart process not found", ru: "Смарт-процесс не найден")
    static let itemNotFound = LocalizedText("Element not found", ru: "Элемент не найден")
    static let oldInvoices = LocalizedText(
        "Entity type is not supported", ru: "Тип объекта не поддерживается")
    static let itemReadDenied = LocalizedText(
        "You do not have permission to view this item", ru: "У вас нет прав на просмотр этого элемента")
    static let stageMoveDenied = LocalizedText(
        "Insufficient permissions to change the stage", ru: "Недостаточно прав для изменения стадии")
    static let itemCreationRestricted = LocalizedText(
        "You cannot create a new item due to your plan restrictions",
        ru: "Нельзя создать новый элемент из-за ограничений тарифа")
    static let itemUpdateRestricted = LocalizedText(
        "You cannot change the item due to your plan restrictions",
        ru: "Нельзя изменить элемент из-за ограничений тарифа")

    static func importBatchTooLong(_ limit: Int) -> LocalizedText {
        LocalizedText(
            "You cannot import more than \(limit) items", ru: "Нельзя импортировать больше \(limit) элементов за раз")
    }

    static func invalidValue(_ field: String) -> LocalizedText {
        LocalizedText("Invalid value for field \"\(field)\"", ru: "Неверное значение поля «\(field)»")
    }

    static func requiredValue(_ field: String) -> LocalizedText {
        LocalizedText("The \"\(field)\" field is required", ru: "Поле «\(field)» обязательно для заполнения")
    }

    // The argument binder of the portal speaks English on every portal.
    static func notIterable(_ type: String) -> LocalizedText {
        let text = "Expected iterable value for multiple field, but got `\(type)` instead"
        return LocalizedText(text, ru: text)
    }
}

extension FieldError {
    /// The refusal as the portal words it.
    func restError(_ choices: Choices) -> RESTError {
        switch self {
        case .valueNotValid(let field): RESTError("CRM_FIELD_ERROR_VALUE_NOT_VALID", Texts.invalidValue(field))
        case .required(let field): RESTError("CRM_FIELD_ERROR_REQUIRED", Texts.requiredValue(field))
        case .notIterable(let type):
            RESTError("100", Texts.notIterable(choices.usesGettypeNames ? type : Self.debugTypes[type] ?? type))
        }
    }

    /// What PHP's `get_debug_type` says where `gettype` says this.
    private static let debugTypes = ["boolean": "bool", "integer": "int", "double": "float", "NULL": "null"]
}

extension RESTError {
    /// Bitrix24 has it and this portal has not: refused, so that nobody takes silence for success.
    static func notEmulated(_ what: String) -> RESTError {
        RESTError("NOT_EMULATED", Texts.notEmulated(what), status: 501)
    }
}
