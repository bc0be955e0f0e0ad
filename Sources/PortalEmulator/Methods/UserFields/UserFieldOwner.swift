import GRDB
import JSON

/// Whose custom fields a request is about, and what the caller may do with them.
enum UserFieldOwner {
    /// The objects of a real portal that have custom fields and are missing here
    /// (`api-reference/crm/universal/userfieldconfig/index`).
    private static let foreign: Set<String> = [
        "CRM_INVOICE", "CRM_REQUISITE", "CRM_SMART_DOCUMENT", "CRM_SMART_B2E_DOC",
    ]

    /// The argument `moduleId`, which must be `crm`.
    static func checkModule(_ call: Call) throws {
        guard let module = call.parameters["moduleId"]?.phpString else { throw RESTError.missing("moduleId") }
        guard module == "crm" else { throw RESTError("", Texts.userFieldModuleUnknown) }
    }

    /// The `entityTypeId` of the type whose fields an `entityId` means; `nil` when there is no such type.
    static func entityTypeID(_ entityID: String, _ call: Call, _ database: Database) throws -> Int? {
        let own = OwnType(userFieldEntityID: entityID)
        if let own, call.portal.hasOwnTypes { return own.rawValue }
        if own != nil || foreign.contains(entityID) {
            throw RESTError.notEmulated("\(call.method) (entityId = \(entityID))")
        }
        guard entityID.hasPrefix("CRM_"), let id = Int(entityID.dropFirst(4)) else { return nil }
        return try database.row("SELECT entity_type_id FROM types WHERE id = ?", [id])?[0]
    }

    /// Whether the caller may read the elements of the type.
    static func canRead(_ entityID: String, _ call: Call, _ database: Database) throws -> Bool {
        if call.caller.isCRMAdmin { return true }
        guard call.caller.isIntranet, let type = try entityTypeID(entityID, call, database) else { return false }
        return try Rights(call.caller, database).canReadType(entityTypeID: type)
    }

    /// The field that the argument `id` names.
    static func field(_ call: Call, _ database: Database) throws -> UserFieldRow? {
        let id = try call.parameters.integer("id")
        return try database.row("SELECT * FROM user_fields WHERE id = ?", [id]).map(UserFieldRow.init)
    }
}
