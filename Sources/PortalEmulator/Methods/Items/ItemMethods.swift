import GRDB
import JSON
import Permissions

/// `crm.item.*` for the elements of SPAs and of the CRM's own types (`api-reference/crm/universal/crm-item-*`).
enum ItemMethods: MethodFamily {
    static let methods: [Method] = [
        Method("crm.item.fields", .anyOf(["crm"]), fields),
        Method("crm.item.get", .anyOf(["crm"]), get),
        Method("crm.item.list", .anyOf(["crm"]), list),
        Method("crm.item.add", .anyOf(["crm"]), add),
        Method("crm.item.update", .anyOf(["crm"]), update),
        Method("crm.item.delete", .anyOf(["crm"]), delete),
        Method("crm.item.import", .anyOf(["crm"]), ItemImport.one),
        Method("crm.item.batchImport", .anyOf(["crm"]), ItemImport.many),
    ]

    private static let fields: Handler = { call, database in
        let desk = try ItemDesk(call, database)
        guard try desk.rights.canReadType(entityTypeID: desk.type.entityTypeID) else { throw RESTError.accessDenied }
        return Reply(["fields": .object(desk.fields.descriptions)])
    }

    private static let get: Handler = { call, database in
        let desk = try ItemDesk(call, database)
        let denied = RESTError("ACCESS_DENIED", Texts.itemReadDenied)
        return desk.reply(try desk.item(.read, otherwise: denied))
    }

    private static let list: Handler = { call, database in
        let desk = try ItemDesk(call, database)
        var query = try ListQuery(call, fields: desk.fields.map)
        query.restrict(try desk.rights.condition(.read, entityTypeID: desk.type.entityTypeID))
        query.restrict(SQLCondition("entity_type_id = ?", [desk.type.entityTypeID]))
        let selected = ItemRows.selected(call.parameters["select"], desk.fields, call.choices)
        let rows = ItemRows(desk.fields, desk.values, selected: selected)
        return try query.reply(database, select: rows.selection, from: "items", key: "items") { rows($0) }
    }

    private static let add: Handler = { call, database in
        let request = try call.parameters.fields().object
        let desk = try ItemDesk(call, database)
        let item = try ItemWriter(desk: desk).made(from: request)
        guard try desk.allows(.add, item) else { throw RESTError.accessDenied }
        try desk.checkPlan()
        try item.insert(database)
        return desk.reply(item, isNew: true)
    }

    private static let update: Handler = { call, database in
        let request = try call.parameters.fields().object
        let desk = try ItemDesk(call, database)
        let item = try desk.item(.update)
        guard desk.type.own != nil || call.portal.planLimits.allowsItemUpdates else {
            throw RESTError("UPDATE_DYNAMIC_ITEM_RESTRICTED", Texts.itemUpdateRestricted)
        }
        var changed = try ItemWriter(desk: desk).changed(item, by: request)
        guard changed != item else { return desk.reply(item) }
        let user = JSONValue.int(call.caller.userID)
        if changed.stageID != item.stageID {
            changed["previousStageId"] = item["stageId"]
            changed["movedBy"] = user
            changed["movedTime"] = .integer(call.timestamp)
        }
        changed["updatedBy"] = user
        changed["updatedTime"] = .integer(call.timestamp)
        try changed.update(database)
        return desk.reply(changed)
    }

    private static let delete: Handler = { call, database in
        let desk = try ItemDesk(call, database)
        let item = try desk.item(.delete)
        try database.run("DELETE FROM items WHERE entity_type_id = ? AND id = ?", [item.entityTypeID, item.id])
        return Reply(.array([]))
    }
}
