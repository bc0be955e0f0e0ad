import GRDB
import Localization

/// The five stages that a new funnel of a SPA gets at once
/// (`tutorials/crm/how-to-add-crm-objects/how-to-add-category-to-spa`).
enum DefaultStages {
    private static let stages:
        [(code: String, name: LocalizedText, sort: Int, color: String, isSystem: Bool, semantics: String?)] = [
            ("NEW", LocalizedText("Start", ru: "Начало"), 10, "#22B9FF", true, nil),
            ("PREPARATION", LocalizedText("Preparation", ru: "Подготовка"), 20, "#88B9FF", false, nil),
            ("CLIENT", LocalizedText("Approval", ru: "Согласование"), 30, "#10e5fc", false, nil),
            ("SUCCESS", LocalizedText("Success", ru: "Успех"), 40, "#00ff00", true, "S"),
            ("FAIL", LocalizedText("Fail", ru: "Провал"), 50, "#ff0000", true, "F"),
        ]

    /// The directory of a funnel's stages: `DYNAMIC_156_STAGE_3`.
    static func directory(entityTypeID: Int, categoryID: Int) -> String {
        "DYNAMIC_\(entityTypeID)_STAGE_\(categoryID)"
    }

    /// The full id of a stage: `DT156_3:NEW`.
    static func statusID(_ code: String, entityTypeID: Int, categoryID: Int) -> String {
        "DT\(entityTypeID)_\(categoryID):\(code)"
    }

    static func add(entityTypeID: Int, categoryID: Int, _ language: Language, _ database: Database) throws {
        for stage in stages {
            try database.run(
                """
                INSERT INTO statuses (id, entity_id, status_id, name, name_init, sort, system, category_id, color,
                    semantics, entity_type_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    try database.nextID("status"),
                    directory(entityTypeID: entityTypeID, categoryID: categoryID),
                    statusID(stage.code, entityTypeID: entityTypeID, categoryID: categoryID),
                    stage.name[language], stage.isSystem ? stage.name[language] : "", stage.sort,
                    stage.isSystem ? "Y" : "N", categoryID, stage.color, stage.semantics, entityTypeID,
                ])
        }
    }

    /// Whether a stage is one of the five as they are made.
    static func isUntouched(_ status: StatusRow, _ language: Language) -> Bool {
        guard let directory = StageDirectory(entityID: status.entityID) else { return false }
        return stages.contains {
            status.statusID == directory.statusID($0.code) && status.name == $0.name[language]
                && status.sort == $0.sort && status.color == $0.color && status.semantics?.rawValue == $0.semantics
        }
    }

    /// Removes the stages of a funnel that is gone.
    static func remove(entityTypeID: Int, categoryID: Int, _ database: Database) throws {
        try database.run(
            "DELETE FROM statuses WHERE entity_id = ?",
            [directory(entityTypeID: entityTypeID, categoryID: categoryID)])
    }
}
