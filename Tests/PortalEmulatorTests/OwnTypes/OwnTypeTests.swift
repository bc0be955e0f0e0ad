import JSON
import Localization
import Permissions
import PortalEmulator
import Testing

/// The elements of leads, deals, contacts, companies, estimates and invoices.
@Suite struct OwnTypeTests {
    static let numbers: [JSONValue] = [1, 2, 3, 4, 7, 31]

    private func empty(_ language: Language = .en) async throws -> TestPortal {
        try await TestPortal {
            $0.seed = .empty
            $0.language = language
        }
    }

    private func add(_ type: JSONValue, _ fields: JSONValue = ["opened": "Y"], to portal: TestPortal) throws
        -> JSONValue
    {
        try portal.result("crm.item.add", ["entityTypeId": type, "fields": fields])["item"]!
    }

    @Test(
        arguments: [
            (1, "Lead #1", "Лид #1"), (2, "Deal #1", "Сделка #1"), (4, "Company #1", "Компания #1"),
            (7, "Quote #1", "Коммерческое предложение #1"), (31, "Invoice #1", "Счёт #1"),
        ] as [(JSONValue, JSONValue, JSONValue)])
    func titlesAreMadeFromTheType(type: JSONValue, en: JSONValue, ru: JSONValue) async throws {
        #expect(try add(type, to: try await empty())["title"] == en)
        #expect(try add(type, to: try await empty(.ru))["title"] == ru)
    }

