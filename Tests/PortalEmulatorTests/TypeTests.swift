import JSON
import PortalEmulator
import Testing

@Suite struct TypeTests {
    @Test func answersInTheDocumentedShape() async throws {
        let portal = try await TestPortal()
        try portal.expectShape("crm.type.add", try Fixtures.load("crm.type.add", "request"))
        let added = try portal.result("crm.type.getByEntityTypeId", ["entityTypeId": 2024])["type"]!
        try portal.expectShape("crm.type.getByEntityTypeId", ["entityTypeId": 2024])
        try portal.expectShape("crm.type.get", ["id": added["id"]!])
        for number in ["", ".2"] {
            try portal.expectShape("crm.type.list", try Fixtures.load("crm.type.list", "request\(number)"))
        }
        for number in ["", ".2"] {
            var request = try Fixtures.load("crm.type.update", "request\(number)").objectValue!
            request["id"] = added["id"]
            try portal.expectShape("crm.type.update", .object(request))
        }
        try portal.expectShape("crm.type.fields")
        try portal.expectShape("crm.type.delete", ["id": added["id"]!])
    }

    @Test func theOfficialExampleGivesTheOfficialValues() async throws {
        let portal = try await TestPortal()
        let type = try portal.result("crm.type.add", try Fixtures.load("crm.type.add", "request"))["type"]!
        let example = try Fixtures.load("crm.type.add", "response")["result"]!["type"]!
        for key in ["relations", "linkedUserFields", "customSections", "customSectionId", "entityTypeId"] {
            #expect(type[key] == example[key], "\(key)")
        }
        for member in example.objectValue!.members where member.key.hasPrefix("is") {
            #expect(type[member.key] == member.value, "\(member.key)")
        }
    }

