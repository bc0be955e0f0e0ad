import JSON
import Permissions
import PortalEmulator
import Testing

@Suite struct AutomatedSolutionTests {
    private let list = "crm.automatedsolution.list"

    @Test func answersInTheDocumentedShape() async throws {
        let portal = try await TestPortal()
        try portal.expectShape("crm.automatedsolution.add", ["fields": ["title": "HR", "typeIds": [2, 3, 5]]])
        try portal.expectShape("crm.automatedsolution.update", ["id": 1, "fields": ["title": "People"]])
        try portal.expectShape("crm.automatedsolution.get", ["id": 1])
        for number in ["", ".2", ".3"] {
            try portal.expectShape(list, try Fixtures.load(list, "request\(number)"))
        }
        try portal.expectShape("crm.automatedsolution.fields")
        let id = try portal.result("crm.automatedsolution.add", ["fields": ["title": "Empty"]])["automatedSolution"]![
            "id"]!
        try portal.expectShape("crm.automatedsolution.delete", ["id": id])
    }

    @Test func typeIDsReplaceTheWholeSetAndMoveSPAsSilently() async throws {
        let portal = try await TestPortal()
        func types(_ id: Int64) throws -> JSONValue? {
            try portal.result("crm.automatedsolution.get", ["id": .integer(id)])["automatedSolution"]?["typeIds"]
        }
        let hr = try portal.result("crm.automatedsolution.add", ["fields": ["title": "HR 2"]])["automatedSolution"]![
            "id"]!
            .integerValue!
        #expect(try types(hr) == [])
        // 156 is an entityTypeId, 999 nobody's id: both are passed over.
        let answer = try portal.result(
            "crm.automatedsolution.update", ["id": .integer(hr), "fields": ["typeIds": [8, "3", 156, 999, 8]]])
        #expect(answer["automatedSolution"]?["typeIds"] == [3, 8])
        #expect(try types(4) == [5], "3 left the other workplace")
        _ = try portal.result("crm.automatedsolution.update", ["id": .integer(hr), "fields": ["title": "Renamed"]])
        #expect(try types(hr) == [3, 8], "without the key nothing moves")
        _ = try portal.result("crm.automatedsolution.update", ["id": .integer(hr), "fields": ["typeIds": []]])
        #expect(try types(hr) == [])
        #expect(try types(4) == [5], "back in CRM, not in the old workplace")
    }

    @Test func filtersOrdersAndPages() async throws {
        let portal = try await TestPortal()
        for number in 1...120 {
            _ = try portal.result("crm.automatedsolution.add", ["fields": ["title": .string("Place \(number)")]])
        }
        let first = try portal.call(list, ["order": ["id": "DESC"]]).json
        #expect(first["total"] == 122)
        #expect(first["next"] == 50)
        #expect(first["result"]?["automatedSolutions"]?.arrayValue?.count == 50)
        #expect(first["result"]?["automatedSolutions"]?[0]?["title"] == "Place 120")
        let last = try portal.call(list, ["start": 100]).json
        #expect(last["result"]?["automatedSolutions"]?.arrayValue?.count == 22)
        #expect(last["next"] == nil)
        let uncounted = try portal.call(list, ["start": -1, "filter": [">id": 100]]).json
        #expect(uncounted["total"] == 0)
        #expect(uncounted["next"] == nil)
        let found = try portal.result(list, ["filter": ["%title": "place 11"]])["automatedSolutions"]!.arrayValue!
        #expect(found.count == 11)
        // The page documents neither `@` nor `!` here.
        for key in ["@id", "!@id", "!id", "typeIds", "%nothing"] {
            try portal.expectError("INVALID_ARG_VALUE", list, ["filter": .object([key: [1]])])
        }
        try portal.expectError("INVALID_ARG_VALUE", list, ["filter": ["id": "x"]])
        try portal.expectError("INVALID_ARG_VALUE", list, ["order": ["typeIds": "ASC"]])
        try portal.expectError("INVALID_ARG_VALUE", list, ["order": ["id": "UP"]])
    }

