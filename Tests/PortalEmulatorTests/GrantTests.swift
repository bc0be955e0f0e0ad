import JSON
import Permissions
import PortalEmulator
import Testing

/// Grants on more than funnels, the API that sets them, and the methods that a self-hosted portal may have. Olivia (3) of
/// Sales owns the employee's webhook.
@Suite struct GrantTests {
    private let leave: JSONValue = ["entityTypeId": 1032]

    private func box() async throws -> TestPortal { try await TestPortal { $0.flavour = .box } }

    private func total(_ portal: TestPortal, _ entityTypeID: Int) throws -> Int64? {
        try portal.call("crm.item.list", ["entityTypeId": .integer(Int64(entityTypeID))], as: .employee).json["total"]?
            .integerValue
    }

    @Test func aFunnelDecidesBeforeItsSPAAndItsWorkplace() async throws {
        let portal = try await TestPortal()
        let all = try portal.call("crm.item.list", ["entityTypeId": 1040]).json["total"]?.integerValue
        #expect(try await portal.portal.clearGrants(entityTypeID: 1040) > 0)
        try portal.expectError("ACCESS_DENIED", "crm.item.fields", ["entityTypeId": 1040], as: .employee)
        try await portal.portal.grant("D2", .read, .all, on: .workplace(4))
        #expect(try total(portal, 1040) == all)
        try await portal.portal.grant("D2", .read, .none, on: .spa(entityTypeID: 1040))
        #expect(try total(portal, 1040) == 0)
        try await portal.portal.grant("D2", .read, .all, on: .funnel(entityTypeID: 1040, categoryID: 14))
        #expect(try total(portal, 1040) == all)
        #expect(
            try await portal.portal.removeGrants(of: nil, .read, on: .funnel(entityTypeID: 1040, categoryID: 14)) == 1)
        #expect(try total(portal, 1040) == 0)
        // Another role is another matter.
        try await portal.portal.grant("AU", .read, .all, on: .spa(entityTypeID: 1040))
        #expect(try total(portal, 1040) == all)
    }

    @Test func deletedThingsTakeTheirGrantsAlong() async throws {
        let portal = try await TestPortal()
        let type = try portal.result("crm.type.add", ["fields": ["title": "Short"]])["type"]!
        let entityTypeID = Int(type["entityTypeId"]!.integerValue!)
        try await portal.portal.grant("D2", .read, .all, on: .spa(entityTypeID: entityTypeID))
        let workplace = try portal.result("crm.automatedsolution.add", ["fields": ["title": "W"]])["automatedSolution"]!
        let place = GrantObject.workplace(Int(workplace["id"]!.integerValue!))
        try await portal.portal.grant("D2", .read, .all, on: place)
        _ = try portal.result("crm.type.delete", ["id": type["id"]!])
        _ = try portal.result("crm.automatedsolution.delete", ["id": workplace["id"]!])
        let left = try await portal.portal.grants().map(\.object)
        #expect(!left.contains { $0.entityTypeID == entityTypeID || $0 == place })
    }

    @Test func whatIsNotThereIsRefused() async throws {
        let portal = try await TestPortal()
        let before = try await portal.portal.grants()
        await #expect(throws: LocalPortalError.self) {
            try await portal.portal.grant("five", .read, .all, on: .spa(entityTypeID: 1040))
        }
        let code = try #require(AccessCode("D2"))
        for object in [
            GrantObject.spa(entityTypeID: 9), .funnel(entityTypeID: 1040, categoryID: 12), .workplace(77),
            .stage("DT1032_11:NOWHERE"),
        ] {
            await #expect(throws: LocalPortalError.self) {
                try await portal.portal.set([
                    PlacedGrant(Grant(code: code, action: .read, level: .all), on: .spa(entityTypeID: 1040)),
                    PlacedGrant(Grant(code: code, action: .update, level: .all), on: object),
                ])
            }
        }
        #expect(try await portal.portal.grants() == before)
    }

    @Test func everyPersonMayHaveAWebhook() async throws {
        let portal = try await TestPortal()
        let people = try await portal.portal.people()
        #expect(people.map(\.id) == Array(1...11))
        #expect(people.first { $0.id == 9 }?.codes.map(\.text).contains("DR4") == true)
        let path = TestPortal.path(try await portal.portal.webhook(ofUser: 9))
        let answer = try portal.client.send("POST", path + "profile")
        #expect(try answer.json["result"]?["ID"] == "9")
        #expect(try await portal.portal.webhook(ofUser: 3) == portal.portal.webhook(.employee))
        await #expect(throws: LocalPortalError.self) { try await portal.portal.webhook(ofUser: 12) }
        await #expect(throws: LocalPortalError.self) { try await portal.portal.webhook(ofUser: 99) }
    }

    // MARK: The methods of a box

    @Test func theCloudHasNoMethodForGrants() async throws {
        let portal = try await TestPortal()
        for name in ["spa.permissions.get", "spa.permissions.set"] {
            try portal.expectError("ERROR_METHOD_NOT_FOUND", status: 404, name, leave)
            #expect(try portal.result("method.get", ["name": .string(name)])["isExisting"] == false)
        }
    }

    @Test func aBoxReadsAndSetsGrants() async throws {
        let portal = try await box()
        #expect(try portal.result("method.get", ["name": "spa.permissions.set"])["isAvailable"] == true)
        let before = try portal.result("spa.permissions.get", leave)
        #expect(before["entityTypeId"] == 1032)
        #expect(
            before["grants"]?.arrayValue?.contains(
                ["accessCode": "AU", "action": "read", "level": "own", "funnelId": 11]) == true)
        let row: JSONValue = ["accessCode": "D2", "action": "read", "level": "all", "funnelId": "11"]
        let after = try portal.result("spa.permissions.set", ["entityTypeId": 1032, "grants": [row]])
        #expect(after["grants"]?.arrayValue?.count == (before["grants"]?.arrayValue?.count ?? 0) + 1)
        #expect(try portal.result("spa.permissions.get", leave) == after)
        let only = try portal.result(
            "spa.permissions.set",
            [
                "entityTypeId": 1032, "replace": "Y",
                "grants": [["accessCode": "U3", "action": "update", "level": "all", "stageId": "DT1032_11:SUCCESS"]],
            ])
        #expect(
            only["grants"] == [
                ["accessCode": "U3", "action": "update", "level": "all", "stageId": "DT1032_11:SUCCESS"]
            ])
        let others = try await portal.portal.grants().compactMap(\.object.entityTypeID)
        #expect(Set(others).count > 2, "other smart processes keep theirs")
    }

    @Test(
        arguments: [
            (["entityTypeId": 1032], "INVALID_GRANTS"),
            (
                ["entityTypeId": 1032, "grants": [["accessCode": "five", "action": "read", "level": "all"]]],
                "INVALID_GRANTS"
            ),
            (
                [
                    "entityTypeId": 1032,
                    "grants": [["accessCode": "D2", "action": "read", "level": "all", "funnelId": 12]],
                ],
                "NOT_FOUND"
            ),
            (["entityTypeId": 9, "grants": []], "NOT_FOUND"), (["grants": []], "100"),
        ] as [(JSONValue, String)]) func oddRequestsChangeNothing(parameters: JSONValue, code: String) async throws
    {
        let portal = try await box()
        let before = try await portal.portal.grants()
        var request = parameters.objectValue!
        if request["grants"]?.arrayValue != nil { request["replace"] = "Y" }
        if code == "INVALID_GRANTS", let rows = request["grants"]?.arrayValue {
            request["grants"] = .array([["accessCode": "D2", "action": "read", "level": "all"]] + rows)
        }
        try portal.expectError(.string(code), "spa.permissions.set", .object(request))
        #expect(try await portal.portal.grants() == before)
    }

    @Test func grantsAreForThoseWhoAdministerCRM() async throws {
        let portal = try await box()
        try portal.expectError("ACCESS_DENIED", "spa.permissions.get", leave, as: .employee)
        try portal.expectError("allowed_only_intranet_user", status: 403, "spa.permissions.get", leave, as: .extranet)
        _ = try portal.result("spa.permissions.get", leave, as: .crmAdmin)
        let writes = try await portal.portal.writes(since: 0).map(\.method)
        #expect(!writes.contains("spa.permissions.get"), "\(writes)")
    }
}
