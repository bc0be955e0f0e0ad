import JSON
import PortalEmulator
import Testing

/// Every switch of the core does what its comment says.
@Suite struct ChoiceTests {
    @Test func workplaces() async throws {
        let portal = try await TestPortal {
            $0.choices.bindsTypesOnAdd = false
            $0.choices.reportsUnknownWorkplaceOnUpdate = false
            $0.choices.reportsUnknownWorkplaceOnDelete = false
        }
        let made = try portal.result("crm.automatedsolution.add", ["fields": ["title": "x", "typeIds": [8]]])
        #expect(made["automatedSolution"]?["typeIds"] == [])
        try portal.expectError("ACCESS_DENIED", "crm.automatedsolution.update", ["id": 99, "fields": [:]])
        #expect(try portal.result("crm.automatedsolution.delete", ["id": 99]) == .null)
    }

    @Test func types() async throws {
        let portal = try await TestPortal {
            $0.choices.duplicateTypeCode = "DUPLICATE"
            $0.choices.missingTypeTitleCode = "NO_TITLE"
        }
        try portal.expectError("DUPLICATE", "crm.type.add", ["fields": ["title": "x", "entityTypeId": 1032]])
        try portal.expectError("NO_TITLE", "crm.type.add", ["fields": ["title": ""]])
        try portal.expectError("NO_TITLE", "crm.type.update", ["id": 2, "fields": ["title": nil]])
    }

    @Test(arguments: [
        (Choices.SystemMembers.never, false, false), (.whenRead, false, true), (.always, true, true),
    ])
    func systemMembersOfFunnels(choice: Choices.SystemMembers, whenWritten: Bool, whenRead: Bool) async throws {
        let portal = try await TestPortal { $0.choices.systemMembersOfFunnels = choice }
        let address: JSONValue = ["entityTypeId": 1036, "id": 12, "fields": ["name": "x"]]
        #expect((try portal.result("crm.category.update", address)["category"]?["isSystem"] != nil) == whenWritten)
        let read = try portal.result("crm.category.get", address)["category"]!
        #expect(read["isSystem"] == (whenRead ? "N" : nil))
        #expect(read["code"] == (whenRead ? "" : nil))
    }

    @Test func orderOfChecks() async throws {
        let arguments = try await TestPortal()
        try arguments.expectError("100", "crm.automatedsolution.get", as: .employee)
        let access = try await TestPortal { $0.choices.checksArgumentsBeforeAccess = false }
        try access.expectError("ACCESS_DENIED", "crm.automatedsolution.get", as: .employee)
    }

    @Test(arguments: [true, false])
    func refusedRequestsInTheBucket(areCounted: Bool) async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.enforcesLimits = true
            $0.clock = clock.clock
            $0.choices.countsUnauthorizedRequests = areCounted
        }
        for _ in 0..<50 { #expect(try portal.client.send("GET", "/rest/profile").status == 401) }
        #expect(try portal.call("profile").status == (areCounted ? 503 : 200))
    }

    @Test func requestsAndTime() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.clock = clock.clock
            $0.flavour = .box
            $0.choices.expiredWebhookCode = "expired_token"
            $0.choices.usesErrorObjectsForREST3 = false
            $0.choices.showsOperatingOnBox = true
        }
        let path = TestPortal.path(try await portal.portal.webhook(.admin, expires: 1_760_000_000))
        #expect(try portal.client.send("GET", "\(path)profile").json["error"] == "expired_token")
        let rest3 = try portal.client.send("POST", "/rest/api\(portal.path("profile").dropFirst(5))").json
        #expect(rest3["error"] == "ERROR_METHOD_NOT_FOUND")
        #expect(try portal.call("profile").json["time"]?["operating"] != nil)
    }

    @Test func systemMethods() async throws {
        let portal = try await TestPortal {
            $0.choices.methodGetNeedsLowerCase = false
            $0.choices.namesDepartmentsAndWorkgroups = false
        }
        #expect(
            try portal.result("method.get", ["name": "crm.type.getByEntityTypeId"])
                == ["isExisting": true, "isAvailable": true])
        let names = try portal.result("access.name", ["ACCESS": ["U1", "D1", "SG1", "AU"]])
        #expect(names.objectValue?.members.map(\.key) == ["U1", "AU"])
    }

    @Test func references() async throws {
        let portal = try await TestPortal { $0.choices.substitutesWholeValues = false }
        let cmd: JSONValue = [
            "place": "crm.automatedsolution.get?id=4",
            "copy": "crm.automatedsolution.add?fields[title]=$result[place][automatedSolution][typeIds]",
        ]
        let result = try portal.result("batch", ["cmd": cmd])
        #expect(
            result["result"]?["copy"]?["automatedSolution"]?["title"]
                == "$result[place][automatedSolution][typeIds]")
    }

    @Test func filters() async throws {
        let portal = try await TestPortal {
            $0.choices.negationMatchesEmpty = false
            $0.choices.equalsAcceptsLists = false
        }
        #expect(try portal.call("crm.type.list", ["filter": ["!customSectionId": 5]]).json["total"] == 0)
        try portal.expectError("INVALID_ARG_VALUE", "crm.type.list", ["filter": ["id": [2, 3]]])
        let usual = try await TestPortal()
        #expect(try usual.call("crm.type.list", ["filter": ["!customSectionId": 5]]).json["total"] == 5)
    }
}
