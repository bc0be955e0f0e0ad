import JSON
import Localization
import PortalEmulator
import Testing

/// `user.current`, `user.get`, `user.search` over HTTP against the people of the demo company.
@Suite struct UserTests {
    /// Members that the portal leaves out while nobody has filled them in.
    private static let optional: Set<String> = [
        "SECOND_NAME", "TIME_ZONE", "PERSONAL_WWW", "PERSONAL_MOBILE", "PERSONAL_CITY", "PERSONAL_PHOTO", "WORK_PHONE",
    ]

    private static func paths(_ prefix: String) -> Set<String> { Set(optional.map { prefix + $0 }) }

    @Test func currentHasTheDocumentedShape() async throws {
        let portal = try await TestPortal()
        let example = try Fixtures.load("user.current", "response")["result"]!
        let answer = try portal.result("user.current")
        #expect(Fixtures.differences(answer, from: example, optional: Self.paths("")) == [])
        #expect(answer["ID"] == "1")
        #expect(answer["NAME"] == "Anna")
        #expect(try portal.result("user.current", as: .extranet)["ID"] == "11")
    }

    @Test func listHasTheDocumentedShape() async throws {
        let portal = try await TestPortal()
        let example = try Fixtures.load("user.get", "response")
        let answer = try portal.call("user.get").json
        var optional: Set<String> = ["time.operating_reset_at"]
        for index in 0..<12 { optional.formUnion(Self.paths("result.\(index).")) }
        #expect(Fixtures.differences(answer, from: example, optional: optional) == [])
        #expect(answer["total"] == 12)
        #expect(answer["result"]?.arrayValue?.count == 12)
    }

    @Test(
        arguments: [
            (["ID": 3], [3]), (["FILTER": ["ID": 3]], [3]), (["filter": [">=ID": 11]], [11, 12]),
            (["filter": ["@ID": [2, 4]]], [2, 4]), (["FILTER": ["ID": [2, 4]]], [2, 4]),
            (["filter": ["!@ID": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]], [11, 12]),
            (["filter": ["NAME": "An%"]], [1]), (["filter": ["NAME": "Anna"]], [1]), (["filter": ["%NAME": "nn"]], [1]),
            (["filter": ["!%LAST_NAME": "e", "<ID": 8]], [2, 6]),
            (["FILTER": ["ACTIVE": false]], [12]), (["FILTER": ["ACTIVE": "N"]], [12]),
            (["FILTER": ["ACTIVE": "true", ">ID": 10]], [11]),
            (["UF_DEPARTMENT": 2, "FILTER": ["ACTIVE": true]], [2, 3, 4]),
            (["FILTER": ["UF_DEPARTMENT": [3, 5]]], [5, 6, 8, 9]),
            (["FILTER": ["USER_TYPE": "extranet"]], [11]), (["FILTER": ["IS_ONLINE": "Y"]], [1]),
            (["FILTER": ["WORK_POSITION": "Sales manager"], "sort": "ID", "order": "desc"], [12, 4, 3]),
            (["FILTER": [">DATE_REGISTER": "not a date"]], []),
            (["FILTER": ["NO_SUCH_FIELD": 1, "ID": 1]], [1]),
            (["FILTER": ["0": ["logic": "OR", "0": ["ID": 1], "1": ["NAME": "Grace"]]]], [1, 5]),
        ] as [(JSONValue, [Int])])
    func filters(parameters: JSONValue, ids: [Int]) async throws {
        let portal = try await TestPortal()
        let rows = try portal.result("user.get", parameters).arrayValue ?? []
        #expect(rows.compactMap { $0["ID"]?.stringValue } == ids.map(String.init))
    }

    @Test(
        arguments: [
            (["FILTER": ["FIND": "oli sto"]], [3]), (["FILTER": ["FIND": "procure"]], [8, 9]),
            (["FILTER": ["FIND": "arper"]], []), (["FILTER": ["NAME": "Gra"]], [5]),
            (["FILTER": ["LAST_NAME": "no", "NAME": "pe"]], [6]),
            (["FILTER": ["UF_DEPARTMENT_NAME": "Human"]], [5, 6]), (["FILTER": ["USER_TYPE": "extranet"]], [11]),
        ] as [(JSONValue, [Int])])
    func searches(parameters: JSONValue, ids: [Int]) async throws {
        let portal = try await TestPortal()
        let rows = try portal.result("user.search", parameters).arrayValue ?? []
        #expect(rows.compactMap { $0["ID"]?.stringValue } == ids.map(String.init))
    }

    @Test func searchesInRussian() async throws {
        let portal = try await TestPortal { $0.language = .ru }
        let rows = try portal.result("user.search", ["FILTER": ["FIND": "степ ольг"]]).arrayValue ?? []
        #expect(rows.map { $0["LAST_NAME"] } == ["Степанова"])
    }

    @Test func narrowScopesHideMembers() async throws {
        let portal = try await TestPortal()
        func members(_ scopes: [String]) async throws -> Set<String> {
            let path = TestPortal.path(try await portal.portal.webhook(.admin, scopes: scopes))
            let answer = try portal.client.send("GET", path + "user.get?ID=1").json
            return Set(answer["result"]?[0]?.objectValue?.keys ?? [])
        }
        let full = try await members(["user"])
        let basic = try await members(["user_basic"])
        let brief = try await members(["user_brief"])
        #expect(full.contains("LAST_LOGIN") && full.contains("EMAIL"))
        #expect(!basic.contains("LAST_LOGIN") && basic.contains("EMAIL") && basic.contains("WORK_PHONE"))
        #expect(!brief.contains("EMAIL") && !brief.contains("WORK_PHONE") && brief.contains("LAST_NAME"))
    }

    @Test func selectNarrowsFurther() async throws {
        let portal = try await TestPortal()
        let rows = try portal.result("user.get", ["ID": 1, "select": ["ID", "UF_*", "NOTHING"]])
        #expect(rows[0]?.objectValue?.keys == ["ID", "UF_EMPLOYMENT_DATE", "UF_DEPARTMENT"])
    }

    @Test func guestsKnowTheirWorkgroupsOnly() async throws {
        let portal = try await TestPortal()
        let rows = try portal.result("user.get", as: .extranet).arrayValue ?? []
        #expect(rows.compactMap { $0["ID"]?.stringValue } == ["4", "8", "9", "11"])
        let open = try await TestPortal { $0.choices.limitsGuestsToTheirGroups = false }
        #expect(try open.result("user.get", as: .extranet).arrayValue?.count == 12)
    }

    @Test(arguments: ["", ".2", ".3", ".4"])
    func officialRequestsAreTaken(number: String) async throws {
        let portal = try await TestPortal()
        let answer = try portal.call("user.get", try Fixtures.load("user.get", "request\(number)"))
        #expect(answer.status == 200)
        #expect(try answer.json["result"]?.arrayValue != nil)
        #expect(try answer.json["total"]?.integerValue != nil)
    }
}
