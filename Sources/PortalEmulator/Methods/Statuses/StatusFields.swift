import JSON
import Localization

/// What `crm.status.fields` answers (`api-reference/crm/status/crm-status-fields`).
enum StatusFields {
    private enum Mark { case required, readOnly, immutable }

    private static let fields: [(name: String, type: String, marks: Set<Mark>, title: LocalizedText)] = [
        ("ID", "integer", [.readOnly], LocalizedText("ID", ru: "ID")),
        ("ENTITY_ID", "string", [.required, .immutable], LocalizedText("Entity ID", ru: "Идентификатор справочника")),
        ("STATUS_ID", "string", [.required, .immutable], LocalizedText("Status", ru: "Статус")),
        ("SORT", "integer", [], LocalizedText("Sorting", ru: "Сортировка")),
        ("NAME", "string", [.required], LocalizedText("Name", ru: "Название")),
        ("NAME_INIT", "string", [.readOnly], LocalizedText("Default Name", ru: "Название по умолчанию")),
        ("SYSTEM", "char", [.readOnly], LocalizedText("System", ru: "Системный")),
        ("CATEGORY_ID", "integer", [.immutable], LocalizedText("CATEGORY_ID", ru: "CATEGORY_ID")),
        ("COLOR", "string", [], LocalizedText("COLOR", ru: "COLOR")),
        ("SEMANTICS", "char", [.immutable], LocalizedText("SEMANTICS", ru: "SEMANTICS")),
        ("EXTRA", "crm_status_extra", [], LocalizedText("Additional Fields", ru: "Дополнительные поля")),
    ]

    static func descriptions(_ language: Language) -> JSONObject {
        JSONObject(
            fields.map { field in
                (
                    field.name,
                    [
                        "type": .string(field.type), "isRequired": .bool(field.marks.contains(.required)),
                        "isReadOnly": .bool(field.marks.contains(.readOnly)),
                        "isImmutable": .bool(field.marks.contains(.immutable)), "isMultiple": false,
                        "isDynamic": false, "title": .string(field.title[language]),
                    ]
                )
            })
    }
}
