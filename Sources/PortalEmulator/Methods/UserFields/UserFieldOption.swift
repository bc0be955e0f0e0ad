import GRDB
import JSON

/// One choice of a field of type `enumeration`.
struct UserFieldOption: Sendable {
    var id: Int
    var fieldID: Int
    var value: String
    var isDefault: Bool
    var sort: Int
    var xmlID: String

    /// The choices of a field in the order in which people see them.
    static func all(of fieldID: Int, _ database: Database) throws -> [UserFieldOption] {
        try database.rows("SELECT * FROM user_field_enums WHERE field_id = ? ORDER BY sort, id", [fieldID]).map {
            UserFieldOption(
                id: $0["id"], fieldID: $0["field_id"], value: $0["value"], isDefault: $0["def"] == "Y",
                sort: $0["sort"], xmlID: $0["xml_id"])
        }
    }

    /// Writes the choice, new or changed.
    func save(_ database: Database) throws {
        try database.run(
            """
            INSERT OR REPLACE INTO user_field_enums (id, field_id, value, def, sort, xml_id) VALUES (?, ?, ?, ?, ?, ?)
            """, [id, fieldID, value, isDefault ? "Y" : "N", sort, xmlID])
    }

    /// The choice as `userfieldconfig.*` answers it: ids and numbers as text.
    var description: JSONValue {
        [
            "id": .string(String(id)), "userFieldId": .string(String(fieldID)), "value": .string(value),
            "def": .yesNo(isDefault), "sort": .string(String(sort)), "xmlId": .string(xmlID),
        ]
    }
}
