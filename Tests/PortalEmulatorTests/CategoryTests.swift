import JSON
import Permissions
import PortalEmulator
import Testing

@Suite struct CategoryTests {
    private let purchases: JSONValue = 1036

    @Test func answersInTheDocumentedShape() async throws {
        let portal = try await TestPortal()
        let added = try portal.result("crm.category.add", ["entityTypeId": 2, "fields": ["name": "Second"]])[
            "category"]!
        try portal.expectShape(
            "crm.category.add", ["entityTypeId": purchases, "fields": ["name": "New", "sort": 50, "isDefault": "Y"]])
        try portal.expectShape(
            "crm.category.update",
            ["entityTypeId": purchases, "id": 13, "fields": ["name": "N", "sort": 1000, "isDefault": "Y"]])
        try portal.expectShape("crm.category.get", ["entityTypeId": 2, "id": added["id"]!])
        try portal.expectShape("crm.category.fields", ["entityTypeId": 2])
        try portal.expectShape(
            "crm.category.list", ["entityTypeId": 2],
            optional: ["result.categories.0.originId", "result.categories.0.originatorId"])
        try portal.expectShape("crm.category.delete", ["entityTypeId": 2, "id": added["id"]!])
        #expect(
            try portal.result("crm.category.fields", ["entityTypeId": 2])["fields"]
                == (try Fixtures.load("crm.category.fields", "response"))["result"]?["fields"])
    }

    @Test func theFirstFunnelOfDealsHasNoOrigin() async throws {
        let portal = try await TestPortal()
        let general = try portal.result("crm.category.get", ["entityTypeId": 2, "id": 0])["category"]!
        #expect(general.objectValue?.members.map(\.key) == ["id", "name", "sort", "entityTypeId", "isDefault"])
        #expect(general["isDefault"] == "Y")
    }

    @Test func theDefaultMarkMovesAndCannotBeTaken() async throws {
        let portal = try await TestPortal()
        func defaults() throws -> [Int64] {
            try portal.result("crm.category.list", ["entityTypeId": purchases])["categories"]!.arrayValue!
                .filter { $0["isDefault"] == "Y" }.map { $0["id"]!.integerValue! }
        }
        #expect(try defaults() == [12])
        _ = try portal.result(
            "crm.category.update", ["entityTypeId": purchases, "id": 13, "fields": ["isDefault": "Y"]])
        #expect(try defaults() == [13])
        _ = try portal.result(
            "crm.category.update", ["entityTypeId": purchases, "id": 13, "fields": ["isDefault": "N"]])
        #expect(try defaults() == [13])
        _ = try portal.result("crm.category.add", ["entityTypeId": 2, "fields": ["name": "x", "isDefault": "Y"]])
        #expect(try portal.result("crm.category.get", ["entityTypeId": 2, "id": 0])["category"]?["isDefault"] == "Y")
    }

    @Test func namesAndSortAreNormalised() async throws {
        let portal = try await TestPortal()
        let name = JSONValue.string(String(repeating: "ы", count: 255))
        let first = try portal.result(
            "crm.category.add", ["entityTypeId": purchases, "fields": ["name": name, "sort": -5]])
        #expect(first["category"]?["sort"] == 0)
        let second = try portal.result("crm.category.add", ["entityTypeId": purchases, "fields": ["name": name]])
        #expect(second["category"]?["sort"] == 500)
        #expect(second["category"]?["name"] == name, "names need not be unique")
    }

    @Test func documentedErrors() async throws {
        let portal = try await TestPortal()
        let cases: [(code: JSONValue, method: String, parameters: JSONValue)] = [
            ("NOT_FOUND", "add", ["entityTypeId": 9999, "fields": ["name": "x"]]),
            ("ENTITY_TYPE_NOT_SUPPORTED", "add", ["entityTypeId": 1, "fields": ["name": "x"]]),
            ("ADDING_DISABLED", "add", ["entityTypeId": purchases, "fields": ["name": "x", "isSystem": "Y"]]),
            (0, "add", ["entityTypeId": purchases, "fields": ["name": "  "]]),
            (0, "add", ["entityTypeId": purchases, "fields": ["name": .string(String(repeating: "x", count: 256))]]),
            (0, "add", ["entityTypeId": 3, "fields": ["name": "x", "isDefault": "Y"]]),
            ("100", "add", ["entityTypeId": purchases]), ("100", "list", [:]),
            ("NOT_FOUND", "update", ["entityTypeId": purchases, "id": 999, "fields": ["name": "x"]]),
            ("NOT_FOUND", "update", ["entityTypeId": 9999, "id": 12, "fields": ["name": "x"]]),
            ("ENTITY_TYPE_NOT_SUPPORTED", "update", ["entityTypeId": 7, "id": 1, "fields": [:]]),
            ("NOT_FOUND", "get", ["entityTypeId": purchases, "id": 14]),
            ("NOT_FOUND", "get", ["entityTypeId": 9999, "id": 1]),
            ("ENTITY_TYPE_NOT_SUPPORTED", "get", ["entityTypeId": 7, "id": 1]),
            ("NOT_FOUND", "list", ["entityTypeId": 9999]), ("ENTITY_TYPE_NOT_SUPPORTED", "list", ["entityTypeId": 1]),
            ("NOT_FOUND", "fields", ["entityTypeId": 9999]),
            ("ENTITY_TYPE_NOT_SUPPORTED", "fields", ["entityTypeId": 1]),
            ("NOT_FOUND", "delete", ["entityTypeId": purchases, "id": 999]),
            ("NOT_FOUND", "delete", ["entityTypeId": 9999, "id": 1]),
            ("ENTITY_TYPE_NOT_SUPPORTED", "delete", ["entityTypeId": 1, "id": 1]),
            ("BX_ERROR", "delete", ["entityTypeId": purchases, "id": 12]), (0, "delete", ["entityTypeId": 2, "id": 0]),
        ]
        for item in cases { try portal.expectError(item.code, "crm.category.\(item.method)", item.parameters) }
    }

    @Test func funnelsWithElementsAndSystemFunnelsStay() async throws {
        let portal = try await TestPortal()
        try portal.expectError("REMOVING_DISABLED", "crm.category.delete", ["entityTypeId": 31, "id": 1])
        let id = try portal.result("crm.category.add", ["entityTypeId": purchases, "fields": ["name": "x"]])[
            "category"]!["id"]!
        let item = try portal.result(
            "crm.item.add", ["entityTypeId": purchases, "fields": ["title": "x", "categoryId": id]])["item"]!["id"]!
        try portal.expectError("BX_ERROR", "crm.category.delete", ["entityTypeId": purchases, "id": id])
        _ = try portal.result("crm.item.delete", ["entityTypeId": purchases, "id": item])
        #expect(try portal.result("crm.category.delete", ["entityTypeId": purchases, "id": id]) == .null)
        try portal.expectError("NOT_FOUND", "crm.category.get", ["entityTypeId": purchases, "id": id])
        let stages: JSONValue = ["filter": ["ENTITY_ID": .string("DYNAMIC_1036_STAGE_\(id.integerValue!)")]]
        #expect(try portal.result("crm.status.list", stages) == [])
    }

    @Test func aNewFunnelHasFiveStages() async throws {
        let portal = try await TestPortal()
        let id = try portal.result("crm.category.add", ["entityTypeId": purchases, "fields": ["name": "x"]])[
            "category"]!["id"]!
            .integerValue!
        let stages = try portal.result(
            "crm.status.list",
            ["filter": ["ENTITY_ID": .string("DYNAMIC_1036_STAGE_\(id)")], "order": ["SORT": "ASC"]]
        ).arrayValue!
        #expect(
            stages.map { $0["STATUS_ID"] }
                == ["NEW", "PREPARATION", "CLIENT", "SUCCESS", "FAIL"].map { .string("DT1036_\(id):\($0)") })
        #expect(stages.map { $0["SYSTEM"] } == ["Y", "N", "N", "Y", "Y"])
        #expect(stages.map { $0["SEMANTICS"] } == [nil, nil, nil, "S", "F"] as [JSONValue])
        #expect(stages.map { $0["COLOR"] } == ["#22B9FF", "#88B9FF", "#10e5fc", "#00ff00", "#ff0000"])
    }

    @Test func switchedOffFunnelsAreAChoice() async throws {
        let open = try await TestPortal()
        _ = try open.result("crm.category.list", ["entityTypeId": 1032])
        let strict = try await TestPortal { $0.choices.refusesFunnelsWhenDisabled = true }
        try strict.expectError("ENTITY_TYPE_NOT_SUPPORTED", "crm.category.list", ["entityTypeId": 1032])
        _ = try strict.result("crm.category.list", ["entityTypeId": purchases])
    }

    @Test func funnelsThatOneMayNotReadAreMissing() async throws {
        let portal = try await TestPortal()
        func ids(_ entityTypeID: JSONValue, _ owner: LocalPortal.Owner) throws -> [Int64] {
            try portal.result("crm.category.list", ["entityTypeId": entityTypeID], as: owner)["categories"]!.arrayValue!
                .map { $0["id"]!.integerValue! }
        }
        #expect(try ids(purchases, .crmAdmin) == [12, 13])
        #expect(try ids(purchases, .employee) == [12])
        #expect(try ids(purchases, .extranet) == [])
        try portal.expectError(
            "ACCESS_DENIED", "crm.category.get", ["entityTypeId": purchases, "id": 13], as: .employee)
        _ = try portal.result("crm.category.get", ["entityTypeId": purchases, "id": 12], as: .employee)
        for name in ["add", "update", "delete"] {
            try portal.expectError(
                "ACCESS_DENIED", "crm.category.\(name)",
                ["entityTypeId": purchases, "id": 12, "fields": ["name": "x"]],
                as: .employee)
        }
        // What "new funnels are available to everyone" says counts when the funnel is created, not later.
        _ = try portal.result("crm.type.update", ["id": 3, "fields": ["isSetOpenPermissions": "N"]])
        let closed = try portal.result("crm.category.add", ["entityTypeId": purchases, "fields": ["name": "Closed"]])[
            "category"]!["id"]!
        _ = try portal.result("crm.type.update", ["id": 3, "fields": ["isSetOpenPermissions": "Y"]])
        #expect(try ids(purchases, .employee) == [12])
        try portal.expectError(
            "ACCESS_DENIED", "crm.category.get", ["entityTypeId": purchases, "id": closed], as: .employee)
        try await portal.portal.grant(
            "D2", .read, .all, on: .funnel(entityTypeID: 1036, categoryID: Int(closed.integerValue!)))
        _ = try portal.result("crm.category.get", ["entityTypeId": purchases, "id": closed], as: .employee)
    }
}
