import Bitrix24
import Foundation
import PortalEmulator
import Testing

/// Runs that end before their time, and what `b24 resume` makes of them, as counted in the portal.
@Suite struct ResumeTests {
    private static let loop = """
        local results = b24.map({"a", "b", "c", "d"}, function(name)
          local id = add(name)
          b24.call("crm.item.update", {entityTypeId = b24.args[1], id = id, fields = {title = name .. "!"}})
          return id
        end, {resume = "items", concurrency = 1})
        print(#results, results[1], results[4])
        """

    /// A portal on which a script was killed while it waited for the answer to a method that has been carried out:
    /// there is no moment to be missed.
    private static func killed(waitingFor method: String) async throws -> RecordedPortal {
        let local = try await RecordedPortal(["\(method):timeout:1"])
        try local.script("job.lua", loop)
        let running = try local.start("run", "job.lua", String(local.type))
        await local.carriedOut(method)
        running.signal(SIGKILL)
        #expect(await running.end().status == 128 + SIGKILL)
        return local
    }

    @Test func theJournalKnowsWhatWasOnItsWay() async throws {
        let local = try await Self.killed(waitingFor: "crm.item.update")
        let run = try #require(try await local.runs().first)
        #expect(run["ended"] as? String == "killed")
        #expect(run["done"] as? Int == 1)
        #expect(run["unknown"] as? Int == 1)
        let id = run["run"] as? String ?? ""
        let writes = try await local.b24("log", id, "--outcome", "unknown", "--format", "jsonl")
        #expect(writes.output.contains(#""method":"crm.item.update""#))
        #expect(writes.output.contains(#""item":"a""#))
        #expect(try await local.titles() == ["a!"])

        // A look at the portal shows that the update was carried out.
        let resumed = try await local.b24("resume", id)
        #expect(resumed.status == 0, "\(resumed)")
        #expect(resumed.output == "4\t1\t4\n")
        #expect(try await local.titles() == ["a!", "b!", "c!", "d!"])
        let updates = try await local.b24("log", id, "--format", "jsonl", "--outcome", "done")
        #expect(updates.output.split(separator: "\n").count == 8)
        try await local.stop()
    }

    @Test func ofALostWriteNobodyKnows() async throws {
        let local = try await Self.killed(waitingFor: "crm.item.add")
        let id = try await local.lastRun()
        let resumed = try await local.b24("resume", id)
        // The item that may have been made is left alone, the others are finished.
        #expect(resumed.status == 3, "\(resumed)")
        #expect(resumed.errors.contains("the run ended before its answer"))
        #expect(resumed.errors.contains("b24 resume \(id)"))
        #expect(try await local.titles() == ["a", "b!", "c!", "d!"])
        let again = try await local.b24("resume", String(id.dropLast()), "--lang", "ru")
        #expect(again.status == 3)
        #expect(again.errors.contains("запуск оборвался до ответа"))
        #expect(again.errors.contains("Довести запуск до конца: b24 resume \(id)"))
        #expect(try await local.titles() == ["a", "b!", "c!", "d!"])
        let run = try #require(try await local.runs().first)
        #expect(run["resumed"] as? Int == 2)
        #expect(run["ended"] as? String == "partial")
        try await local.stop()
    }

    /// Killed between two writes of an item: its first is answered from the journal.
    @Test func nothingIsDoubledAndNothingLost() async throws {
        let local = try await RecordedPortal()
        try local.script(
            "job.lua",
            """
            local hold = require "hold"
            local results = b24.map({"a", "b", "c", "d"}, function(name)
              local id = add(name)
              if hold and name == "c" then print("holding") while true do b24.sleep(3600) end end
              b24.call("crm.item.update", {entityTypeId = b24.args[1], id = id, fields = {title = name .. "!"}})
              return id
            end, {resume = "items", concurrency = 1})
            print(#results, results[1], results[4])
            """)
        try local.home.write("hold.lua", "return true")
        let running = try local.start("run", "job.lua", String(local.type))
        #expect(await running.output(until: "holding").contains("holding"))
        running.signal(SIGKILL)
        _ = await running.end()
        #expect(try await local.titles() == ["a!", "b!", "c"])
        try local.home.write("hold.lua", "return false")

        let id = try await local.lastRun()
        let resumed = try await local.b24("resume", id)
        #expect(resumed.status == 0, "\(resumed)")
        #expect(resumed.output == "4\t1\t4\n")
        #expect(try await local.titles() == ["a!", "b!", "c!", "d!"])
        let again = try await local.b24("resume", id)
        #expect(again.status == 0)
        #expect(again.errors.contains("has ended well"))
        #expect(try await local.titles() == ["a!", "b!", "c!", "d!"])
        try await local.stop()
    }

