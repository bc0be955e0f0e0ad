import JSON
import Permissions
import PortalEmulator
import Testing

/// `crm.status.*` over HTTP. The official examples are about deals; their shapes are compared with stages of an SPA.
@Suite struct StatusTests {
    private static let directory: JSONValue = "DYNAMIC_1036_STAGE_12"

    private func add(_ more: JSONObject, without: String? = nil) -> JSONValue {
        var fields: JSONObject = ["ENTITY_ID": Self.directory, "STATUS_ID": "DECISION", "NAME": "Decision making"]
        for member in more.members { fields[member.key] = member.value }
        if let without { fields[without] = nil }
        return ["fields": .object(fields)]
    }

    /// The id of a stage by its code.
    private func id(_ portal: TestPortal, _ statusID: String) throws -> JSONValue {
        let rows = try portal.result("crm.status.list", ["filter": ["STATUS_ID": .string(statusID)]])
        return .integer(Int64(rows[0]?["ID"]?.stringValue ?? "") ?? 0)
    }

    @Test func officialExamples() async throws {
        let portal = try await TestPortal()
        #expect(
            try portal.result("crm.status.fields")
                == (try Fixtures.load("crm.status.fields", "response"))["result"])
        var request = try Fixtures.load("crm.status.list", "request").objectValue!
        request["filter"] = ["ENTITY_ID": Self.directory]
        let list = try portal.call("crm.status.list", .object(request)).json
        let example = try Fixtures.load("crm.status.list", "response")
        #expect(
            Fixtures.differences(list, from: example, optional: ["time.operating"]).filter {
                // A stage of an SPA has a funnel; ends have a meaning; the example begins with neither.
                !$0.hasSuffix("CATEGORY_ID is string, not null") && !$0.hasSuffix("SEMANTICS is string, not null")
            } == [])
        #expect(list["result"]?.arrayValue?.map { $0["SORT"] } == ["10", "20", "30", "40", "50"])
        try portal.expectShape("crm.status.get", ["id": try id(portal, "DT1036_12:SUCCESS")])
        let added = add(["SORT": 35, "COLOR": "#FFA900"])
        try portal.expectShape("crm.status.add", added)
        let change = (try Fixtures.load("crm.status.update", "request"))["fields"]!
        let new = try id(portal, "DT1036_12:DECISION")
        try portal.expectShape("crm.status.update", ["id": new, "fields": change])
        let changed = try portal.result("crm.status.get", ["id": new])
        #expect(changed["NAME"] == "New name")
        #expect(changed["COLOR"] == "#00A9F4")
        #expect(changed["SORT"] == "35")
        #expect(changed["SYSTEM"] == "N")
        #expect(changed["NAME_INIT"] == "")
        try portal.expectShape("crm.status.delete", ["id": new])
        try portal.expectShape("crm.status.entity.items", ["entityId": Self.directory])
    }

    @Test func directoriesAreDescribedAsDocumented() async throws {
        let portal = try await TestPortal()
        let types = try portal.result("crm.status.entity.types", as: .extranet).arrayValue ?? []
        #expect(types.contains(["ID": "SOURCE", "NAME": "Sources"]))
        let example = (try Fixtures.load("crm.status.entity.types", "response"))["result"]?.arrayValue?
            .first { $0["ID"] == "DYNAMIC_177_STAGE_7" }
        let large = types.first { $0["ID"] == "DYNAMIC_1036_STAGE_13" }
        #expect(large?.objectValue?.keys == example?.objectValue?.keys)
        #expect(Fixtures.differences(large ?? .null, from: example ?? .null) == [])
        #expect(large?["PREFIX"] == "DT1036_13")
        #expect(large?["IS_DEFAULT_CATEGORY"] == false)
        #expect(large?["NAME"] == "Purchases (Large purchases)")
    }

    @Test func prefixesAreAddedWhereTheyAreMissing() async throws {
        let portal = try await TestPortal()
        for (code, kept) in [("A", "DT1036_12:A"), ("DT1036_12:B", "DT1036_12:B")] {
            let id = try portal.result("crm.status.add", add(["STATUS_ID": .string(code)]))
            #expect(try portal.result("crm.status.get", ["id": id])["STATUS_ID"] == .string(kept))
        }
        let id = try portal.result("crm.status.add", add(["ENTITY_ID": "SOURCE", "STATUS_ID": "FAIR"]))
        let source = try portal.result("crm.status.get", ["id": id])
        #expect(source["STATUS_ID"] == "FAIR")
        #expect(source["CATEGORY_ID"] == .null)
        #expect(source["SORT"] == "10")
    }

    @Test(
        arguments: [
            (["ENTITY_ID": ""], "The field ENTITY_ID is required."),
            (["STATUS_ID": ""], "The field STATUS_ID is required."),
            (["STATUS_ID": "", "ENTITY_ID": ""], "The field ENTITY_ID is required.\nThe field STATUS_ID is required."),
            (["NAME": " "], "The field Title is required."),
            (["ENTITY_ID": "WEATHER"], "Specified entity type is not supported."),
            (["ENTITY_ID": "DYNAMIC_1036_STAGE_99"], "Specified entity type is not supported."),
            (["SEMANTICS": "S"], "Error on creating status."), (["SEMANTICS": "X"], "Error on creating status."),
            (["STATUS_ID": .string(String(repeating: "A", count: 41))], "Error on creating status."),
        ] as [(JSONObject, String)])
    func refusedAdditions(fields: JSONObject, text: String) async throws {
        let portal = try await TestPortal()
        let answer = try portal.call("crm.status.add", add(fields))
        #expect(answer.status == 400)
        #expect(try answer.json == ["error": "", "error_description": .string(text)])
    }

    @Test func otherRefusals() async throws {
        let portal = try await TestPortal()
        func text(_ method: String, _ parameters: JSONValue, as owner: LocalPortal.Owner = .admin) throws -> String? {
            let answer = try portal.call(method, parameters, as: owner)
            #expect(answer.status == 400)
            #expect(try answer.json["error"] == "")
            return try answer.json["error_description"]?.stringValue
        }
        #expect(try text("crm.status.add", ["fields": "x"]) == "Parameter 'fields' must be array.")
        #expect(try text("crm.status.add", [:]) == "Parameter 'fields' must be array.")
        #expect(try text("crm.status.get", ["id": 9999]) == "Status is not found.")
        for method in ["crm.status.update", "crm.status.delete"] {
            for id in [0, -1, "x", nil] as [JSONValue] {
                #expect(try text(method, ["id": id, "fields": [:]]) == "Invalid identifier.")
            }
            #expect(try text(method, ["id": 9999, "fields": [:]]) == "Status is not found.")
        }
        let new = try id(portal, "DT1036_12:NEW")
        #expect(try text("crm.status.update", ["id": new, "fields": ["NAME": ""]]) == "The field Title is required.")
        #expect(try text("crm.status.update", ["id": new, "fields": ["SORT": "x"]]) == "Error on updating status.")
        #expect(try text("crm.status.list", ["filter": "x"]) == "Invalid parameters.")
        #expect(try text("crm.status.list", ["filter": ["WEATHER": 1]]) == "Invalid parameters.")
        #expect(try text("crm.status.list", ["order": ["NAME": "UP"]]) == "Invalid parameters.")
        for parameters in [[:], ["entityId": "WEATHER"]] as [JSONValue] {
            #expect(
                try text("crm.status.entity.items", parameters)
                    == "The parameter entityId is not defined or invalid.")
        }
        try portal.expectError("ERROR_CORE", "crm.status.add", add(["STATUS_ID": "NEW"]))
        for owner in [LocalPortal.Owner.employee, .extranet] {
            #expect(try text("crm.status.add", add([:]), as: owner) == "Access denied.")
            #expect(try text("crm.status.update", ["id": new, "fields": [:]], as: owner) == "Access denied.")
            #expect(try text("crm.status.delete", ["id": new], as: owner) == "Access denied.")
        }
        #expect(try text("crm.status.list", [:], as: .extranet) == "Access denied.")
        #expect(try text("crm.status.get", ["id": new], as: .extranet) == "Access denied.")
        #expect(try portal.result("crm.status.get", ["id": new], as: .employee)["NAME"] == "Start")
    }

    @Test func deletingStages() async throws {
        let portal = try await TestPortal { $0.seed = .empty }
        let spa = try portal.makeSPA()
        func delete(_ code: String, forced: Bool = false) throws -> HTTPClient.Response {
            let id = try id(portal, "DT1302_\(spa.funnel):\(code)")
            return try portal.call(
                "crm.status.delete", ["id": id, "params": .object(forced ? ["FORCED": "Y"] : [:])])
        }
        func text(_ answer: HTTPClient.Response) throws -> JSONValue? { try answer.json["error_description"] }
        #expect(
            try text(try delete("NEW"))
                == "CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".")
        _ = try portal.addItem(spa, ["stageId": spa.stage("CLIENT")])
        #expect(try text(try delete("CLIENT")) == "There are active items in this status.")
        #expect(try delete("PREPARATION").status == 200)
        #expect(try delete("NEW", forced: true).status == 200)
        // A funnel keeps a stage in each group.
        #expect(try text(try delete("SUCCESS", forced: true)) == "Error on deleting status.")
        #expect(try text(try delete("FAIL", forced: true)) == "Error on deleting status.")
        #expect(try portal.addItem(spa)["stageId"] == spa.stage("CLIENT"))
    }

    @Test func foreignDirectoriesAreNotActedOut() async throws {
        let portal = try await TestPortal()
        for (method, parameters) in [
            ("crm.status.list", ["filter": ["ENTITY_ID": "CALL_LIST"]]),
            ("crm.status.add", ["fields": ["ENTITY_ID": "SMART_DOCUMENT_STAGE_13", "STATUS_ID": "A", "NAME": "A"]]),
            ("crm.status.entity.items", ["entityId": "EVENT_TYPE"]),
        ] as [(String, JSONValue)] {
            try portal.expectError("NOT_EMULATED", status: 501, method, parameters)
        }
    }

    @Test func olderSamplesPrintTheTextAsCode() async throws {
        let portal = try await TestPortal { $0.choices.statusErrorsCarryTextAsCode = true }
        for method in ["crm.status.get", "crm.status.delete"] {
            let code = try Fixtures.load(method, "error")["error"]!
            try portal.expectError(code, method, ["id": .integer(method == "crm.status.get" ? 9999 : 0)])
        }
    }

    @Test func aGrantOfSettingsOpensWriting() async throws {
        let portal = try await TestPortal()
        try await portal.portal.grant("U3", .settings, .all, on: .crm)
        #expect(try portal.result("crm.status.add", add([:]), as: .employee).integerValue != nil)
    }

    @Test(
        arguments: [
            (["ENTITY_ID": "DYNAMIC_1036_STAGE_13"], 6), (["ENTITY_ID": "SOURCE"], 12), (["SEMANTICS": "S"], 11),
            (["ENTITY_ID": "DYNAMIC_1036_STAGE_12", "SYSTEM": "Y"], 3), (["CATEGORY_ID": 16], 7),
            (["%NAME": "tender"], 1), (["@STATUS_ID": ["CALL", "WEB"]], 2),
        ] as [(JSONValue, Int)])
    func filters(filter: JSONValue, count: Int) async throws {
        let portal = try await TestPortal()
        let answer = try portal.call("crm.status.list", ["filter": filter]).json
        #expect(answer["result"]?.arrayValue?.count == count)
        #expect(answer["total"] == .integer(Int64(count)))
    }

    @Test func furtherFailuresAreApologies() async throws {
        let portal = try await TestPortal()
        let rows = try portal.result("crm.status.list", ["filter": ["ENTITY_ID": "DYNAMIC_1046_STAGE_16"]])
        let meanings = (rows.arrayValue ?? []).map { $0["EXTRA"]?["SEMANTICS"]?.stringValue ?? "" }
        #expect(meanings == ["process", "process", "process", "process", "success", "failure", "apology"])
    }
}
