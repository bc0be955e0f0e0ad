import GRDB
import JSON
import Localization

/// One custom field as it is kept in `user_fields`.
struct UserFieldRow: Sendable {
    var id: Int
    var entityID: String
    var fieldName: String
    var userTypeID: String
    var xmlID: String?
    var sort: Int
    var isMultiple: Bool
    var isMandatory: Bool
    var showFilter: String
    var showInList: Bool
    var editInList: Bool
    var isSearchable: Bool
    var settings: JSONValue
    /// Labels by language: `{"en": "Colour"}`.
    var editFormLabel: JSONObject
    var helpMessage: JSONObject

    init(_ row: Row) {
        id = row["id"]
        entityID = row["entity_id"]
        fieldName = row["field_name"]
        userTypeID = row["user_type_id"]
        xmlID = row["xml_id"]
        sort = row["sort"]
        isMultiple = row["multiple"] == "Y"
        isMandatory = row["mandatory"] == "Y"
        showFilter = row["show_filter"]
        showInList = row["show_in_list"] == "Y"
        editInList = row["edit_in_list"] == "Y"
        isSearchable = row["is_searchable"] == "Y"
        settings = .stored(row["settings"])
        editFormLabel = JSONValue.stored(row["edit_form_label"]).phpObject ?? [:]
        helpMessage = JSONValue.stored(row["help_message"]).phpObject ?? [:]
    }

    /// A new field with the documented defaults.
    init(id: Int, entityID: String, fieldName: String, userTypeID: String) {
        self.id = id
        self.entityID = entityID
        self.fieldName = fieldName
        self.userTypeID = userTypeID
        sort = 100
        isMultiple = false
        isMandatory = false
        showFilter = "N"
        showInList = true
        editInList = true
        isSearchable = false
        settings = .object([:])
        editFormLabel = [:]
        helpMessage = [:]
    }

    /// What kind of values the field holds.
    var type: FieldType { FieldType(userTypeId: userTypeID) ?? .custom }

    /// What people read in a language: its label, else any label, else the code of the field.
    func label(_ language: Language) -> String {
        let labels = [editFormLabel[language.rawValue]] + editFormLabel.members.map(\.value)
        return labels.lazy.compactMap { $0?.phpString }.first { !$0.isEmpty } ?? fieldName
    }

    /// The field as a field of elements.
    func itemField(named name: String, _ language: Language, _ database: Database) throws -> ItemField {
        var field = ItemField(name, fieldName, type, title: label(language))
        field.typeName = userTypeID
        field.isRequired = isMandatory
        field.isMultiple = isMultiple
        field.isDynamic = true
        field.settings = settings
        if type == .crmStatus {
            field.statusType = settings["ENTITY_TYPE"]?.phpString.flatMap { $0.isEmpty ? nil : $0 }
        }
        if type == .enumeration {
            field.options = try UserFieldOption.all(of: id, database).map {
                .init(id: $0.id, value: $0.value, isDefault: $0.isDefault)
            }
        }
        return field
    }

    /// Writes the field, new or changed.
    func save(_ database: Database) throws {
        func text(_ object: JSONObject) -> String { JSONWriter.string(.object(object)) }
        try database.run(
            """
            INSERT OR REPLACE INTO user_fields
                (id, entity_id, field_name, user_type_id, xml_id, sort, multiple, mandatory, show_filter, show_in_list,
                 edit_in_list, is_searchable, settings, edit_form_label, help_message)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, entityID, fieldName, userTypeID, xmlID, sort, isMultiple ? "Y" : "N", isMandatory ? "Y" : "N",
                showFilter, showInList ? "Y" : "N", editInList ? "Y" : "N", isSearchable ? "Y" : "N",
                JSONWriter.string(settings), text(editFormLabel), text(helpMessage),
            ])
    }
}
