import GRDB
import JSON
import Localization

/// `crm.category.*`: funnels of SPAs, deals, contacts, companies and invoices
/// (`api-reference/crm/universal/category`).
enum CategoryMethods: MethodFamily {
    static let methods = [
        Method("crm.category.add", .anyOf(["crm"]), add),
        Method("crm.category.update", .anyOf(["crm"]), update),
        Method("crm.category.get", .anyOf(["crm"]), get),
        Method("crm.category.list", .anyOf(["crm"]), list),
        Method("crm.category.delete", .anyOf(["crm"]), delete),
        Method("crm.category.fields", .anyOf(["crm"]), fields),
    ]

    /// Objects that exist in CRM and have no funnels: lead, quote, requisite, order, document.
    private static let withoutFunnels: Set<Int> = [1, 5, 7, 8, 14, 36]
    private static let deal = 2

    private static func add(_ call: Call, _ database: Database) throws -> Reply {
        let (entityTypeID, fields) = try call.checked({
            (try call.parameters.integer("entityTypeId"), try call.parameters.fields())
        }) { try call.caller.requireCRMAdmin() }
        try requireFunnels(entityTypeID, call, database)
        if fields["isSystem"]?.phpFlag == true { throw RESTError("ADDING_DISABLED", Texts.funnelAddingDisabled) }
        let name = try name(fields["name"])
        let wantsDefault = fields["isDefault"]?.phpFlag ?? false
        if wantsDefault, [3, 4].contains(entityTypeID) { throw RESTError(number: 0, Texts.funnelDefaultState) }
        let store = CategoryStore(database: database, language: call.language)
        let id = try store.create(
            entityTypeID: entityTypeID, name: name, sort: max(0, fields["sort"]?.phpInteger ?? 500),
            isDefault: wantsDefault && entityTypeID != deal)
        return try answer(entityTypeID, id, store, call, isRead: false)
    }

    private static func update(_ call: Call, _ database: Database) throws -> Reply {
        let (entityTypeID, id, fields) = try call.checked({
            let (entityTypeID, id) = try address(call)
            return (entityTypeID, id, try call.parameters.fields())
        }) { try call.caller.requireCRMAdmin() }
        let store = CategoryStore(database: database, language: call.language)
        _ = try found(entityTypeID, id, store, call, database)
        if let value = fields["name"] {
            try database.run(
                "UPDATE categories SET name = ? WHERE entity_type_id = ? AND id = ?",
                [try name(value), entityTypeID, id])
        }
        if let sort = fields["sort"]?.phpInteger {
            try database.run(
                "UPDATE categories SET sort = ? WHERE entity_type_id = ? AND id = ?",
                [max(0, sort), entityTypeID, id])
        }
        // The mark can be given, not taken; that of deals never moves.
        if fields["isDefault"]?.phpFlag == true, entityTypeID != deal {
            try store.makeDefault(entityTypeID: entityTypeID, id: id)
        }
        return try answer(entityTypeID, id, store, call, isRead: false)
    }

    private static func get(_ call: Call, _ database: Database) throws -> Reply {
        let (entityTypeID, id) = try address(call)
        let store = CategoryStore(database: database, language: call.language)
        _ = try found(entityTypeID, id, store, call, database)
        guard try Rights(call.caller, database).canReadFunnel(entityTypeID: entityTypeID, categoryID: id) else {
            throw RESTError.accessDenied
        }
        return try answer(entityTypeID, id, store, call, isRead: true)
    }

    /// Everybody may list; funnels that the caller may not read are missing without a word.
    private static func list(_ call: Call, _ database: Database) throws -> Reply {
        let entityTypeID = try call.parameters.integer("entityTypeId")
        try requireFunnels(entityTypeID, call, database)
        let rights = Rights(call.caller, database)
        let rows = try database.rows(
            "SELECT * FROM categories WHERE entity_type_id = ? ORDER BY sort, id", [entityTypeID]
        ).filter { try rights.canReadFunnel(entityTypeID: entityTypeID, categoryID: $0["id"]) }
        let categories = rows.map { json($0, call, isRead: true) }
        return Reply(["categories": .array(categories)], total: categories.count)
    }

