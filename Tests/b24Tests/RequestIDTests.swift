import Foundation
import PortalEmulator
import Testing

@testable import b24

/// One id names a call: in its result, its error, and in the lines of all its requests.
@Suite struct RequestIDTests {
    private func lines(_ run: Run) throws -> [[String: Any]] {
        try run.errors.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any], "\(run)")
        }
    }

    private func portal(_ faults: [String]) async throws -> (LocalPortal, [String: String]) {
        var configuration = LocalPortal.Configuration()
        configuration.faults = faults
        let portal = try await LocalPortal.start(configuration)
        return (portal, ["B24_WEBHOOK_URL": try await portal.webhook()])
    }

    @Test func everyAttemptOfACallHasItsID() async throws {
        let (portal, environment) = try await portal(["user.current:drop:1"])
        let run = try await Home().b24(
            "--json", "-v", "--log-format", "json", "call", "user.current", environment: environment)
        #expect(run.status == 0, "\(run)")
        let meta = try #require(try run.envelope()["meta"] as? [String: Any])
        let response = try #require(meta["response"] as? [String: Any])
        let id = try #require(response["request_id"] as? String)
        #expect(response["attempts"] as? Int == 2)
        let lines = try lines(run)
        #expect(lines.map { $0["request_id"] as? String } == [id, id])
        #expect(lines.map { $0["method"] as? String } == ["user.current", "user.current"])
        #expect(lines[0]["failure"] as? String == "closed")
        #expect(lines[1]["status"] as? Int == 200)
        #expect(lines.allSatisfy { ($0["message"] as? String)?.hasSuffix("request " + id) == true })
        try await portal.stop()
    }

    @Test func errorsNameIt() async throws {
        let (portal, environment) = try await portal([])
        let home = try Home()
        let json = try await home.b24("--json", "call", "crm.type.get", "id=99", environment: environment)
        let error = try #require(try json.envelope()["error"] as? [String: Any])
        #expect((error["request_id"] as? String)?.count == 16, "\(json)")

        let text = try await home.b24("-v", "call", "crm.type.get", "id=99", environment: environment)
        let named = text.errors.split(separator: "\n").compactMap { line in
            line.firstRange(of: "request ").map { String(line[$0.upperBound...]) }
        }
        #expect(named.count == 2 && Set(named).count == 1, "\(text)")

        let log = try await home.b24("--log-format", "json", "call", "crm.type.get", "id=99", environment: environment)
        let line = try #require(try lines(log).last)
        #expect(line["level"] as? String == "error")
        #expect(line["kind"] as? String == "not_found")
        #expect((line["request_id"] as? String)?.count == 16)

        let lua = "local ok, e = pcall(b24.call, 'crm.type.get', {id = 99}) return #e.request_id, e.attempts"
        #expect(try await home.b24("eval", lua, environment: environment).output == "16\n1\n")
        try await portal.stop()
    }

    @Test(arguments: [
        ("https://x/rest/1/code/crm.type.list.json", "crm.type.list"),
        ("https://x/rest/1/code/profile.json", "profile"),
        ("https://x/rest/api/1/code/documentation", "documentation"),
        ("https://x/rest/api/1/code/tasks.task.get?x=1", "tasks.task.get"), ("https://x/login/s3cretc0de1", "?"),
        ("https://x/rest/1/code", "?"), ("https://x/rest/api/1/code", "?"), ("https://x/", "?"), ("", "?"),
    ])
    func theNameOfTheMethod(url: String, name: String) {
        #expect(LoggingTransport.methodName(url) == name)
    }
}
