import GRDB
import JSON

/// Puts the `fields` of a request into an element: unknown and read-only names are ignored, values are checked,
/// defaults are filled in (`api-reference/crm/universal/crm-item-add`, `crm-item-update`).
struct ItemWriter {
    let desk: ItemDesk

    private var type: ItemType { desk.type }
    private var database: Database { desk.database }

    /// A new element: checked, with all defaults and an id, not saved yet.
    func made(from request: JSONObject) throws -> Item {
        var item = Item(entityTypeID: type.entityTypeID)
        item["categoryId"] = .int(try category(request) ?? type.defaultCategory(database))
        item["assignedById"] = .int(desk.call.caller.userID)
        item["opened"] = .integer(desk.call.choices.opensNewItems ? 1 : 0)
        try fillDefaults(&item, except: request)
        try apply(request, to: &item)
        item["stageId"] = try stage(request, category: item.categoryID, isNew: true).map { .string($0) } ?? .null
        try checkRequired(item)
        stamp(&item)
        item["id"] = .int(try database.nextID(Self.counter(type.entityTypeID)))
        fillTitle(&item)
        try derive(&item)
        return item
    }

    /// The changes of a request to an element, not saved yet; the times of a change are the caller's business.
    ///
    /// - Throws: also the refusal with the empty code when the caller may not move the element into the stage.
    func changed(_ item: Item, by request: JSONObject) throws -> Item {
        var changed = item
        try apply(request, to: &changed)
        fillTitle(&changed)
        let category = try category(request) ?? item.categoryID
        changed["categoryId"] = .int(category)
        if let stage = try stage(request, category: category, isNew: category != item.categoryID) {
            changed["stageId"] = .string(stage)
        }
        if changed.stageID != item.stageID, let stage = changed.stageID {
            guard try desk.rights.canMove(into: stage, entityTypeID: type.entityTypeID, categoryID: category) else {
                throw RESTError("", Texts.stageMoveDenied)
            }
            // "Mandatory field completion is checked if the item stage was changed within the same pipeline".
            if category == item.categoryID { try checkRequired(changed) }
        }
        try derive(&changed)
        return changed
    }

    /// The counter of the ids of a type's elements.
    static func counter(_ entityTypeID: Int) -> String { "item:\(entityTypeID)" }

    private func apply(_ request: JSONObject, to item: inout Item) throws {
        for (name, value) in request.members.map({ ($0.key, $0.value) }) {
            guard let field = desk.fields.byName[name], !field.isReadOnly, let storage = desk.fields.storage[name],
                name != "categoryId", name != "stageId"
            else { continue }
            var stored = try checked { try desk.values.stored(value, for: field, current: item[storage]) }
            // What is read can be written back: such a 0 is none.
            if stored == 0, field.emptyAnswer == 0 { stored = .null }
            // These two always have a value.
            if stored == .null, name == "assignedById" || name == "opened" { continue }
            item[storage] = stored
        }
        // Of the old single contact or company and the list of them the list wins; they never disagree.
        for (one, many) in [("contactId", "contactIds"), ("companyId", "companyIds")]
        where desk.fields.byName[one] != nil && desk.fields.byName[many] != nil {
            if request[many] != nil {
                item[one] = item[many].phpArray?.first ?? .null
            } else if request[one] != nil {
                item[many] = item[one] == .null ? .null : .array([item[one]])
            }
        }
        if type.own?.hasMultifields == true, let list = request[Multifields.name] {
            let current = item[Multifields.name]
            item[Multifields.name] = try checked {
                try Multifields.changed(
                    current, by: list, deletesEmpty: desk.call.choices.emptyMultifieldsAreDeleted, database)
            }
        }
    }

    /// Sets what follows from the other values; only the CRM's own types have such fields.
    private func derive(_ item: inout Item) throws {
        guard let own = type.own else { return }
        try DerivedFields(
            type: own, choices: desk.call.choices, now: desk.call.timestamp, database: database
        ).fill(&item)
    }

