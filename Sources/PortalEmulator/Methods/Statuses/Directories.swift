import GRDB
import JSON
import Localization

/// The directories of CRM: those of SPAs' stages and `SOURCE` are acted out, the others are only known by name
/// (`api-reference/crm/status/crm-status-entity-types`).
enum Directories {
    static let source = "SOURCE"

    /// Directories of objects that this portal does not have.
    private static let foreign: Set<String> = [
        "STATUS", "CONTACT_TYPE", "COMPANY_TYPE", "EMPLOYEES", "INDUSTRY", "DEAL_TYPE", "DEAL_STAGE", "QUOTE_STATUS",
        "HONORIFIC", "CALL_LIST", "EVENT_TYPE", "INVOICE_STATUS",
    ]

    /// Whether a directory exists here.
    static func exists(_ entityID: String, _ database: Database) throws -> Bool {
        if entityID == source { return true }
        guard let directory = StageDirectory(entityID: entityID) else { return false }
        return try database.row(
            "SELECT 1 FROM categories WHERE entity_type_id = ? AND id = ?",
            [directory.entityTypeID, directory.categoryID]) != nil
    }

    /// Whether a directory is one of a real portal that is missing here.
    static func isForeign(_ entityID: String) -> Bool {
        foreign.contains(entityID) || entityID.hasPrefix("DEAL_STAGE_") || entityID.hasPrefix("SMART_")
    }

    /// What `crm.status.entity.types` answers.
    static func descriptions(_ language: Language, _ database: Database) throws -> JSONValue {
        let name = LocalizedText("Sources", ru: "Источники")
        let stages = try database.rows(
            """
            SELECT types.title, types.is_categories_enabled, categories.* FROM categories
            JOIN types ON types.entity_type_id = categories.entity_type_id
            ORDER BY types.id, categories.sort, categories.id
            """)
        return .array(
            [["ID": .string(source), "NAME": .string(name[language])]] + stages.map(stageDirectory))
    }

    private static func stageDirectory(_ row: Row) -> JSONValue {
        let directory = StageDirectory(entityTypeID: row["entity_type_id"], categoryID: row["id"])
        let title: String = row["title"]
        let category: String = row["name"]
        return [
            "ID": .string(directory.entityID), "NAME": .string("\(title) (\(category))"), "SEMANTIC_INFO": [],
            "PREFIX": .string(directory.prefix), "FIELD_ATTRIBUTE_SCOPE": .string("category_\(directory.categoryID)"),
            "ENTITY_TYPE_ID": .int(directory.entityTypeID), "IS_ENABLED": true,
            "CATEGORY_ID": .int(directory.categoryID), "CATEGORY_NAME": .string(category),
            "CATEGORY_SORT": .int(row["sort"]), "IS_DEFAULT_CATEGORY": .bool(row["is_default"] == "Y"),
        ]
    }
}
