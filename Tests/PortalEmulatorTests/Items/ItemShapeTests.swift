import JSON
import PortalEmulator
import Testing

/// The official examples of `crm.item.*`. Those of add, get, update and list are about deals and leads: an SPA is
/// compared with the members that an SPA has too (`api-reference/crm/universal/object-fields`).
@Suite struct ItemShapeTests {
    /// Members of deals and leads that no SPA has.
    private static let foreign: Set<String> = [
        "dateCreateShort", "dateModifyShort", "leadId", "quoteId", "productId", "stageSemanticId", "isNew",
        "isRecurring", "isReturnCustomer", "isRepeatedApproach", "closed", "typeId", "probability", "comments",
        "begindateShort", "closedateShort", "eventDate", "eventDateShort", "eventId", "eventDescription", "locationId",
        "originatorId", "originId", "additionalInfo", "searchContent", "orderStage", "isWork", "isWon", "isLose",
        "receivedAmount", "lostAmount", "hasProducts",
    ]

    /// Members of SPAs that no deal has.
    private static let own: Set<String> = [
        "xmlId", "previousStageId", "opportunityAccount", "taxValueAccount", "accountCurrencyId", "mycompanyId",
    ]

    private func shared(_ item: JSONValue, without names: Set<String>) -> JSONValue {
        .object(
            JSONObject(
                (item.objectValue?.members ?? []).filter { !names.contains($0.key) && !$0.key.hasPrefix("ufCrm") }
                    .map { ($0.key, $0.value) }))
    }

    /// Null stands for a value that is not there; its type is not to be compared.
    private func differences(_ item: JSONValue, from example: JSONValue) -> [String] {
        Fixtures.differences(shared(item, without: Self.own), from: shared(example, without: Self.foreign))
            .filter { !$0.hasSuffix("not null") && !$0.contains("is null, not") }
    }

    private func dated(_ fields: JSONObject) -> JSONObject {
        var fields = fields
        fields["begindate"] = "2024-06-18"
        fields["closedate"] = "2024-07-30"
        return fields
    }

    @Test func fieldsAreTheDocumentedOnes() async throws {
        let portal = try await TestPortal()
        let other = try portal.makeSPA(1248, title: "Smart Process #16")
        let spa = try portal.makeSPA(
            1268,
            relations: [
                "parent": [
                    ["entityTypeId": 1], ["entityTypeId": 2], ["entityTypeId": .integer(Int64(other.entityTypeID))],
                ],
                "child": [],
            ])
        let fields = try portal.result("crm.item.fields", ["entityTypeId": 1268, "useOriginalUfNames": "N"])["fields"]
        let example = try Fixtures.load("crm.item.fields", "response")["result"]?["fields"]
        #expect(fields?.objectValue?.keys == example?.objectValue?.keys)
        for member in example?.objectValue?.members ?? [] {
            var expected = member.value.objectValue ?? [:]
            if expected["statusType"] == "DYNAMIC_1268_STAGE_52" {
                expected["statusType"] = .string("DYNAMIC_1268_STAGE_\(spa.funnel)")
            }
            #expect(fields?[member.key] == .object(expected), "\(member.key)")
        }
    }

