import Foundation
import Testing

@Suite struct LogTests {
    private static let add = #"b24.call("crm.item.add", {entityTypeId = TYPE, fields = {title = "x"}})"#

    private static func add(_ local: RecordedPortal) -> String {
        add.replacingOccurrences(of: "TYPE", with: String(local.type))
    }

    @Test func runsAndTheirWrites() async throws {
        let local = try await RecordedPortal()
        #expect(try await local.b24("log").errors.contains("No runs on record."))
        #expect(try await local.b24("log", "--lang", "ru", "--last").errors.contains("В журнале нет запусков."))
        #expect(try await local.b24("log", "--json").envelope()["data"] as? [String] == [])
        #expect(!local.home.has(".local/state/b24/journal.sqlite"))

        #expect(try await local.b24("eval", Self.add(local) + ";").status == 0)
        try local.script(
            "job.lua",
            #"add("a") pcall(b24.call, "crm.item.update", {entityTypeId = 1, id = 99, fields = {title = "x"}})"#)
        _ = try await local.b24("run", "job.lua", "--deep=1")
        let call = try await local.b24(
            "--json", "call", "crm.item.add", "entityTypeId:=\(local.type)", "fields[title]=c")
        let named = (try call.envelope()["meta"] as? [String: Any])?["run"] as? String
        _ = try await local.home.start(["-p", "local", "repl"]).endAfter(Self.add(local) + ";\n")

        let runs = try await local.runs()
        #expect(runs.map { $0["command"] as? String } == ["repl", "call", "run", "eval"])
        #expect(runs[1]["run"] as? String == named)
        #expect(runs.allSatisfy { $0["ended"] as? String == "done" })
        #expect(runs[2]["arguments"] as? [String] == ["--deep=1"])
        #expect((runs[2]["portal"] as? String)?.hasPrefix("127.0.0.1:") == true)
        #expect(runs[2]["done"] as? Int == 1)
        #expect((runs[2]["refused"] as? Int ?? 0) + (runs[2]["failed"] as? Int ?? 0) == 1)

        let id = try #require(runs[2]["run"] as? String)
        let writes = try await local.b24("log", id)
        #expect(writes.output.contains("job.lua --deep=1"))
        #expect(writes.output.contains("crm.item.update"))
        #expect(writes.output.contains("job.lua:2"))
        let done = try await local.b24("log", id, "--outcome", "done", "--format", "jsonl")
        #expect(done.output.split(separator: "\n").count == 1)
        #expect(done.output.contains(#""params":{"entityTypeId":\#(local.type),"fields":{"title":"a"}}"#))
        #expect(done.output.contains(#""where":"job.lua:2""#))
        #expect(try await local.b24("log", "--last").output.hasPrefix(runs[0]["run"] as? String ?? "?"))
        let limited = try await local.b24("log", "--limit", "2", "--format", "jsonl")
        #expect(limited.output.split(separator: "\n").count == 2)
        let unknown = try await local.b24("log", "--outcome", "unknown", "--json")
        #expect(try unknown.envelope()["data"] as? [String] == [])
        let russian = try await local.b24("log", id, "--lang", "ru")
        #expect(russian.output.contains("выполнен"))
        try await local.stop()
    }

    @Test func theTabKeyKnowsRuns() async throws {
        let local = try await RecordedPortal()
        func offered(_ words: String...) async throws -> [String] {
            let program = try local.home.start(["---completion", "fish"] + words)
            program.closeInput()
            let run = await program.end()
            #expect(run.errors.isEmpty)
            return run.output.split(separator: "\n").dropFirst().map(String.init)
        }
        #expect(try await offered("log", "") == [])
        #expect(!local.home.has(".local/state/b24/journal.sqlite"))
        _ = try await local.b24("eval", Self.add(local) + ";")
        let done = try await local.lastRun()
        #expect(try await local.b24("eval", Self.add(local) + "; error('stop')").status == 1)
        let failed = try await local.lastRun()

        let all = try await offered("log", "")
        #expect(all.map { $0.prefix { $0 != "\t" } } == [failed[...], done[...]])
        #expect(all[0].contains(", failed, eval: b24.call("))
        #expect(try await offered("--lang", "ru", "resume", "").map { $0.hasPrefix(failed + "\t") } == [true])
        #expect(try await offered("undo", String(done.dropLast())).contains { $0.hasPrefix(done) })
        try await local.stop()
    }

    @Test func namesThatBeginAlike() async throws {
        let local = try await RecordedPortal()
        for _ in 1...2 { _ = try await local.b24("eval", Self.add(local) + ";") }
        let several = try await local.b24("log", "2")
        #expect(several.status == 1)
        #expect(several.errors.contains("several runs begin with 2"))
        let none = try await local.b24("log", "x", "--lang", "ru")
        #expect(none.status == 1)
        #expect(none.errors.contains("запуска x нет"))
        #expect(try await local.b24("log", "x", "--last").status == 2)
        #expect(try await local.b24("log", "--limit=-1").status == 2)
        #expect(try await local.b24("log", "--outcome", "odd").status == 2)
        try await local.stop()
    }

    @Test func readsLeaveNothing() async throws {
        let local = try await RecordedPortal()
        for flags in [[], ["--dry-run"], ["--read-only"], ["--no-journal"]] {
            let lua = flags.isEmpty ? "return b24.count('crm.type.list')" : "pcall(function() \(Self.add(local)) end)"
            _ = await { try? await local.home.start(["-p", "local"] + flags + ["eval", lua]).end() }()
        }
        #expect(!local.home.has(".local/state/b24/journal.sqlite"))
        #expect(try await local.titles() == ["x"])
        try await local.stop()
    }

    @Test func whatCannotBeRecordedIsNotSent() async throws {
        let local = try await RecordedPortal()
        try local.home.write(".local/state", "in the way")
        let refused = try await local.b24("eval", Self.add(local))
        #expect(refused.status == 4)
        #expect(refused.errors.contains("Nothing is sent, because it cannot be recorded"))
        #expect(refused.errors.contains("--no-journal goes without a record"))
        let russian = try await local.b24("--lang", "ru", "eval", Self.add(local))
        #expect(russian.errors.contains("не удалось записать в журнал"))
        #expect(russian.errors.contains("С --no-journal журнал не ведётся"))
        #expect(try await local.titles().isEmpty)
        #expect(try await local.b24("--no-journal", "--no-audit", "eval", Self.add(local) + ";").status == 0)
        #expect(try await local.titles() == ["x"])
        try await local.stop()
    }

    @Test func severalProcessesAtOnce() async throws {
        let local = try await RecordedPortal()
        try local.script("job.lua", #"for i = 1, 20 do add(b24.args[1] .. "-" .. i) end"#)
        let running = try (1...4).map { try local.start("run", "job.lua", String($0)) }
        for process in running { #expect(await process.end().status == 0) }
        let runs = try await local.runs()
        #expect(runs.count == 4)
        #expect(runs.allSatisfy { $0["done"] as? Int == 20 && $0["ended"] as? String == "done" })
        #expect(Set(try await local.titles()).count == 80)
        try await local.stop()
    }

    @Test func theStateFolderCanBeNamed() async throws {
        let local = try await RecordedPortal()
        let state = local.home.path + "/elsewhere"
        _ = try await local.b24("eval", Self.add(local) + ";", environment: ["XDG_STATE_HOME": state])
        #expect(local.home.has("elsewhere/b24/journal.sqlite"))
        #expect(!local.home.has(".local/state/b24/journal.sqlite"))
        try await local.stop()
    }

    /// The demo portal is a portal like any other, though its address changes with every start.
    @Test func theDemoPortalIsRecordedToo() async throws {
        let home = try Home()
        let lua = """
            local id = b24.workplace.add({ title = "One" }).id
            if require "hold" then error("stop") end
            print(id)
            """
        try home.write("hold.lua", "return true")
        try home.write("job.lua", "b24.map({1}, function() \(lua) end, {resume = 'x'})\n")
        #expect(try await home.b24("run", "job.lua").status == 1)
        let list = try await home.b24("--json", "log").envelope()["data"] as? [[String: Any]]
        let run = try #require(list?.first)
        #expect(run["portal"] as? String == "demo")
        try home.write("hold.lua", "return false")
        let resumed = try await home.b24("resume", run["run"] as? String ?? "")
        #expect(resumed.status == 0, "\(resumed)")
        let titles = try await home.b24("-q", "eval", "return #b24.workplace.list{filter = {title = 'One'}}")
        #expect(titles.output == "1\n")
    }

    @Test func helpInBothLanguages() async throws {
        let home = try Home()
        #expect(try await home.b24("help", "log").output.contains("newest first"))
        #expect(try await home.b24("resume", "--help").output.contains("--changed-script"))
        #expect(try await home.b24("log", "--help", "--lang", "ru").output.contains("новые сверху"))
        #expect(try await home.b24("resume", "--help", "--lang", "ru").output.contains("Довести до конца"))
        #expect(try await home.b24("--help").output.contains("resume"))
        #expect(try await home.b24("docs", "b24.map").output.contains("resume"))
    }
}

extension RunningProgram {
    /// Gives it its whole input, and waits for the end.
    func endAfter(_ input: String) async -> Run {
        write(input)
        closeInput()
        return await end()
    }
}