    /// A batch is on record request by request: what was never sent is no matter of doubt.
    @Test func aKilledBatch() async throws {
        let local = try await RecordedPortal(["batch:timeout:1"])
        try local.script(
            "job.lua",
            """
            local commands = {}
            for i = 1, 70 do
              commands[i] = {"crm.item.add", {entityTypeId = \(local.type), fields = {title = "i" .. i}}}
            end
            local results, failures = b24.batch(commands)
            print(#failures, failures[1].outcome, results[70].item.id)
            """)
        let running = try local.start("run", "job.lua")
        await local.carriedOut("batch")
        running.signal(SIGKILL)
        _ = await running.end()
        #expect(try await local.runs().first?["unknown"] as? Int == 50)
        let resumed = try await local.b24("resume", try await local.lastRun())
        #expect(resumed.status == 3)
        #expect(resumed.output == "50\tunknown\t70\n")
        #expect(try await local.titles() == (1...70).map { "i\($0)" })
        try await local.stop()
    }

    @Test func ctrlCSaysHowToGoOn() async throws {
        let local = try await RecordedPortal(["crm.item.add:timeout:1"])
        try local.script("job.lua", #"print(add("a"))"#)
        let running = try local.start("run", "job.lua")
        await local.carriedOut("crm.item.add")
        running.signal(SIGINT)
        let run = await running.end()
        #expect(run.status == 130)
        let id = try await local.lastRun()
        #expect(run.errors.contains("To finish this run: b24 resume \(id)"))
        let summary = try #require(try await local.runs().first)
        #expect(summary["ended"] as? String == "interrupted")
        #expect(summary["unknown"] as? Int == 1)
        // Outside of a loop the script itself is told.
        let resumed = try await local.b24("resume", id)
        #expect(resumed.status == 1)
        #expect(resumed.errors.contains("the run ended before its answer"))
        #expect(try await local.titles() == ["a"])
        try await local.stop()
    }

    @Test func aRunThatIsAliveIsLeftAlone() async throws {
        let local = try await RecordedPortal()
        try local.script("job.lua", #"add("a") print("ready") b24.sleep(3600)"#)
        let running = try local.start("run", "job.lua")
        _ = await running.output(until: "ready")
        let id = try await local.lastRun()
        #expect(try await local.runs().first?["ended"] as? String == "running")
        let refused = try await local.b24("resume", id)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("is still running"))
        running.signal(SIGINT)
        _ = await running.end()
        try await local.stop()
    }

    @Test func aScriptThatChanged() async throws {
        let local = try await RecordedPortal()
        try local.script(
            "job.lua",
            #"b24.map({"a", "b"}, function(n) add(n) if n == "b" then error("stop") end end, {resume = "x"})"#)
        let failed = try await local.b24("run", "job.lua", "one", "--two=2")
        #expect(failed.status == 1)
        let id = try await local.lastRun()
        #expect(failed.errors.contains("b24 resume \(id)"))
        try local.script("job.lua", #"b24.map({"a", "b"}, add, {resume = "x"}) print(b24.args[1], b24.args.two)"#)
        let refused = try await local.b24("resume", id)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("job.lua has changed since: it was fnv1a-128:"))
        #expect(refused.errors.contains("--changed-script"))
        let resumed = try await local.b24("resume", "--changed-script", id)
        #expect(resumed.status == 0, "\(resumed)")
        #expect(resumed.output == "one\t2\n")
        #expect(try await local.titles().sorted() == ["a", "b"])
        try await local.stop()
    }

    @Test func whatCannotBeResumed() async throws {
        let local = try await RecordedPortal()
        let add = #"b24.call("crm.item.add", {entityTypeId = \#(local.type), fields = {title = "x"}}) error("stop")"#
        _ = try await local.b24("eval", add)
        let id = try await local.lastRun()
        let cases: [([String], Int32, String)] = [
            (["resume", id], 1, "it was no script in a file (eval)"),
            (["resume", "nosuch"], 1, "there is no run nosuch"),
            (["resume"], 2, "Missing expected argument '<run>'"),
            (["resume", id, "--dry-run"], 2, "--dry-run does not go with resume"),
            (["resume", id, "--no-journal"], 2, "--no-journal does not go with resume"),
        ]
        for (arguments, status, text) in cases {
            let run = await { try? await local.home.start(arguments).end() }()
            #expect(run?.status == status, "\(arguments)")
            #expect(run?.errors.contains(text) == true, "\(arguments) \(String(describing: run))")
        }
        let other = try await local.home.b24("-p", "demo", "resume", id)
        #expect(other.status == 2)
        #expect(other.errors.contains("belongs to profile local"))
        try await local.stop()
    }

    /// A token from the environment is in no profile, so it has to be there again.
    @Test func aRunWithAToken() async throws {
        let signedIn = try await SignedInHome()
        let home = try Home()
        let environment = [
            "B24_ACCESS_TOKEN": signedIn.token.accessToken.exposed, "B24_PORTAL_URL": signedIn.portal.address,
        ]
        try home.write(
            "job.lua",
            #"b24.call("crm.type.add", {fields = {title = "Once"}}) error(b24.args[1] and "stop" or "go on")"#)
        let failed = try await home.b24("run", "job.lua", "x", environment: environment)
        #expect(failed.status == 1)
        let log = try await home.b24("--json", "log").envelope()
        let id = try #require((log["data"] as? [[String: Any]])?.first?["run"] as? String)
        for (command, flags) in [("resume", []), ("undo", ["--dry-run"])] {
            let refused = await { try? await home.start([command, id] + flags).end() }()
            #expect(refused?.status == 1)
            #expect(
                refused?.errors.contains("B24_ACCESS_TOKEN and B24_PORTAL_URL") == true,
                "\(String(describing: refused))")
            let taken = await { try? await home.start([command, id] + flags, environment: environment).end() }()
            #expect(taken?.errors.contains("access token") == false, "\(String(describing: taken))")
        }
        let again = try await home.b24("resume", id, environment: environment)
        #expect(again.errors.contains("stop"), "\(again)")
        let types = try await home.b24(
            "--format", "json", "call", "crm.type.list", "filter[title]=Once", environment: environment)
        #expect(types.output.matches(of: /"title":"Once"/).count == 1)
        try await signedIn.portal.stop()
    }

    /// A secret among the arguments is not kept: it has to be given again.
    @Test func argumentsWithASecret() async throws {
        let local = try await RecordedPortal()
        try local.script("job.lua", #"add("a") print(#b24.args[1]) error("stop")"#)
        let secret = "https://demo.bitrix24.example/rest/7/abcsecret123code/"
        _ = try await local.b24("run", "job.lua", secret)
        let id = try await local.lastRun()
        #expect(!(try await local.b24("--json", "log").output.contains("abcsecret")))
        let refused = try await local.b24("resume", id)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("b24 resume \(id) -- ARGUMENTS"))
        let other = try await local.b24("resume", id, "--", "wrong")
        #expect(other.status == 2)
        let resumed = try await local.b24("resume", id, "--", secret)
        #expect(resumed.output == "\(secret.count)\n")
        #expect(try await local.titles() == ["a"])
        try await local.stop()
    }
}
