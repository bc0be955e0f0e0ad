import JSON
import Localization
import PortalEmulator
import Testing

/// All operators, over the SPAs of the demo: 2 Leave requests, 3 Purchases, 5 Equipment, 8 Contracts, 13 Support.
@Suite struct FilterTests {
    /// Reading does not change it, so most cases share one portal.
    private static let shared = Task { try await TestPortal() }

    static let cases: [(filter: JSONValue, ids: [Int64])] = [
        ([:], [2, 3, 5, 8, 13]), ([], [2, 3, 5, 8, 13]),
        (["id": 5], [5]), (["id": "5"], [5]), (["=id": 5], [5]), (["id": [3, 5]], [3, 5]), (["id": []], []),
        (["!id": 5], [2, 3, 8, 13]), (["!=id": 5], [2, 3, 8, 13]), (["!=id": [3, 5]], [2, 8, 13]),
        ([">id": 5], [8, 13]), ([">=id": 5], [5, 8, 13]), (["<id": 5], [2, 3]), (["<=id": "5"], [2, 3, 5]),
        (["@id": [3, 5, 99]], [3, 5]), (["!@id": [3, 5, 99]], [2, 8, 13]), (["@id": []], []),
        (["!@id": []], [2, 3, 5, 8, 13]), (["@id": 3], [3]),
        (["title": "Purchases"], [3]), (["title": "purchases"], [3]), (["title": "Purch"], []),
        (["%title": "pu"], [3]), (["%title": "%"], []), (["%title": "_"], []), (["!%title": "e"], [8, 13]),
        (["=%title": "%s"], [2, 3, 8]), (["%=title": "S%"], [13]), (["=%title": "_eave%"], [2]),
        (["!=%title": "%s"], [5, 13]), (["!%=title": "%s"], [5, 13]), ([">title": "M"], [3, 13]),
        (["code": ""], [2, 3, 5, 8, 13]), (["!code": ""], []), (["customSectionId": nil], [2, 3, 5, 8, 13]),
        (["isCategoriesEnabled": "Y"], [3, 13]), (["isCategoriesEnabled": true], [3, 13]),
        (["!isCategoriesEnabled": "Y"], [2, 5, 8]), (["isSetOpenPermissions": "N"], [8]),
        (["isCategoriesEnabled": "Y", "isClientEnabled": "Y"], [13]),
        (["0": ["logic": "OR", "0": ["id": 2], "1": ["id": 13]]], [2, 13]),
        ([["logic": "OR", "0": ["id": 2], "1": ["id": 13]]], [2, 13]),
        (["logic": "OR", "id": 2, ">entityTypeId": 1040], [2, 13]),
        ([">id": 2, "0": ["logic": "OR", "0": ["id": 2], "1": ["id": 13]]], [13]),
        (
            ["0": ["logic": "OR", "0": ["id": 2], "1": ["0": ["logic": "AND", "0": [">id": 3], "1": ["<id": 8]]]]],
            [2, 5]
        ),
        (["0": ["id": 2, "entityTypeId": 1036]], []), (["0": ["logic": "AND", "id": 2, "entityTypeId": 1032]], [2]),
        (["entityTypeId": 156], [8]), (["createdBy": 1, "!updatedBy": 2], [2, 3, 5, 8, 13]),
        ([">createdTime": "2001-01-01"], [2, 3, 5, 8, 13]), (["<createdTime": "2001-01-01T00:00:00+03:00"], []),
    ]

    @Test(arguments: cases)
    func finds(filter: JSONValue, ids: [Int64]) async throws {
        let portal = try await Self.shared.value
        let types = try portal.result("crm.type.list", ["filter": filter])["types"]!.arrayValue!
        #expect(types.map { $0["id"]!.integerValue! } == ids)
    }

