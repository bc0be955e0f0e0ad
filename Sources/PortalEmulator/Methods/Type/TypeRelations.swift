import GRDB
import JSON

/// Which objects are parents and children of a SPA: `relations` and the `parentId156` fields of elements.
///
/// A relation is one row for both sides. Those to contacts and companies that `isClientEnabled` brings are predefined:
/// they are not stored, cannot be changed and come first.
enum TypeRelations {
    /// Objects of CRM besides SPAs that may take part: lead, deal, contact, company, quote, invoice.
    private static let standard: Set<Int> = [1, 2, 3, 4, 7, 31]
    private static let client = [3, 4]

    /// The parents of a SPA by `entityTypeId`, predefined ones included.
    static func parents(of entityTypeID: Int, _ database: Database) throws -> [Int] {
        try clientParents(entityTypeID, database)
            + database.rows(
                "SELECT parent_type_id FROM type_relations WHERE child_type_id = ? ORDER BY position", [entityTypeID]
            ).map { $0[0] }
    }

    /// `{parent: [...], child: [...]}`
    static func json(_ entityTypeID: Int, _ database: Database) throws -> JSONValue {
        func relation(_ other: Int, _ isListEnabled: String, isPredefined: Bool) -> JSONValue {
            [
                "entityTypeId": .int(other), "isChildrenListEnabled": .string(isListEnabled),
                "isPredefined": .yesNo(isPredefined),
            ]
        }
        func stored(_ other: String, _ own: String) throws -> [JSONValue] {
            try database.rows(
                "SELECT \(other), is_list_enabled FROM type_relations WHERE \(own) = ? ORDER BY position",
                [entityTypeID]
            ).map { relation($0[0], $0[1], isPredefined: false) }
        }
        let predefined = try clientParents(entityTypeID, database).map { relation($0, "Y", isPredefined: true) }
        return [
            "parent": .array(predefined + (try stored("parent_type_id", "child_type_id"))),
            "child": .array(try stored("child_type_id", "parent_type_id")),
        ]
    }

    /// Replaces both lists as a whole. Nonsense in them is not reported: nothing is saved then
    /// (`api-reference/crm/universal/user-defined-object-types/crm-type-update`).
    static func replace(_ relations: JSONValue?, of entityTypeID: Int, _ database: Database) throws {
        guard let relations = relations?.phpObject else { return }
        let predefined = try clientParents(entityTypeID, database)
        guard
            let parents = try list(relations["parent"], of: entityTypeID, asParents: true, database),
            let children = try list(relations["child"], of: entityTypeID, asParents: false, database)
        else { return }
        try forget(entityTypeID, database)
        let rows =
            parents.filter { !predefined.contains($0.other) }.map { ($0.other, entityTypeID, $0.isListEnabled) }
            + children.map { (entityTypeID, $0.other, $0.isListEnabled) }
        for (position, row) in rows.enumerated() {
            try database.run(
                """
                INSERT OR REPLACE INTO type_relations (parent_type_id, child_type_id, position, is_list_enabled)
                VALUES (?, ?, ?, ?)
                """, [row.0, row.1, position, row.2 ? "Y" : "N"])
        }
    }

    /// Removes what is stored for a SPA, on either side.
    static func forget(_ entityTypeID: Int, _ database: Database) throws {
        try database.run(
            "DELETE FROM type_relations WHERE parent_type_id = ? OR child_type_id = ?", [entityTypeID, entityTypeID])
    }

    private static func clientParents(_ entityTypeID: Int, _ database: Database) throws -> [Int] {
        try database.integer(
            "SELECT count(*) FROM types WHERE entity_type_id = ? AND is_client_enabled = 'Y'", [entityTypeID]) > 0
            ? client : []
    }

    /// `nil` when something in the list makes no sense.
    private static func list(
        _ value: JSONValue?, of entityTypeID: Int, asParents: Bool, _ database: Database
    ) throws -> [(other: Int, isListEnabled: Bool)]? {
        var list: [(other: Int, isListEnabled: Bool)] = []
        for entry in value?.phpArray ?? [] {
            guard let other = entry["entityTypeId"]?.phpInteger, other != entityTypeID,
                !list.contains(where: { $0.other == other }), try exists(other, database)
            else { return nil }
            // Only these two strings count; `Y` and `N` leave things as they were.
            let isListEnabled: Bool
            switch entry["isChildrenListEnabled"] {
            case "true": isListEnabled = true
            case "false", nil: isListEnabled = false
            default:
                let (parent, child) = asParents ? (other, entityTypeID) : (entityTypeID, other)
                isListEnabled =
                    try database.integer(
                        """
                        SELECT count(*) FROM type_relations
                        WHERE parent_type_id = ? AND child_type_id = ? AND is_list_enabled = 'Y'
                        """, [parent, child]) > 0
            }
            list.append((other, isListEnabled))
        }
        return list
    }

    private static func exists(_ entityTypeID: Int, _ database: Database) throws -> Bool {
        if standard.contains(entityTypeID) { return true }
        return try database.integer("SELECT count(*) FROM types WHERE entity_type_id = ?", [entityTypeID]) > 0
    }
}
