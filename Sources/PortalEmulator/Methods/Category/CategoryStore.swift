import GRDB
import JSON
import Localization

/// Funnels in the tables.
struct CategoryStore {
    let database: Database
    let language: Language

    /// Objects of CRM besides SPAs that have funnels: deal, contact, company, invoice.
    static let standard: Set<Int> = [2, 3, 4, 31]

    func row(entityTypeID: Int, id: Int) throws -> Row? {
        try database.row("SELECT * FROM categories WHERE entity_type_id = ? AND id = ?", [entityTypeID, id])
    }

    /// Creates a funnel with its stages and rights: open to everyone or to administrators alone, as
    /// `isSetOpenPermissions` of the SPA says at this moment.
    func create(
        id: Int? = nil, entityTypeID: Int, name: String, sort: Int, isDefault: Bool
    ) throws -> Int {
        let id = try id ?? database.nextID("category")
        try database.advance("category", to: id)
        try database.run(
            "INSERT INTO categories (entity_type_id, id, name, sort, is_default) VALUES (?, ?, ?, ?, 'N')",
            [entityTypeID, id, name, sort])
        if isDefault { try makeDefault(entityTypeID: entityTypeID, id: id) }
        let isClosed =
            try database.integer(
                "SELECT count(*) FROM types WHERE entity_type_id = ? AND is_set_open_permissions = 'N'",
                [entityTypeID]) > 0
        if !isClosed { try GrantStore.open(entityTypeID: entityTypeID, categoryID: id, in: database) }
        try DefaultStages.add(entityTypeID: entityTypeID, categoryID: id, language, database)
        return id
    }

    /// Creates the funnel that a type has on every portal.
    func createOwn(_ type: OwnType, id: Int) throws {
        _ = try create(
            id: id, entityTypeID: type.rawValue, name: Texts.firstFunnel[language], sort: 300, isDefault: true)
    }

    /// Moves the mark of the default funnel here.
    func makeDefault(entityTypeID: Int, id: Int) throws {
        try database.run(
            "UPDATE categories SET is_default = CASE id WHEN ? THEN 'Y' ELSE 'N' END WHERE entity_type_id = ?",
            [id, entityTypeID])
    }

    /// Deletes a funnel with its stages and rights.
    func delete(entityTypeID: Int, id: Int) throws {
        try database.run("DELETE FROM categories WHERE entity_type_id = ? AND id = ?", [entityTypeID, id])
        try DefaultStages.remove(entityTypeID: entityTypeID, categoryID: id, database)
        try GrantStore.forget(entityTypeID: entityTypeID, categoryID: id, in: database)
    }

    /// The object of the answers.
    static func json(_ row: Row, hasSystemMembers: Bool) -> JSONValue {
        let entityTypeID = row["entity_type_id"] as Int
        var category: JSONObject = [
            "id": .int(row["id"]), "name": .string(row["name"]), "sort": .int(row["sort"]),
            "entityTypeId": .int(entityTypeID), "isDefault": .string(row["is_default"]),
        ]
        if entityTypeID == 2 {
            // The first funnel of deals is older than these members and lacks them in the documented list.
            if row["id"] as Int != 0 {
                category["originId"] = .string(row["origin_id"])
                category["originatorId"] = .string(row["originator_id"])
            }
        } else if hasSystemMembers, !standard.contains(entityTypeID) {
            category["isSystem"] = .string(row["is_system"])
            category["code"] = .string(row["code"])
        }
        return .object(category)
    }
}
