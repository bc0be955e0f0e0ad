import JSON
import PortalEmulator
import Testing

@Suite struct FaultTests {
    private func titles(_ portal: TestPortal) throws -> [String] {
        try portal.result("crm.automatedsolution.list")["automatedSolutions"]!.arrayValue!.map {
            $0["title"]!.stringValue!
        }
    }

    private let add = "crm.automatedsolution.add"
    private let fields: JSONValue = ["fields": ["title": "written"]]

    @Test(arguments: [
        ("503", 503, "QUERY_LIMIT_EXCEEDED"), ("429", 429, "OPERATION_TIME_LIMIT"),
        ("500", 500, "INTERNAL_SERVER_ERROR"),
        ("OVERLOAD_LIMIT", 503, "OVERLOAD_LIMIT"), ("access_denied", 403, "ACCESS_DENIED"),
        ("expired_token", 401, "expired_token"), ("PORTAL_DELETED", 500, "PORTAL_DELETED"),
    ])
    func refusalsDoNotRunTheCall(fault: String, status: Int, code: String) async throws {
        let portal = try await TestPortal { $0.faults = ["\(add):\(fault)"] }
        try portal.expectError(.string(code), status: status, add, fields)
        #expect(try !titles(portal).contains("written"))
        _ = try portal.result(add, fields)
    }

