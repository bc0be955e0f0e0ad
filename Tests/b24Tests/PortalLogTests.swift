import Foundation
import JSON
import Testing

@Suite struct PortalLogTests {
    /// Serves a portal, has `b24` write to it, and stops it.
    private func served(
        _ home: Home, _ flags: [String] = [], signal: Int32 = SIGINT, _ use: (String) async throws -> Void
    ) async throws {
        let running = try home.start(
            ["--json", "portal", "serve", "--data", "data", "--seed", "empty"] + flags)
        let line = await running.output(until: "\n")
        let envelope = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
        let data = try #require(envelope["data"] as? [String: Any])
        try await use(try #require((data["webhooks"] as? [String: String])?["admin"]))
        running.signal(signal)
        _ = await running.end()
    }

    private func rows(_ home: Home, _ flags: String...) async throws -> [[String: Any]] {
        let run = try await home.start(["--json", "portal", "log", "--data", "data"] + flags).end()
        return try #require(try run.envelope()["data"] as? [[String: Any]], "\(run)")
    }

    private let write = #"b24.call("crm.automatedsolution.add", { fields = { title = "Office" } })"#

    /// Nothing of it is lost when the portal is killed.
    @Test func duplicatesAndLossesAreInTheLogOfAKilledPortal() async throws {
        let home = try Home()
        let faults = ["--fault", "crm.automatedsolution.add:twice", "--fault", "crm.automatedsolution.add:drop:1@2"]
        try await served(home, faults, signal: SIGKILL) { webhook in
            let twice = try await home.b24("eval", write, environment: ["B24_WEBHOOK_URL": webhook])
            #expect(twice.status == 0, "\(twice)")
            let lost = try await home.b24("eval", write, environment: ["B24_WEBHOOK_URL": webhook])
            #expect(lost.status == 1, "\(lost)")
        }
        let rows = try await rows(home)
        #expect(rows.map { $0["outcome"] as? String } == ["ran", "ran", "ran"])
        #expect(rows.map { $0["answer"] as? String } == ["lost", "delivered", "lost"])
        #expect(rows.map { $0["number"] as? Int } == [1, 2, 3])
        #expect(rows.map { $0["user"] as? Int } == [1, 1, 1])
        #expect(Set(rows.compactMap { $0["id"] as? Int }).count == 3)
        #expect(rows.allSatisfy { ($0["request_id"] as? String)?.count == 16 })
        #expect(try await self.rows(home, "--since", "2").count == 1)

        let table = try await home.b24("portal", "log", "--data", "data")
        #expect(table.output.contains("crm.automatedsolution.add"))
        let csv = try await home.b24("portal", "log", "--data", "data", "--format", "csv").output
        #expect(
            csv.hasPrefix(
                "number,time,request,user,app,method,outcome,code,entity_type_id,id,answer,request_id\n"), "\(csv)")
        let lines = try await home.b24("portal", "log", "--data", "data", "--format", "jsonl").output
        #expect(lines.split(separator: "\n").count == 3)

        let reset = try await home.b24("portal", "reset", "--data", "data", "--seed", "empty", "-y")
        #expect(reset.status == 0, "\(reset)")
        #expect(try await self.rows(home).isEmpty)
        let empty = try await home.b24("portal", "log", "--data", "data", "--lang", "ru")
        #expect(empty.status == 0)
        #expect(empty.errors.contains("Запросов на изменение портал не получал."))
    }

    @Test func faultsFromAFileAndASeed() async throws {
        let home = try Home()
        let file = try home.write("faults.txt", "crm.automatedsolution.add:500  # the first one\n")
        try await served(home, ["--fault", "@" + file, "--fault-seed", "7"]) { webhook in
            let run = try await home.b24("eval", write, environment: ["B24_WEBHOOK_URL": webhook])
            #expect(run.status == 1)
        }
        #expect(try await rows(home).map { $0["code"] as? String } == ["INTERNAL_SERVER_ERROR"])
    }

    @Test func misspeltFaultsAreWrongUsage() async throws {
        let home = try Home()
        let run = try await home.b24("portal", "serve", "--fault", "profile:truncate")
        #expect(run.status == 2)
        #expect(run.errors.contains("there is no fault 'truncate'. Faults: 503, 429, 500, html[=5xx], 302"))
        #expect(run.errors.contains("b24 portal serve --help"))
        let russian = try await home.b24("portal", "serve", "--lang", "ru", "--fault", "profile:503:often")
        #expect(russian.errors.contains("частота — это число от 1"))
        #expect(!home.has(".local"))
    }

    @Test func whereThereIsNoLog() async throws {
        let home = try Home()
        let missing = try await home.b24("portal", "log", "--data", "nowhere")
        #expect(missing.status == 1)
        #expect(missing.errors.contains("there is no portal data in nowhere"))
        #expect(!home.has("nowhere"))
        let memory = try await home.b24("portal", "log", "--data", ":memory:", "--lang", "ru")
        #expect(memory.status == 2)
        #expect(memory.errors.contains("журнал портала в памяти исчезает"))
        #expect(try await home.b24("portal", "log", "--since", "-1").status == 2)
    }

    @Test(arguments: [("en", "Commands inside a batch"), ("ru", "На команды внутри batch")])
    func helpListsTheFaults(language: String, text: String) async throws {
        let run = try await Home().b24("portal", "serve", "--help", "--lang", language)
        for word in ["truncated", "latency=MS", "--fault-seed", "twice", "reset-before", text] {
            #expect(run.output.contains(word), "\(word)\n\(run.output)")
        }
        #expect(try await Home().b24("portal", "log", "--help", "--lang", language).output.contains("--since"))
    }
}
