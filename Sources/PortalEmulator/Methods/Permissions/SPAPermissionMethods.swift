import GRDB
import JSON
import Permissions

/// `spa.permissions.get` and `spa.permissions.set`: no methods of Bitrix24, but the pair that the administrator of a
/// self-hosted portal can install (`docs/self-hosted-permissions.md`). A box has them, the cloud cannot.
enum SPAPermissionMethods: MethodFamily {
    static let methods = [
        Method("spa.permissions.get", .anyOf(["crm"]), readsOnly: true, get),
        Method("spa.permissions.set", .anyOf(["crm"]), set),
    ]

    private static let get: Handler = { call, database in
        let entityTypeID = try requested(call, database)
        return try answer(entityTypeID, database)
    }

    /// All rows or none. With `replace` they become the only ones of access codes on the SPA; otherwise each replaces what
    /// its object said of code and action. What roles have stays as it is.
    private static let set: Handler = { call, database in
        let entityTypeID = try requested(call, database)
        guard let rows = call.parameters["grants"]?.phpArray else {
            throw RESTError("INVALID_GRANTS", Texts.grantsMissing)
        }
        if call.parameters["replace"]?.phpFlag ?? false {
            try GrantStore.forget(entityTypeID: entityTypeID, keepsRoles: true, in: database)
        }
        for (index, row) in rows.enumerated() {
            do {
                let placed = try PlacedGrant(payload: row, entityTypeID: entityTypeID)
                guard try LocalPortal.exists(placed.object, database) else {
                    throw RESTError("NOT_FOUND", Texts.grantRow(index, Texts.noSuchGrantObject(placed.object.key)))
                }
                try GrantStore.set(placed.grant, on: placed.object, in: database)
            } catch let error as GrantPayloadError {
                throw RESTError("INVALID_GRANTS", Texts.grantRow(index, error.text))
            }
        }
        return try answer(entityTypeID, database)
    }

    private static func requested(_ call: Call, _ database: Database) throws -> Int {
        let entityTypeID = try call.checked {
            try call.parameters.integer("entityTypeId")
        } access: {
            try call.caller.requireIntranet()
            try call.caller.requireCRMAdmin()
        }
        guard try LocalPortal.exists(.spa(entityTypeID: entityTypeID), database) else {
            throw RESTError("NOT_FOUND", Texts.typeNotFound)
        }
        return entityTypeID
    }

    private static func answer(_ entityTypeID: Int, _ database: Database) throws -> Reply {
        let grants = try GrantStore.table(entityTypeID: entityTypeID, database).grants
        func rows(ofRoles: Bool) -> JSONValue {
            .array(grants.filter { ($0.grant.role != nil) == ofRoles }.compactMap { $0.payload.map(JSONValue.object) })
        }
        // Apart: what is read as `grants` can be set again, and nothing of roles is doubled by it.
        return Reply([
            "entityTypeId": .int(entityTypeID), "grants": rows(ofRoles: false), "roleGrants": rows(ofRoles: true),
        ])
    }
}
