import JSON
import PortalEmulator
import Synchronization
import Testing

@Suite struct WriteLogTests {
    private let add = "crm.automatedsolution.add"

    private func fields(_ title: String) -> JSONValue { ["fields": ["title": .string(title)]] }

    @Test func whatRanAndWhatDidNot() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.clock = clock.clock
            $0.faults = ["\(add):503:1@3", "\(add):drop-before:1@4"]
        }
        let id = try portal.result(add, fields("A"))["automatedSolution"]!["id"]!.integerValue!
        clock.advance(60)
        _ = try portal.call(add, fields("B"), as: .employee)
        _ = try portal.call(add, fields("C"))
        #expect(throws: HTTPClient.Failure.closed) { try portal.call(add, fields("D")) }
        _ = try portal.result("crm.automatedsolution.delete", ["id": .integer(id)])
        _ = try portal.result("crm.automatedsolution.list")
        _ = try portal.client.send("POST", "/rest/1/wrong/" + add)

        let writes = try await portal.portal.writes()
        #expect(writes.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(
            writes.map(\.outcome) == [
                .ran, .failed(code: "ACCESS_DENIED"), .refusedByFault(code: "QUERY_LIMIT_EXCEEDED"),
                .refusedByFault(code: "drop-before"), .ran, .failed(code: "INVALID_CREDENTIALS"),
            ])
        #expect(writes.map(\.answer) == [.delivered, .delivered, .delivered, .lost, .delivered, .delivered])
        #expect(writes.map(\.method) == [add, add, add, add, "crm.automatedsolution.delete", add])
        #expect(writes.map(\.objectIDs) == [[Int(id)], [], [], [], [Int(id)], []])
        #expect(writes.map(\.userID) == [1, 3, 1, 1, 1, 1])
        #expect(writes.map(\.request) == [1, 2, 3, 4, 5, 7])
        #expect(writes.map(\.time) == [1_760_000_000] + Array(repeating: 1_760_000_060, count: 5))
        #expect(try await portal.portal.writes(since: 4).map(\.number) == [5, 6])
        try await portal.portal.reset()
        #expect(try await portal.portal.writes().isEmpty)
    }

    @Test func commandsOfABatchOneByOne() async throws {
        let portal = try await TestPortal { $0.faults = ["batch:truncated:1@2", "batch:503:1@3"] }
        let commands: JSONValue = [
            "cmd": [
                "a": .string("CRM.AutomatedSolution.Add?fields[title]=A"), "b": "profile",
                "c": "crm.automatedsolution.delete?id=99999", "d": "nosuch.method",
                "e": "crm.automatedsolution.update?id=$result[a][automatedSolution][id]&fields[title]=E",
            ]
        ]
        _ = try portal.client.send(
            "POST", portal.path("batch"), type: "application/json", body: JSONWriter.bytes(commands),
            headers: ["X-Request-ID: 0123456789abcdef"])
        let writes = try await portal.portal.writes()
        #expect(
            writes.map(\.method) == [
                add, "crm.automatedsolution.delete", "nosuch.method", "crm.automatedsolution.update",
            ])
        #expect(writes.map(\.outcome.name) == ["ran", "failed", "failed", "ran"])
        #expect(writes[0].objectIDs == writes[3].objectIDs)
        #expect(writes[1].objectIDs == [99999])
        #expect(Set(writes.map(\.request)) == [1])
        #expect(Set(writes.map(\.requestID)) == ["0123456789abcdef"])
        #expect(Set(writes.map(\.answer)) == [.delivered])
        #expect(throws: HTTPClient.Failure.closed) { try portal.call("batch", commands) }
        #expect(Set(try await portal.portal.writes(since: 4).map(\.answer)) == [.cut])
        // A whole batch that was refused counts as one.
        #expect(try portal.call("batch", commands).status == 503)
        let refused = try await portal.portal.writes(since: 8)
        #expect(refused.map(\.method) == ["batch"])
        #expect(refused.map(\.outcome) == [.refusedByFault(code: "QUERY_LIMIT_EXCEEDED")])
    }

    @Test func whatABatchRefusesIsInTheLog() async throws {
        let portal = try await TestPortal()
        let commands = JSONValue.array(Array(repeating: "profile", count: 50) + ["batch", "crm.type.delete?id=1"])
        _ = try portal.call("batch", ["cmd": commands])
        let writes = try await portal.portal.writes()
        #expect(writes.map(\.method) == ["batch", "crm.type.delete"])
        #expect(writes.map(\.outcome) == Array(repeating: .failed(code: "ERROR_BATCH_LENGTH_EXCEEDED"), count: 2))
    }

    @Test func limitsAreToldFromFaults() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.enforcesLimits = true
            $0.clock = clock.clock
        }
        for _ in 0..<50 { _ = try portal.result("profile") }
        #expect(try portal.call(add, fields("A")).status == 503)
        #expect(try portal.call("batch", ["cmd": ["profile"]]).status == 503)
        let writes = try await portal.portal.writes()
        #expect(writes.map(\.method) == [add, "batch"])
        #expect(writes.map(\.outcome) == Array(repeating: .refusedByLimit(code: "QUERY_LIMIT_EXCEEDED"), count: 2))
    }

    @Test(arguments: [("drop", WriteRecord.Answer.lost), ("reset", .lost), ("truncated", .cut), ("timeout", .lost)])
    func answersThatDoNotArrive(fault: String, answer: WriteRecord.Answer) async throws {
        let portal = try await TestPortal { $0.faults = ["\(add):\(fault)"] }
        #expect(throws: HTTPClient.Failure.self) {
            try portal.client.send(
                "POST", portal.path(add), type: "application/json", body: JSONWriter.bytes(fields("A")), patience: 0.3)
        }
        #expect(try await portal.portal.writes().map(\.answer) == [answer])
        #expect(try await portal.portal.writes().map(\.outcome) == [.ran])
    }

    @Test func objectsOfManyKinds() async throws {
        let portal = try await TestPortal { $0.seed = .empty }
        let type = try portal.result("crm.type.add", ["fields": ["title": "T"]])["type"]!
        let entityTypeID = type["entityTypeId"]!
        let item = try portal.result("crm.item.add", ["entityTypeId": entityTypeID, "fields": ["title": "a"]])["item"]!
        let many = try portal.result(
            "crm.item.batchImport", ["entityTypeId": entityTypeID, "data": [["title": "b"], ["title": "c"]]])["items"]!
        _ = try portal.result("crm.item.delete", ["entityTypeId": entityTypeID, "id": item["id"]!])
        let status = try portal.result(
            "crm.status.add", ["fields": ["ENTITY_ID": "SOURCE", "STATUS_ID": "X1", "NAME": "X"]])
        let writes = try await portal.portal.writes()
        let imported = many.arrayValue!.map { Int($0["item"]!["id"]!.integerValue!) }
        #expect(
            writes.map(\.objectIDs) == [
                [Int(type["id"]!.integerValue!)], [Int(item["id"]!.integerValue!)], imported,
                [Int(item["id"]!.integerValue!)], [Int(status.integerValue!)],
            ])
        let number = Int(entityTypeID.integerValue!)
        #expect(writes.map(\.entityTypeID) == [number, number, number, number, nil])
    }

    @Test func theLogOutlivesARestart() async throws {
        let folder = TemporaryFolder()
        var portal = try await TestPortal { $0.dataFolder = folder.path }
        _ = try portal.result(add, fields("A"))
        try await portal.portal.stop()
        #expect(try LocalPortal.writes(inFolder: folder.path)?.map(\.answer) == [.delivered])
        portal = try await TestPortal { $0.dataFolder = folder.path }
        _ = try portal.result("profile")
        _ = try portal.result(add, fields("B"))
        let writes = try #require(try LocalPortal.writes(inFolder: folder.path, since: 1))
        #expect(writes.map(\.number) == [2])
        #expect(writes.map(\.request) == [3])
        #expect(try LocalPortal.writes(inFolder: folder.path + "/none") == nil)
        try await portal.portal.stop()
    }

    @Test func theLogLineOfARequestNamesItsCommands() async throws {
        let records = Mutex<[RequestRecord]>([])
        let portal = try await TestPortal {
            $0.log = { record in records.withLock { $0.append(record) } }
            $0.faults = ["profile:500"]
        }
        _ = try portal.call("batch", ["cmd": ["profile", "scope", "crm.item.get?entityTypeId=1"]])
        let commands = records.withLock { $0[0].commands }
        #expect(commands.map(\.method) == ["profile", "scope", "crm.item.get"])
        #expect(commands.map(\.outcome.name) == ["fault", "ran", "failed"])
    }

    @Test func noCodeOfAWebhookIsInTheLog() async throws {
        let folder = TemporaryFolder()
        let portal = try await TestPortal { $0.dataFolder = folder.path }
        _ = try portal.result(add, fields("A"))
        let code = portal.path("").split(separator: "/")[2]
        for record in try await portal.portal.writes() { #expect(!"\(record)".contains(code)) }
        try await portal.portal.stop()
    }
}
