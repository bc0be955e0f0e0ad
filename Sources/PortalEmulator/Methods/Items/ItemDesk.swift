import GRDB
import JSON
import Permissions

/// What every method about the elements of one type needs, gathered once per command.
struct ItemDesk {
    let call: Call
    let database: Database
    let type: ItemType
    let fields: ItemFields
    let values: FieldValues
    let rights: Rights

    /// - Throws: code `100` without `entityTypeId`; 403 for guests; `NOT_FOUND` for an unknown SPA.
    init(_ call: Call, _ database: Database) throws {
        try self.init(call, ItemType.requested(call, database), database)
    }

    /// For the elements of a type that no request names.
    init(_ call: Call, _ own: OwnType, _ database: Database) throws {
        try self.init(call, ItemType(own, call.language, database), database)
    }

    private init(_ call: Call, _ type: ItemType, _ database: Database) throws {
        self.call = call
        self.database = database
        self.type = type
        fields = try ItemFields(
            type, useOriginal: call.parameters["useOriginalUfNames"]?.phpFlag ?? false, call.portal, database)
        values = FieldValues(call, database)
        rights = Rights(call.caller, database)
    }

    /// The element that the argument `id` names, if the caller may do `action` with it.
    ///
    /// - Throws: `NOT_FOUND`; `refusal` without the right.
    func item(_ action: GrantAction, otherwise refusal: RESTError = .accessDenied) throws -> Item {
        let id = try call.parameters.integer("id")
        guard let item = try Item.find(type.entityTypeID, id, database) else {
            throw RESTError("NOT_FOUND", Texts.itemNotFound)
        }
        guard try allows(action, item) else { throw refusal }
        return item
    }

    /// Whether the caller may do something with an element.
    func allows(_ action: GrantAction, _ item: Item) throws -> Bool {
        try rights.allows(
            action, entityTypeID: type.entityTypeID, categoryID: item.categoryID, assignedByID: item.assignedByID,
            isOpened: item.isOpened)
    }

    /// - Throws: `CREATE_DYNAMIC_ITEM_RESTRICTED` when the plan has no room for one more element.
    func checkPlan() throws {
        // "Plan restrictions do not allow creating SPA items".
        guard type.own == nil, let limit = call.portal.planLimits.items else { return }
        let count = try database.integer(
            "SELECT count(*) FROM items WHERE entity_type_id IN (SELECT entity_type_id FROM types)")
        guard count < limit else {
            throw RESTError("CREATE_DYNAMIC_ITEM_RESTRICTED", Texts.itemCreationRestricted)
        }
    }

    /// An element as `item` of an answer.
    ///
    /// - Parameter isNew: whether it was made by this request.
    func reply(_ item: Item, isNew: Bool = false) -> Reply {
        Reply(["item": ItemAnswer(fields, values)(item, isNew: isNew)])
    }
}
