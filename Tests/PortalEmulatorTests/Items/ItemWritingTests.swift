import JSON
import Localization
import PortalEmulator
import Testing

/// Defaults, changes and moves of elements.
@Suite struct ItemWritingTests {
    @Test func defaultsOfANewElement() async throws {
        let clock = VirtualClock(1_760_000_000)
        let portal = try await TestPortal { $0.clock = clock.clock }
        let spa = try portal.makeSPA(title: "HR")
        let item = try portal.addItem(spa, as: .employee)
        for (name, value) in [
            ("id", 1), ("title", "HR #1"), ("xmlId", nil), ("assignedById", 3), ("createdBy", 3), ("updatedBy", 3),
            ("movedBy", 3), ("lastActivityBy", 3), ("opened", "Y"), ("webformId", nil),
            ("createdTime", "2025-10-09T11:53:20+03:00"), ("updatedTime", "2025-10-09T11:53:20+03:00"),
            ("movedTime", "2025-10-09T11:53:20+03:00"), ("begindate", "2025-10-09T03:00:00+03:00"),
            ("closedate", "2025-10-16T03:00:00+03:00"), ("companyId", nil), ("contactId", nil), ("contactIds", []),
            ("observers", []), ("stageId", spa.stage("NEW")), ("previousStageId", nil), ("sourceId", "CALL"),
            ("sourceDescription", nil), ("currencyId", "USD"), ("isManualOpportunity", "N"), ("opportunity", nil),
            // The first of the companies that are the demo's own.
            ("taxValue", nil), ("mycompanyId", 1), ("utmSource", nil),
        ] as [(String, JSONValue)] {
            #expect(item[name] == value, "\(name)")
        }
        #expect(item["categoryId"] == .integer(Int64(spa.funnel)))
    }

    @Test func switchesAndChoicesChangeTheDefaults() async throws {
        let portal = try await TestPortal {
            $0.language = .ru
            $0.choices.opensNewItems = false
        }
        let spa = try portal.makeSPA()
        let item = try portal.addItem(spa)
        #expect(item["opened"] == "N")
        #expect(item["currencyId"] == "RUB")
        let plain = try portal.makeSPA(1400, flags: [:])
        let bare = try portal.addItem(
            plain, ["stageId": "nonsense", "opportunity": 5, "observers": [1], "begindate": "2026-01-01"])
        for name in [
            "stageId", "previousStageId", "movedTime", "movedBy", "opportunity", "currencyId", "isManualOpportunity",
            "observers", "begindate", "closedate", "sourceId", "contactIds", "companyId", "mycompanyId",
        ] {
            #expect(bare[name] == .null, "\(name)")
        }
    }

    @Test func defaultsOfCustomFields() async throws {
        let clock = VirtualClock(1_760_000_000)
        let portal = try await TestPortal { $0.clock = clock.clock }
        let spa = try portal.makeSPA()
        let settings: [(String, String, JSONObject)] = [
            ("TEXT", "string", ["settings": ["DEFAULT_VALUE": "given"]]),
            ("NUMBER", "integer", ["settings": ["DEFAULT_VALUE": 7]]),
            ("TODAY", "date", ["settings": ["DEFAULT_VALUE": ["TYPE": "NOW", "VALUE": ""]]]),
            ("THEN", "date", ["settings": ["DEFAULT_VALUE": ["TYPE": "FIXED", "VALUE": "2026-05-01"]]]),
            ("NOW", "datetime", ["settings": ["DEFAULT_VALUE": ["TYPE": "NOW", "VALUE": ""]]]),
            ("FLAG", "boolean", ["settings": ["DEFAULT_VALUE": 1]]),
            ("SUM", "money", ["settings": ["DEFAULT_VALUE": "5|EUR"]]),
            ("ONE", "enumeration", ["enum": [["value": "a"], ["value": "b", "def": "Y"]]]),
            (
                "MANY", "enumeration",
                ["multiple": "Y", "enum": [["value": "a", "def": "Y"], ["value": "b", "def": "Y"]]]
            ),
            ("EMPTY", "string", [:]),
        ]
        var fields: [String: JSONValue] = [:]
        for (tail, type, more) in settings { fields[tail] = try portal.addField(tail, type, to: spa, more) }
        func option(_ field: String, _ index: Int) -> JSONValue {
            .integer(Int64(fields[field]?["enum"]?[index]?["id"]?.stringValue ?? "") ?? 0)
        }
        let item = try portal.addItem(spa)
        for (tail, value) in [
            ("TEXT", "given"), ("NUMBER", 7), ("TODAY", "2025-10-09T03:00:00+03:00"),
            ("THEN", "2026-05-01T03:00:00+03:00"), ("NOW", "2025-10-09T11:53:20+03:00"), ("FLAG", "Y"),
            ("SUM", "5|EUR"),
            ("ONE", option("ONE", 1)), ("MANY", .array([option("MANY", 0), option("MANY", 1)])), ("EMPTY", nil),
        ] as [(String, JSONValue)] {
            #expect(item[spa.name(tail)] == value, "\(tail)")
        }
        #expect(try portal.addItem(spa, [spa.name("TEXT"): ""])[spa.name("TEXT")] == .null)
    }

