import JSON
import Localization
import PortalEmulator
import Testing

/// The protocol of REST 3, and the knowledge bases that speak it (`api-reference/rest-v3`, `api-reference/note/collection`).
@Suite struct REST3Tests {
    private let clock = VirtualClock()

    private func portal(_ change: @escaping (inout LocalPortal.Configuration) -> Void = { _ in }) async throws
        -> TestPortal
    {
        try await TestPortal {
            $0.clock = clock.clock
            change(&$0)
        }
    }

    private func call(
        _ portal: TestPortal, _ method: String, _ parameters: JSONValue, key: String? = nil,
        as owner: LocalPortal.Owner = .admin
    ) throws -> HTTPClient.Response {
        try portal.client.send(
            "POST", "/rest/api\(portal.path(method, as: owner).dropFirst(5))", type: "application/json",
            body: JSONWriter.bytes(parameters), headers: key.map { ["Idempotency-Key: \($0)"] } ?? [])
    }

    private func add(_ name: String, _ position: Int64, to portal: TestPortal) throws -> JSONValue {
        try call(portal, "note.collection.add", ["fields": ["name": .string(name), "position": .integer(position)]])
            .json["result"]!["item"]!
    }

    @Test func officialExamples() async throws {
        let portal = try await portal()
        for method in ["add", "get", "update", "list", "archive", "delete"].map({ "note.collection." + $0 }) {
            var request = try Fixtures.load(method, "request").objectValue!
            if request["id"] != nil { request["id"] = 1 }
            request["pagination"] = nil
            let answer = try call(portal, method, .object(request))
            let example = try Fixtures.load(method, "response")
            #expect(answer.status == 200, "\(answer.text)")
            #expect(
                Fixtures.differences(try answer.json, from: example).filter {
                    // There is no further page.
                    $0 != "result.nextCursor is null, not object"
                } == [], "\(method)")
            if let item = example["result"]?["item"], method.hasSuffix("add") {
                for name in ["name", "position", "policyLevel", "createdBy", "updatedBy"] {
                    #expect(try answer.json["result"]?["item"]?[name] == item[name], "\(name)")
                }
                #expect(try answer.json["result"]?["item"]?["createdAt"] == "2025-10-09T08:53:20Z")
            }
            guard !method.hasSuffix("list") else { continue }
            let refused = try call(portal, method, method.hasSuffix("add") ? ["fields": ["position": 1]] : [:])
            #expect(refused.status == 400)
            #expect(try refused.json == (try Fixtures.load(method, "error")), "\(method)")
        }
        let denied = try call(portal, "note.collection.list", [:], as: .extranet)
        #expect(denied.status == 403)
        let code = try denied.json["error"]?["code"]
        #expect(try code == Fixtures.load("note.collection.list", "error")["error"]?["code"])
    }

    @Test(
        arguments: [
            ("add", [:], "VALIDATION_REQUESTVALIDATION", "fields"),
            ("add", ["fields": ["name": " "]], "VALIDATION_DTOVALIDATION", "name"),
            ("add", ["fields": ["name": 5]], "VALIDATION_DTOVALIDATION", "name"),
            ("add", ["fields": ["name": "x", "position": "first"]], "VALIDATION_DTOVALIDATION", "position"),
            (
                "add", ["fields": ["name": .string(String(repeating: "x", count: 256))]], "VALIDATION_DTOVALIDATION",
                "name"
            ),
            ("get", ["id": "1"], "VALIDATION_REQUESTVALIDATION", "id"), ("get", ["id": 9], "ENTITYNOTFOUND", nil),
            ("delete", ["id": 9], "ENTITYNOTFOUND", nil),
            ("list", ["pagination": ["limit": 201]], "INVALIDPAGINATION", nil),
            ("list", ["pagination": ["afterCursor": ["id": 1]]], "INVALIDPAGINATION", nil),
        ] as [(String, JSONValue, String, String?)])
    func refusals(method: String, parameters: JSONValue, code: String, field: String?) async throws {
        let answer = try call(try await portal(), "note.collection." + method, parameters)
        #expect(answer.status == 400)
        let error = try answer.json["error"]
        #expect(error?["code"] == .string("BITRIX_REST_V3_EXCEPTION_\(code)EXCEPTION"))
        #expect(error?["message"]?.stringValue?.isEmpty == false)
        #expect(error?["validation"]?[0]?["field"]?.stringValue == field)
    }

    @Test func listsGoOnByCursors() async throws {
        let portal = try await portal()
        for (index, position) in [30, 10, 20, 10].enumerated() {
            _ = try add("Base \(index)", Int64(position), to: portal)
        }
        var names: [String] = []
        var cursor: JSONValue = nil
        repeat {
            let pagination: JSONValue = ["limit": 2, "afterCursor": cursor]
            let result = try call(portal, "note.collection.list", ["pagination": pagination]).json["result"]!
            names += result["items"]!.arrayValue!.map { $0["name"]!.stringValue! }
            cursor = result["nextCursor"]!
        } while cursor != .null
        #expect(names == ["Base 1", "Base 3", "Base 2", "Base 0"])
    }

    @Test func othersMayLookOnly() async throws {
        let portal = try await portal()
        _ = try add("Base", 0, to: portal)
        #expect(try call(portal, "note.collection.get", ["id": 1], as: .employee).status == 200)
        for (method, parameters) in [
            ("update", ["id": 1, "fields": ["name": "x"]]), ("archive", ["id": 1]), ("delete", ["id": 1]),
        ] as [(String, JSONValue)] {
            #expect(try call(portal, "note.collection." + method, parameters, as: .employee).status == 403)
        }
        let webhook = TestPortal.path(try await portal.portal.webhook(.admin, scopes: ["crm"]))
        let answer = try portal.client.send(
            "POST", "/rest/api\(webhook.dropFirst(5))note.collection.list", type: "application/json")
        #expect(answer.status == 403)
        #expect(
            try answer.json["error"]?["code"] == "BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION")
    }

    /// "If `/api/` is not specified ... For methods available only in REST 3.0, the error `ERROR_METHOD_NOT_FOUND`".
    @Test func theMethodsAreNotAtTheOldAddress() async throws {
        let portal = try await portal()
        try portal.expectError("ERROR_METHOD_NOT_FOUND", status: 404, "note.collection.list")
        #expect(try portal.result("method.get", ["name": "note.collection.list"])["isExisting"] == false)
        #expect(try portal.result("methods").arrayValue?.contains("note.collection.list") == false)
    }

    @Test func onlyJSONBodiesAreRead() async throws {
        let portal = try await portal()
        _ = try add("Base", 0, to: portal)
        let address = "/rest/api\(portal.path("note.collection.get").dropFirst(5))"
        let query = try portal.client.send("GET", address + "?id=1")
        #expect(try query.json["error"]?["validation"]?[0]?["field"] == "id")
        let form = try portal.client.send(
            "POST", address, type: "application/x-www-form-urlencoded", body: Array("id=1".utf8))
        #expect(try form.json["error"]?["code"] == "BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION")
    }

    // MARK: Idempotency

    private func names(_ portal: TestPortal) throws -> [String] {
        try call(portal, "note.collection.list", [:]).json["result"]!["items"]!.arrayValue!
            .compactMap { $0["name"]?.stringValue }
    }

    @Test func aRepeatedKeyRunsNothing() async throws {
        let portal = try await portal()
        let request: JSONValue = ["fields": ["name": "Base"]]
        let first = try call(portal, "note.collection.add", request, key: "key-1")
        #expect(first.headers["idempotency-key"] == "key-1")
        #expect(first.headers["idempotent-replayed"] == nil)
        clock.advance(3600)
        let second = try call(portal, "note.collection.add", request, key: "key-1")
        #expect(second.status == 200)
        #expect(second.headers["idempotency-key"] == "key-1")
        #expect(second.headers["idempotent-replayed"] == "true")
        // The stored answer, its times too.
        #expect(second.body == first.body)
        #expect(try names(portal) == ["Base"])
        #expect(try await portal.portal.writes().map(\.method) == ["note.collection.add"])
        // "Its response is stored for 24 hours."
        clock.advance(86400)
        #expect(try call(portal, "note.collection.add", request, key: "key-1").headers["idempotent-replayed"] == nil)
        #expect(try names(portal) == ["Base", "Base"])
    }

    @Test func aKeyStandsForOneRequestOfOneCaller() async throws {
        let portal = try await portal()
        _ = try call(portal, "note.collection.add", ["fields": ["name": "A"]], key: "k")
        let other = try call(portal, "note.collection.add", ["fields": ["name": "B"]], key: "k")
        #expect(other.status == 422)
        #expect(
            try other.json["error"]?["code"] == "BITRIX_REST_V3_EXCEPTION_IDEMPOTENCYKEYREUSEDEXCEPTION")
        // Another method and another webhook are other calls.
        _ = try call(portal, "note.collection.update", ["id": 1, "fields": ["name": "C"]], key: "k")
        _ = try call(portal, "note.collection.add", ["fields": ["name": "A"]], key: "k", as: .employee)
        #expect(try names(portal) == ["C", "A"])
    }

    @Test func onlySuccessIsKept() async throws {
        let portal = try await portal()
        let update: JSONValue = ["id": 1, "fields": ["name": "New"]]
        #expect(try call(portal, "note.collection.update", update, key: "k").status == 400)
        _ = try add("Old", 0, to: portal)
        #expect(try call(portal, "note.collection.update", update, key: "k").status == 200)
        #expect(try names(portal) == ["New"])
    }

    @Test(arguments: [String(repeating: "x", count: 256), "ключ", ""]) func invalidKeys(key: String) async throws {
        let portal = try await portal()
        let answer = try call(portal, "note.collection.add", ["fields": ["name": "A"]], key: key)
        #expect(answer.status == 400)
        #expect(
            try answer.json["error"]?["code"] == "BITRIX_REST_V3_EXCEPTION_INVALIDIDEMPOTENCYKEYEXCEPTION")
        #expect(try names(portal) == [])
        // Reads do not look at it.
        #expect(try call(portal, "note.collection.list", [:], key: key).status == 200)
    }

    /// The proxy that sends a request twice, and the connection that ends before the answer.
    @Test func faultsDoNotDoubleAKeyedWrite() async throws {
        let portal = try await portal { $0.faults = ["note.collection.add:twice:1", "note.collection.add:drop:1@2"] }
        let twice = try call(portal, "note.collection.add", ["fields": ["name": "Twice"]], key: "1")
        #expect(twice.headers["idempotent-replayed"] == "true")
        #expect(throws: HTTPClient.Failure.closed) {
            try call(portal, "note.collection.add", ["fields": ["name": "Lost"]], key: "2")
        }
        #expect(try call(portal, "note.collection.add", ["fields": ["name": "Lost"]], key: "2").status == 200)
        #expect(try names(portal) == ["Twice", "Lost"])
    }
}
