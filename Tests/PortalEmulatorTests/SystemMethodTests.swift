import JSON
import PortalEmulator
import Testing

@Suite struct SystemMethodTests {
    @Test(arguments: [
        "profile", "scope", "methods", "method.get", "server.time", "feature.get", "user.admin", "user.access",
        "access.name",
    ])
    func answersTheOfficialRequestInShape(method: String) async throws {
        let portal = try await TestPortal { $0.plan = .enterprise }
        try portal.expectShape(method, try Fixtures.load(method, "request"))
    }

    @Test func profileKnowsWhoAsks() async throws {
        let portal = try await TestPortal()
        let expected: [(LocalPortal.Owner, String, Bool)] = [
            (.admin, "1", true), (.crmAdmin, "2", false), (.employee, "3", false), (.extranet, "11", false),
        ]
        for (owner, id, isAdmin) in expected {
            let profile = try portal.result("profile", as: owner)
            #expect(profile["ID"] == .string(id))
            #expect(profile["ADMIN"] == .bool(isAdmin))
            #expect(try portal.result("user.admin", as: owner) == .bool(isAdmin))
        }
    }

    @Test func accessCodesOfAnEmployee() async throws {
        let portal = try await TestPortal()
        let cases: [(codes: JSONValue, answer: Bool)] = [
            (["U3"], true), (["U4"], false), (["AU"], true), (["D2"], true), (["D3"], false), (["D1"], false),
            (["DR1"], true), (["DR2"], true), (["DR3"], false), (["SG1"], true), (["SG1_K"], true),
            (["SG1_E"], false), (["SG2"], false), (["U4", "G2"], true), ([], false),
        ]
        for item in cases {
            #expect(
                try portal.result("user.access", ["ACCESS": item.codes], as: .employee) == .bool(item.answer),
                "\(item.codes)")
        }
        #expect(try portal.result("user.access", ["ACCESS": ["U99"]], as: .admin) == true)
        try portal.expectError("100", "user.access")
    }

    @Test func accessNamesLeaveUnknownCodesOut() async throws {
        let portal = try await TestPortal()
        let names = try portal.result(
            "access.name", ["ACCESS": ["U1", "U999", "D2", "DR4", "SG2_E", "G2", "X1"]])
        #expect(names.objectValue?.members.map(\.key) == ["U1", "D2", "DR4", "SG2_E", "G2"])
        #expect(names["U1"]?["name"] == "Anna Harper")
        #expect(names["G2"]?["name"] == "All visitors")
        #expect(try portal.result("access.name", ["ACCESS": ["U999"]]) == [])
        #expect(try portal.result("access.name", ["ACCESS": []]) == false)
    }

    @Test func applicationMethodsRefuseWebhooks() async throws {
        let portal = try await TestPortal()
        let answer = try portal.call("app.info")
        #expect(answer.status == 400)
        #expect(try answer.json == (try Fixtures.load("app.info", "error")))
    }

    @Test func featuresAreAMatterOfThePlan() async throws {
        let basic = try await TestPortal()
        #expect(try basic.result("feature.get", ["CODE": "rest_auth_connector"])["value"] == "N")
        try basic.expectError("CODE_EMPTY", "feature.get")
        let enterprise = try await TestPortal { $0.plan = .enterprise }
        #expect(try enterprise.result("feature.get", ["CODE": "rest_auth_connector"])["value"] == "Y")
        #expect(try enterprise.result("feature.get", ["CODE": "no_such"])["value"] == "N")
    }

    @Test func scopesAndMethodsFollowTheWebhook() async throws {
        let portal = try await TestPortal()
        let path = TestPortal.path(try await portal.portal.webhook(.admin, scopes: ["user_brief", "crm"]))
        func ask(_ method: String, _ query: String = "") throws -> JSONValue {
            try portal.client.send("GET", "\(path)\(method)?\(query)").json["result"] ?? .null
        }
        #expect(try ask("scope") == ["crm", "user_brief"])
        #expect(try ask("scope", "full=true").arrayValue!.contains("userfieldconfig"))
        #expect(try ask("methods").arrayValue!.contains("crm.type.list"))
        #expect(try ask("methods", "scope=crm").arrayValue!.contains("profile") == false)
        #expect(try ask("methods", "scope=").arrayValue!.contains("profile"))
        #expect(try ask("method.get", "name=crm.type.list") == ["isExisting": true, "isAvailable": true])
        #expect(try ask("method.get", "name=crm.type.nothing") == ["isExisting": false, "isAvailable": false])
        #expect(
            try ask("method.get", "name=crm.type.getByEntityTypeId") == ["isExisting": false, "isAvailable": false])
        #expect(try ask("method.get") == ["isExisting": false, "isAvailable": false])
        let narrow = TestPortal.path(try await portal.portal.webhook(.admin, scopes: ["user_brief"]))
        let found = try portal.client.send("GET", "\(narrow)method.get?name=crm.type.list").json["result"]
        #expect(found == ["isExisting": true, "isAvailable": false])
    }

    @Test func serverTimeFollowsClockAndZone() async throws {
        let portal = try await TestPortal {
            $0.clock = VirtualClock(1_722_848_533).clock
            $0.choices.timeZoneOffset = 0
        }
        #expect(try portal.result("server.time") == "2024-08-05T09:02:13+00:00")
    }
}
