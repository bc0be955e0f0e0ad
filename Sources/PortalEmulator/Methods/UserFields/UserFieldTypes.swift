import JSON
import Localization

/// What `userfieldconfig.getTypes` answers.
enum UserFieldTypes {
    static func descriptions(_ language: Language) -> JSONObject {
        JSONObject(
            FieldType.userTypes.map { type in
                let text = texts[type]?[language] ?? type.rawValue
                return (
                    type.rawValue, ["userTypeId": .string(type.rawValue), "description": .string(text)]
                )
            })
    }

    private static let texts: [FieldType: LocalizedText] = [
        .crm: LocalizedText("Linked to CRM entities", ru: "Привязка к элементам CRM"),
        .crmStatus: LocalizedText("Linked to CRM directories", ru: "Привязка к справочникам CRM"),
        .money: LocalizedText("Money", ru: "Деньги"),
        .employee: LocalizedText("Linked to employee", ru: "Привязка к сотруднику"),
        .string: LocalizedText("String", ru: "Строка"),
        .integer: LocalizedText("Integer", ru: "Целое число"),
        .double: LocalizedText("Number", ru: "Число"),
        .datetime: LocalizedText("Date with time", ru: "Дата со временем"),
        .date: LocalizedText("Date", ru: "Дата"),
        .boolean: LocalizedText("Yes/No", ru: "Да/Нет"),
        .address: LocalizedText("Address", ru: "Адрес"),
        .url: LocalizedText("Link", ru: "Ссылка"),
        .file: LocalizedText("File", ru: "Файл"),
        .enumeration: LocalizedText("List", ru: "Список"),
        .informationBlockSection: LocalizedText(
            "Linked to information block sections", ru: "Привязка к разделам инфоблоков"),
        .informationBlockElement: LocalizedText(
            "Linked to information block elements", ru: "Привязка к элементам инфоблоков"),
    ]
}
