import JSON

/// What an addition carries that no other object has: by it the object can be found.
struct Marker: Sendable {
    /// The list that finds it.
    let read: Command
    private let fields: JSONObject

    /// The marker of an addition, if it has one that the family's list can filter by.
    static func of(_ write: Command, _ family: String, _ catalogue: MethodCatalogue) -> Marker? {
        if family.lowercased() == "crm.type" { return type(write) }
        guard catalogue.entry(family + ".list") != nil, let fields = LostWriteCheck.fields(of: write) else {
            return nil
        }
        if let keys = unique[family.lowercased()] {
            return marker(keys, fields, write, family, catalogue)
        }
        guard filtersByMarker.contains(family.lowercased()) else { return nil }
        for keys in markers {
            if let found = marker(keys, fields, write, family, catalogue) { return found }
        }
        return nil
    }

    /// Whether a row carries it.
    func isOn(_ row: JSONValue) -> Bool {
        guard let row = row.objectValue else { return false }
        return StoredFields(row).hold(fields) == true
    }

    /// Names that the portal does not give twice. -> api-reference/crm/status/crm-status-add,
    /// api-reference/crm/universal/userfieldconfig/userfieldconfig-add
    private static let unique = [
        "crm.status": ["ENTITY_ID", "STATUS_ID"], "userfieldconfig": ["entityId", "fieldName"],
    ]

    /// Families whose lists filter by every field. -> api-reference/crm/universal/crm-item-list and the methods' pages
    private static let filtersByMarker: Set = [
        "crm.item", "crm.lead", "crm.deal", "crm.contact", "crm.company", "crm.quote", "crm.product",
    ]

    /// An object's key in another system: alone, or together with the name of that system.
    private static let markers = [
        ["originatorId", "originId"], ["ORIGINATOR_ID", "ORIGIN_ID"], ["xmlId"], ["XML_ID"], ["originId"],
        ["ORIGIN_ID"],
    ]

    private static func marker(
        _ keys: [String], _ fields: JSONObject, _ write: Command, _ family: String, _ catalogue: MethodCatalogue
    ) -> Marker? {
        var filter = JSONObject()
        for key in keys {
            guard let value = fields[key], isTelling(value) else { return nil }
            filter[key] = value
        }
        var parameters = JSONObject()
        for parameter in catalogue.entry(family + ".list")?.requiredParameters ?? [] {
            guard let value = write.parameters.value(parameter.name) else { return nil }
            parameters[parameter.name] = value
        }
        parameters.set("filter", .object(filter))
        return Marker(read: Command(family + ".list", parameters), fields: filter)
    }

    /// A smart process with an `entityTypeId` of the caller's choice.
    /// -> api-reference/crm/universal/user-defined-object-types/crm-type-add
    private static func type(_ write: Command) -> Marker? {
        guard let id = LostWriteCheck.fields(of: write)?["entityTypeId"], isTelling(id) else { return nil }
        return Marker(
            read: Command("crm.type.list", ["filter": ["entityTypeId": id]]), fields: ["entityTypeId": id])
    }

    private static func isTelling(_ value: JSONValue) -> Bool {
        switch value {
        case .integer(let number): number != 0
        case .string(let text): !text.isEmpty && !text.contains("$result[")
        default: false
        }
    }
}
