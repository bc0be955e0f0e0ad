import GRDB
import JSON

/// Takes an element over as another portal has answered it: every value into its stored form, checked by nobody.
struct ItemTakeover {
    let database: Database
    let facts: PortalFacts
    let now: Int64

    func add(_ id: Int, of entityTypeID: Int, _ row: JSONObject) throws {
        guard let typeRow = try database.row("SELECT * FROM types WHERE entity_type_id = ?", [entityTypeID]) else {
            return
        }
        let type = try ItemType(typeRow, database)
        let fields = try ItemFields(type, useOriginal: false, facts, database)
        var item = Item(entityTypeID: entityTypeID)
        for system in SystemField.all where system.column != nil {
            var field = ItemField(system.name, system.upperName, system.type, title: "")
            field.isMultiple = system.isMultiple
            if let value = row[system.name] { item[system.name] = stored(value, field) }
        }
        for field in fields.userFields + fields.parentFields {
            guard let storage = fields.storage[field.name], let value = row[field.name] else { continue }
            item[storage] = stored(value, field)
        }
        // Columns that are never empty.
        item["id"] = .int(id)
        if item["categoryId"] == .null { item["categoryId"] = .int(try type.defaultCategory(database)) }
        if item["assignedById"] == .null { item["assignedById"] = 0 }
        if item["opened"] == .null { item["opened"] = 1 }
        for name in ["createdBy", "updatedBy"] where item[name] == .null { item[name] = 0 }
        for name in ["createdTime", "updatedTime"] where item[name] == .null { item[name] = .integer(now) }
        try database.run("DELETE FROM items WHERE entity_type_id = ? AND id = ?", [entityTypeID, id])
        try item.insert(database)
        try database.advance(ItemWriter.counter(entityTypeID), to: id)
    }

    private func stored(_ value: JSONValue, _ field: ItemField) -> JSONValue {
        if field.isMultiple {
            guard let values = value.phpArray, !values.isEmpty else { return .null }
            return .array(values.map { single($0, field) })
        }
        return single(value, field)
    }

    private func single(_ value: JSONValue, _ field: ItemField) -> JSONValue {
        var field = field
        field.isMultiple = false
        // Limits of the field are for new values.
        field.settings = nil
        field.statusType = nil
        switch field.type {
        case .file:
            guard let id = value["id"] else { return .null }
            return ["id": id, "name": ""]
        case .date: return day(value)
        case .enumeration: return value.phpInteger.map { $0 == 0 ? .null : .int($0) } ?? .null
        default:
            // What is not understood is kept as it came.
            return (try? FieldValues.lenient(facts).stored(value, for: field)) ?? value
        }
    }

    /// A day is answered as the instant of its midnight in UTC, by some portals as that of their own.
    private func day(_ value: JSONValue) -> JSONValue {
        guard let text = value.phpString, !text.isEmpty else { return .null }
        if let instant = PortalDay.instant(text, offset: facts.choices.timeZoneOffset), instant % 86400 == 0 {
            return .integer(instant)
        }
        return PortalDay.parse(text).map { .integer($0) } ?? .null
    }
}
