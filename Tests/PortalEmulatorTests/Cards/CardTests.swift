import JSON
import PortalEmulator
import Testing

/// `crm.item.details.configuration.*` over HTTP.
@Suite struct CardTests {
    private static let prefix = "crm.item.details.configuration."
    private static let layout: JSONValue = [
        ["name": "main", "title": "Main", "type": "section", "elements": [["name": "TITLE", "optionFlags": "1"]]]
    ]

    /// The official examples are about deals and contacts; here they are about an SPA.
    @Test func officialExamples() async throws {
        let portal = try await TestPortal()
        for method in ["set", "get", "reset", "forceCommonScopeForAll"] {
            var request = try Fixtures.load(Self.prefix + method, "request").objectValue!
            request["entityTypeId"] = 1036
            request["extras"] = ["categoryId": 12]
            if method == "get" { request["scope"] = "P" }
            let answer = try portal.call(Self.prefix + method, .object(request)).json
            let example = try Fixtures.load(Self.prefix + method, "response")
            #expect(
                Fixtures.differences(
                    answer["result"]!, from: example["result"]!,
                    optional: Set((0..<3).flatMap { section in (0..<9).map { "\(section).elements.\($0).options" } }))
                    == [], "\(method)")
        }
        try await portal.portal.reset()
        let seeded = try portal.result(Self.prefix + "get", ["entityTypeId": 1036, "scope": "C"])
        #expect(seeded[0]?["title"] == "About the purchase")
    }

    @Test func layoutsOfPeopleAndFunnelsAreApart() async throws {
        let portal = try await TestPortal()
        func get(_ more: JSONObject, as owner: LocalPortal.Owner = .employee) throws -> JSONValue {
            var parameters: JSONObject = ["entityTypeId": 1046]
            for member in more.members { parameters[member.key] = member.value }
            return try portal.result(Self.prefix + "get", .object(parameters), as: owner)
        }
        let set: JSONValue = ["entityTypeId": 1046, "data": Self.layout]
        #expect(try portal.result(Self.prefix + "set", set, as: .employee) == true)
        #expect(try get([:]) == Self.layout)
        #expect(try get(["extras": ["categoryId": 16]]) == Self.layout)
        #expect(try get(["extras": ["categoryId": 17]]) == .null)
        #expect(try get(["scope": "C"]) == .null)
        #expect(try get([:], as: .admin) == .null)
        #expect(try get(["userId": 3], as: .admin) == Self.layout)
        #expect(try portal.result(Self.prefix + "reset", ["entityTypeId": 1046], as: .employee) == true)
        #expect(try get([:]) == .null)
    }

    @Test func forcingTheCommonLayoutDeletesPersonalOnes() async throws {
        let portal = try await TestPortal()
        let set: JSONValue = ["entityTypeId": 1046, "data": Self.layout]
        for owner in [LocalPortal.Owner.admin, .employee] { _ = try portal.result(Self.prefix + "set", set, as: owner) }
        let common: JSONValue = ["entityTypeId": 1046, "data": Self.layout, "scope": "C"]
        _ = try portal.result(Self.prefix + "set", common, as: .crmAdmin)
        _ = try portal.result(Self.prefix + "forceCommonScopeForAll", ["entityTypeId": 1046])
        for owner in [LocalPortal.Owner.admin, .employee] {
            #expect(try portal.result(Self.prefix + "get", ["entityTypeId": 1046], as: owner) == .null)
        }
        #expect(try portal.result(Self.prefix + "get", ["entityTypeId": 1046, "scope": "C"]) == Self.layout)
    }

    @Test func refusals() async throws {
        let portal = try await TestPortal()
        func expect(
            _ text: String, _ method: String, _ parameters: JSONValue, as owner: LocalPortal.Owner = .admin
        ) throws {
            let answer = try portal.call(Self.prefix + method, parameters, as: owner)
            #expect(answer.status == 400)
            #expect(try answer.json == ["error": "", "error_description": .string(text)], "\(method)")
        }
        for method in ["get", "set", "reset", "forceCommonScopeForAll"] {
            try expect("Parameter 'entityTypeId' is not defined", method, [:])
            try expect(
                "The entity type 'DYNAMIC_1999' is not supported in current context.", method,
                ["entityTypeId": 1999])
            try expect("Access denied.", method, ["entityTypeId": 1036], as: .extranet)
            try portal.expectError("NOT_EMULATED", status: 501, Self.prefix + method, ["entityTypeId": 2])
        }
        try expect("Access denied.", "get", ["entityTypeId": 1036, "userId": 1], as: .employee)
        for target in [["scope": "C"], ["userId": 1]] as [JSONObject] {
            var parameters: JSONObject = ["entityTypeId": 1036, "data": Self.layout]
            parameters[target.keys[0]] = target.members[0].value
            try expect("Access denied.", "set", .object(parameters), as: .employee)
            try expect("Access denied.", "reset", .object(parameters), as: .employee)
        }
        try expect("Access denied.", "forceCommonScopeForAll", ["entityTypeId": 1036], as: .employee)
        try expect("Parameter 'data' must be array.", "set", ["entityTypeId": 1036])
        try expect("The data must be indexed array.", "set", ["entityTypeId": 1036, "data": ["a": 1]])
        try expect("There are no data to write.", "set", ["entityTypeId": 1036, "data": []])
    }
}