    @Test(
        arguments: [
            (["nothing": 1], "Invalid filter: field 'nothing' is not allowed in filter"),
            (["~id": 1], "Invalid filter: field '~id' is not allowed in filter"),
            (["id": "five"], "Invalid filter: field 'id' has invalid value"),
            ([">id": [1]], "Invalid filter: field 'id' has invalid value"),
            (["isStagesEnabled": "maybe"], "Invalid filter: field 'isStagesEnabled' has invalid value"),
            ([">createdTime": "yesterday"], "Invalid filter: field 'createdTime' has invalid value"),
            (["0": ["0": ["nothing": 1]]], "Invalid filter: field 'nothing' is not allowed in filter"),
            (["id) OR (1=1": 1], "Invalid filter: field 'id) OR (1=1' is not allowed in filter"),
        ] as [(JSONValue, String)])
    func refuses(filter: JSONValue, text: String) async throws {
        let portal = try await Self.shared.value
        let answer = try portal.call("crm.type.list", ["filter": filter])
        #expect(answer.status == 400)
        #expect(try answer.json == ["error": "INVALID_ARG_VALUE", "error_description": .string(text)])
    }

    @Test func orders() async throws {
        let portal = try await TestPortal()
        func ids(_ order: JSONValue) throws -> [Int64] {
            try portal.result("crm.type.list", ["order": order])["types"]!.arrayValue!.map { $0["id"]!.integerValue! }
        }
        #expect(try ids([:]) == [2, 3, 5, 8, 13])
        #expect(try ids(["id": "DESC"]) == [13, 8, 5, 3, 2])
        #expect(try ids(["title": "asc"]) == [8, 5, 2, 3, 13])
        #expect(try ids(["isCategoriesEnabled": "DESC", "title": "DESC"]) == [13, 3, 2, 5, 8])
        for (order, text) in [
            (["nothing": "ASC"], "Invalid order: field 'nothing' is not allowed in order"),
            (["id": "UP"], "Invalid order: allowed sort directions are `ASC, DESC`. But got 'UP' for field 'id'"),
        ] as [(JSONValue, String)] {
            let answer = try portal.call("crm.type.list", ["order": order]).json
            #expect(answer == ["error": "INVALID_ARG_VALUE", "error_description": .string(text)])
        }
    }

    @Test func cyrillicIsComparedWithoutCase() async throws {
        let portal = try await TestPortal { $0.language = .ru }
        func ids(_ filter: JSONValue) throws -> [Int64] {
            try portal.result("crm.type.list", ["filter": filter])["types"]!.arrayValue!.map { $0["id"]!.integerValue! }
        }
        #expect(try ids(["%title": "ЗАЯВ"]) == [2])
        #expect(try ids(["title": "закупки"]) == [3])
        #expect(try ids(["=%title": "%ние"]) == [5])
        let strict = try await TestPortal {
            $0.language = .ru
            $0.choices.comparesTextWithoutCase = false
        }
        for (filter, count) in [
            (["%title": "ЗАЯВ"], 0), (["%title": "Заяв"], 1), (["title": "закупки"], 0), (["=%title": "%ние"], 1),
            (["=%title": "_оговоры"], 1), (["=%title": "%о%о%"], 2),
        ] as [(JSONValue, Int)] {
            #expect(
                try strict.result("crm.type.list", ["filter": filter])["types"]?.arrayValue?.count == count, "\(filter)"
            )
        }
    }

    @Test func startIsAnOffset() async throws {
        let portal = try await TestPortal()
        for number in 0..<100 { _ = try portal.result("crm.type.add", ["fields": ["title": .string("T\(number)")]]) }
        func page(_ start: JSONValue) throws -> (rows: Int, total: JSONValue?, next: JSONValue?) {
            let answer = try portal.call("crm.type.list", ["start": start]).json
            return (answer["result"]!["types"]!.arrayValue!.count, answer["total"], answer["next"])
        }
        #expect(try page(0) == (50, 105, 50))
        #expect(try page("50") == (50, 105, 100))
        #expect(try page(100) == (5, 105, nil))
        #expect(try page(55) == (50, 105, nil))
        #expect(try page(200) == (0, 105, nil))
        #expect(try page(-1) == (50, 0, nil))
    }
}
