import Localization

/// REST 3 and its knowledge bases (`api-reference/rest-v3`, `api-reference/note/collection/*`).
extension Texts {
    static let requestInvalid = LocalizedText(
        "Error during request object validation", ru: "Ошибка при валидации объекта запроса")
    static let objectInvalid = LocalizedText("Object validation error", ru: "Ошибка валидации объекта")
    static let paginationInvalid = LocalizedText(
        "Invalid pagination", ru: "Недопустимые параметры постраничной выборки")
    static let idempotencyKeyReused = LocalizedText(
        "The idempotency key was already used with a different request body",
        ru: "Ключ идемпотентности уже использован с другим телом запроса")
    static let idempotencyKeyInvalid = LocalizedText(
        "The idempotency key must be 1 to 255 printable ASCII characters",
        ru: "Ключ идемпотентности — от 1 до 255 печатных символов ASCII")
    static let collectionNameEmpty = LocalizedText(
        "Knowledge base name cannot be empty", ru: "Название базы знаний не может быть пустым")
    static let collectionNameTooLong = LocalizedText(
        "Knowledge base name must not exceed 255 characters",
        ru: "Название базы знаний не должно быть длиннее 255 символов")

    static func missingField(_ name: String) -> LocalizedText {
        LocalizedText("Mandatory field `\(name)` is missing", ru: "Не указано обязательное поле `\(name)`")
    }

    static func fieldNotFilled(_ name: String) -> LocalizedText {
        LocalizedText("Mandatory field \"\(name)\" is not filled", ru: "Не заполнено обязательное поле «\(name)»")
    }

    static func wrongFieldType(_ name: String, _ type: String) -> LocalizedText {
        LocalizedText(
            "Field `\(name)` requires data type `\(type)` for such a request",
            ru: "Для такого запроса поле `\(name)` должно быть типа `\(type)`")
    }

    static func recordNotFound(_ id: Int) -> LocalizedText {
        LocalizedText("Record with ID = `\(id)` not found", ru: "Запись с ID = `\(id)` не найдена")
    }
}
