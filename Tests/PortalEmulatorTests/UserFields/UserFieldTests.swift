import JSON
import Localization
import Permissions
import PortalEmulator
import Testing

/// `userfieldconfig.*` over HTTP.
@Suite struct UserFieldTests {
    /// The official examples with the field's own ids.
    private func example(_ method: String, _ kind: String = "request", id: JSONValue? = nil) throws -> JSONObject {
        var request = try Fixtures.load(method, kind).objectValue!
        if let id { request["id"] = id }
        return request
    }

    /// A portal with an SPA whose type id is 7, as in the examples.
    private func portal() async throws -> TestPortal {
        let portal = try await TestPortal { $0.seed = .empty }
        for index in 0..<7 { _ = try portal.makeSPA(1300 + index * 2) }
        return portal
    }

    @Test func officialExamples() async throws {
        let portal = try await portal()
        let added = try portal.call("userfieldconfig.add", .object(try example("userfieldconfig.add"))).json
        let addedExample = try Fixtures.load("userfieldconfig.add", "response")
        #expect(
            Fixtures.differences(added, from: addedExample, optional: ["time.operating_reset_at", "time.operating"])
                == [])
        let field = added["result"]!["field"]!
        let expected = addedExample["result"]!["field"]!
        for name in [
            "entityId", "fieldName", "userTypeId", "xmlId", "sort", "multiple", "mandatory", "showFilter", "showInList",
            "editInList", "isSearchable", "settings", "languageId", "editFormLabel", "listColumnLabel", "helpMessage",
        ] {
            #expect(field[name] == expected[name], "\(name)")
        }
        #expect(field["enum"]?.arrayValue?.map { $0["value"] } == ["Characteristic 1", "Characteristic 2"])
        #expect(field["enum"]?[1]?["def"] == "Y")
        #expect(field["enum"]?[0]?["userFieldId"] == field["id"])
        let id = JSONValue.integer(Int64(field["id"]?.stringValue ?? "") ?? 0)
        let read = try portal.result("userfieldconfig.get", .object(try example("userfieldconfig.get", id: id)))
        #expect(read["field"] == field)
        let changed = try portal.result(
            "userfieldconfig.update", .object(try example("userfieldconfig.update", id: id)))["field"]
        #expect(changed?["mandatory"] == "Y")
        #expect(changed?["editFormLabel"] == ["en": "List of characteristics (updated)"])
        #expect(changed?["enum"] == field["enum"])
        let list = try portal.call("userfieldconfig.list", .object(try example("userfieldconfig.list"))).json
        // German was asked for and is not there.
        #expect(
            Fixtures.differences(
                list, from: try Fixtures.load("userfieldconfig.list", "response"),
                optional: ["next", "time.operating_reset_at", "time.operating"])
                == ["result.fields.0.editFormLabel.de is null, not string"])
        try portal.expectShape("userfieldconfig.delete", .object(try example("userfieldconfig.delete", id: id)))
        try portal.expectError("", "userfieldconfig.get", ["moduleId": "crm", "id": id])
        let types = try portal.result("userfieldconfig.getTypes", ["moduleId": "crm"])["types"]?.objectValue
        var known = try Fixtures.load("userfieldconfig.getTypes", "response")["result"]!["types"]!.objectValue!
        // A type that the example's own application registered.
        known["rest_219_test"] = nil
        #expect(types == known)
    }

    @Test(
        arguments: [
            (["entityId": "CRM_99"], "You cannot create custom fields"),
            (["entityId": "WEATHER"], "You cannot create custom fields"),
            (["fieldName": "UF_CRM_6_X"], "You cannot create custom fields"),
            (["fieldName": "UF_CRM_7_"], "You cannot create custom fields"),
            (["fieldName": "UF_CRM_7_small"], "You cannot create custom fields"),
            (
                ["fieldName": .string("UF_CRM_7_" + String(repeating: "X", count: 42))],
                "You cannot create custom fields"
            ),
            (["fieldName": ""], "The 'FIELD_NAME' field is not found."),
            (["fieldName": nil], "The 'FIELD_NAME' field is not found."),
            (["userTypeId": ""], "The 'USER_TYPE_ID' field is not found."),
            (["userTypeId": "telepathy"], "Fail to create new user field"),
            (["fieldName": "UF_CRM_7_TAKEN"], "Field UF_CRM_7_TAKEN already exists."),
            (["userTypeId": "enumeration", "enum": [["value": ""]]], "Fail to save enumeration field values"),
        ] as [(JSONObject, String)])
    func refusedAdditions(changes: JSONObject, text: String) async throws {
        let portal = try await portal()
        var field: JSONObject = ["entityId": "CRM_7", "fieldName": "UF_CRM_7_TAKEN", "userTypeId": "string"]
        _ = try portal.result("userfieldconfig.add", ["moduleId": "crm", "field": .object(field)])
        field["fieldName"] = "UF_CRM_7_NEW"
        for member in changes.members { field[member.key] = member.value }
        let answer = try portal.call("userfieldconfig.add", ["moduleId": "crm", "field": .object(field)])
        #expect(answer.status == 400)
        #expect(try answer.json == ["error": "", "error_description": .string(text)])
        #expect(try portal.call("userfieldconfig.list", ["moduleId": "crm"]).json["total"] == 1)
    }

    @Test func rightsAndScopes() async throws {
        let portal = try await TestPortal()
        let field: JSONValue = [
            "moduleId": "crm", "id": 1,
            "field": ["entityId": "CRM_3", "fieldName": "UF_CRM_3_NEW", "userTypeId": "string"],
        ]
        for (method, owner, text) in [
            ("add", .employee, "Access denied"), ("add", .extranet, "Access denied"),
            ("update", .employee, "You cannot change the settings of the user field"),
            ("delete", .employee, "You cannot delete the user field"),
            ("get", .extranet, "You do not have permission to view user field settings"),
            ("list", .employee, "You do not have permission to view user field settings"),
        ] as [(String, LocalPortal.Owner, String)] {
            let answer = try portal.call("userfieldconfig." + method, field, as: owner)
            #expect(try answer.json == ["error": "", "error_description": .string(text)], "\(method)")
            #expect(answer.status == 400)
        }
        // Those who may read the SPA may read its fields.
        let mine = try portal.call(
            "userfieldconfig.list", ["moduleId": "crm", "filter": ["entityId": "CRM_3"]], as: .employee
        ).json
        #expect(mine["total"] == 7)
        try await portal.portal.grant("U3", .settings, .all, on: .crm)
        _ = try portal.result("userfieldconfig.add", field, as: .employee)
        for method in ["add", "get", "list", "update", "delete", "getTypes"] {
            try portal.expectError("100", "userfieldconfig." + method, ["id": 1])
            let answer = try portal.call("userfieldconfig." + method, ["moduleId": "weather", "id": 1, "field": [:]])
            #expect(try answer.json["error_description"] == "No settings for UserFieldAccess")
        }
        let narrow = TestPortal.path(try await portal.portal.webhook(.admin, scopes: ["userfieldconfig"]))
        let answer = try portal.client.send("GET", narrow + "userfieldconfig.getTypes?moduleId=crm")
        #expect(answer.status == 400)
        #expect(try answer.json == (try Fixtures.load("userfieldconfig.getTypes", "error")))
        try portal.expectError(
            "NOT_EMULATED", status: 501, "userfieldconfig.list",
            ["moduleId": "crm", "filter": ["entityId": "CRM_REQUISITE"]])
    }

    @Test func unknownIds() async throws {
        let portal = try await TestPortal()
        for method in ["get", "update", "delete"] {
            try portal.expectError("", "userfieldconfig." + method, ["moduleId": "crm", "id": 9999])
        }
        let lenient = try await TestPortal { $0.choices.answersNullForUnknownUserField = true }
        #expect(try lenient.result("userfieldconfig.get", ["moduleId": "crm", "id": 9999]) == .null)
    }

    @Test func choicesAreAddedChangedAndDeleted() async throws {
        let portal = try await portal()
        let spa = TestSPA(id: 7, entityTypeID: 1312, funnel: 7)
        let field = try portal.addField(
            "LIST", "enumeration", to: spa, ["enum": [["value": "a", "sort": 10], ["value": "b", "sort": 20]]])
        let ids = (field["enum"]?.arrayValue ?? []).map { $0["id"] ?? .null }
        func update(_ field: JSONObject) throws -> [JSONValue] {
            try portal.result(
                "userfieldconfig.update", ["moduleId": "crm", "id": 1, "field": .object(field)])["field"]?["enum"]?
                .arrayValue ?? []
        }
        let change: JSONValue = [
            ["id": ids[0], "value": "A", "def": "Y"], ["id": ids[1], "del": "Y"], ["value": "c", "sort": 5],
        ]
        // Without the type the choices stay as they are.
        #expect(try update(["enum": change]) == field["enum"]?.arrayValue)
        let changed = try update(["enum": change, "userTypeId": "enumeration"])
        #expect(changed.map { $0["value"] } == ["c", "A"])
        #expect(changed.map { $0["def"] } == ["N", "Y"])
        #expect(changed[1]["id"] == ids[0])
        try portal.expectError(
            "", "userfieldconfig.update",
            [
                "moduleId": "crm", "id": 1,
                "field": ["userTypeId": "enumeration", "enum": [["id": 999, "value": "x"]]],
            ])
    }

    @Test func whatCannotChangeDoesNot() async throws {
        let portal = try await portal()
        let spa = TestSPA(id: 7, entityTypeID: 1312, funnel: 7)
        let field = try portal.addField("TEXT", "string", to: spa, ["settings": ["MAX_LENGTH": 5, "WEATHER": 1]])
        let changed = try portal.result(
            "userfieldconfig.update",
            [
                "moduleId": "crm", "id": 1,
                "field": [
                    "multiple": "Y", "fieldName": "UF_CRM_7_OTHER", "entityId": "CRM_6", "userTypeId": "integer",
                    "settings": ["ROWS": 3], "sort": 50, "xmlId": "mine", "showFilter": "S",
                ],
            ])["field"]
        for name in ["multiple", "fieldName", "entityId", "userTypeId"] { #expect(changed?[name] == field[name]) }
        #expect(changed?["sort"] == "50")
        #expect(changed?["xmlId"] == "mine")
        #expect(changed?["showFilter"] == "S")
        #expect(
            changed?["settings"] == [
                "SIZE": 20, "ROWS": 3, "REGEXP": "", "MIN_LENGTH": 0, "MAX_LENGTH": 5, "DEFAULT_VALUE": "",
            ])
    }

    @Test func deletingAFieldDeletesItsValues() async throws {
        let portal = try await portal()
        let spa = TestSPA(id: 7, entityTypeID: 1312, funnel: 7)
        try portal.addField("TEXT", "string", to: spa)
        _ = try portal.addItem(spa, ["ufCrm7Text": "kept"])
        _ = try portal.result("userfieldconfig.delete", ["moduleId": "crm", "id": 1])
        try portal.addField("TEXT", "string", to: spa)
        #expect(try portal.result("crm.item.get", ["entityTypeId": 1312, "id": 1])["item"]?["ufCrm7Text"] == .null)
    }

    @Test func listsAreFilteredSortedAndNarrowed() async throws {
        let portal = try await TestPortal()
        func list(_ parameters: JSONObject) throws -> [JSONValue] {
            var parameters = parameters
            parameters["moduleId"] = "crm"
            return try portal.result("userfieldconfig.list", .object(parameters))["fields"]?.arrayValue ?? []
        }
        #expect(try list(["filter": ["mandatory": "Y"]]).map { $0["fieldName"] } == ["UF_CRM_8_NUMBER"])
        #expect(try list(["filter": ["multiple": "Y"]]).count == 2)
        let byName = try list(["filter": ["entityId": "CRM_2"], "order": ["fieldName": "ASC"]])
        #expect(
            byName.map { $0["fieldName"] } == [
                "UF_CRM_2_DAYS", "UF_CRM_2_KIND", "UF_CRM_2_PAID", "UF_CRM_2_SUBSTITUTE",
            ])
        #expect(byName[0]["editFormLabel"] == nil)
        let narrow = try list(["filter": ["entityId": "CRM_2"], "select": ["0": "fieldName", "language": "ru"]])
        #expect(narrow[0]["editFormLabel"] == ["ru": "Вид отпуска"])
        #expect(narrow[0]["sort"] == nil)
        try portal.expectError(
            "INVALID_ARG_VALUE", "userfieldconfig.list", ["moduleId": "crm", "order": ["mandatory": "ASC"]])
    }
}