    private static func delete(_ call: Call, _ database: Database) throws -> Reply {
        let (entityTypeID, id) = try call.checked({ try address(call) }) { try call.caller.requireCRMAdmin() }
        let store = CategoryStore(database: database, language: call.language)
        let row = try found(entityTypeID, id, store, call, database)
        if row["is_system"] as String == "Y" { throw RESTError("REMOVING_DISABLED", Texts.funnelRemovingDisabled) }
        func refuse(_ text: LocalizedText) -> RESTError {
            entityTypeID == deal ? RESTError(number: 0, text) : RESTError("BX_ERROR", text)
        }
        let hasItems =
            try database.row(
                "SELECT 1 FROM items WHERE entity_type_id = ? AND category_id = ? LIMIT 1", [entityTypeID, id]) != nil
        if hasItems { throw refuse(Texts.funnelHasItems) }
        if row["is_default"] as String == "Y" { throw refuse(Texts.funnelIsDefault) }
        try store.delete(entityTypeID: entityTypeID, id: id)
        return Reply(.null)
    }

    private static func fields(_ call: Call, _ database: Database) throws -> Reply {
        let entityTypeID = try call.parameters.integer("entityTypeId")
        try requireFunnels(entityTypeID, call, database)
        var fields = JSONObject()
        func add(_ name: String, _ type: String, isRequired: Bool = false, isReadOnly: Bool = false) {
            let upperName = FieldDescription.upperName(name)
            fields[name] = FieldDescription.json(
                type, upperName, upperName: upperName, isRequired: isRequired, isReadOnly: isReadOnly)
        }
        add("id", "integer", isReadOnly: true)
        add("name", "string")
        add("sort", "integer")
        add("entityTypeId", "integer", isRequired: true, isReadOnly: true)
        add("isDefault", "boolean", isReadOnly: entityTypeID == deal)
        if entityTypeID == deal {
            add("originId", "string")
            add("originatorId", "string")
        } else if !CategoryStore.standard.contains(entityTypeID) {
            add("isSystem", "boolean", isReadOnly: true)
            add("code", "string")
        }
        return Reply(["fields": .object(fields)])
    }

    // MARK: Shared steps

    private static func address(_ call: Call) throws -> (entityTypeID: Int, id: Int) {
        (try call.parameters.integer("entityTypeId"), try call.parameters.integer("id"))
    }

    private static func requireFunnels(_ entityTypeID: Int, _ call: Call, _ database: Database) throws {
        if CategoryStore.standard.contains(entityTypeID) { return }
        let unsupported = RESTError("ENTITY_TYPE_NOT_SUPPORTED", Texts.funnelsNotSupported)
        if withoutFunnels.contains(entityTypeID) { throw unsupported }
        guard let type = try TypeStore(call, database).row(entityTypeID: entityTypeID) else {
            throw RESTError("NOT_FOUND", Texts.typeNotFound)
        }
        if call.choices.refusesFunnelsWhenDisabled, type["is_categories_enabled"] as String == "N" {
            throw unsupported
        }
    }

    private static func found(
        _ entityTypeID: Int, _ id: Int, _ store: CategoryStore, _ call: Call, _ database: Database
    ) throws -> Row {
        try requireFunnels(entityTypeID, call, database)
        guard let row = try store.row(entityTypeID: entityTypeID, id: id) else {
            throw RESTError("NOT_FOUND", Texts.funnelNotFound)
        }
        return row
    }

    private static func name(_ value: JSONValue?) throws -> String {
        guard let name = value?.phpString?.trimmed, !name.isEmpty else {
            throw RESTError(number: 0, Texts.funnelNameRequired)
        }
        guard name.count <= 255 else { throw RESTError(number: 0, Texts.funnelNameTooLong) }
        return name
    }

    private static func answer(
        _ entityTypeID: Int, _ id: Int, _ store: CategoryStore, _ call: Call, isRead: Bool
    ) throws -> Reply {
        Reply(["category": json(try store.row(entityTypeID: entityTypeID, id: id)!, call, isRead: isRead)])
    }

    private static func json(_ row: Row, _ call: Call, isRead: Bool) -> JSONValue {
        let members = call.choices.systemMembersOfFunnels
        return CategoryStore.json(row, hasSystemMembers: members == .always || members == .whenRead && isRead)
    }
}
