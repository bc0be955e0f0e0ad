import JSON
import PortalEmulator
import Testing

/// An SPA that a test made for itself.
struct TestSPA {
    let id: Int
    let entityTypeID: Int
    let funnel: Int

    /// A stage of the first funnel: `DT1302_3:NEW`.
    func stage(_ code: String) -> JSONValue { .string("DT\(entityTypeID)_\(funnel):\(code)") }

    /// The name of a custom field in requests; the tail must be letters only or digits only.
    func name(_ tail: String) -> String { UserFieldTail.restName(id, tail) }
}

private enum UserFieldTail {
    static func restName(_ id: Int, _ tail: String) -> String {
        guard !tail.allSatisfy(\.isNumber) else { return "ufCrm\(id)_\(tail)" }
        return "ufCrm\(id)" + tail.split(separator: "_").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined()
    }
}

extension TestPortal {
    /// All switches that give elements fields.
    static let allFlags: JSONObject = JSONObject(
        [
            "isStagesEnabled", "isCategoriesEnabled", "isBeginCloseDatesEnabled", "isClientEnabled", "isSourceEnabled",
            "isLinkWithProductsEnabled", "isMycompanyEnabled", "isObserversEnabled",
        ].map { ($0, "Y") })

    /// Makes an SPA.
    func makeSPA(
        _ entityTypeID: Int = 1302, title: String = "Orders", flags: JSONObject = allFlags,
        relations: JSONValue? = nil
    ) throws -> TestSPA {
        var fields = flags
        fields["title"] = .string(title)
        fields["entityTypeId"] = .integer(Int64(entityTypeID))
        fields["relations"] = relations
        let type = try result("crm.type.add", ["fields": .object(fields)])["type"]
        let funnels = try result("crm.category.list", ["entityTypeId": .integer(Int64(entityTypeID))])["categories"]
        return TestSPA(
            id: Int(type?["id"]?.integerValue ?? 0), entityTypeID: entityTypeID,
            funnel: Int(funnels?[0]?["id"]?.integerValue ?? 0))
    }

    /// Gives an SPA a custom field.
    @discardableResult
    func addField(
        _ tail: String, _ type: String, to spa: TestSPA, _ more: JSONObject = [:]
    ) throws -> JSONValue {
        var field: JSONObject = [
            "entityId": .string("CRM_\(spa.id)"), "fieldName": .string("UF_CRM_\(spa.id)_\(tail)"),
            "userTypeId": .string(type),
        ]
        for member in more.members { field[member.key] = member.value }
        return try result("userfieldconfig.add", ["moduleId": "crm", "field": .object(field)])["field"] ?? .null
    }

    /// Adds an element and returns it.
    func addItem(
        _ spa: TestSPA, _ fields: JSONObject = [:], as owner: LocalPortal.Owner = .admin
    ) throws -> JSONValue {
        try result(
            "crm.item.add", ["entityTypeId": .integer(Int64(spa.entityTypeID)), "fields": .object(fields)], as: owner
        )["item"] ?? .null
    }
}
