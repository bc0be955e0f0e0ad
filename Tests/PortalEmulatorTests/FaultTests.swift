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

    @Test func slowAnswersComeAllTheSame() async throws {
        let portal = try await TestPortal { $0.faults = ["profile:slow"] }
        let clock = ContinuousClock()
        let duration = try clock.measure { _ = try portal.result("profile") }
        #expect(duration >= .seconds(1.9))
    }

    @Test func latencyDelaysEveryAnswer() async throws {
        let portal = try await TestPortal { $0.latency = .milliseconds(120) }
        let clock = ContinuousClock()
        let duration = try clock.measure { _ = try portal.result("profile") }
        #expect(duration >= .milliseconds(110))
    }

    @Test(arguments: ["", "profile", "profile:", ":500", "profile:501", "profile:500:0", "profile:500:x", "a:b:c:d"])
    func nonsenseIsRefusedAtTheStart(specification: String) async {
        await #expect(throws: LocalPortalError.self) {
            try await TestPortal { $0.faults = [specification] }
        }
    }
}
