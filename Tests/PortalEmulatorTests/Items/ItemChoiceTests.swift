import JSON
import PortalEmulator
import Testing

/// Each switch about elements and what belongs to them, flipped.
@Suite struct ItemChoiceTests {
    @Test func historyForThoseWhoAdministerCRM() async throws {
        let portal = try await TestPortal { $0.choices.historyNeedsPortalAdmin = false }
        _ = try portal.makeSPA()
        let request: JSONValue = ["entityTypeId": 1302, "fields": ["createdTime": "2024-01-10"]]
        _ = try portal.result("crm.item.import", request, as: .crmAdmin)
        try portal.expectError("CRM_FIELD_ERROR_VALUE_NOT_VALID", "crm.item.import", request, as: .employee)
    }

    @Test func foreignStagesBecomeTheFirstOne() async throws {
        let portal = try await TestPortal { $0.choices.refusesForeignStages = false }
        let spa = try portal.makeSPA()
        #expect(try portal.addItem(spa, ["stageId": "DT1036_12:CLIENT"])["stageId"] == spa.stage("NEW"))
    }

    @Test func newerNamesOfTypes() async throws {
        let portal = try await TestPortal { $0.choices.usesGettypeNames = false }
        _ = try portal.makeSPA()
        let answer = try portal.call("crm.item.add", ["entityTypeId": 1302, "fields": ["observers": 5]])
        #expect(
            try answer.json["error_description"]
                == "Expected iterable value for multiple field, but got `int` instead")
    }

    @Test func cardsOfPortalAdministratorsOnly() async throws {
        let portal = try await TestPortal { $0.choices.cardsNeedPortalAdmin = true }
        let method = "crm.item.details.configuration.forceCommonScopeForAll"
        try portal.expectError("", method, ["entityTypeId": 1036], as: .crmAdmin)
        #expect(try portal.result(method, ["entityTypeId": 1036]) == true)
    }

    @Test func groupsOfStagesMayRunEmpty() async throws {
        let portal = try await TestPortal { $0.choices.keepsStageGroups = false }
        let spa = try portal.makeSPA()
        let entity = "DYNAMIC_1302_STAGE_\(spa.funnel)"
        let second: JSONValue = [
            "fields": ["ENTITY_ID": .string(entity), "STATUS_ID": "WON", "NAME": "Won", "SEMANTICS": "S"]
        ]
        let id = try portal.result("crm.status.add", second)
        let rows = try portal.result("crm.status.list", ["filter": ["ENTITY_ID": .string(entity), "SEMANTICS": "S"]])
        #expect(rows.arrayValue?.count == 2)
        for row in rows.arrayValue ?? [] {
            let parameters: JSONValue = ["id": row["ID"] ?? id, "params": ["FORCED": "Y"]]
            #expect(try portal.result("crm.status.delete", parameters) == true)
        }
    }

    @Test func unknownConditionsAreRefused() async throws {
        let portal = try await TestPortal { $0.choices.ignoresUnknownConditions = false }
        for method in ["user.get", "user.search", "sonet_group.get"] {
            try portal.expectError("INVALID_ARG_VALUE", method, ["FILTER": ["WEATHER": "sunny"]])
        }
        #expect(try portal.result("user.get", ["FILTER": [">DATE_REGISTER": "never"]]) == [])
    }

    @Test func datesOfPeopleAsText() async throws {
        let portal = try await TestPortal { $0.choices.answersUserDatesAsEmptyObjects = false }
        let person = try portal.result("user.get", ["ID": 1])[0]
        #expect(person?["TIMESTAMP_X"]?.stringValue?.count == "01.03.2026 10:00:00".count)
        #expect(person?["LAST_ACTIVITY_DATE"]?.stringValue?.count == "2026-03-01 10:00:00".count)
    }

    @Test func anImportOfSomethingElseThanFieldsFails() async throws {
        let portal = try await TestPortal()
        let items = try portal.result("crm.item.batchImport", ["entityTypeId": 1036, "data": ["text", [:]]])["items"]
        #expect(items?[0]?["error"] == "100")
        #expect(items?[1]?["item"]?["id"] == 31)
    }
}
