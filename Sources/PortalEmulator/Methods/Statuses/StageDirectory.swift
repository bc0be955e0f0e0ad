/// The names around the stages of an SPA's funnel (`api-reference/crm/status/crm-status-add`,
/// `tutorials/crm/how-to-add-crm-objects/how-to-add-category-to-spa`).
struct StageDirectory: Sendable, Hashable {
    /// The `entityTypeId` of the SPA.
    var entityTypeID: Int
    /// The id of the funnel.
    var categoryID: Int

    init(entityTypeID: Int, categoryID: Int) {
        self.entityTypeID = entityTypeID
        self.categoryID = categoryID
    }

    /// Reads `DYNAMIC_156_STAGE_9`; `nil` for any other directory.
    init?(entityID: String) {
        let parts = entityID.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "DYNAMIC", parts[2] == "STAGE", let entityTypeID = Int(parts[1]),
            let categoryID = Int(parts[3])
        else { return nil }
        self.init(entityTypeID: entityTypeID, categoryID: categoryID)
    }

    /// The `ENTITY_ID` of the stages: `DYNAMIC_156_STAGE_9`.
    var entityID: String { "DYNAMIC_\(entityTypeID)_STAGE_\(categoryID)" }

    /// What the codes of the stages begin with, without the colon: `DT156_9`.
    var prefix: String { "DT\(entityTypeID)_\(categoryID)" }

    /// A code with the prefix of the funnel, which is added where it is missing.
    func statusID(_ code: String) -> String {
        code.hasPrefix(prefix + ":") ? code : prefix + ":" + code
    }
}

/// What an end stage means; stages in progress have none.
enum StageSemantics: String, Sendable {
    case success = "S"
    case failure = "F"
}