    @Test func unknownAndReadOnlyNamesAreIgnored() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        let fields: JSONObject = [
            "nonsense": 1, "id": 77, "createdTime": "2001-01-01", "createdBy": 5, "movedBy": 5,
            "previousStageId": "x", "lastActivityBy": 5, "opportunityAccount": 5,
        ]
        let item = try portal.addItem(spa, fields)
        #expect(item["id"] == 1)
        #expect(item["createdBy"] == 1)
        #expect(item["previousStageId"] == .null)
        let same = try portal.result(
            "crm.item.update", ["entityTypeId": 1302, "id": 1, "fields": .object(fields)])["item"]
        #expect(same == item)
    }

    @Test func onlyRealChangesAreSaved() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal { $0.clock = clock.clock }
        let spa = try portal.makeSPA()
        let item = try portal.addItem(spa, ["title": "x", "observers": [1, 2]])
        clock.advance(3600)
        func update(_ fields: JSONObject) throws -> JSONValue {
            try portal.result(
                "crm.item.update", ["entityTypeId": 1302, "id": 1, "fields": .object(fields)], as: .crmAdmin)["item"]
                ?? .null
        }
        #expect(try update([:]) == item)
        #expect(try update(["title": "x", "observers": [1, 2], "stageId": item["stageId"]!]) == item)
        let changed = try update(["title": "y"])
        #expect(changed["updatedTime"] != item["updatedTime"])
        #expect(changed["updatedBy"] == 2)
        for name in ["createdTime", "createdBy", "movedTime", "movedBy", "stageId", "lastActivityTime"] {
            #expect(changed[name] == item[name], "\(name)")
        }
        #expect(try update(["title": ""])["title"] == "Orders #1")
        #expect(try update(["assignedById": "", "opened": ""])["assignedById"] == 1)
    }

    @Test func movingBetweenStagesAndFunnels() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal { $0.clock = clock.clock }
        let spa = try portal.makeSPA()
        let other = try portal.result(
            "crm.category.add", ["entityTypeId": 1302, "fields": ["name": "Second"]])["category"]!["id"]!
        let item = try portal.addItem(spa)
        func update(_ fields: JSONObject) throws -> JSONValue {
            clock.advance(60)
            return try portal.result(
                "crm.item.update", ["entityTypeId": 1302, "id": 1, "fields": .object(fields)], as: .crmAdmin)["item"]
                ?? .null
        }
        let moved = try update(["stageId": spa.stage("CLIENT")])
        #expect(moved["previousStageId"] == spa.stage("NEW"))
        #expect(moved["movedBy"] == 2)
        #expect(moved["movedTime"] != item["movedTime"])
        let away = try update(["categoryId": other])
        let start = JSONValue.string("DT1302_\(other.integerValue ?? 0):NEW")
        #expect(away["categoryId"] == other)
        #expect(away["stageId"] == start)
        #expect(away["previousStageId"] == spa.stage("CLIENT"))
        // "Without a value moved to the main funnel."
        let back = try update(["categoryId": "", "stageId": spa.stage("PREPARATION")])
        #expect(back["categoryId"] == .integer(Int64(spa.funnel)))
        #expect(back["stageId"] == spa.stage("PREPARATION"))
        #expect(back["previousStageId"] == start)
        try portal.expectError(
            "CRM_FIELD_ERROR_VALUE_NOT_VALID", "crm.item.update",
            ["entityTypeId": 1302, "id": 1, "fields": ["stageId": start]])
    }

    @Test func contactsAgreeWithTheSingleContact() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        #expect(try portal.addItem(spa, ["contactId": 5])["contactIds"] == [5])
        #expect(try portal.addItem(spa, ["contactIds": [7, 8]])["contactId"] == 7)
        let none = try portal.result(
            "crm.item.update", ["entityTypeId": 1302, "id": 2, "fields": ["contactIds": []]])["item"]
        #expect(none?["contactId"] == .null)
        #expect(none?["contactIds"] == [])
    }

    @Test func formsAndOriginalNames() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        try portal.addField("RED10", "integer", to: spa)
        let original = "UF_CRM_\(spa.id)_RED10"
        let body =
            "entityTypeId=1302&useOriginalUfNames=Y&fields[title]=A%26B&fields[observers][]=1&fields[observers][]=2"
            + "&fields[\(original)]=15&fields[opened]=N&fields[opportunity]=10.50"
        let answer = try portal.client.send(
            "POST", portal.path("crm.item.add"), type: "application/x-www-form-urlencoded", body: Array(body.utf8))
        let item = try answer.json["result"]?["item"]
        for (name, value) in [
            ("title", "A&B"), ("observers", [1, 2]), (original, 15), ("opened", "N"), ("opportunity", 10.5),
        ] as [(String, JSONValue)] {
            #expect(item?[name] == value, "\(name): \(answer.text)")
        }
        let camel = try portal.result("crm.item.get", ["entityTypeId": 1302, "id": 1])["item"]
        #expect(camel?["ufCrm_\(spa.id)_RED10"] == 15)
        #expect(camel?[original] == nil)
    }

    @Test func deletedElementsAreGoneAndIdsDoNotComeBack() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        _ = try portal.addItem(spa)
        #expect(try portal.result("crm.item.delete", ["entityTypeId": 1302, "id": 1]) == [])
        try portal.expectError("NOT_FOUND", "crm.item.delete", ["entityTypeId": 1302, "id": 1])
        #expect(try portal.addItem(spa)["id"] == 2)
    }

    @Test func filesCanBeLoadedKeptAndCleared() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        try portal.addField("FILE", "file", to: spa)
        let name = spa.name("FILE")
        let file = try portal.addItem(spa, [name: ["Отчёт 1.txt", "aGVsbG8="]])[name]
        func load(_ link: JSONValue?) throws -> HTTPClient.Response {
            let path = "/" + (link?.stringValue ?? "").split(separator: "/", maxSplits: 2).last!
            return try portal.client.send("GET", path)
        }
        #expect(file?["url"]?.stringValue?.hasPrefix(portal.portal.address + "/upload/crm/") == true)
        #expect(try load(file?["url"]).text == "hello")
        #expect(try load(file?["urlMachine"]).text == "hello")
        #expect(
            try load(.string((file?["url"]?.stringValue ?? "").replacing("/crm/1/", with: "/crm/1/x"))).status == 404)
        func update(_ value: JSONValue) throws -> JSONValue? {
            try portal.result("crm.item.update", ["entityTypeId": 1302, "id": 1, "fields": [name: value]])["item"]?[
                name]
        }
        #expect(try update(["id": file?["id"] ?? .null]) == file)
        #expect(try update("") == .null)
        try portal.expectError(
            "CRM_FIELD_ERROR_VALUE_NOT_VALID", "crm.item.update",
            ["entityTypeId": 1302, "id": 1, "fields": [name: ["id": 77]]])
    }
}