    /// Contacts have no title.
    private func fillTitle(_ item: inout Item) {
        guard desk.fields.byName["title"] != nil, item["title"] == .null else { return }
        item["title"] = .string("\(type.title) #\(item.id)")
    }

    /// The funnel that a request names: the main one for an empty value, `nil` when it names none.
    private func category(_ request: JSONObject) throws -> Int? {
        guard desk.fields.byName["categoryId"] != nil, let value = request["categoryId"] else { return nil }
        if value == .null || value == "" || value.phpInteger == 0 { return try type.defaultCategory(database) }
        guard let id = value.phpInteger, try type.hasCategory(id, database) else {
            throw FieldError.valueNotValid(field: desk.fields.byName["categoryId"]?.title ?? "categoryId").restError(
                desk.call.choices)
        }
        return id
    }

    /// The stage that a request asks for; the first one of the funnel when an element is new to it.
    private func stage(_ request: JSONObject, category: Int, isNew: Bool) throws -> String? {
        if let field = desk.fields.stageField(category: category), let value = request["stageId"] {
            do {
                if let stage = try desk.values.stored(value, for: field).phpString { return stage }
            } catch let error as FieldError {
                guard !desk.call.choices.refusesForeignStages else { throw error.restError(desk.call.choices) }
                return try type.firstStage(ofCategory: category, database)
            }
        }
        return isNew ? try type.firstStage(ofCategory: category, database) : nil
    }

    private func fillDefaults(_ item: inout Item, except request: JSONObject) throws {
        for system in desk.fields.systemFields {
            if let value = try defaultValue(system) { item[system.name] = value }
        }
        let now = ServerTime(offset: desk.call.choices.timeZoneOffset).iso(desk.call.timestamp)
        for field in desk.fields.userFields where request[field.name] == nil {
            guard let storage = desk.fields.storage[field.name] else { continue }
            if field.type == .enumeration {
                let chosen = field.options.filter(\.isDefault).map { JSONValue.int($0.id) }
                if let first = chosen.first { item[storage] = field.isMultiple ? .array(chosen) : first }
            } else if !field.isMultiple {
                let value = UserFieldSettings.defaultValue(field.settings, type: field.type, now: now)
                item[storage] = (try? desk.values.stored(value, for: field)) ?? .null
            }
        }
    }

    private func defaultValue(_ field: ItemField) throws -> JSONValue? {
        let today = PortalDay.of(desk.call.timestamp, offset: desk.call.choices.timeZoneOffset)
        switch field.name {
        case "begindate": return .integer(today)
        case "closedate", "actualDate": return .integer(today + 7 * 86400)
        case "currencyId": return .string(desk.values.currency)
        case "isManualOpportunity": return 0
        // "The first available".
        case "sourceId", "typeId", "industry", "employees":
            let first = try database.row(
                "SELECT status_id FROM statuses WHERE entity_id = ? ORDER BY sort, id", [field.statusType])
            return first.map { .string($0[0]) }
        case "mycompanyId":
            let first = try database.row(
                """
                SELECT id FROM items WHERE entity_type_id = ? AND json_extract(own, '$.isMyCompany') = 1
                ORDER BY id LIMIT 1
                """, [OwnType.company.rawValue])
            return first.map { .int($0[0]) }
        default: return type.catalogue.named[field.name]?.defaultValue
        }
    }

    private func checkRequired(_ item: Item) throws {
        for field in desk.fields.userFields where field.isRequired {
            guard let storage = desk.fields.storage[field.name], item[storage] == .null else { continue }
            throw FieldError.required(field: field.title).restError(desk.call.choices)
        }
    }

    private func stamp(_ item: inout Item) {
        let user = JSONValue.int(desk.call.caller.userID)
        let now = JSONValue.integer(desk.call.timestamp)
        for name in ["createdBy", "updatedBy", "movedBy", "lastActivityBy"] { item[name] = user }
        for name in ["createdTime", "updatedTime", "movedTime", "lastActivityTime"] { item[name] = now }
    }

    private func checked<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as FieldError { throw error.restError(desk.call.choices) }
    }
}
