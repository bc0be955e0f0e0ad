import GRDB
import JSON

/// `crm.item.details.configuration.*`: what the cards of elements show. No rights hang on it
/// (`api-reference/crm/universal/item-details-configuration/*`).
enum CardMethods: MethodFamily {
    private static let prefix = "crm.item.details.configuration."

    static let methods: [Method] = [
        Method(prefix + "get", .anyOf(["crm"]), get),
        Method(prefix + "set", .anyOf(["crm"]), set),
        Method(prefix + "reset", .anyOf(["crm"]), reset),
        Method(prefix + "forceCommonScopeForAll", .anyOf(["crm"]), forceCommonScopeForAll),
    ]

    private static let get: Handler = { call, database in
        let target = try CardTarget(call, database)
        try target.requireAccess(call, database, isChange: false)
        let row = try database.row(
            "SELECT data FROM card_layouts WHERE entity_type_id = ? AND scope = ? AND user_id = ? AND extras = ?",
            [target.entityTypeID, target.scope.rawValue, target.userID, target.extras])
        return Reply(row.map { .stored($0[0]) } ?? .null)
    }

    private static let set: Handler = { call, database in
        let target = try CardTarget(call, database)
        try target.requireAccess(call, database, isChange: true)
        let layout: JSONValue
        do {
            layout = try CardLayout.checked(call.parameters["data"])
        } catch let refusal as CardLayout.Refusal {
            throw RESTError("", Texts.cardLayout(refusal))
        }
        try save(layout, target, database)
        return Reply(true)
    }

    private static let reset: Handler = { call, database in
        let target = try CardTarget(call, database)
        try target.requireAccess(call, database, isChange: true)
        try database.run(
            "DELETE FROM card_layouts WHERE entity_type_id = ? AND scope = ? AND user_id = ? AND extras = ?",
            [target.entityTypeID, target.scope.rawValue, target.userID, target.extras])
        return Reply(true)
    }

    /// Deletes everybody's personal layouts of a card.
    private static let forceCommonScopeForAll: Handler = { call, database in
        let target = try CardTarget(call, database)
        guard try CardTarget.isAdministrator(call, database) else { throw RESTError("", Texts.cardAccessDenied) }
        try database.run(
            "DELETE FROM card_layouts WHERE entity_type_id = ? AND scope = 'P' AND extras = ?",
            [target.entityTypeID, target.extras])
        return Reply(true)
    }

    private static func save(_ layout: JSONValue, _ target: CardTarget, _ database: Database) throws {
        try save(
            layout, entityTypeID: target.entityTypeID, scope: target.scope, userID: target.userID,
            extras: target.extras, database)
    }

    /// Keeps a layout that has been checked.
    static func save(
        _ layout: JSONValue, entityTypeID: Int, scope: CardTarget.Scope, userID: Int, extras: String,
        _ database: Database
    ) throws {
        try database.run(
            "INSERT OR REPLACE INTO card_layouts (entity_type_id, scope, user_id, extras, data) VALUES (?, ?, ?, ?, ?)",
            [entityTypeID, scope.rawValue, userID, extras, JSONWriter.string(layout)])
    }
}
