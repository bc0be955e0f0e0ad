import JSON
import PortalEmulator
import Testing

@Suite struct BatchTests {
    private func batch(_ portal: TestPortal, _ cmd: JSONValue, halt: JSONValue = 0) throws -> JSONValue {
        let answer = try portal.call("batch", ["halt": halt, "cmd": cmd])
        #expect(answer.status == 200, "a batch succeeds even when all of its commands fail")
        return try answer.json["result"]!
    }

    @Test func answersInTheDocumentedShape() async throws {
        let portal = try await TestPortal()
        let answer = try portal.call(
            "batch", ["cmd": ["p": "profile", "t": "crm.type.list?filter[id]=2", "x": "app.info"]]
        ).json
        #expect(answer.objectValue?.members.map(\.key) == ["result", "time"])
        let result = answer["result"]!
        #expect(
            result.objectValue?.members.map(\.key)
                == ["result", "result_error", "result_total", "result_next", "result_time"])
        #expect(result["result"]?["p"]?["ID"] == "1")
        #expect(result["result_total"] == ["t": 1])
        #expect(result["result_next"] == [])
        #expect(result["result_error"]?["x"] == (try Fixtures.load("app.info", "error")))
        #expect(result["result_time"]?.objectValue?.members.map(\.key) == ["p", "t"])
        #expect(result["result_time"]?["p"]?["duration"] != nil)
        #expect(answer["time"]?["operating"] == nil, "the batch as a whole has no run time of its own")
    }

    @Test func theOfficialRequestsAreAnsweredInShape() async throws {
        let portal = try await TestPortal()
        let example = try Fixtures.load("batch", "response")
        let answer = try portal.call("batch", try Fixtures.load("batch", "request.2")).json
        // Members of users and departments depend on what is filled in; those have tests of their own.
        for path in ["result_error", "result_total", "result_next"] {
            #expect(answer["result"]?[path] == example["result"]?[path], "\(path)")
        }
        for key in ["get_user", "get_department"] {
            #expect(
                Fixtures.differences(
                    answer["result"]!["result_time"]![key]!, from: example["result"]!["result_time"]![key]!,
                    optional: ["operating", "operating_reset_at"]) == [])
        }
        #expect(answer["result"]?["result"]?["get_user"]?["ID"] == "1")
        #expect(answer["result"]?["result"]?["get_department"]?[0]?["ID"] == "4")
        let first = try portal.result("batch", try Fixtures.load("batch", "request"))
        #expect(first["result"]?.objectValue?.members.map(\.key) == ["get_user", "get_departments"])
        #expect(first["result_error"]?["get_app"]?["error"] == "ACCESS_DENIED")
    }

    @Test func failuresStandBesideEmptyLists() async throws {
        let portal = try await TestPortal()
        let path = TestPortal.path(try await portal.portal.webhook(.admin, scopes: ["user"]))
        let answer = try portal.client.send(
            "POST", "\(path)batch", type: "application/json",
            body: JSONWriter.bytes(["cmd": ["a": "crm.type.list", "b": "crm.type.fields"]]))
        let example = try Fixtures.load("batch", "error")
        let renamed: JSONValue = [
            "result": .object(
                JSONObject(
                    example["result"]!.objectValue!.members.map { member in
                        guard member.key == "result_error" else { return (member.key, member.value) }
                        return (member.key, ["a": member.value["get_user"]!, "b": member.value["get_department"]!])
                    })), "time": example["time"]!,
        ]
        #expect(Fixtures.differences(try answer.json, from: renamed) == [])
    }

    @Test func listsOfCommandsAnswerLists() async throws {
        let portal = try await TestPortal()
        let whole = try batch(portal, ["profile", "server.time"])
        #expect(whole["result"]?.arrayValue?.count == 2)
        let holed = try batch(portal, ["app.info", "profile"])
        #expect(holed["result"]?.objectValue?.members.map(\.key) == ["1"], "PHP writes a list with a hole as an object")
        #expect(holed["result_error"]?.arrayValue?.count == 1)
        #expect(try batch(portal, [:])["result"] == [])
    }

    @Test func commandsComeAsAFormToo() async throws {
        let portal = try await TestPortal()
        let body = "halt=0&cmd[a]=crm.type.get%3Fid%3D2&cmd[b]=crm.automatedsolution.add%3Ffields%5Btitle%5D%3DA%2526B"
        let answer = try portal.client.send(
            "POST", portal.path("batch"), type: "application/x-www-form-urlencoded", body: Array(body.utf8))
        #expect(try answer.json["result"]?["result"]?["a"]?["type"]?["id"] == 2)
        #expect(try answer.json["result"]?["result"]?["b"]?["automatedSolution"]?["title"] == "A&B")
    }

    @Test func resultsFeedLaterCommands() async throws {
        let portal = try await TestPortal()
        let result = try batch(
            portal,
            [
                "list": "crm.type.list?order[id]=DESC",
                "type": "crm.type.get?id=$result[list][types][0][id]",
                "named": "crm.automatedsolution.add?fields[title]=For $result[type][type][title]!",
                "again":
                    "crm.automatedsolution.add?fields[title]=x&fields[typeIds]=$result[other][automatedSolution][typeIds]",
                "other": "crm.automatedsolution.get?id=4",
                "moved": "crm.automatedsolution.update?id=1&fields[typeIds]=$result[other][automatedSolution][typeIds]",
                "literal": "crm.automatedsolution.add?fields[title]=$result[nobody][id]",
            ])
        let found = result["result"]!
        #expect(found["type"]?["type"]?["id"] == 13)
        #expect(found["named"]?["automatedSolution"]?["title"] == "For Support!")
        #expect(found["again"]?["automatedSolution"]?["typeIds"] == [])
        #expect(found["moved"]?["automatedSolution"]?["typeIds"] == [3, 5], "a whole value may be a list")
        #expect(found["literal"]?["automatedSolution"]?["title"] == "$result[nobody][id]")
        let empty = try await TestPortal { $0.choices.keepsUnresolvedReferences = false }
        let refused = try batch(empty, ["a": "crm.automatedsolution.add?fields[title]=$result[nobody][id]"])
        #expect(refused["result_error"]?["a"]?["error"] == "BX_EMPTY_REQUIRED")
    }

    @Test(arguments: [1, true, "1"] as [JSONValue])
    func haltStopsAtTheFirstFailure(halt: JSONValue) async throws {
        let portal = try await TestPortal()
        let commands: JSONValue = [
            "a": "crm.automatedsolution.add?fields[title]=kept", "b": "crm.type.get?id=999",
            "c": "crm.automatedsolution.add?fields[title]=never",
        ]
        let halted = try batch(portal, commands, halt: halt)
        #expect(halted["result"]?.objectValue?.members.map(\.key) == ["a"])
        #expect(halted["result_error"]?["b"]?["error"] == 0)
        let titles = try portal.result("crm.automatedsolution.list")["automatedSolutions"]!.arrayValue!.map {
            $0["title"]
        }
        #expect(titles.contains("kept"), "a batch is no transaction")
        #expect(!titles.contains("never"))
        let whole = try batch(portal, commands)
        #expect(whole["result"]?.objectValue?.members.map(\.key) == ["a", "c"])
    }

    @Test func fiftyCommandsAreTheLimit() async throws {
        let portal = try await TestPortal()
        let commands = JSONObject((0..<53).map { ("c\($0)", .string("server.time")) })
        let result = try batch(portal, .object(commands))
        #expect(result["result"]?.objectValue?.members.count == 50)
        #expect(result["result_error"]?.objectValue?.members.map(\.key) == ["c50", "c51", "c52"])
        #expect(result["result_error"]?["c50"]?["error"] == "ERROR_BATCH_LENGTH_EXCEEDED")
        #expect(
            try batch(portal, ["a": "batch?cmd[x]=profile"])["result_error"]?["a"]?["error"]
                == "ERROR_BATCH_METHOD_NOT_ALLOWED")
        #expect(try batch(portal, ["a": "no.such"])["result_error"]?["a"]?["error"] == "ERROR_METHOD_NOT_FOUND")
    }
}
