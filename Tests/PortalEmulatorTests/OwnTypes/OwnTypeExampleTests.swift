import JSON
import PortalEmulator
import Testing

/// The official examples of `crm.item.*`, which are about deals and leads, on deals and leads.
@Suite struct OwnTypeExampleTests {
    /// A portal with what the examples about deals presuppose: a second funnel with its stages, a custom field, an SPA
    /// whose elements may be parents.
    private struct DealPortal {
        let portal: TestPortal
        let funnel: JSONValue
        /// `C9:UC_KN8KFI` in the funnel that is there.
        let stage: (String) -> JSONValue

        init() async throws {
            // The demo company: the examples speak of its user 6.
            let portal = try await TestPortal()
            let funnel = try portal.result("crm.category.add", ["entityTypeId": 2, "fields": ["name": "Second"]])[
                "category"]!["id"]!
            let number = funnel.integerValue!
            for code in ["UC_KN8KFI", "UC_NYL06U"] {
                let stage: JSONValue = [
                    "ENTITY_ID": .string("DEAL_STAGE_\(number)"), "STATUS_ID": .string(code), "NAME": .string(code),
                ]
                _ = try portal.result("crm.status.add", ["fields": stage])
            }
            let field: JSONValue = [
                "entityId": "CRM_DEAL", "fieldName": "UF_CRM_1721244707107", "userTypeId": "double",
            ]
            _ = try portal.result("userfieldconfig.add", ["moduleId": "crm", "field": field])
            _ = try portal.makeSPA(1220, relations: ["parent": [], "child": [["entityTypeId": 2]]])
            self.portal = portal
            self.funnel = funnel
            stage = { .string("C\(number):\($0)") }
        }

        /// The fields of an example for this portal; `formatDate(monthAgo)` is code of the page.
        func fields(_ example: JSONValue, stage code: String) -> JSONValue {
            var fields = example.objectValue!
            if fields["begindate"] != nil { fields["begindate"] = "2024-06-18" }
            if fields["closedate"] != nil { fields["closedate"] = "2024-07-30" }
            if fields["categoryId"] != nil { fields["categoryId"] = funnel }
            fields["stageId"] = stage(code)
            return .object(fields)
        }

        func request(_ method: String, stage code: String) throws -> JSONObject {
            var request = try Fixtures.load(method, "request").objectValue!
            if let one = request["fields"] { request["fields"] = fields(one, stage: code) }
            if let many = request["data"]?.arrayValue {
                request["data"] = .array(many.map { fields($0, stage: code) })
            }
            return request
        }
    }

    /// The members of an element in which it differs from an example.
    private func differences(_ item: JSONValue, from example: JSONValue) -> [String] {
        example.objectValue!.members.filter { item[$0.key] != $0.value }.map(\.key)
    }

    @Test func aDealIsAddedAndUpdatedAsDocumented() async throws {
        let deals = try await DealPortal()
        let added = try deals.portal.result(
            "crm.item.add", .object(try deals.request("crm.item.add", stage: "UC_KN8KFI")))[
                "item"]!
        let example = try Fixtures.load("crm.item.add", "response")["result"]!["item"]!
        #expect(added.objectValue!.keys == example.objectValue!.keys)
        #expect(
            differences(added, from: example) == [
                "id", "createdTime", "updatedTime",
                // The page writes it differently in request and answer.
                "title",
                "categoryId", "stageId",
                // Whether the client has come back is not acted out.
                "isRepeatedApproach",
                // The request of the page names the text by a variable.
                "comments",
                // This portal lies further east.
                "begindate", "closedate", "movedTime", "lastActivityTime",
            ])
        #expect(added["stageId"] == deals.stage("UC_KN8KFI"))
        #expect(added["begindate"] == "2024-06-18T03:00:00+03:00")
        let id = added["id"]!
        let read = try deals.portal.result("crm.item.get", ["entityTypeId": 2, "id": id])["item"]!
        #expect(differences(read, from: added) == ["webformId"])
        #expect(read["webformId"] == 0)