    @Test func documentedErrors() async throws {
        let portal = try await TestPortal {
            $0.planLimits = PlanLimits()
            $0.planLimits!.workplaces = 3
        }
        try portal.expectError("BX_EMPTY_REQUIRED", "crm.automatedsolution.add", ["fields": ["typeIds": [2]]])
        try portal.expectError("BX_EMPTY_REQUIRED", "crm.automatedsolution.add", ["fields": ["title": "  "]])
        try portal.expectError("BX_EMPTY_REQUIRED", "crm.automatedsolution.update", ["id": 1, "fields": ["title": ""]])
        try portal.expectError("NOT_FOUND", "crm.automatedsolution.update", ["id": 99, "fields": ["title": "x"]])
        try portal.expectError("NOT_FOUND", "crm.automatedsolution.get", ["id": 99])
        try portal.expectError("NOT_FOUND", "crm.automatedsolution.delete", ["id": 99])
        try portal.expectError("HAS_BOUND_TYPES", "crm.automatedsolution.delete", ["id": 1])
        try portal.expectError("100", "crm.automatedsolution.add")
        try portal.expectError("100", "crm.automatedsolution.get")
        _ = try portal.result("crm.automatedsolution.add", ["fields": ["title": "Third"]])
        try portal.expectError("LIMIT_EXCEEDED", "crm.automatedsolution.add", ["fields": ["title": "Fourth"]])
    }

    @Test func selfHostedPortalsHaveTwoHundredWorkplaces() async throws {
        let portal = try await TestPortal { $0.flavour = .box }
        for number in 3...200 {
            _ = try portal.result("crm.automatedsolution.add", ["fields": ["title": .string("\(number)")]])
        }
        try portal.expectError("LIMIT_EXCEEDED", "crm.automatedsolution.add", ["fields": ["title": "201"]])
    }

    @Test func galleryWorkplacesKeepTheirSPAs() async throws {
        var limits = PlanLimits()
        limits.galleryWorkplaces = [4]
        let portal = try await TestPortal { [limits] in $0.planLimits = limits }
        try portal.expectError(0, "crm.automatedsolution.add", ["fields": ["title": "x", "typeIds": [3]]])
        try portal.expectError(0, "crm.automatedsolution.update", ["id": 4, "fields": ["typeIds": [3]]])
        #expect(
            try portal.result("crm.automatedsolution.get", ["id": 4])["automatedSolution"]?["typeIds"] == [3, 5],
            "a refusal leaves nothing half done")
        #expect(try portal.result(list)["automatedSolutions"]?.arrayValue?.count == 2)
        limits.locksGalleryWorkplaces = true
        let locked = try await TestPortal { [limits] in $0.planLimits = limits }
        try locked.expectError(
            "RESTRICTED_BY_TARIFF", "crm.automatedsolution.update", ["id": 4, "fields": ["title": "x"]])
        _ = try locked.result("crm.automatedsolution.update", ["id": 1, "fields": ["title": "x"]])
    }

    @Test(
        arguments: [
            ("crm.automatedsolution.add", ["fields": ["title": "x"]]),
            ("crm.automatedsolution.update", ["id": 1, "fields": [:]]),
            ("crm.automatedsolution.get", ["id": 1]), ("crm.automatedsolution.list", [:]),
            ("crm.automatedsolution.delete", ["id": 1]), ("crm.automatedsolution.fields", [:]),
        ] as [(String, JSONValue)])
    func onlyManagersOfWorkplacesGetIn(method: String, parameters: JSONValue) async throws {
        let portal = try await TestPortal()
        try portal.expectError("ACCESS_DENIED", method, parameters, as: .employee)
        try portal.expectError("ACCESS_DENIED", method, parameters, as: .extranet)
        #expect(try portal.call(method, parameters, as: .crmAdmin).json["error"] != "ACCESS_DENIED")
    }

    @Test func aGrantForAutomatedSolutionsOpensThemButNotTheMoveToCRM() async throws {
        let portal = try await TestPortal()
        try await portal.portal.grant("U3", .settings, .all, on: .workplaces)
        let id = try portal.result("crm.automatedsolution.add", ["fields": ["title": "Mine"]], as: .employee)[
            "automatedSolution"]!["id"]!
        // From one workplace to another is fine, out of CRM is not.
        _ = try portal.result("crm.automatedsolution.update", ["id": id, "fields": ["typeIds": [5]]], as: .employee)
        try portal.expectError(
            "ACCESS_DENIED", "crm.automatedsolution.update", ["id": id, "fields": ["typeIds": [5, 8]]], as: .employee)
        try portal.expectError(
            "ACCESS_DENIED", "crm.automatedsolution.update", ["id": id, "fields": ["typeIds": []]], as: .employee)
        try await portal.portal.grant("U3", .settings, .all, on: .crm)
        _ = try portal.result(
            "crm.automatedsolution.update", ["id": id, "fields": ["typeIds": [5, 8]]], as: .employee)
        let older = try await TestPortal { $0.choices.onlyCRMAdminsManageWorkplaces = true }
        try await older.portal.grant("U3", .settings, .all, on: .workplaces)
        try older.expectError("ACCESS_DENIED", list, as: .employee)
    }
}
