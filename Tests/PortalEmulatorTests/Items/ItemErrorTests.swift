import JSON
import PortalEmulator
import Testing

/// Each documented refusal of `crm.item.*`.
@Suite struct ItemErrorTests {
    static let methods = ["fields", "get", "list", "add", "update", "delete", "import", "batchImport"].map {
        "crm.item." + $0
    }

    /// Parameters with which a method gets past its argument checks.
    static func parameters(_ entityTypeID: JSONValue) -> JSONValue {
        ["entityTypeId": entityTypeID, "id": 1, "fields": ["title": "x"], "data": [["title": "x"]]]
    }

    @Test(arguments: methods)
    func common(method: String) async throws {
        let portal = try await TestPortal()
        try portal.expectError("NOT_FOUND", method, Self.parameters(1999))
        try portal.expectError("ENTITY_TYPE_NOT_SUPPORTED", method, Self.parameters(5))
        try portal.expectError("100", method, ["id": 1, "fields": [:], "data": []])
        try portal.expectError("100", method, Self.parameters("abc"))
        try portal.expectError(
            "allowed_only_intranet_user", status: 403, method, Self.parameters(1036), as: .extranet)
        // Documents of the CRM's own.
        for entityTypeID in [36, 39] as [Int64] {
            try portal.expectError("NOT_EMULATED", status: 501, method, Self.parameters(.integer(entityTypeID)))
        }
    }

    @Test(arguments: ["crm.item.get", "crm.item.update", "crm.item.delete"])
    func unknownElement(method: String) async throws {
        let portal = try await TestPortal()
        try portal.expectError("NOT_FOUND", method, ["entityTypeId": 1036, "id": 9999, "fields": ["title": "x"]])
        try portal.expectError("100", method, ["entityTypeId": 1036, "fields": ["title": "x"]])
    }

    @Test(arguments: ["crm.item.add", "crm.item.import"])
    func missingFields(method: String) async throws {
        let portal = try await TestPortal()
        try portal.expectError("100", method, ["entityTypeId": 1036])
        try portal.expectError("100", method, ["entityTypeId": 1036, "fields": "text"])
    }

