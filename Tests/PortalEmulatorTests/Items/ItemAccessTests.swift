import JSON
import Permissions
import PortalEmulator
import Testing

/// What people without administrative access to CRM may do with elements; the demo's grants are described in the seed.
@Suite struct ItemAccessTests {
    private func ids(_ answer: JSONValue) -> [Int64] {
        answer["result"]?["items"]?.arrayValue?.compactMap { $0["id"]?.integerValue } ?? []
    }

    /// Rows that may not be read are left out, of `total` too.
    @Test(
        arguments: [
            (1032, ["assignedById": 3]), (1036, ["categoryId": 12]), (1040, [:]),
            (156, ["@assignedById": [2, 3, 4, 12]]),
        ] as [(Int64, JSONValue)])
    func unreadableElementsAreLeftOut(entityTypeID: Int64, visible: JSONValue) async throws {
        let portal = try await TestPortal()
        let list: JSONObject = ["entityTypeId": .integer(entityTypeID), "select": ["id"]]
        var expected = list
        expected["filter"] = visible
        let mine = try portal.call("crm.item.list", .object(list), as: .employee).json
        let all = try portal.call("crm.item.list", .object(expected)).json
        #expect(ids(mine) == ids(all))
        #expect(mine["total"] == all["total"])
        #expect(!ids(mine).isEmpty)
    }

    @Test func readingOne() async throws {
        let portal = try await TestPortal()
        // Leave requests are everybody's own: the second one is that of user 4.
        #expect(
            try portal.result("crm.item.get", ["entityTypeId": 1032, "id": 1], as: .employee)["item"]?["assignedById"]
                == 3)
        try portal.expectError("ACCESS_DENIED", "crm.item.get", ["entityTypeId": 1032, "id": 2], as: .employee)
        try portal.expectError("NOT_FOUND", "crm.item.get", ["entityTypeId": 1032, "id": 999], as: .employee)
    }

    @Test func writing() async throws {
        let portal = try await TestPortal()
        let own: JSONValue = ["entityTypeId": 1032, "id": 1, "fields": ["title": "x"]]
        let foreign: JSONValue = ["entityTypeId": 1032, "id": 2, "fields": ["title": "x"]]
        #expect(try portal.result("crm.item.update", own, as: .employee)["item"]?["title"] == "x")
        try portal.expectError("ACCESS_DENIED", "crm.item.update", foreign, as: .employee)
        // Nobody but HR deletes or imports leave requests.
        try portal.expectError("ACCESS_DENIED", "crm.item.delete", own, as: .employee)
        try portal.expectError("ACCESS_DENIED", "crm.item.import", own, as: .employee)
        _ = try portal.result("crm.item.add", own, as: .employee)
        // Large purchases are for Procurement.
        let large: JSONValue = ["entityTypeId": 1036, "fields": ["title": "x", "categoryId": 13]]
        try portal.expectError("ACCESS_DENIED", "crm.item.add", large, as: .employee)
        _ = try portal.result("crm.item.add", large, as: .crmAdmin)
        // An element made for somebody else, where only one's own are allowed.
        let given: JSONValue = ["entityTypeId": 1032, "fields": ["title": "x", "assignedById": 5]]
        try portal.expectError("ACCESS_DENIED", "crm.item.add", given, as: .employee)
    }

    @Test func aForbiddenStageHasItsOwnRefusal() async throws {
        let portal = try await TestPortal()
        let move: JSONValue = ["entityTypeId": 1032, "id": 1, "fields": ["stageId": "DT1032_11:SUCCESS"]]
        _ = try portal.result(
            "crm.item.update", ["entityTypeId": 1032, "id": 1, "fields": ["stageId": "DT1032_11:CLIENT"]])
        let answer = try portal.call("crm.item.update", move, as: .employee)
        #expect(answer.status == 400)
        #expect(
            try answer.json == ["error": "", "error_description": "Insufficient permissions to change the stage"])
        #expect(try portal.result("crm.item.update", move, as: .crmAdmin)["item"]?["stageId"] == "DT1032_11:SUCCESS")
    }

    @Test func movingIntoAForbiddenFunnel() async throws {
        let portal = try await TestPortal()
        let move: JSONValue = ["entityTypeId": 1036, "id": 1, "fields": ["categoryId": 13]]
        try portal.expectError("", "crm.item.update", move, as: .employee)
        #expect(try portal.result("crm.item.update", move)["item"]?["categoryId"] == 13)
        try portal.expectError("ACCESS_DENIED", "crm.item.get", ["entityTypeId": 1036, "id": 1], as: .employee)
    }

    @Test func openedElementsCountForTheirLevel() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        let funnel = GrantObject.funnel(entityTypeID: 1302, categoryID: spa.funnel)
        try await portal.portal.grant("AU", .read, .open, on: funnel)
        _ = try portal.addItem(spa, ["opened": "Y"])
        _ = try portal.addItem(spa, ["opened": "N"])
        _ = try portal.addItem(spa, ["opened": "N", "assignedById": 3])
        let answer = try portal.call("crm.item.list", ["entityTypeId": 1302], as: .employee).json
        #expect(ids(answer) == [1, 3])
    }

    @Test func anSPAThatMayNotBeRead() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        try await portal.portal.grant("AU", .read, .none, on: .funnel(entityTypeID: 1302, categoryID: spa.funnel))
        _ = try portal.addItem(spa)
        try portal.expectError("ACCESS_DENIED", "crm.item.fields", ["entityTypeId": 1302], as: .employee)
        #expect(try portal.result("crm.item.list", ["entityTypeId": 1302], as: .employee)["items"] == [])
    }
}
