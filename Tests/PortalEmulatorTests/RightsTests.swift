import JSON
import Permissions
import PortalEmulator
import Testing

/// The local model of rights, seen through what the methods answer. Olivia (3) of Sales owns the employee's webhook;
/// Marcus (4) is a colleague, Peter (6) works in HR.
@Suite struct RightsTests {
    /// A SPA with one closed funnel and elements of 3, 4 and 6, one of the latter not "available to everyone".
    private func closedFunnel(_ portal: TestPortal) throws -> (
        entityTypeID: Int, categoryID: Int, items: [Int: JSONValue]
    ) {
        let type = try portal.result(
            "crm.type.add", ["fields": ["title": "Closed", "isSetOpenPermissions": "N", "isStagesEnabled": "Y"]])[
                "type"]!
        let entityTypeID = type["entityTypeId"]!
        let funnel = try portal.result("crm.category.list", ["entityTypeId": entityTypeID])["categories"]![0]!["id"]!
        var items: [Int: JSONValue] = [:]
        for (user, opened) in [(3, "N"), (4, "Y"), (6, "Y"), (7, "N")] {
            let fields: JSONValue = ["title": "x", "assignedById": .integer(Int64(user)), "opened": .string(opened)]
            items[user] = try portal.result("crm.item.add", ["entityTypeId": entityTypeID, "fields": fields])["item"]![
                "id"]!
        }
        return (Int(entityTypeID.integerValue!), Int(funnel.integerValue!), items)
    }

    @Test(
        arguments: [
            (GrantLevel.none, []), (.own, [3]), (.department, [3, 4]), (.subdepartments, [3, 4]), (.open, [3, 4, 6]),
            (.all, [3, 4, 6, 7]),
        ] as [(GrantLevel, [Int64])])
    func levelsReachThatFar(level: GrantLevel, users: [Int64]) async throws {
        let portal = try await TestPortal()
        let (entityTypeID, categoryID, items) = try closedFunnel(portal)
        try await portal.portal.grant(
            "D2", .read, level, on: .funnel(entityTypeID: entityTypeID, categoryID: categoryID))
        let list = try portal.call(
            "crm.item.list", ["entityTypeId": .integer(Int64(entityTypeID))], as: .employee
        ).json
        #expect(list["result"]?["items"]?.arrayValue?.compactMap { $0["assignedById"]?.integerValue } ?? [] == users)
        if level > .none { #expect(list["total"]?.integerValue == Int64(users.count), "hidden elements do not count") }
        for (user, id) in items {
            let answer = try portal.call(
                "crm.item.get", ["entityTypeId": .integer(Int64(entityTypeID)), "id": id], as: .employee)
            if users.contains(Int64(user)) {
                #expect(answer.status == 200, "\(user): \(answer.text)")
            } else {
                #expect(try answer.json["error"] == "ACCESS_DENIED", "\(user)")
            }
        }
    }

    @Test func subdepartmentsReachDown() async throws {
        let portal = try await TestPortal()
        let (entityTypeID, categoryID, _) = try closedFunnel(portal)
        let funnel = GrantObject.funnel(entityTypeID: entityTypeID, categoryID: categoryID)
        let parameters: JSONValue = ["entityTypeId": .integer(Int64(entityTypeID))]
        func count() throws -> JSONValue? { try portal.call("crm.item.list", parameters, as: .employee).json["total"] }
        try await portal.portal.grant("DR1", .read, .own, on: funnel)
        #expect(try count() == 1, "DR1 reaches those in departments below 1")
        try await portal.portal.grant("SG1_K", .read, .open, on: funnel)
        #expect(try count() == 3, "the widest grant counts")
        try await portal.portal.grant("U3", .read, .none, on: funnel)
        #expect(try count() == 3, "none takes nothing away from other codes")
    }

    @Test func stagesMayBeClosedToMoves() async throws {
        let portal = try await TestPortal()
        let (entityTypeID, categoryID, items) = try closedFunnel(portal)
        let funnel = GrantObject.funnel(entityTypeID: entityTypeID, categoryID: categoryID)
        for action in [GrantAction.read, .update] { try await portal.portal.grant("AU", action, .all, on: funnel) }
        func move(_ code: String) throws -> HTTPClient.Response {
            try portal.call(
                "crm.item.update",
                [
                    "entityTypeId": .integer(Int64(entityTypeID)), "id": items[3]!,
                    "fields": ["stageId": .string("DT\(entityTypeID)_\(categoryID):\(code)")],
                ], as: .employee)
        }
        try await portal.portal.grant("AU", .update, .none, on: .stage("DT\(entityTypeID)_\(categoryID):SUCCESS"))
        #expect(try move("CLIENT").status == 200)
        let refused = try move("SUCCESS")
        #expect(refused.status == 400)
        #expect(try refused.json["error"] == "", "this refusal has an empty code")
    }

    @Test func theDemoHidesThingsFromSales() async throws {
        let portal = try await TestPortal()
        func total(_ entityTypeID: Int64, _ owner: LocalPortal.Owner) throws -> Int64 {
            try portal.call("crm.item.list", ["entityTypeId": .integer(entityTypeID)], as: owner).json["total"]!
                .integerValue!
        }
        #expect(try total(1036, .employee) < total(1036, .admin))
        #expect(try total(1032, .employee) < total(1032, .admin))
        let funnels = try portal.result("crm.category.list", ["entityTypeId": 1036], as: .employee)["categories"]
        #expect(funnels?.arrayValue?.count == 1)
    }
}