    @Test(
        arguments: [
            ("assignedById", "Anna"), ("assignedById", 99), ("opened", "perhaps"), ("begindate", "soon"),
            ("opportunity", "much"), ("isManualOpportunity", 5), ("currencyId", "euro"), ("sourceId", "PIGEON"),
            ("stageId", "DT1302_999:NEW"), ("stageId", "NEW"), ("categoryId", 999), ("categoryId", "x"),
            ("observers", [1, 99]), ("contactIds", ["x"]), ("companyId", -1), ("title", ["a"]), ("parentId1040", "x"),
        ] as [(String, JSONValue)])
    func invalidValues(name: String, value: JSONValue) async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA(relations: ["parent": [["entityTypeId": 1040]], "child": []])
        try portal.expectError(
            "CRM_FIELD_ERROR_VALUE_NOT_VALID", "crm.item.add", ["entityTypeId": 1302, "fields": [name: value]])
        let id = try portal.addItem(spa)["id"]!
        try portal.expectError(
            "CRM_FIELD_ERROR_VALUE_NOT_VALID", "crm.item.update",
            ["entityTypeId": 1302, "id": id, "fields": [name: value]])
        try portal.expectError(
            "CRM_FIELD_ERROR_VALUE_NOT_VALID", "crm.item.import", ["entityTypeId": 1302, "fields": [name: value]])
    }

    @Test(arguments: [(5, "integer"), ("a", "string"), (true, "boolean"), (1.5, "double")] as [(JSONValue, String)])
    func multipleFieldsWantLists(value: JSONValue, type: String) async throws {
        let portal = try await TestPortal()
        _ = try portal.makeSPA()
        let answer = try portal.call("crm.item.add", ["entityTypeId": 1302, "fields": ["observers": value]])
        #expect(answer.status == 400)
        #expect(
            try answer.json == [
                "error": "100",
                "error_description": .string("Expected iterable value for multiple field, but got `\(type)` instead"),
            ])
    }

    @Test func requiredCustomFields() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        try portal.addField("NAME", "string", to: spa, ["mandatory": "Y", "editFormLabel": ["en": "Name"]])
        let request: JSONValue = ["entityTypeId": 1302, "fields": ["title": "x"]]
        try portal.expectError("CRM_FIELD_ERROR_REQUIRED", "crm.item.add", request)
        try portal.expectError("CRM_FIELD_ERROR_REQUIRED", "crm.item.import", request)
        // The failure of the example of batchImport, word for word.
        let example = try Fixtures.load("crm.item.batchImport", "response")["result"]!["items"]![1]!
        let data: JSONValue = [[spa.name("NAME"): "given"], ["title": "x"]]
        let items = try portal.result("crm.item.batchImport", ["entityTypeId": 1302, "data": data])["items"]
        #expect(items?[0]?["item"]?["id"] == 1)
        #expect(items?[1] == example)
        // Checked again only when the element changes its stage.
        let clear: JSONValue = ["entityTypeId": 1302, "id": 1, "fields": [spa.name("NAME"): ""]]
        _ = try portal.result("crm.item.update", clear)
        try portal.expectError(
            "CRM_FIELD_ERROR_REQUIRED", "crm.item.update",
            ["entityTypeId": 1302, "id": 1, "fields": ["stageId": spa.stage("CLIENT")]])
    }

    @Test func planRestrictions() async throws {
        let portal = try await TestPortal {
            var limits = PlanLimits.standard(for: .cloud)
            limits.items = 0
            limits.allowsItemUpdates = false
            $0.planLimits = limits
        }
        let fields: JSONValue = ["entityTypeId": 1036, "id": 1, "fields": ["title": "x"]]
        try portal.expectError("CREATE_DYNAMIC_ITEM_RESTRICTED", "crm.item.add", fields)
        try portal.expectError("CREATE_DYNAMIC_ITEM_RESTRICTED", "crm.item.import", fields)
        try portal.expectError("UPDATE_DYNAMIC_ITEM_RESTRICTED", "crm.item.update", fields)
        let items = try portal.result("crm.item.batchImport", ["entityTypeId": 1036, "data": [["title": "x"]]])["items"]
        #expect(items?[0]?["error"] == "CREATE_DYNAMIC_ITEM_RESTRICTED")
    }

    @Test(
        arguments: [
            (["filter": ["FIELD": 1]], "Invalid filter: field 'FIELD' is not allowed in filter"),
            (["filter": ["id": "x"]], "Invalid filter: field 'id' has invalid value"),
            (["order": ["FIELD": "ASC"]], "Invalid order: field 'FIELD' is not allowed in order"),
            (
                ["order": ["id": "UP"]],
                "Invalid order: allowed sort directions are `ASC, DESC`. But got 'UP' for field 'id'"
            ),
            // The switch of this field is off in this SPA.
            (["filter": ["begindate": "2026-01-01"]], "Invalid filter: field 'begindate' is not allowed in filter"),
        ] as [(JSONObject, String)])
    func invalidLists(parameters: JSONObject, text: String) async throws {
        let portal = try await TestPortal()
        var parameters = parameters
        parameters["entityTypeId"] = 1036
        let answer = try portal.call("crm.item.list", .object(parameters))
        #expect(answer.status == 400)
        #expect(try answer.json == ["error": "INVALID_ARG_VALUE", "error_description": .string(text)])
    }

    @Test func tooLongImports() async throws {
        let portal = try await TestPortal()
        let data = JSONValue.array((0..<21).map { _ in ["title": "x"] })
        try portal.expectError(
            "MAX_IMPORT_BATCH_SIZE_EXCEEDED", "crm.item.batchImport", ["entityTypeId": 1036, "data": data])
        let most = JSONValue.array((0..<20).map { _ in ["title": "x"] })
        #expect(
            try portal.result("crm.item.batchImport", ["entityTypeId": 1036, "data": most])["items"]?.arrayValue?.count
                == 20)
    }
}
