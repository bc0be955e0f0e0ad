import JSON
import PortalEmulator
import Testing

/// Filters, order, selection and pages of `crm.item.list`.
@Suite struct ItemListTests {
    /// Four elements with known values in every kind of field.
    private func filled() async throws -> (TestPortal, TestSPA) {
        let clock = VirtualClock(1_760_000_000)
        let portal = try await TestPortal { $0.clock = clock.clock }
        let spa = try portal.makeSPA(relations: ["parent": [["entityTypeId": 1040]], "child": []])
        for (tail, type) in [
            ("TEXT", "string"), ("NUMBER", "integer"), ("FLAG", "boolean"), ("DAY", "date"), ("TIME", "datetime"),
            ("SUM", "money"), ("WHO", "employee"), ("RATIO", "double"),
        ] {
            try portal.addField(tail, type, to: spa)
        }
        try portal.addField("TAGS", "string", to: spa, ["multiple": "Y"])
        let rows: [JSONObject] = [
            [
                "title": "Alpha", "assignedById": 3, "opened": "N", "opportunity": 10, "observers": [1, 2],
                "begindate": "2026-03-01", spa.name("TEXT"): "red", spa.name("NUMBER"): 1, spa.name("FLAG"): "Y",
                spa.name("DAY"): "2026-01-10", spa.name("TIME"): "2026-01-10T10:00:00+03:00",
                spa.name("SUM"): "100|EUR", spa.name("TAGS"): ["a", "7"], spa.name("WHO"): 4,
                spa.name("RATIO"): 0.5, "parentId1040": 2,
            ],
            [
                "title": "beta", "assignedById": 4, "opportunity": 20.5, "observers": [2], "begindate": "2026-03-02",
                spa.name("TEXT"): "Red wine", spa.name("NUMBER"): 20, spa.name("FLAG"): "N",
                spa.name("DAY"): "2026-01-11", spa.name("TIME"): "2026-01-10T07:30:00+00:00",
                spa.name("SUM"): "20|USD", spa.name("TAGS"): ["b"], spa.name("RATIO"): 1.5,
            ],
            [
                "title": "Гамма", "assignedById": 5, "opportunity": 30, "stageId": spa.stage("CLIENT"),
                "sourceId": "WEB", "begindate": "2026-03-03", spa.name("TEXT"): "100%", spa.name("NUMBER"): 300,
                spa.name("SUM"): "1000|EUR", "utmSource": "news",
            ],
            ["title": "Delta", "assignedById": 5, "xmlId": "X-4", "begindate": "", "closedate": ""],
        ]
        for row in rows {
            clock.advance(3600)
            _ = try portal.addItem(spa, row)
        }
        return (portal, spa)
    }

    private static func condition(_ key: String, _ value: JSONValue, _ spa: TestSPA) -> JSONObject {
        guard let bar = key.firstIndex(of: "$") else { return [key: value] }
        return [String(key[..<bar]) + spa.name(String(key[key.index(after: bar)...])): value]
    }