    @Test func countsAndOrder() async throws {
        let portal = try await TestPortal { $0.faults = ["profile:500:2", "profile:503", "server.*:429:*"] }
        for status in [500, 500, 503, 200] { #expect(try portal.call("PROFILE").status == status) }
        for _ in 0..<3 { #expect(try portal.call("server.time").status == 429) }
    }

    @Test func aProxysPage() async throws {
        let portal = try await TestPortal { $0.faults = ["*:html"] }
        let answer = try portal.call(add, fields)
        #expect(answer.status == 502)
        #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
        #expect(answer.text.hasPrefix("<html>"))
        #expect(try !titles(portal).contains("written"))
    }

    @Test func aMovedPortal() async throws {
        let portal = try await TestPortal { $0.faults = ["\(add):302"] }
        let answer = try portal.call(add, fields)
        #expect(answer.status == 302)
        #expect(answer.headers["location"]?.hasSuffix(portal.path(add)) == true)
        #expect(try !titles(portal).contains("written"))
    }

    @Test func lostAnswers() async throws {
        let portal = try await TestPortal { $0.faults = ["\(add):drop", "\(add):drop-before"] }
        #expect(throws: HTTPClient.Failure.closed) { try portal.call(add, ["fields": ["title": "ran"]]) }
        #expect(throws: HTTPClient.Failure.closed) { try portal.call(add, ["fields": ["title": "did not run"]]) }
        #expect(try titles(portal).contains("ran"))
        #expect(try !titles(portal).contains("did not run"))
    }

    @Test func aTimeoutRunsAndNeverAnswers() async throws {
        let portal = try await TestPortal { $0.faults = ["\(add):timeout"] }
        #expect(throws: HTTPClient.Failure.silent) {
            try portal.client.send(
                "POST", portal.path(add), type: "application/json", body: JSONWriter.bytes(fields), patience: 0.3)
        }
        #expect(try titles(portal).contains("written"))
        try await portal.portal.stop()
    }

    @Test func slowAnswersComeInPieces() async throws {
        let portal = try await TestPortal { $0.faults = ["profile:slow=300ms"] }
        let clock = ContinuousClock()
        let duration = try clock.measure { _ = try portal.result("profile") }
        #expect(duration >= .milliseconds(290))
    }

    @Test func resetsAreNoOrderlyEnds() async throws {
        let portal = try await TestPortal { $0.faults = ["\(add):reset", "\(add):reset-before"] }
        #expect(throws: HTTPClient.Failure.reset) { try portal.call(add, ["fields": ["title": "ran"]]) }
        #expect(throws: HTTPClient.Failure.reset) { try portal.call(add, ["fields": ["title": "did not run"]]) }
        #expect(try titles(portal).contains("ran"))
        #expect(try !titles(portal).contains("did not run"))
    }

    @Test func aTruncatedAnswerAnnouncesMoreThanItBrings() async throws {
        let portal = try await TestPortal { $0.faults = ["\(add):truncated"] }
        let connection = try portal.client.open()
        try connection.write("POST", portal.path(add), type: "application/json", body: JSONWriter.bytes(fields))
        let text = String(decoding: try connection.readToEnd(), as: UTF8.self)
        let parts = try #require(text.firstRange(of: "\r\n\r\n"))
        let length = try #require(text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length: ") })
        let announced = try #require(Int(length.drop { !$0.isNumber }))
        #expect(text.hasPrefix("HTTP/1.1 200"))
        #expect(text[parts.upperBound...].utf8.count == announced / 2)
        #expect(try titles(portal).contains("written"))
    }

    @Test func aRequestMayBeDeliveredTwice() async throws {
        let portal = try await TestPortal { $0.faults = ["\(add):twice"] }
        let made = try portal.result(add, fields)
        #expect(try titles(portal).count { $0 == "written" } == 2)
        let writes = try await portal.portal.writes()
        #expect(writes.map(\.method) == [add, add])
        #expect(writes.map(\.outcome) == [.ran, .ran])
        #expect(writes.map(\.answer) == [.lost, .delivered])
        #expect(Set(writes.map(\.request)).count == 2)
        // The client hears of the second one only.
        #expect(made["automatedSolution"]?["id"]?.integerValue == writes.last.map { Int64($0.objectIDs[0]) })
    }

    @Test func aProxysPageMayHaveAnyStatus() async throws {
        let portal = try await TestPortal { $0.faults = ["*:html=504"] }
        let answer = try portal.call("profile")
        #expect(answer.status == 504)
        #expect(answer.text.contains("504 Gateway Time-out"))
    }

    @Test func clocksJump() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.enforcesLimits = true
            $0.clock = clock.clock
            $0.faults = ["profile:clock=+3600", "server.time:clock=-60"]
        }
        func start(_ method: String) throws -> Double {
            try portal.call(method).json["time"]!["start"]!.numberValue!
        }
        #expect(try start("scope") == 1_760_000_000)
        #expect(try start("profile") == 1_760_003_600)
        #expect(try start("scope") == 1_760_003_600)
        #expect(try start("server.time") == 1_760_003_540)
        #expect(try portal.call("scope").json["time"]?["operating_reset_at"] == 1_760_004_200)
        let jumps = try await TestPortal {
            $0.enforcesLimits = true
            $0.clock = clock.clock
            $0.faults = ["profile:clock=+25"]
        }
        for _ in 0..<50 { _ = try jumps.result("server.time") }
        try jumps.expectError("QUERY_LIMIT_EXCEEDED", status: 503, "server.time")
        // The bucket leaks on the portal's own clock.
        for _ in 0..<50 { _ = try jumps.result("profile") }
        try jumps.expectError("QUERY_LIMIT_EXCEEDED", status: 503, "server.time")
    }

    @Test func commandsOfABatchMeetErrors() async throws {
        let portal = try await TestPortal {
            $0.faults = ["crm.automatedsolution.*:503:1@2", "profile:expired_token", "\(add):drop:*"]
        }
        let answer = try portal.result(
            "batch",
            [
                "cmd": [
                    "a": .string(add + "?fields[title]=A"), "b": .string(add + "?fields[title]=B"),
                    "c": .string(add + "?fields[title]=C"), "p": "profile", "q": "profile",
                ]
            ])
        #expect(answer["result"]?.objectValue?.keys == ["a", "c", "q"])
        #expect(answer["result_error"]?["b"]?["error"] == "QUERY_LIMIT_EXCEEDED")
        #expect(answer["result_error"]?["p"]?["error"] == "expired_token")
        #expect(try titles(portal).suffix(2) == ["A", "C"])
    }

    @Test func latencyOfCommandsDelaysTheirBatch() async throws {
        let portal = try await TestPortal { $0.faults = ["profile:latency=60:2"] }
        let clock = ContinuousClock()
        let duration = try clock.measure {
            _ = try portal.result("batch", ["cmd": ["a": "profile", "b": "profile", "c": "profile"]])
        }
        #expect(duration >= .milliseconds(110))
    }

    @Test func theSeedIsPartOfTheConfiguration() async throws {
        func statuses(seed: UInt64) async throws -> [Int] {
            let portal = try await TestPortal {
                $0.faults = ["profile:503:30%"]
                $0.faultSeed = seed
            }
            return try (0..<40).map { _ in try portal.call("profile").status }
        }
        let first = try await statuses(seed: 5)
        #expect(try await statuses(seed: 5) == first)
        #expect(try await statuses(seed: 6) != first)
        #expect(Set(first) == [200, 503])
    }

    @Test func latencyDelaysEveryAnswer() async throws {
        let portal = try await TestPortal { $0.latency = .milliseconds(120) }
        let clock = ContinuousClock()
        let duration = try clock.measure { _ = try portal.result("profile") }
        #expect(duration >= .milliseconds(110))
    }

    @Test func nonsenseIsRefusedAtTheStart() async {
        await #expect(throws: LocalPortalError.self) {
            try await TestPortal { $0.faults = ["profile:501"] }
        }
    }
}
