import GRDB
import JSON
import Localization

/// How `crm.status.entity.types` describes the stages of leads, deals, estimates and invoices: each in a way of its own
/// (`api-reference/crm/status/crm-status-entity-types`).
enum OwnStageDirectories {
    /// The stage directories of a type, funnel by funnel; that of the general funnel of deals comes last.
    static func descriptions(_ type: OwnType, _ language: Language, _ database: Database) throws -> [JSONValue] {
        let funnels = try database.rows(
            "SELECT id, name FROM categories WHERE entity_type_id = ? ORDER BY id = 0, sort, id", [type.rawValue])
        return try funnels.map { row in
            let directory = StageDirectory(entityTypeID: type.rawValue, categoryID: row["id"])
            let stages = try StatusRow.all(of: directory.entityID, database)
            return .object(description(type, directory, funnel: row["name"], semantics(stages), language))
        }
    }

    private static func description(
        _ type: OwnType, _ directory: StageDirectory, funnel: String, _ semantics: JSONValue, _ language: Language
    ) -> JSONObject {
        let id = JSONValue.string(directory.entityID)
        let scope = JSONValue.string("category_\(directory.categoryID)")
        let prefix = JSONValue.string(directory.prefix ?? "")
        func name(_ en: String, _ ru: String) -> JSONValue { .string(LocalizedText(en, ru: ru)[language]) }
        switch type {
        case .lead:
            return [
                "ID": id, "NAME": name("Lead stages", "Стадии лидов"), "SEMANTIC_INFO": semantics, "ENTITY_TYPE_ID": 1,
            ]
        case .quote:
            return [
                "ID": id, "NAME": name("Quote stages", "Стадии предложений"), "SEMANTIC_INFO": semantics,
                "ENTITY_TYPE_ID": 7,
            ]
        case .deal where directory.categoryID == 0:
            return [
                "ID": id, "NAME": name("\(funnel) deal stages", "Стадии сделок (\(funnel))"),
                "SEMANTIC_INFO": semantics, "FIELD_ATTRIBUTE_SCOPE": "", "ENTITY_TYPE_ID": 2, "CATEGORY_ID": 0,
            ]
        case .deal:
            // The id of the funnel is text here, in the example too.
            return [
                "ID": id, "NAME": name("\(funnel) deal stages", "Стадии сделок (\(funnel))"),
                "PARENT_ID": "DEAL_STAGE", "SEMANTIC_INFO": semantics, "PREFIX": prefix, "FIELD_ATTRIBUTE_SCOPE": scope,
                "ENTITY_TYPE_ID": 2, "CATEGORY_ID": .string(String(directory.categoryID)),
            ]
        case .invoice, .contact, .company:
            return [
                "ID": id, "NAME": name("Invoice stages", "Стадии счетов"), "SEMANTIC_INFO": [], "PREFIX": prefix,
                "FIELD_ATTRIBUTE_SCOPE": scope, "ENTITY_TYPE_ID": .int(type.rawValue), "IS_ENABLED": true,
                "CATEGORY_ID": .int(directory.categoryID),
            ]
        }
    }

    private static func semantics(_ stages: [StatusRow]) -> JSONValue {
        func code(_ semantics: StageSemantics?) -> JSONValue {
            stages.first { $0.semantics == semantics }.map { .string($0.statusID) } ?? .null
        }
        return [
            "START_FIELD": code(nil), "FINAL_SUCCESS_FIELD": code(.success), "FINAL_UNSUCCESS_FIELD": code(.failure),
            "FINAL_SORT": 0,
        ]
    }
}
