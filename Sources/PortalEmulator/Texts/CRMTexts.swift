import Localization

/// Errors and names of SPAs, funnels and workplaces.
extension Texts {
    static let typeNotFound = LocalizedText("Smart process not found", ru: "Смарт-процесс не найден")
    static let typeHasItems = LocalizedText(
        "You cannot delete an entity type that has elements",
        ru: "Нельзя удалить смарт-процесс, в котором есть элементы")
    static let typesRestricted = LocalizedText(
        "Your plan does not allow this for smart processes",
        ru: "Тариф не позволяет создавать или менять смарт-процессы")
    static let entityTypeIDOutOfRange = LocalizedText(
        "entityTypeId is out of allowed range", ru: "Значение entityTypeId вне допустимого диапазона")
    static let sectionMissing = LocalizedText(
        "Parameter customSectionId is required when isExternal is true",
        ru: "Если isExternal = true, нужен параметр customSectionId")
    static let firstFunnel = LocalizedText("General", ru: "Общая")

    static func entityTypeIDTaken(_ number: Int) -> LocalizedText {
        LocalizedText(
            "A smart process with entityTypeId \(number) already exists",
            ru: "Смарт-процесс с entityTypeId \(number) уже существует")
    }

    static func requiredField(_ name: String) -> LocalizedText {
        LocalizedText(
            "The required field '\(name)' is not filled", ru: "Не заполнено обязательное поле «\(name)»")
    }

    /// Titles in `crm.type.fields`; flags bring their own.
    static let typeFields = [
        "id": LocalizedText("ID", ru: "ID"), "title": LocalizedText("Title", ru: "Название"),
        "code": LocalizedText("Symbolic Code", ru: "Символьный код"),
        "createdBy": LocalizedText("Created By", ru: "Кем создан"),
        "entityTypeId": LocalizedText("Type Identifier", ru: "Идентификатор типа"),
        "customSectionId": LocalizedText("Digital Workspace", ru: "Цифровое рабочее место"),
        "createdTime": LocalizedText("Creation Date", ru: "Дата создания"),
        "updatedTime": LocalizedText("Modification Date", ru: "Дата изменения"),
        "updatedBy": LocalizedText("Modified By", ru: "Кем изменён"),
    ]

    // Funnels.
    static let funnelNotFound = LocalizedText("Element not found", ru: "Элемент не найден")
    static let funnelsNotSupported = LocalizedText(
        "Entity type does not support funnels", ru: "Объект этого типа не поддерживает воронки")
    static let funnelAddingDisabled = LocalizedText(
        "A system funnel cannot be added", ru: "Системную воронку нельзя добавить")
    static let funnelRemovingDisabled = LocalizedText(
        "A system funnel cannot be deleted", ru: "Системную воронку нельзя удалить")
    static let funnelHasItems = LocalizedText(
        "You cannot delete a funnel that has elements", ru: "Нельзя удалить воронку, в которой есть элементы")
    static let funnelIsDefault = LocalizedText(
        "You cannot delete the default funnel", ru: "Нельзя удалить воронку по умолчанию")
    static let funnelNameRequired = LocalizedText("Field 'NAME' is required", ru: "Поле NAME обязательно")
    static let funnelNameTooLong = LocalizedText(
        "Field 'NAME' is longer than 255 characters", ru: "Поле NAME длиннее 255 символов")
    static let funnelDefaultState = LocalizedText(
        "The default state cannot be changed for this entity type",
        ru: "Для объекта этого типа нельзя менять воронку по умолчанию")

    // Workplaces.
    static let workplaceNotFound = LocalizedText(
        "Digital workplace with such id not found", ru: "Цифровое рабочее место с таким id не найдено")
    static let workplaceHasTypes = LocalizedText(
        "Cannot delete the workplace that has SPAs. Move them to another workplace",
        ru: "Нельзя удалить рабочее место, к которому привязаны смарт-процессы. Перенесите их в другое")
    static let workplaceLimit = LocalizedText(
        "The limit of digital workplaces is reached", ru: "Достигнуто максимальное количество цифровых рабочих мест")
    static let workplaceFromGallery = LocalizedText(
        "Smart processes cannot be moved out of a workplace that was installed from the gallery",
        ru: "Смарт-процессы нельзя вынести из рабочего места, установленного из галереи")
    static let workplaceLocked = LocalizedText(
        "Your plan does not allow changing this workplace", ru: "Тариф не позволяет менять это рабочее место")
}