    @Test func fieldsAreTheDocumentedOnes() async throws {
        let portal = try await TestPortal()
        #expect(
            try portal.result("crm.type.fields")["fields"]
                == (try Fixtures.load("crm.type.fields", "response"))["result"]?["fields"])
    }

    @Test(arguments: [
        (127, false), (128, true), (192, true), (193, false), (1028, false), (1030, true), (1031, false), (2024, true),
        (-2, false), (9_223_372_036_854_775_806, false),
    ])
    func entityTypeIDsHaveARange(entityTypeID: Int, isAllowed: Bool) async throws {
        let portal = try await TestPortal()
        let parameters: JSONValue = ["fields": ["title": "x", "entityTypeId": .integer(Int64(entityTypeID))]]
        if isAllowed {
            #expect(
                try portal.result("crm.type.add", parameters)["type"]?["entityTypeId"] == .integer(Int64(entityTypeID)))
            try portal.expectError("INVALID_ARG_VALUE", "crm.type.add", parameters)
        } else {
            try portal.expectError("INVALID_ARG_VALUE", "crm.type.add", parameters)
        }
    }

    @Test func aGeneratedEntityTypeIDIsNeverReused() async throws {
        let portal = try await TestPortal { $0.seed = .empty }
        func add() throws -> JSONValue { try portal.result("crm.type.add", ["fields": ["title": "x"]])["type"]! }
        let first = try add()
        #expect(first["entityTypeId"] == 1030)
        _ = try portal.result("crm.type.delete", ["id": first["id"]!])
        let second = try add()
        #expect(second["entityTypeId"] == 1032)
        #expect(second["id"] != first["id"])
    }

    @Test func flagsTakeYesAndNoAndDefaultAsDocumented() async throws {
        let portal = try await TestPortal()
        let type = try portal.result("crm.type.add", ["fields": ["title": "x", "isStagesEnabled": "Y"]])["type"]!
        for member in type.objectValue!.members where member.key.hasPrefix("is") {
            let isOn = ["isStagesEnabled", "isSetOpenPermissions"].contains(member.key)
            #expect(member.value == (isOn ? "Y" : "N"), "\(member.key)")
        }
        let changed = try portal.result(
            "crm.type.update",
            ["id": type["id"]!, "fields": ["isStagesEnabled": "N", "entityTypeId": 1500, "title": "y"]])
        #expect(changed["type"]?["isStagesEnabled"] == "N")
        #expect(changed["type"]?["title"] == "y")
        #expect(changed["type"]?["entityTypeId"] == type["entityTypeId"], "immutable")
    }

    @Test func relationsAreReplacedWholeAndTheirErrorsSwallowed() async throws {
        let portal = try await TestPortal()
        func update(_ relations: JSONValue, id: Int = 13) throws -> JSONValue {
            try portal.result("crm.type.update", ["id": .integer(Int64(id)), "fields": ["relations": relations]])[
                "type"]!["relations"]!
        }
        func ids(_ relations: JSONValue, _ side: String) -> [Int64] {
            relations[side]!.arrayValue!.compactMap { $0["entityTypeId"]?.integerValue }
        }
        var relations = try update([
            "parent": [["entityTypeId": 2, "isChildrenListEnabled": "true"]],
            "child": [["entityTypeId": 1032, "isChildrenListEnabled": "Y"]],
        ])
        // Support has clients: contact and company are there by themselves.
        #expect(ids(relations, "parent") == [3, 4, 2])
        #expect(ids(relations, "child") == [1032])
        #expect(relations["parent"]?[0]?["isPredefined"] == "Y")
        #expect(relations["parent"]?[2]?["isChildrenListEnabled"] == "Y")
        #expect(relations["child"]?[0]?["isChildrenListEnabled"] == "N", "Y has no effect, only the string true has")
        // The other side knows.
        let other = try portal.result("crm.type.getByEntityTypeId", ["entityTypeId": 1032])["type"]!["relations"]!
        #expect(ids(other, "parent") == [1046])
        // An unknown object: nothing is saved and nothing said.
        relations = try update(["parent": [["entityTypeId": 7777]], "child": []])
        #expect(ids(relations, "parent") == [3, 4, 2])
        #expect(ids(relations, "child") == [1032])
        relations = try update(["parent": [["entityTypeId": 3, "isChildrenListEnabled": "false"]]])
        #expect(ids(relations, "parent") == [3, 4], "predefined ones cannot be changed")
        #expect(relations["parent"]?[0]?["isChildrenListEnabled"] == "Y")
        #expect(relations["child"] == [])
    }

    @Test func linkedUserFieldsNeedTheirSwitch() async throws {
        let portal = try await TestPortal()
        let key = "TASKS_TASK|UF_CRM_TASK"
        func update(_ fields: JSONValue) throws -> JSONValue? {
            try portal.result("crm.type.update", ["id": 2, "fields": fields])["type"]?["linkedUserFields"]?[key]
        }
        #expect(try update(["linkedUserFields": .object([key: "true"])]) == "N")
        #expect(try update(["isUseInUserfieldEnabled": "Y", "linkedUserFields": .object([key: "Y"])]) == "Y")
        #expect(try update(["linkedUserFields": .object([key: "false"])]) == "N")
    }

    @Test func documentedErrors() async throws {
        let portal = try await TestPortal()
        try portal.expectError("100", "crm.type.add")
        try portal.expectError("100", "crm.type.get")
        try portal.expectError("100", "crm.type.getByEntityTypeId", ["entityTypeId": "abc"])
        try portal.expectError("INVALID_ARG_VALUE", "crm.type.add", ["fields": ["title": "x", "entityTypeId": "abc"]])
        try portal.expectError(0, "crm.type.add", ["fields": ["title": "x", "isExternal": "true"]])
        try portal.expectError(0, "crm.type.update", ["id": 2, "fields": ["isExternal": "true"]])
        try portal.expectError(0, "crm.type.get", ["id": 999])
        try portal.expectError(0, "crm.type.getByEntityTypeId", ["entityTypeId": 999])
        try portal.expectError(0, "crm.type.update", ["id": 999, "fields": [:]])
        try portal.expectError(0, "crm.type.delete", ["id": 999])
        #expect(try portal.result("crm.type.delete") == .null, "without an id nothing is deleted and null answered")
        for parameters: JSONValue in [
            ["filter": ["nothing": 1]], ["filter": ["id": "x"]], ["order": ["nothing": "ASC"]], ["order": ["id": "x"]],
        ] {
            try portal.expectError("INVALID_ARG_VALUE", "crm.type.list", parameters)
        }
    }

    @Test func aSPAWithElementsStaysAndAnEmptyOneGoesWithAllThatIsIts() async throws {
        let portal = try await TestPortal()
        try portal.expectError("BX_ERROR", "crm.type.delete", ["id": 5])
        let type = try portal.result("crm.type.add", ["fields": ["title": "x", "entityTypeId": 1500]])["type"]!
        _ = try portal.result("crm.automatedsolution.update", ["id": 4, "fields": ["typeIds": [type["id"]!]]])
        _ = try portal.result("crm.type.delete", ["id": type["id"]!])
        #expect(try portal.result("crm.automatedsolution.get", ["id": 4])["automatedSolution"]?["typeIds"] == [])
        try portal.expectError("NOT_FOUND", "crm.category.list", ["entityTypeId": 1500])
        try portal.expectError(0, "crm.type.get", ["id": type["id"]!])
    }

    @Test func plansRestrict() async throws {
        var limits = PlanLimits()
        limits.types = 5
        limits.allowsTypeUpdates = false
        let portal = try await TestPortal { [limits] in $0.planLimits = limits }
        try portal.expectError("CREATE_DYNAMIC_TYPE_RESTRICTED", "crm.type.add", ["fields": ["title": "x"]])
        try portal.expectError(
            "UPDATE_DYNAMIC_TYPE_RESTRICTED", "crm.type.update", ["id": 2, "fields": ["title": "x"]])
    }

    @Test(arguments: ["add", "update", "list", "delete", "fields", "get", "getByEntityTypeId"])
    func guestsStayOut(name: String) async throws {
        let portal = try await TestPortal()
        try portal.expectError(
            "allowed_only_intranet_user", status: 403, "crm.type.\(name)",
            ["id": 2, "entityTypeId": 1032, "fields": [:]],
            as: .extranet)
    }

    @Test func employeesReadSingleSPAsButNeitherListNorWrite() async throws {
        let portal = try await TestPortal()
        for name in ["add", "update", "list", "delete", "fields"] {
            try portal.expectError(
                "ACCESS_DENIED", "crm.type.\(name)", ["id": 2, "fields": ["title": "x"]], as: .employee)
        }
        #expect(try portal.result("crm.type.get", ["id": 2], as: .employee)["type"]?["entityTypeId"] == 1032)
        // A SPA whose only funnel was created closed.
        let closed = try portal.result("crm.type.add", ["fields": ["title": "Closed", "isSetOpenPermissions": "N"]])[
            "type"]!
        try portal.expectError("ACCESS_DENIED", "crm.type.get", ["id": closed["id"]!], as: .employee)
        _ = try portal.result("crm.type.get", ["id": closed["id"]!], as: .crmAdmin)
    }
}
