import JSON
import PortalEmulator
import Testing

/// `department.get` and `sonet_group.*` over HTTP.
@Suite struct CompanyTests {
    @Test func departmentsHaveTheDocumentedShape() async throws {
        let portal = try await TestPortal()
        let request = try Fixtures.load("department.get", "request")
        let answer = try portal.call("department.get", request).json
        let example = try Fixtures.load("department.get", "response")
        #expect(
            Fixtures.differences(
                answer, from: example,
                optional: ["time.operating_reset_at", "result.0.UF_HEAD", "result.1.UF_HEAD", "result.2.UF_HEAD"]) == []
        )
        #expect(answer["result"]?.arrayValue?.map { $0["NAME"] } == ["Sales", "Operations", "Human Resources"])
        #expect(answer["total"] == 3)
    }

    @Test(
        arguments: [
            ([:], ["1", "2", "3", "4", "5"]), (["ID": 4], ["4"]), (["NAME": "Sales"], ["2"]), (["UF_HEAD": 8], ["5"]),
            (["SORT": 300], ["3"]), (["PARENT": 4], ["5"]),
            (["sort": "ID", "order": "DESC", "PARENT": 1], ["4", "3", "2"]),
            (["START": 50], []),
        ] as [(JSONValue, [String])])
    func departments(parameters: JSONValue, ids: [String]) async throws {
        let portal = try await TestPortal()
        let rows = try portal.result("department.get", parameters, as: .employee).arrayValue ?? []
        #expect(rows.compactMap { $0["ID"]?.stringValue } == ids)
    }

    @Test func theRootHasNoParent() async throws {
        let portal = try await TestPortal()
        let root = try portal.result("department.get", ["ID": 1])[0]
        #expect(root?.objectValue?.keys == ["ID", "NAME", "SORT", "UF_HEAD"])
        #expect(root?["UF_HEAD"] == "10")
    }

    /// The members of the example on `api-reference/sonet-group/sonet-group-get`, in its order.
    @Test func workgroupsHaveTheDocumentedShape() async throws {
        let portal = try await TestPortal()
        let group = try portal.result("sonet_group.get", ["ORDER": ["NAME": "ASC"]])[0]
        #expect(
            group?.objectValue?.keys == [
                "ID", "SITE_ID", "NAME", "DESCRIPTION", "DATE_CREATE", "DATE_UPDATE", "ACTIVE", "VISIBLE", "OPENED",
                "CLOSED", "SUBJECT_ID", "OWNER_ID", "KEYWORDS", "NUMBER_OF_MEMBERS", "DATE_ACTIVITY", "SUBJECT_NAME",
                "PROJECT", "IS_EXTRANET",
            ])
        #expect(group?["NAME"] == "New warehouse")
        #expect(group?["NUMBER_OF_MEMBERS"] == "4")
        #expect(group?["KEYWORDS"] == .null)
    }

    @Test(
        arguments: [
            ([:], ["2", "1"]), (["ORDER": ["ID": "ASC"]], ["1", "2"]), (["GROUP_ID": 2], ["2"]),
            (["FILTER": ["%NAME": "Supp"]], ["2"]), (["FILTER": ["?NAME": "ware"]], ["1"]),
            (["FILTER": ["!%NAME": "Supp"]], ["1"]), (["FILTER": ["IS_EXTRANET": "Y"]], ["2"]),
            (["FILTER": ["><ID": [1, 1]]], ["1"]), (["FILTER": ["!><ID": [1, 1]]], ["2"]),
            (["FILTER": ["OWNER_ID": 7]], ["1"]), (["FILTER": [">DATE_CREATE": "2100-01-01"]], []),
        ] as [(JSONValue, [String])])
    func workgroups(parameters: JSONValue, ids: [String]) async throws {
        let portal = try await TestPortal()
        let rows = try portal.result("sonet_group.get", parameters, as: .employee).arrayValue ?? []
        #expect(rows.compactMap { $0["ID"]?.stringValue } == ids)
    }

    @Test func guestsSeeTheirOwnWorkgroups() async throws {
        let portal = try await TestPortal()
        #expect(try portal.result("sonet_group.get", as: .extranet).arrayValue?.map { $0["ID"] } == ["2"])
        try portal.expectError("", "sonet_group.user.get", ["ID": 1], as: .extranet)
    }

    @Test func membersAndTheirRoles() async throws {
        let portal = try await TestPortal()
        #expect(
            try portal.result("sonet_group.user.get", ["ID": 2]) == [
                ["USER_ID": "4", "ROLE": "K"], ["USER_ID": "8", "ROLE": "A"], ["USER_ID": "9", "ROLE": "E"],
                ["USER_ID": "11", "ROLE": "K"],
            ])
        for parameters in [[:], ["ID": 0], ["ID": "x"], ["ID": 99]] as [JSONValue] {
            try portal.expectError("", "sonet_group.user.get", parameters)
        }
    }
}
