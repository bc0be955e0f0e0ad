import GRDB
import JSON
import Localization

/// The directories of CRM: those of stages, of sources and of what the CRM's own types name; some others are only known
/// by name (`api-reference/crm/status/crm-status-entity-types`).
enum Directories {
    static let source = "SOURCE"

    /// Those that hold no stages, in the documented order.
    static let plain: [(id: String, name: LocalizedText)] = [
        (source, LocalizedText("Sources", ru: "Источники")),
        ("CONTACT_TYPE", LocalizedText("Contact type", ru: "Тип контакта")),
        ("COMPANY_TYPE", LocalizedText("Company type", ru: "Тип компании")),
        ("EMPLOYEES", LocalizedText("Number of employees", ru: "Кол-во сотрудников")),
        ("INDUSTRY", LocalizedText("Industry", ru: "Сфера деятельности")),
        ("DEAL_TYPE", LocalizedText("Deal type", ru: "Тип сделки")),
        ("HONORIFIC", LocalizedText("Inquiries", ru: "Обращения")),
    ]

    /// Directories of objects that this portal does not have.
    private static let foreign: Set<String> = ["CALL_LIST", "EVENT_TYPE", "INVOICE_STATUS"]

    /// Whether a directory exists here.
    static func exists(_ entityID: String, _ database: Database) throws -> Bool {
        if plain.contains(where: { $0.id == entityID }) { return true }
        guard let directory = StageDirectory(entityID: entityID) else { return false }
        return try database.row(
            "SELECT 1 FROM categories WHERE entity_type_id = ? AND id = ?",
            [directory.entityTypeID, directory.categoryID]) != nil
    }

    /// Whether a directory is one of a real portal that is missing here: those around the CRM's own types are where these
    /// are not acted out.
    static func isForeign(_ entityID: String, _ portal: PortalFacts) -> Bool {
        if foreign.contains(entityID) || entityID.hasPrefix("SMART_DOCUMENT_") || entityID.hasPrefix("SMART_B2E_") {
            return true
        }
        guard !portal.hasOwnTypes, entityID != source else { return false }
        return plain.contains { $0.id == entityID } || StageDirectory(entityID: entityID).map(isOfOwnType) ?? false
    }

    private static func isOfOwnType(_ directory: StageDirectory) -> Bool {
        OwnType(rawValue: directory.entityTypeID) != nil
    }

    /// What `crm.status.entity.types` answers.
    static func descriptions(_ call: Call, _ database: Database) throws -> JSONValue {
        let stages = try database.rows(
            """
            SELECT types.title, types.is_categories_enabled, categories.* FROM categories
            JOIN types ON types.entity_type_id = categories.entity_type_id
            ORDER BY types.id, categories.sort, categories.id
            """
        ).map(stageDirectory)
        func described(_ directory: (id: String, name: LocalizedText)) -> JSONValue {
            ["ID": .string(directory.id), "NAME": .string(directory.name[call.language])]
        }
        guard call.portal.hasOwnTypes else { return .array([described(plain[0])] + stages) }
        func own(_ types: OwnType...) throws -> [JSONValue] {
            try types.flatMap { try OwnStageDirectories.descriptions($0, call.language, database) }
        }
        return .array(
            try own(.lead) + plain.dropLast().map(described) + own(.invoice, .deal, .quote)
                + [described(plain[plain.count - 1])] + stages)
    }

    private static func stageDirectory(_ row: Row) -> JSONValue {
        let directory = StageDirectory(entityTypeID: row["entity_type_id"], categoryID: row["id"])
        let title: String = row["title"]
        let category: String = row["name"]
        return [
            "ID": .string(directory.entityID), "NAME": .string("\(title) (\(category))"), "SEMANTIC_INFO": [],
            "PREFIX": .string(directory.prefix ?? ""),
            "FIELD_ATTRIBUTE_SCOPE": .string("category_\(directory.categoryID)"),
            "ENTITY_TYPE_ID": .int(directory.entityTypeID), "IS_ENABLED": true,
            "CATEGORY_ID": .int(directory.categoryID), "CATEGORY_NAME": .string(category),
            "CATEGORY_SORT": .int(row["sort"]), "IS_DEFAULT_CATEGORY": .bool(row["is_default"] == "Y"),
        ]
    }
}