    /// The field descriptions on `api-reference/crm/universal/crm-item-add`.
    @Test func customFieldsAreDescribedAsDocumented() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        let label: JSONObject = ["editFormLabel": ["en": "Custom field"]]
        try portal.addField("1", "string", to: spa, label)
        try portal.addField(
            "2", "enumeration", to: spa,
            ["editFormLabel": "Custom field", "enum": [["value": "One"], ["value": "Two"]]])
        try portal.addField("3", "url", to: spa, ["multiple": "Y", "mandatory": "Y"])
        let fields = try portal.result("crm.item.fields", ["entityTypeId": 1302])["fields"]
        #expect(
            fields?[spa.name("1")] == [
                "type": "string", "isRequired": false, "isReadOnly": false, "isImmutable": false, "isMultiple": false,
                "isDynamic": true, "title": "Custom field", "listLabel": "Custom field", "formLabel": "Custom field",
                "filterLabel": "Custom field",
                "settings": [
                    "SIZE": 20, "ROWS": 1, "REGEXP": "", "MIN_LENGTH": 0, "MAX_LENGTH": 0, "DEFAULT_VALUE": "",
                ], "upperName": .string("UF_CRM_\(spa.id)_1"),
            ])
        #expect(fields?[spa.name("2")]?["items"]?.arrayValue?.map { $0["VALUE"] } == ["One", "Two"])
        #expect(fields?[spa.name("2")]?["items"]?[0]?["ID"]?.stringValue != nil)
        #expect(fields?[spa.name("3")]?["isMultiple"] == true)
        #expect(fields?[spa.name("3")]?["isRequired"] == true)
        let original = try portal.result("crm.item.fields", ["entityTypeId": 1302, "useOriginalUfNames": "Y"])["fields"]
        #expect(original?["UF_CRM_\(spa.id)_1"]?["type"] == "string")
        #expect(original?[spa.name("1")] == nil)
    }

    @Test func addGetUpdateAnswerAsDocumented() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA(relations: ["parent": [["entityTypeId": 1040]], "child": []])
        var request = try Fixtures.load("crm.item.add", "request").objectValue!
        request["entityTypeId"] = 1302
        var fields = dated(request["fields"]!.objectValue!)
        fields["categoryId"] = .integer(Int64(spa.funnel))
        fields["stageId"] = spa.stage("CLIENT")
        fields["parentId1040"] = 2
        request["fields"] = .object(fields)
        let added = try portal.result("crm.item.add", .object(request))["item"]!
        var example = try Fixtures.load("crm.item.add", "response")["result"]!["item"]!.objectValue!
        example["parentId1220"] = nil
        example["parentId1040"] = 2
        #expect(differences(added, from: .object(example)) == [])
        for (name, value) in [
            ("assignedById", 6), ("opened", "N"), ("companyId", 5), ("contactId", 4), ("contactIds", [4, 5]),
            ("opportunity", 999.99), ("isManualOpportunity", "Y"), ("currencyId", "EUR"),
            ("begindate", "2024-06-18T03:00:00+03:00"), ("closedate", "2024-07-30T03:00:00+03:00"),
            ("sourceId", "WEB"), ("observers", [2, 3]), ("utmSource", "google"), ("utmTerm", nil), ("parentId1040", 2),
            ("stageId", spa.stage("CLIENT")), ("entityTypeId", 1302),
        ] as [(String, JSONValue)] {
            #expect(added[name] == value, "\(name)")
        }
        let id = added["id"]!
        let read = try portal.result("crm.item.get", ["entityTypeId": 1302, "id": id])["item"]
        #expect(read == added)
        var change = try Fixtures.load("crm.item.update", "request").objectValue!
        change["entityTypeId"] = 1302
        change["id"] = id
        var changes = change["fields"]!.objectValue!
        changes["stageId"] = spa.stage("PREPARATION")
        change["fields"] = .object(changes)
        let updated = try portal.result("crm.item.update", .object(change))["item"]!
        var updateExample = try Fixtures.load("crm.item.update", "response")["result"]!["item"]!.objectValue!
        updateExample["parentId1220"] = nil
        updateExample["parentId1040"] = 2
        #expect(differences(updated, from: .object(updateExample)) == [])
        #expect(updated["previousStageId"] == spa.stage("CLIENT"))
        #expect(updated["opportunity"] == 10000)
        try portal.expectShape("crm.item.delete", ["entityTypeId": 1302, "id": id])
    }

    /// The second request of add and import: one custom field of each usual type.
    @Test(arguments: ["crm.item.add", "crm.item.import", "crm.item.batchImport"])
    func customFieldsOfTheExamplesAreTaken(method: String) async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        for (tail, type) in [
            ("1721812760630", "string"), ("1721812853419", "date"), ("1721812898903", "file"),
            ("1721812915476", "money"), ("1721812935209", "boolean"), ("1721812948498", "double"),
        ] {
            try portal.addField(tail, type, to: spa)
        }
        try portal.addField("1721812885588", "url", to: spa, ["multiple": "Y"])
        let list = try portal.addField(
            "1721812814433", "enumeration", to: spa, ["enum": [["value": "List item #1"], ["value": "List item #2"]]])
        let option = JSONValue.integer(Int64(list["enum"]?[1]?["id"]?.stringValue ?? "") ?? 0)
        func renamed(_ fields: JSONValue) -> JSONValue {
            .object(
                JSONObject(
                    (fields.objectValue?.members ?? []).map { member in
                        let name = spa.name(String(member.key.dropFirst("ufCrm44_".count)))
                        return (name, name == spa.name("1721812814433") ? option : member.value)
                    }))
        }
        var request = try Fixtures.load(method, "request.2").objectValue!
        if let data = request["data"]?.arrayValue {
            request["data"] = .array(data.map(renamed))
        } else {
            request["fields"] = renamed(request["fields"]!)
        }
        if method == "crm.item.batchImport" {
            let items = try portal.result(method, .object(request))["items"]?.arrayValue ?? []
            #expect(items.count == 2)
            #expect(items.allSatisfy { $0["item"]?["id"]?.integerValue != nil && $0.objectValue?.count == 1 })
        } else if method == "crm.item.import" {
            try portal.expectShape(method, .object(request))
        } else {
            _ = try portal.result(method, .object(request))
        }
        let item = try portal.result("crm.item.get", ["entityTypeId": 1302, "id": 1])["item"]!
        #expect(item[spa.name("1721812814433")] == option)
        #expect(item[spa.name("1721812853419")] == "2026-01-15T03:00:00+03:00")
        #expect(item[spa.name("1721812885588")] == ["example.com", "second-example.com"])
        #expect(item[spa.name("1721812898903")]?.objectValue?.keys == ["id", "url", "urlMachine"])
        #expect(item[spa.name("1721812915476")]?.stringValue?.hasPrefix("300|") == true)
        #expect(item[spa.name("1721812935209")] == "Y")
        #expect(item[spa.name("1721812948498")] == 9999.9)
    }

    @Test func listAnswersAsDocumented() async throws {
        let portal = try await TestPortal()
        var request = try Fixtures.load("crm.item.list", "request").objectValue!
        request["entityTypeId"] = 1046
        // The leads' own fields become those that an SPA has in their place.
        request["filter"] = [
            "0": ["logic": "OR", "0": ["!=title": ""], "1": ["!=sourceDescription": ""]],
            "@stageId": ["DT1046_16:NEW", "DT1046_16:PREPARATION", "DT1046_16:CLIENT"],
            "@sourceId": ["CALL", "WEB", "EMAIL", "STORE", "WEBFORM"], "@assignedById": [3, 4, 6, 9, 12],
            ">=id": 1, "<=id": 20000,
        ]
        request["select"] = ["id", "title", "stageId", "sourceId", "assignedById"]
        request["order"] = ["title": "ASC"]
        let answer = try portal.call("crm.item.list", .object(request)).json
        let example = try Fixtures.load("crm.item.list", "response")
        let names: Set<String> = ["opportunity", "name", "lastName", "isManualOpportunity"]
        var expected = example.objectValue!
        expected["result"] = ["items": .array([shared(example["result"]!["items"]![0]!, without: names)])]
        #expect(
            Fixtures.differences(
                answer, from: .object(expected), optional: ["time.operating_reset_at", "time.operating"]) == [])
        #expect((answer["result"]?["items"]?.arrayValue?.count ?? 0) > 3)
        var dates = try Fixtures.load("crm.item.list", "request.2").objectValue!
        dates["entityTypeId"] = 1046
        #expect(try portal.result("crm.item.list", .object(dates))["items"] == [])
    }

    /// What an SPA has of the deals' examples is taken, the rest is ignored as unknown.
    @Test func theImportExamplesOfDealsAreTaken() async throws {
        let portal = try await TestPortal()
        let spa = try portal.makeSPA()
        func adapted(_ fields: JSONValue) -> JSONValue {
            var fields = dated(fields.objectValue!)
            fields["categoryId"] = .integer(Int64(spa.funnel))
            fields["stageId"] = spa.stage("CLIENT")
            return .object(fields)
        }
        var one = try Fixtures.load("crm.item.import", "request").objectValue!
        one["entityTypeId"] = 1302
        one["fields"] = adapted(one["fields"]!)
        try portal.expectShape("crm.item.import", .object(one))
        var many = try Fixtures.load("crm.item.batchImport", "request").objectValue!
        many["entityTypeId"] = 1302
        many["data"] = .array(many["data"]!.arrayValue!.map(adapted))
        let items = try portal.result("crm.item.batchImport", .object(many))["items"]
        #expect(items == [["item": ["id": 2]], ["item": ["id": 3]]])
        let item = try portal.result("crm.item.get", ["entityTypeId": 1302, "id": 3])["item"]
        #expect(item?["opportunity"] == 999.99)
        #expect(item?["probability"] == nil)
    }
}