    /// `$TEXT` stands for the name of the custom field.
    @Test(
        arguments: [
            ("id", 2, [2]), (">id", 2, [3, 4]), (">=id", 3, [3, 4]), ("<id", 2, [1]), ("<=id", 1, [1]),
            ("@id", [1, 4], [1, 4]), ("!@id", [1, 4], [2, 3]), ("!id", 1, [2, 3, 4]), ("!=id", 1, [2, 3, 4]),
            ("=id", "3", [3]),
            ("title", "Alpha", [1]), ("title", "alpha", [1]), ("%title", "ta", [2, 4]), ("=%title", "%ta", [2, 4]),
            ("%=title", "a%", [1]), ("!%title", "a", [3]), ("!=%title", "%a", [3]), ("!%=title", "d%", [1, 2, 3]),
            ("%title", "гам", [3]), ("title", "", []), ("!=title", "", [1, 2, 3, 4]),
            ("xmlId", "X-4", [4]), ("xmlId", nil, [1, 2, 3]),
            ("assignedById", 5, [3, 4]), ("@assignedById", [3, 4], [1, 2]),
            ("opened", "N", [1]), ("opened", "Y", [2, 3, 4]), ("opened", false, [1]),
            (">opportunity", 10, [2, 3]), ("opportunity", "20.5", [2]), ("opportunity", nil, [4]),
            ("isManualOpportunity", "N", [1, 2, 3, 4]),
            ("observers", 2, [1, 2]), ("observers", 1, [1]), ("@observers", [1, 9], [1]), ("observers", "", [3, 4]),
            ("stageId", "CLIENT", []), ("%stageId", "CLIENT", [3]), ("sourceId", "WEB", [3]),
            ("utmSource", "news", [3]),
            ("parentId1040", 2, [1]), ("!parentId1040", 2, [2, 3, 4]),
            ("begindate", "2026-03-02", [2]), (">begindate", "2026-03-01", [2, 3]),
            ("<=begindate", "2026-03-02", [1, 2]),
            ("begindate", "2026-03-02T03:00:00+03:00", [2]), ("begindate", "", [4]),
            (">createdTime", "2025-10-09T13:53:20+03:00", [3, 4]),
            (">createdTime", "2025-10-09T10:53:20+00:00", [3, 4]),
            ("<createdTime", "2025-10-09", []), (">=createdTime", "2025-10-09", [1, 2, 3, 4]),
            ("$TEXT", "red", [1]), ("%$TEXT", "RED", [1, 2]), ("$TEXT", "", [4]), ("%$TEXT", "0%", [3]),
            ("$NUMBER", 20, [2]), (">=$NUMBER", 20, [2, 3]), ("@$NUMBER", [1, 300], [1, 3]),
            ("!$NUMBER", 1, [2, 3, 4]),
            ("$FLAG", 1, [1]), ("$FLAG", "0", [2, 3, 4]), ("$RATIO", 0.5, [1]), ("<$RATIO", 1, [1]),
            ("$DAY", "2026-01-10", [1]), (">$DAY", "2026-01-10", [2]), ("$DAY", "2026-01-11T03:00:00+03:00", [2]),
            (">$TIME", "2026-01-10T10:00:00+03:00", [2]), ("$TIME", "2026-01-10T10:00:00+03:00", [1]),
            ("$SUM", "100|EUR", [1]), (">=$SUM", 100, [1, 3]), (">$SUM", "100|EUR", [3]), ("$WHO", 4, [1]),
            ("$TAGS", "a", [1]), ("$TAGS", "7", [1]), ("$TAGS", 7, [1]), ("@$TAGS", ["a", "b"], [1, 2]),
            ("!$TAGS", "a", [2, 3, 4]),
        ] as [(String, JSONValue, [Int64])])
    func filters(key: String, value: JSONValue, ids: [Int64]) async throws {
        let (portal, spa) = try await filled()
        let answer = try portal.call(
            "crm.item.list",
            ["entityTypeId": 1302, "select": ["id"], "filter": .object(Self.condition(key, value, spa))])
        let body = try answer.json
        #expect(
            body["result"]?["items"]?.arrayValue?.compactMap { $0["id"]?.integerValue } == ids, "\(answer.text)")
        #expect(body["total"] == .integer(Int64(ids.count)))
    }

    @Test(
        arguments: [
            ("$FLAG", "Y"), ("$NUMBER", "many"), ("begindate", "soon"), (">createdTime", "x"), ("$SUM", "a|b|c"),
            ("opened", 7), ("id", ["a"]),
        ] as [(String, JSONValue)])
    func values(key: String, value: JSONValue) async throws {
        let (portal, spa) = try await filled()
        try portal.expectError(
            "INVALID_ARG_VALUE", "crm.item.list",
            ["entityTypeId": 1302, "filter": .object(Self.condition(key, value, spa))])
    }

    @Test func groups() async throws {
        let (portal, _) = try await filled()
        let filter: JSONValue = [
            "0": [
                "logic": "OR", "0": ["title": "Alpha"],
                "1": ["assignedById": 5, "0": ["logic": "OR", "0": ["id": 4], "1": ["id": 1]]],
            ], "<id": 10,
        ]
        let items = try portal.result(
            "crm.item.list", ["entityTypeId": 1302, "select": ["id"], "filter": filter])["items"]
        #expect(items == [["id": 1], ["id": 4]])
    }

    @Test(
        arguments: [
            (["id": "DESC"], [4, 3, 2, 1]), (["title": "ASC"], [1, 2, 4, 3]),
            (["opportunity": "DESC", "id": "ASC"], [3, 2, 1, 4]),
            (["assignedById": "desc", "id": "desc"], [4, 3, 2, 1]), (["$SUM": "DESC"], [3, 1, 2, 4]),
            (["$NUMBER": "ASC"], [4, 1, 2, 3]), (["begindate": "DESC"], [3, 2, 1, 4]),
        ] as [(JSONObject, [Int64])])
    func orders(order: JSONObject, ids: [Int64]) async throws {
        let (portal, spa) = try await filled()
        let named = JSONObject(
            order.members.map { ($0.key.hasPrefix("$") ? spa.name(String($0.key.dropFirst())) : $0.key, $0.value) })
        let items = try portal.result(
            "crm.item.list", ["entityTypeId": 1302, "select": ["id"], "order": .object(named)])["items"]
        #expect(items?.arrayValue?.compactMap { $0["id"]?.integerValue } == ids)
    }

    @Test func selection() async throws {
        let (portal, spa) = try await filled()
        func keys(_ select: JSONValue?) throws -> [String] {
            var parameters: JSONObject = ["entityTypeId": 1302, "filter": ["id": 1]]
            parameters["select"] = select
            return try portal.result("crm.item.list", .object(parameters))["items"]?[0]?.objectValue?.keys ?? []
        }
        let whole = try portal.result("crm.item.get", ["entityTypeId": 1302, "id": 1])["item"]?.objectValue?.keys
        #expect(try keys(nil) == whole)
        #expect(try keys(["*"]) == whole)
        #expect(try keys(["*", .string(spa.name("TEXT"))]) == whole)
        #expect(try keys(["title", "nonsense", .string(spa.name("TEXT"))]) == ["id", "title", spa.name("TEXT")])
        #expect(try keys(["parentId1040"]) == ["id", "parentId1040"])
    }

    @Test func starAndIdFollowTheChoices() async throws {
        let portal = try await TestPortal {
            $0.choices.starSelectsUserFields = false
            $0.choices.selectsIDAlways = false
        }
        func keys(_ select: JSONValue) throws -> Set<String> {
            let items = try portal.result("crm.item.list", ["entityTypeId": 1036, "select": select])["items"]
            return Set(items?[0]?.objectValue?.keys ?? [])
        }
        #expect(try keys(["title"]) == ["title"])
        #expect(try !keys(["*"]).contains("ufCrm3Supplier"))
        let both = try keys(["*", "ufCrm3Supplier"])
        #expect(both.contains("ufCrm3Supplier") && both.contains("observers") && both.contains("id"))
    }

    @Test func pages() async throws {
        let portal = try await TestPortal()
        _ = try portal.makeSPA()
        for _ in 0..<6 {
            let data = JSONValue.array((0..<20).map { _ in ["title": "x"] })
            _ = try portal.result("crm.item.batchImport", ["entityTypeId": 1302, "data": data])
        }
        func page(_ start: JSONValue, _ filter: JSONValue = [:]) throws -> JSONValue {
            try portal.call(
                "crm.item.list",
                ["entityTypeId": 1302, "select": ["id"], "order": ["id": "ASC"], "start": start, "filter": filter]
            ).json
        }
        func ids(_ page: JSONValue) -> [Int64] {
            page["result"]?["items"]?.arrayValue?.compactMap { $0["id"]?.integerValue } ?? []
        }
        let first = try page(0)
        #expect(ids(first) == Array(1...50))
        #expect(first["total"] == 120)
        #expect(first["next"] == 50)
        let last = try page(100)
        #expect(ids(last) == Array(101...120))
        #expect(last["next"] == nil)
        #expect(ids(try page(150)) == [])
        let cursor = try page(-1, [">id": 50])
        #expect(ids(cursor) == Array(51...100))
        #expect(cursor["total"] == 0)
        #expect(cursor["next"] == nil)
    }
}