        var change = try deals.request("crm.item.update", stage: "UC_NYL06U")
        change["id"] = id
        let updated = try deals.portal.result("crm.item.update", .object(change))["item"]!
        let updateExample = try Fixtures.load("crm.item.update", "response")["result"]!["item"]!
        #expect(updated.objectValue!.keys == updateExample.objectValue!.keys)
        for name in (change["fields"]?.objectValue ?? [:]).keys + ["webformId", "taxValue", "stageSemanticId"] {
            #expect(name == "stageId" || updated[name] == updateExample[name], "\(name)")
        }
        #expect(updated["stageId"] == deals.stage("UC_NYL06U"))
    }

    @Test(arguments: ["crm.item.import", "crm.item.batchImport"]) func dealsAreImported(method: String) async throws {
        let deals = try await DealPortal()
        try deals.portal.expectShape(method, .object(try deals.request(method, stage: "UC_KN8KFI")))
        let listed = try deals.portal.result(
            "crm.item.list", ["entityTypeId": 2, "filter": ["probability": 50], "order": ["id": "DESC"]])
        let deal = listed["items"]?[0]
        #expect(deal?["stageId"] == deals.stage("UC_KN8KFI"))
        #expect(deal?["ufCrm_1721244707107"] == 1111.1)
        #expect(deal?["parentId1220"] == 2)
    }

    @Test func aLeadIsReadAsDocumented() async throws {
        let portal = try await TestPortal { $0.seed = .empty }
        _ = try portal.result(
            "crm.status.add", ["fields": ["ENTITY_ID": "HONORIFIC", "STATUS_ID": "UC_N1LWUS", "NAME": "Comrade"]])
        let field: JSONValue = ["entityId": "CRM_LEAD", "fieldName": "UF_CRM_1720019876534", "userTypeId": "string"]
        _ = try portal.result("userfieldconfig.add", ["moduleId": "crm", "field": field])
        let numbers = [1222, 1226, 1228, 1236, 1238, 1240, 1244, 1246, 1254, 1256]
        for number in numbers {
            _ = try portal.makeSPA(number, relations: ["parent": [], "child": [["entityTypeId": 1]]])
        }
        let example = try Fixtures.load("crm.item.get", "response")["result"]!["item"]!
        var fields = example.objectValue!
        for name in ["id", "title", "companyId", "contactId", "webformId"] { fields[name] = nil }
        fields["fm"] = .array(
            example["fm"]!.arrayValue!.map {
                .object(JSONObject($0.objectValue!.members.filter { $0.key != "id" }.map { ($0.key, $0.value) }))
            })
        let id = try portal.result("crm.item.add", ["entityTypeId": 1, "fields": .object(fields)])["item"]!["id"]!
        let lead = try portal.result("crm.item.get", ["entityTypeId": 1, "id": id])["item"]!
        #expect(lead.objectValue!.keys == example.objectValue!.keys)
        #expect(
            differences(lead, from: example) == [
                "id", "createdTime", "updatedTime", "title", "birthdate", "searchContent", "movedTime",
                "lastActivityTime", "fm",
            ])
        #expect(lead["title"] == "Lead #1")
        #expect(lead["birthdate"] == "2000-01-01T03:00:00+03:00")
        #expect(lead["fm"]?[0] == ["id": 1, "valueType": "WORK", "value": "+6111111111", "typeId": "PHONE"])
        #expect(lead["fm"]?[1]?["value"] == "admin@example.com")
    }

    @Test func leadsAreListedAsDocumented() async throws {
        let portal = try await TestPortal { $0.seed = .empty }
        let example = try Fixtures.load("crm.item.list", "response")
        let rows = example["result"]!["items"]!.arrayValue!
        for row in rows.reversed() {
            var fields = row.objectValue!
            // There is no user 6 in an empty portal.
            fields["assignedById"] = 1
            _ = try portal.result("crm.item.add", ["entityTypeId": 1, "fields": .object(fields)])
        }
        let rejected: [JSONObject] = [
            ["name": "", "lastName": ""], ["opportunity": 4999], ["isManualOpportunity": "N"], ["stageId": "JUNK"],
            ["sourceId": "CALL"],
        ]
        for change in rejected {
            var fields = rows[3].objectValue!
            fields["assignedById"] = 1
            for member in change.members { fields[member.key] = member.value }
            _ = try portal.result("crm.item.add", ["entityTypeId": 1, "fields": .object(fields)])
        }
        let answer = try portal.call("crm.item.list", try Fixtures.load("crm.item.list", "request")).json
        #expect(answer["total"] == 4)
        let items = answer["result"]?["items"]?.arrayValue ?? []
        // The rows of the example are not in the order that its request asks for.
        #expect(items.map { $0["lastName"]?.stringValue } == [nil, "Schmidt", "Schmidt", "Weber"])
        #expect(items.compactMap { $0["name"]?.stringValue } == ["Admin", "Klaus", "Schmidt", "Klaus"])
        #expect(Set(items.map { $0["opportunity"] }) == Set(rows.map { $0["opportunity"] }))
        #expect(items.first?.objectValue?.keys == rows[0].objectValue?.keys)
    }

    /// Every value but the ids.
    @Test func theStagesOfDealsAreTheDocumentedOnes() async throws {
        let portal = try await TestPortal { $0.seed = .empty }
        let answer = try portal.result("crm.status.list", try Fixtures.load("crm.status.list", "request"))
        let example = try Fixtures.load("crm.status.list", "response")["result"]!
        func withoutIDs(_ rows: JSONValue) -> [JSONObject] {
            rows.arrayValue!.map { row in
                var row = row.objectValue!
                row["ID"] = nil
                return row
            }
        }
        #expect(withoutIDs(answer) == withoutIDs(example))
        try portal.expectShape(
            "crm.status.entity.items", try Fixtures.load("crm.status.entity.items", "request"))
    }

    @Test func aStageOfASecondFunnelIsAddedAsDocumented() async throws {
        let portal = try await TestPortal { $0.seed = .empty }
        let id = try portal.result("crm.category.add", ["entityTypeId": 2, "fields": ["name": "Second"]])["category"]![
            "id"]!.integerValue!
        var request = try Fixtures.load("crm.status.add", "request").objectValue!
        var fields = request["fields"]!.objectValue!
        fields["ENTITY_ID"] = .string("DEAL_STAGE_\(id)")
        request["fields"] = .object(fields)
        try portal.expectShape("crm.status.add", .object(request))
        let stage = try portal.result("crm.status.list", ["filter": ["STATUS_ID": .string("C\(id):DECISION")]])[0]
        #expect(stage?["NAME"] == fields["NAME"])
        #expect(stage?["CATEGORY_ID"] == .string("\(id)"))
        fields["STATUS_ID"] = "NOT ALLOWED"
        try portal.expectError("", "crm.status.add", ["fields": .object(fields)])
    }

    @Test func directoriesAreDescribedAsDocumented() async throws {
        let portal = try await TestPortal { $0.seed = .empty }
        let id = try portal.result(
            "crm.category.add", ["entityTypeId": 2, "fields": ["name": "Newest"]])["category"]!["id"]!.integerValue!
        let types = try portal.result("crm.status.entity.types").arrayValue!
        let example = try Fixtures.load("crm.status.entity.types", "response")["result"]!.arrayValue!
        let renamed = ["DEAL_STAGE_1": "DEAL_STAGE_\(id)", "SMART_INVOICE_STAGE_5": "SMART_INVOICE_STAGE_1"]
        let here = Set(types.compactMap { $0["ID"]?.stringValue })
        let common = example.filter { row in
            let name = row["ID"]!.stringValue!
            return here.contains(renamed[name] ?? name)
        }
        #expect(common.count == types.count)
        for (row, expected) in zip(types, common) {
            let name = expected["ID"]!.stringValue!
            #expect(row["ID"] == .string(renamed[name] ?? name))
            #expect(row.objectValue!.keys == expected.objectValue!.keys, "\(name)")
            #expect(Fixtures.differences(row, from: expected) == [], "\(name)")
            if renamed[name] == nil, name != "CONTACT_TYPE" { #expect(row == expected, "\(name)") }
        }
        #expect(types.first { $0["ID"] == .string("DEAL_STAGE_\(id)") }?["PREFIX"] == .string("C\(id)"))
    }
}
