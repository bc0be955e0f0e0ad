import GRDB
import JSON

/// How a custom field is answered: ids and numbers as text
/// (`api-reference/crm/universal/userfieldconfig/userfieldconfig-get`).
enum UserFieldAnswer {
    /// Languages whose labels every field has a place for.
    static let languages = ["en", "ru"]

    private static let otherLabels = ["listColumnLabel", "listFilterLabel", "errorMessage"]

    /// A field with its labels in all languages and its choices.
    static func full(_ field: UserFieldRow, _ database: Database) throws -> JSONValue {
        var answer = plain(field)
        let given = field.editFormLabel.keys + field.helpMessage.keys
        let languages = Self.languages + given.filter { !Self.languages.contains($0) }
        answer["languageId"] = .object(JSONObject(languages.map { ($0, .string($0)) }))
        let empty = JSONObject(languages.map { ($0, .null) })
        answer["editFormLabel"] = .object(field.editFormLabel.isEmpty ? empty : field.editFormLabel)
        for name in otherLabels { answer[name] = .object(empty) }
        answer["helpMessage"] = .object(field.helpMessage.isEmpty ? empty : field.helpMessage)
        if field.type == .enumeration {
            answer["enum"] = .array(try UserFieldOption.all(of: field.id, database).map(\.description))
        }
        return .object(answer)
    }

    /// A row of the list: labels only in the language that was asked for, no choices.
    static func row(_ field: UserFieldRow, language: String?, selected: Set<String>?) -> JSONValue {
        var answer = plain(field)
        if let language {
            answer["languageId"] = .object([language: .string(language)])
            answer["editFormLabel"] = .object([language: field.editFormLabel[language] ?? .null])
            for name in otherLabels { answer[name] = .null }
            answer["helpMessage"] = field.helpMessage[language].map { .object([language: $0]) } ?? .null
        }
        guard let selected else { return .object(answer) }
        let labels: Set<String> =
            language == nil ? [] : Set(otherLabels + ["languageId", "editFormLabel", "helpMessage"])
        return .object(
            JSONObject(
                answer.members.filter { $0.key == "id" || selected.contains($0.key) || labels.contains($0.key) }
                    .map { ($0.key, $0.value) }))
    }

    private static func plain(_ field: UserFieldRow) -> JSONObject {
        [
            "id": .string(String(field.id)), "entityId": .string(field.entityID), "fieldName": .string(field.fieldName),
            "userTypeId": .string(field.userTypeID), "xmlId": field.xmlID.map { .string($0) } ?? .null,
            "sort": .string(String(field.sort)), "multiple": .yesNo(field.isMultiple),
            "mandatory": .yesNo(field.isMandatory), "showFilter": .string(field.showFilter),
            "showInList": .yesNo(field.showInList), "editInList": .yesNo(field.editInList),
            "isSearchable": .yesNo(field.isSearchable), "settings": field.settings,
        ]
    }
}