    @Test(
        arguments: [
            (
                1,
                [
                    "stageId": "NEW", "stageSemanticId": "P", "sourceId": "CALL", "currencyId": "USD",
                    "opportunity": nil,
                    "isManualOpportunity": "N", "opened": "Y", "assignedById": 1, "dateClosed": nil, "honorific": nil,
                    "fm": [], "hasPhone": "N", "phoneWork": "", "skype": nil, "companyId": nil, "utmTerm": nil,
                ]
            ),
            (
                2,
                [
                    "categoryId": 0, "stageId": "NEW", "isNew": "Y", "closed": "N", "typeId": "SALE",
                    "sourceId": "CALL",
                    "isRecurring": "N", "probability": nil, "observers": [], "contactIds": [], "quoteId": nil,
                    "begindate": "2025-10-09T03:00:00+03:00", "closedate": "2025-10-16T03:00:00+03:00",
                ]
            ),
            (
                3,
                ["typeId": "CLIENT", "sourceId": "CALL", "export": "Y", "name": nil, "companyIds": [], "categoryId": 0]
            ),
            (
                4,
                [
                    "typeId": "CUSTOMER", "industry": "IT", "employees": "EMPLOYEES_1", "revenue": 0,
                    "isMyCompany": "N",
                    "currencyId": "USD", "contactIds": [],
                ]
            ),
            (
                7,
                [
                    "stageId": "DRAFT", "closed": "N", "quoteNumber": "1", "storageTypeId": 3, "storageElementIds": [],
                    "actualDate": "2025-10-16T03:00:00+03:00", "mycompanyId": nil, "terms": nil,
                ]
            ),
            (
                31,
                [
                    "stageId": "DT31_1:N", "categoryId": 1, "accountNumber": "1", "previousStageId": nil,
                    "sourceId": "CALL",
                    "xmlId": nil, "companyId": nil,
                ]
            ),
        ] as [(JSONValue, JSONObject)])
    func defaultsAreTheDocumentedOnes(type: JSONValue, expected: JSONObject) async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.seed = .empty
            $0.clock = clock.clock
        }
        let item = try add(type, to: portal)
        for member in expected.members { #expect(item[member.key] == member.value, "\(member.key)") }
        #expect(item["entityTypeId"] == type)
    }

    /// `crm.item.fields` and an element have the same names, and the marks are those of the older `fields` methods.
    @Test(arguments: numbers) func fieldsAreDescribed(type: JSONValue) async throws {
        let portal = try await empty()
        let fields = try portal.result("crm.item.fields", ["entityTypeId": type])["fields"]!.objectValue!
        let item = try add(type, to: portal).objectValue!
        #expect(Set(fields.keys).isSubset(of: Set(item.keys)))
        for field in fields.members {
            #expect(field.value["title"]?.stringValue?.isEmpty == false, "\(field.key)")
            #expect((field.value["isMultiple"] == true) == (item[field.key]?.arrayValue != nil), "\(field.key)")
        }
        for name in ["id", "createdTime", "updatedBy", "lastActivityTime"] {
            #expect(fields[name]?["isReadOnly"] == true, "\(name)")
        }
    }

    @Test(
        arguments: [
            (2, "stageId", ["type": "crm_status", "statusType": "DEAL_STAGE", "isReadOnly": false]),
            (2, "typeId", ["type": "crm_status", "statusType": "DEAL_TYPE", "upperName": "TYPE_ID"]),
            (2, "stageSemanticId", ["type": "string", "isReadOnly": true]),
            (2, "contactId", ["isDeprecated": true]), (2, "categoryId", ["type": "crm_category"]),
            (2, "quoteId", ["type": "crm_quote", "settings": ["parentEntityTypeId": 7]]),
            (1, "stageId", ["statusType": "STATUS"]), (1, "honorific", ["statusType": "HONORIFIC"]),
            (1, "hasPhone", ["type": "boolean", "isReadOnly": true]),
            (3, "companyId", ["isDeprecated": true]), (3, "companyIds", ["isMultiple": true, "type": "crm_company"]),
            (4, "title", ["isRequired": true, "title": "Company Name"]), (4, "logo", ["type": "file"]),
            (7, "stageId", ["statusType": "QUOTE_STATUS"]), (7, "quoteNumber", ["isReadOnly": true]),
            (31, "stageId", ["statusType": "SMART_INVOICE_STAGE_1"]), (31, "xmlId", ["type": "string"]),
        ] as [(JSONValue, String, JSONObject)])
    func fieldsHaveTheirMarks(type: JSONValue, name: String, marks: JSONObject) async throws {
        let field = try await empty().result("crm.item.fields", ["entityTypeId": type])["fields"]?[name]
        for mark in marks.members { #expect(field?[mark.key] == mark.value, "\(name).\(mark.key)") }
    }

    @Test func readOnlyAndUnknownFieldsAreIgnored() async throws {
        let portal = try await empty()
        let deal = try add(
            2,
            [
                "title": "x", "closed": "Y", "stageSemanticId": "S", "isNew": "N", "createdBy": 9, "leadId": 7,
                "isReccurring": "Y", "fm": [["typeId": "PHONE", "value": "1"]],
            ], to: portal)
        for (name, value) in [
            ("closed", "N"), ("stageSemanticId", "P"), ("isNew", "Y"), ("createdBy", 1), ("leadId", 7),
            ("isRecurring", "N"),
        ] as [(String, JSONValue)] {
            #expect(deal[name] == value, "\(name)")
        }
        #expect(deal["fm"] == nil)
        // Leads have no funnel: the field is one of those that they do not know.
        #expect(try add(1, ["categoryId": 99], to: portal)["stageId"] == "NEW")
    }

    @Test(
        arguments: [
            (1, "stageId", "WON"), (1, "sourceId", "PIGEON"), (1, "honorific", "LORD"), (2, "stageId", "C9:NEW"),
            (2, "categoryId", 9), (2, "typeId", "GIFT"), (2, "probability", "high"), (2, "begindate", "soon"),
            (3, "birthdate", "spring"), (4, "industry", "MAGIC"), (7, "stageId", "NEW"), (31, "stageId", "N"),
            (3, "fm", [["typeId": "PIGEON", "value": "1"]]),
            (3, "fm", [["typeId": "PHONE", "valueType": "ICQ", "value": "1"]]),
        ] as [(JSONValue, String, JSONValue)])
    func invalidValuesAreRefused(type: JSONValue, name: String, value: JSONValue) async throws {
        let portal = try await empty()
        let request: JSONObject = ["entityTypeId": type, "fields": .object([name: value])]
        try portal.expectError("CRM_FIELD_ERROR_VALUE_NOT_VALID", "crm.item.add", .object(request))
        var change = request
        change["id"] = try add(type, to: portal)["id"]
        try portal.expectError("CRM_FIELD_ERROR_VALUE_NOT_VALID", "crm.item.update", .object(change))
        #expect(try portal.call("crm.item.list", ["entityTypeId": type]).json["total"] == 1)
    }

    @Test func multipleFieldsWantLists() async throws {
        let portal = try await empty()
        for (type, name) in [(2, "observers"), (3, "fm"), (3, "companyIds")] as [(JSONValue, String)] {
            try portal.expectError("100", "crm.item.add", ["entityTypeId": type, "fields": .object([name: 5])])
        }
    }

    @Test(arguments: numbers) func elementsLiveADay(type: JSONValue) async throws {
        let portal = try await empty()
        let id = try add(type, ["sourceDescription": "s", "comments": "first"], to: portal)["id"]!
        let address: JSONObject = ["entityTypeId": type, "id": id]
        var change = address
        change["fields"] = ["comments": "second"]
        #expect(try portal.result("crm.item.update", .object(change))["item"]?["comments"] == "second")
        let listed = try portal.result(
            "crm.item.list", ["entityTypeId": type, "filter": ["%comments": "SEC"], "select": ["id", "comments"]])
        #expect(listed["items"] == [["id": id, "comments": "second"]])
        // Whole rows are what `get` answers.
        let read = try portal.result("crm.item.get", .object(address))["item"]
        for select in [nil, ["*"]] as [JSONValue] {
            let rows = try portal.result("crm.item.list", ["entityTypeId": type, "select": select])["items"]
            #expect(rows?[0] == read)
            #expect(rows?[0]?.objectValue?.keys == read?.objectValue?.keys)
        }
        #expect(try portal.result("crm.item.delete", .object(address)) == [])
        try portal.expectError("NOT_FOUND", "crm.item.get", .object(address))
        // Ids do not come back.
        #expect(try add(type, to: portal)["id"] == 2)
    }

    @Test func stagesTellWhatTheyMean() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.seed = .empty
            $0.clock = clock.clock
        }
        func move(_ type: JSONValue, to stage: JSONValue) throws -> JSONValue {
            clock.advance(60)
            return try portal.result(
                "crm.item.update", ["entityTypeId": type, "id": 1, "fields": ["stageId": stage]])["item"]!
        }
        let added = try add(2, to: portal)
        let won = try move(2, to: "WON")
        #expect(won["closed"] == "Y")
        #expect(won["stageSemanticId"] == "S")
        #expect(won["isNew"] == "N")
        #expect(won["movedTime"] != added["movedTime"])
        #expect(try move(2, to: "APOLOGY")["stageSemanticId"] == "F")
        #expect(try move(2, to: "EXECUTING")["closed"] == "N")
        _ = try add(1, to: portal)
        let junk = try move(1, to: "JUNK")
        #expect(junk["dateClosed"] == junk["movedTime"])
        let filter: JSONValue = ["entityTypeId": 1, "filter": ["stageSemanticId": "F", "hasPhone": "N"]]
        #expect(try portal.call("crm.item.list", filter).json["total"] == 1)
        #expect(try move(1, to: "IN_PROCESS")["dateClosed"] == .null)
        _ = try add(7, to: portal)
        #expect(try move(7, to: "DECLAINED")["closed"] == "Y")
        _ = try add(31, to: portal)
        #expect(try move(31, to: "DT31_1:P")["previousStageId"] == "DT31_1:N")
    }

    @Test func dealsMoveBetweenFunnels() async throws {
        let portal = try await empty()
        let funnel = try portal.result("crm.category.add", ["entityTypeId": 2, "fields": ["name": "Second"]])[
            "category"]!["id"]!
        _ = try add(2, ["stageId": "EXECUTING"], to: portal)
        let moved = try portal.result(
            "crm.item.update", ["entityTypeId": 2, "id": 1, "fields": ["categoryId": funnel]])["item"]
        #expect(moved?["stageId"] == .string("C\(funnel.integerValue!):NEW"))
        try portal.expectError(0, "crm.category.delete", ["entityTypeId": 2, "id": funnel])
        _ = try portal.result("crm.item.delete", ["entityTypeId": 2, "id": 1])
        #expect(try portal.result("crm.category.delete", ["entityTypeId": 2, "id": funnel]) == .null)
        let left = try portal.result(
            "crm.status.list", ["filter": ["%STATUS_ID": .string("C\(funnel.integerValue!):")]])
        #expect(left == [])
    }

    @Test func usedEntriesOfDirectoriesStay() async throws {
        let portal = try await empty()
        _ = try add(2, ["typeId": "GOODS", "stageId": "EXECUTING"], to: portal)
        for (code, isUsed) in [("GOODS", true), ("EXECUTING", true), ("SERVICES", false)] {
            let id = try portal.result("crm.status.list", ["filter": ["STATUS_ID": .string(code)]])[0]!["ID"]!
            let answer = try portal.call("crm.status.delete", ["id": id, "params": ["FORCED": "Y"]])
            #expect(answer.status == (isUsed ? 400 : 200), "\(code)")
        }
    }

    @Test func missingLinksAreZeroWhenTheyAreRead() async throws {
        let portal = try await empty()
        #expect(try add(2, to: portal)["companyId"] == .null)
        #expect(try add(2, ["companyId": 5, "contactIds": [4, 5]], to: portal)["contactId"] == 4)
        #expect(try portal.result("crm.item.get", ["entityTypeId": 2, "id": 1])["item"]?["companyId"] == 0)
        for (filter, ids) in [
            (["companyId": 0], [1]), (["companyId": 5], [2]), (["!companyId": 0], [2]), (["contactIds": 5], [2]),
        ] as [(JSONValue, [JSONValue])] {
            let items = try portal.result("crm.item.list", ["entityTypeId": 2, "filter": filter, "select": ["id"]])
            #expect(items["items"]?.arrayValue?.map { $0["id"]! } == ids, "\(filter)")
        }
        let null = try await TestPortal {
            $0.seed = .empty
            $0.choices.answersZeroForMissingLinks = false
        }
        _ = try add(2, to: null)
        #expect(try null.result("crm.item.get", ["entityTypeId": 2, "id": 1])["item"]?["companyId"] == .null)
    }

    @Test func theTaxOfDealsIsAChoice() async throws {
        let portal = try await TestPortal {
            $0.seed = .empty
            $0.choices.keepsTaxOfDeals = true
        }
        #expect(try add(2, ["taxValue": 99.9], to: portal)["taxValue"] == 99.9)
    }

    @Test func ownCompaniesAreTheDefaultOfInvoices() async throws {
        let portal = try await empty()
        _ = try add(4, ["title": "Client"], to: portal)
        _ = try add(4, ["title": "We", "isMyCompany": "Y"], to: portal)
        #expect(try add(31, to: portal)["mycompanyId"] == 2)
        #expect(try add(7, ["mycompanyId": 5], to: portal)["mycompanyId"] == 5)
        let mine = try portal.result("crm.item.list", ["entityTypeId": 4, "filter": ["isMyCompany": "Y"]])["items"]
        #expect(mine?.arrayValue?.map { $0["title"] } == ["We"])
    }

    @Test func rightsAreThoseOfTheGrants() async throws {
        let portal = try await empty()
        _ = try add(2, ["assignedById": 1], to: portal)
        try portal.expectError(
            "allowed_only_intranet_user", status: 403, "crm.item.list", ["entityTypeId": 2], as: .extranet)
        // A new portal is open to everybody, as a new funnel is.
        #expect(try portal.call("crm.item.list", ["entityTypeId": 2], as: .employee).json["total"] == 1)
        for action in [GrantAction.read, .add, .update, .delete] {
            try await portal.portal.grant("AU", action, .none, on: .funnel(entityTypeID: 2, categoryID: 0))
        }
        #expect(try portal.call("crm.item.list", ["entityTypeId": 2], as: .employee).json["total"] == 0)
        let address: JSONValue = ["entityTypeId": 2, "id": 1, "fields": ["title": "x"]]
        for method in ["fields", "get", "add", "update", "delete"] {
            try portal.expectError("ACCESS_DENIED", "crm.item.\(method)", address, as: .employee)
        }
        // Other types are other rights.
        #expect(try portal.call("crm.item.list", ["entityTypeId": 1], as: .employee).status == 200)
        await #expect(throws: LocalPortalError.self) {
            try await portal.portal.grant("AU", .update, .none, on: .stage("NEW"))
        }
    }

    @Test func plansLimitSmartProcessesAlone() async throws {
        let portal = try await TestPortal {
            var limits = PlanLimits.standard(for: .cloud)
            limits.items = 0
            limits.allowsItemUpdates = false
            $0.planLimits = limits
        }
        let id = try add(2, to: portal)["id"]!
        _ = try portal.result("crm.item.update", ["entityTypeId": 2, "id": id, "fields": ["title": "x"]])
    }
}
