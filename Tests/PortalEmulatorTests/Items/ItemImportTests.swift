import JSON
import Permissions
import PortalEmulator
import Testing

/// The history that an administrator may bring along (`api-reference/crm/universal/import/index`).
@Suite struct ItemImportTests {
    private static let now = 1_760_000_000.0  // 2025-10-09T11:53:20+03:00

    private func portal() async throws -> TestPortal {
        let clock = VirtualClock(Self.now)
        return try await TestPortal { $0.clock = clock.clock }
    }

    @Test func historyIsKept() async throws {
        let portal = try await portal()
        let spa = try portal.makeSPA()
        let history: JSONObject = [
            "createdTime": "2024-01-10T10:00:00+03:00", "updatedTime": "2024-03-01T10:00:00+03:00",
            "movedTime": "2024-02-01T10:00:00+03:00", "createdBy": 3, "updatedBy": 4, "movedBy": 5,
        ]
        let id = try portal.result("crm.item.import", ["entityTypeId": 1302, "fields": .object(history)])["item"]![
            "id"]!
        let item = try portal.result("crm.item.get", ["entityTypeId": 1302, "id": id])["item"]
        for member in history.members { #expect(item?[member.key] == member.value, "\(member.key)") }
        #expect(item?["stageId"] == spa.stage("NEW"))
    }

    @Test(
        arguments: [
            ["createdTime": "2025-10-10"], ["updatedTime": "2025-10-10"],
            ["createdTime": "2024-01-10", "updatedTime": "2024-01-09"],
            ["createdTime": "2024-01-10", "updatedTime": "2024-01-20", "movedTime": "2024-01-05"],
            ["createdTime": "2024-01-10", "updatedTime": "2024-01-20", "movedTime": "2024-01-25"],
            ["createdTime": "then"], ["createdBy": 99],
        ] as [JSONValue])
    func impossibleHistories(fields: JSONValue) async throws {
        let portal = try await portal()
        _ = try portal.makeSPA()
        try portal.expectError(
            "CRM_FIELD_ERROR_VALUE_NOT_VALID", "crm.item.import", ["entityTypeId": 1302, "fields": fields])
    }

    @Test func onlyInAscendingOrder() async throws {
        let portal = try await portal()
        _ = try portal.makeSPA()
        let data: JSONValue = [
            ["createdTime": "2024-01-10"], ["createdTime": "2024-01-11"], ["createdTime": "2024-01-09"],
            ["createdTime": "2024-01-11"],
        ]
        let items = try portal.result("crm.item.batchImport", ["entityTypeId": 1302, "data": data])["items"]
        #expect(items?.arrayValue?.map { $0["item"] != nil } == [true, true, false, true])
        #expect(items?[2]?["error"] == "CRM_FIELD_ERROR_VALUE_NOT_VALID")
        #expect(try portal.call("crm.item.list", ["entityTypeId": 1302]).json["total"] == 3)
    }

    @Test func nobodyElseMaySetHistory() async throws {
        let portal = try await portal()
        _ = try portal.makeSPA()
        for owner in [LocalPortal.Owner.crmAdmin, .employee] {
            _ = try portal.result("crm.item.import", ["entityTypeId": 1302, "fields": ["title": "x"]], as: owner)
            try portal.expectError(
                "CRM_FIELD_ERROR_VALUE_NOT_VALID", "crm.item.import",
                ["entityTypeId": 1302, "fields": ["createdTime": "2024-01-10"]], as: owner)
        }
    }

    @Test func importHasARightOfItsOwn() async throws {
        let portal = try await portal()
        let spa = try portal.makeSPA()
        let funnel = GrantObject.funnel(entityTypeID: 1302, categoryID: spa.funnel)
        try await portal.portal.grant("AU", .import, .none, on: funnel)
        let fields: JSONValue = ["entityTypeId": 1302, "fields": ["title": "x"]]
        try portal.expectError("ACCESS_DENIED", "crm.item.import", fields, as: .employee)
        _ = try portal.result("crm.item.add", fields, as: .employee)
        try await portal.portal.grant("AU", .import, .all, on: funnel)
        try await portal.portal.grant("AU", .add, .none, on: funnel)
        _ = try portal.result("crm.item.import", fields, as: .employee)
        try portal.expectError("ACCESS_DENIED", "crm.item.add", fields, as: .employee)
    }
}
