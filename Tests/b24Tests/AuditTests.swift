import Foundation
import PortalEmulator
import Testing

/// The audit, as `b24` keeps and checks it.
@Suite struct AuditTests {
    let home: Home
    static let folder = ".local/state/b24/audit"

    init() throws { home = try Home() }

    private func lines() throws -> [[String: Any]] {
        let text = try String(contentsOfFile: "\(home.path)/\(Self.folder)/audit-000001.jsonl", encoding: .utf8)
        return try text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func everyWriteIsALine() async throws {
        let portal = try await LocalPortal.start()
        let webhook = try await portal.webhook()
        let start = try await portal.writes().last?.number ?? 0
        try home.write(
            "leave.lua",
            """
            local type = b24.call("crm.type.add", {fields = {title = "Secret plan"}}).type
            b24.batch{
              {"crm.item.add", {entityTypeId = type.entityTypeId, fields = {title = "Anna Harper"}}},
              {"crm.type.list"},
              {"crm.item.add", {entityTypeId = type.entityTypeId, fields = {title = "Peter"}}},
            }
            b24.map({1, 2, 3}, function(i)
              b24.call("crm.item.add", {entityTypeId = type.entityTypeId, fields = {title = "Item " .. i}}) end)
            pcall(b24.call, "crm.type.update", {id = 4711, fields = {title = "x"}})
            """)
        let environment = ["B24_WEBHOOK_URL": webhook]
        let run = try await home.b24("--json", "run", "leave.lua", environment: environment)
        #expect(run.status == 0, "\(run.testDescription)")
        let lines = try lines()
        let sent = try await portal.writes(since: start)
        #expect(lines.count == sent.count && lines.count == 7)
        #expect(lines.compactMap { $0["outcome"] as? String }.filter { $0 == "done" }.count == 6)
        let meta = try #require(try run.envelope()["meta"] as? [String: Any])
        for line in lines {
            #expect(line["run"] as? String == meta["run"] as? String)
            #expect(line["script"] as? String == "leave.lua" && line["profile"] as? String == "webhook")
            #expect((line["script_hash"] as? String)?.hasPrefix("sha256:") == true)
            #expect((line["request_id"] as? String)?.isEmpty == false)
        }
        let ids = Set(sent.flatMap(\.objectIDs).map(String.init))
        #expect(Set(lines.compactMap { $0["object"] as? String }).isSuperset(of: ids))
        let text = try String(contentsOfFile: "\(home.path)/\(Self.folder)/audit-000001.jsonl", encoding: .utf8)
        for secret in ["Secret plan", "Anna Harper", String(webhook.split(separator: "/").last ?? "")] {
            #expect(!text.contains(secret))
        }
        let whole = try await home.b24("log", "--verify")
        #expect(whole.status == 0 && whole.output.contains("lines 7"), "\(whole.testDescription)")

        try text.replacingOccurrences(of: "crm.type.update", with: "crm.type.get").write(
            toFile: "\(home.path)/\(Self.folder)/audit-000001.jsonl", atomically: false, encoding: .utf8)
        let broken = try await home.b24("log", "--verify", "--json")
        #expect(broken.status == 1)
        let data = try #require(try broken.envelope()["data"] as? [String: Any])
        let findings = try #require(data["findings"] as? [[String: Any]])
        #expect(findings.map { $0["kind"] as? String } == ["changed"] && findings[0]["line"] as? Int == 7)
        try await portal.stop()
    }

    @Test func whatIsOnlyReadOrRehearsedIsNotAudited() async throws {
        let portal = try await LocalPortal.start()
        let environment = ["B24_WEBHOOK_URL": try await portal.webhook()]
        let write = "b24.call('crm.type.add', {fields = {title = 'X'}})"
        #expect(try await home.b24("eval", "return b24.count('crm.type.list')", environment: environment).status == 0)
        #expect(try await home.b24("--dry-run", "eval", write, environment: environment).status == 0)
        #expect(try await home.b24("--no-audit", "eval", write, environment: environment).status == 0)
        #expect(try await home.b24("eval", write).status == 0)
        #expect(!home.has(Self.folder))
        let empty = try await home.b24("log", "--verify")
        #expect(empty.status == 0 && empty.output.contains("empty"))
        #expect(try await home.b24("--audit-values", "eval", write, environment: environment).status == 0)
        let line = try #require(try lines().first)
        #expect(((line["params"] as? [String: Any])?["fields"] as? [String: Any])?["title"] as? String == "X")
        #expect(line["script"] == nil)
        try await portal.stop()
    }

    @Test func withoutAnAuditNothingIsSent() async throws {
        let portal = try await LocalPortal.start()
        let environment = ["B24_WEBHOOK_URL": try await portal.webhook()]
        try home.write(Self.folder, "a file where a folder should be")
        let start = try await portal.writes().last?.number ?? 0
        let write =
            "pcall(b24.call, 'crm.type.add', {fields = {title = 'X'}}) b24.call('crm.type.add', {fields = {title = 'X'}})"
        let run = try await home.b24("eval", write, environment: environment)
        #expect(run.status == 4, "\(run.testDescription)")
        #expect(run.errors.contains("audit") && run.errors.contains("--no-audit"))
        #expect(try await portal.writes(since: start).isEmpty)
        #expect(try await home.b24("--no-audit", "eval", write, environment: environment).status == 0)
        try await portal.stop()
    }
}
