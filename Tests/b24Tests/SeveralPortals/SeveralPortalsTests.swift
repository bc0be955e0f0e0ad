import Foundation
import PortalEmulator
import Testing

/// Local portals under the names of profiles, and one that nobody answers for.
private final class Portals: Sendable {
    let home: Home
    let portals: [String: LocalPortal]

    /// - Parameter seeds: a portal for each name.
    init(_ names: String..., dead: String? = nil, seed: LocalPortal.Seed = .empty, faults: [String: [String]] = [:])
        async throws
    {
        home = try Home()
        var (portals, config) = ([String: LocalPortal](), "")
        for name in names + [dead].compactMap({ $0 }) {
            config += "[profiles.\(name)]\nwebhook_file = \"\(name).webhook\"\nplan = \"box\"\n"
            var url = "http://127.0.0.1:9/rest/1/aaaaaaaaaaaaaaaaaaaaaaaa/"
            if name != dead {
                var configuration = LocalPortal.Configuration()
                configuration.enforcesLimits = false
                configuration.seed = seed
                configuration.faults = faults[name] ?? []
                let portal = try await LocalPortal.start(configuration)
                portals[name] = portal
                url = try await portal.webhook()
            }
            try home.write(".config/b24/\(name).webhook", url + "\n")
        }
        self.portals = portals
        try home.config(config)
    }

    func b24(_ arguments: String...) async throws -> Run {
        let running = try home.start(arguments)
        running.closeInput()
        return await running.end()
    }

    func stop() async throws { for portal in portals.values { try await portal.stop() } }

    func writes(_ name: String) async throws -> Int { try await portals[name]?.writes(since: 0).count ?? -1 }
}

@Suite struct SeveralPortalsTests {
    private static let add = "b24.call('crm.type.add', {fields={title='New'}})"

    @Test func oneThatFailsIsNoMatterOfTheOthers() async throws {
        let portals = try await Portals("prod", "test", dead: "gone")
        try portals.home.write("job.lua", Self.add + " b24.log.info('made') print(b24.portal.domain)")
        let run = try await portals.b24("--yes", "run", "job.lua", "--profile", "x")
        // The words after the file are the script's.
        #expect(run.status == 1 || run.errors.contains("demo"))
        let all = try await portals.b24("--yes", "--all-profiles", "run", "job.lua")
        #expect(all.status == 1, "\(all)")
        #expect(all.errors.contains("on 3 portals: prod, test, gone"))
        for name in ["prod", "test"] {
            #expect(all.output.contains("== \(name)\n127.0.0.1"), "\(all)")
            #expect(all.errors.contains("\(name) | made"))
            #expect(try await portals.writes(name) == 1)
        }
        #expect(!all.output.contains("== gone"))
        #expect(all.errors.contains("gone | job.lua:1: "))
        let summary = try #require(all.errors.components(separatedBy: "outcome  code  error").last)
        #expect(summary.split(separator: "\n").filter { $0.contains("  done  ") }.count == 2, "\(summary)")
        #expect(summary.contains("failed") && summary.contains("does not take connections"))
        try await portals.stop()
    }

    @Test func asOneDocument() async throws {
        let portals = try await Portals("prod", dead: "gone")
        let run = try await portals.b24("--json", "-p", "gone,prod", "call", "user.current")
        #expect(run.status == 1)
        let envelope = try run.envelope()
        let rows = try #require((envelope["data"] as? [String: Any])?["portals"] as? [[String: Any]])
        #expect(rows.map { $0["profile"] as? String } == ["gone", "prod"])
        #expect(rows.map { $0["exit_code"] as? Int } == [1, 0])
        #expect((rows[0]["error"] as? [String: Any])?["kind"] as? String == "network")
        #expect((rows[1]["data"] as? [String: Any])?["ID"] as? String == "1")
        #expect(rows[1]["error"] is NSNull)
        #expect((envelope["error"] as? [String: Any])?["message"] as? String == "not done on 1 of 2 portals: gone")
        #expect((envelope["meta"] as? [String: Any])?["exit_code"] as? Int == 1)
        try await portals.stop()
    }

    /// What a script does differently on each portal: its own error, its own exit code, its own budget.
    @Test func eachHasItsOwnGate() async throws {
        let portals = try await Portals("prod", "test")
        try portals.home.write(
            "job.lua",
            """
            b24.call('crm.type.add', {fields={title='One'}})
            if b24.portal.name == 'test' then b24.call('crm.type.add', {fields={title='Two'}}) end
            """)
        let run = try await portals.b24("--yes", "--max-writes", "1", "-p", "prod,test", "run", "job.lua")
        #expect(run.status == 4, "\(run)")
        #expect(try await portals.writes("prod") == 1)
        #expect(try await portals.writes("test") == 1)
        #expect(run.errors.contains("refused"))
        let failed = try await portals.b24(
            "-p", "prod,test", "eval", "if b24.portal.name == 'test' then error('no') end return 'fine'")
        #expect(failed.status == 1)
        #expect(failed.output == "== prod\nfine\n")
        #expect(failed.errors.contains("test | eval:1: no"))
        let runs = try await portals.b24("--json", "log").envelope()["data"] as? [[String: Any]]
        #expect(Set(runs?.compactMap { $0["profile"] as? String } ?? []) == ["prod", "test"])
        try await portals.stop()
    }

    @Test func inRussian() async throws {
        let portals = try await Portals("prod", dead: "gone")
        let run = try await portals.b24("--lang", "ru", "--all-profiles", "call", "user.current")
        for text in ["порталы (2): prod, gone", "профиль", "выполнено", "ошибка"] {
            #expect(run.errors.contains(text), "\(run)")
        }
        try await portals.stop()
    }

    @Test func linesOfALog() async throws {
        let portals = try await Portals("prod", "test")
        let run = try await portals.b24(
            "--log-format", "json", "-p", "prod,test", "eval", "b24.log.warn('careful')")
        let lines = try run.errors.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any], "\($0)")
        }
        let warned = lines.filter { $0["message"] as? String == "careful" }
        #expect(Set(warned.compactMap { $0["profile"] as? String }) == ["prod", "test"])
        #expect(warned.allSatisfy { $0["level"] as? String == "warn" })
        #expect(lines.filter { $0["exit_code"] as? Int == 0 }.count == 2)
        try await portals.stop()
    }

    @Test func noWebhookIsShown() async throws {
        let portals = try await Portals("prod", "test", dead: "gone")
        let run = try await portals.b24("-v", "--all-profiles", "call", "user.current")
        for name in ["prod", "test", "gone"] {
            let url = try String(contentsOfFile: portals.home.path + "/.config/b24/\(name).webhook", encoding: .utf8)
            let code = try #require(url.split(separator: "/").dropLast(url.hasSuffix("/\n") ? 1 : 0).last)
            #expect(!(run.output + run.errors).contains(code))
        }
        try await portals.stop()
    }

    // MARK: Signals

    @Test(arguments: [SIGINT, SIGTERM]) func aSignalReachesAll(_ signal: Int32) async throws {
        let portals = try await Portals("prod", "test")
        let running = try portals.home.start(["-p", "prod,test", "eval", "b24.log.info('begun') b24.sleep(3600)"])
        running.closeInput()
        await running.errors(until: "prod | begun", "test | begun")
        running.signal(signal)
        let run = await running.end()
        #expect([130, 143].contains(run.status), "\(run)")
        let summary = try #require(run.errors.components(separatedBy: "outcome").last)
        #expect(summary.components(separatedBy: "  interrupted  ").count == 3, "\(run)")
        try await portals.stop()
    }

    // MARK: Configurations

    @Test func oneFileForEachPortal() async throws {
        let portals = try await Portals("prod", "test")
        _ = try await portals.b24("--yes", "-p", "test", "eval", Self.add)
        let refused = try await portals.b24("-p", "prod,test", "export")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("--out FOLDER"))
        let exported = try await portals.b24("-p", "prod,test", "export", "--out", "all")
        #expect(exported.status == 0, "\(exported)")
        #expect(portals.home.has("all/prod.lua") && portals.home.has("all/test.lua"))

        let same = try await portals.b24("-p", "prod,test", "diff", "all")
        #expect(same.status == 0, "\(same)")
        let different = try await portals.b24("-p", "prod,test", "diff", "all/test.lua")
        #expect(different.status == 5, "\(different)")
        let row = try #require(different.output.split(separator: "\n").first { $0.hasPrefix("spa \"New\"  ") })
        #expect(row.split(separator: " ").suffix(2) == ["missing", "="], "\(different)")

        let planned = try await portals.b24("-p", "prod,test", "plan", "all/test.lua", "--out=plans")
        #expect(planned.status == 5)
        #expect(portals.home.has("plans/prod.plan.json"))
        let unasked = try await portals.b24("-p", "prod,test", "apply", "plans")
        #expect(unasked.status == 4, "\(unasked)")
        let applied = try await portals.b24("-p", "prod,test", "--yes", "apply", "plans")
        #expect(applied.status == 0, "\(applied)")
        #expect(try await portals.b24("-p", "prod,test", "diff", "all/test.lua").status == 0)
        try await portals.stop()
    }

    @Test func onePortalAgainstAnother() async throws {
        let portals = try await Portals("prod", "test")
        #expect(try await portals.b24("diff", "-p", "test", "--against", "prod").status == 0)
        _ = try await portals.b24("--yes", "-p", "test", "eval", Self.add)
        _ = try await portals.b24("--yes", "-p", "prod", "eval", "b24.call('crm.type.add', {fields={title='Own'}})")
        let run = try await portals.b24("diff", "-p", "test", "--against", "prod")
        #expect(run.status == 5, "\(run)")
        #expect(run.output.contains("+ spa \"New\": not on the portal"))
        #expect(run.output.contains("? spa \"Own\": only on prod"))
        let several = try await portals.b24("diff", "-p", "test,prod", "--against", "prod")
        #expect(several.errors.contains("compared with itself"))
        #expect(try await portals.b24("diff", "-p", "test", "--against", "prd").errors.contains("Did you mean prod?"))
        #expect(try await portals.b24("diff", "-p", "test", "--against", "prod", "a.lua").status == 2)
        for name in ["prod", "test"] { #expect(try await portals.writes(name) == 1) }
        try await portals.stop()
    }

    // MARK: What cannot be

    @Test(arguments: [
        (["-p", "prod,tset", "call", "user.current"], "Did you mean test?"),
        (["-p", "prod,prod", "call", "user.current"], "twice"),
        (["-p", "prod,", "call", "user.current"], "no name beside it"),
        (["--all-profiles", "-p", "prod", "call", "user.current"], "exclude each other"),
        (["-p", "prod,test", "undo", "--last"], "`b24 undo` works on one portal"),
        (["-p", "prod,test", "profile", "list"], "`b24 profile list` works on one portal"),
        (["-p", "prod,test", "repl"], "works on one portal"),
        (["-p", "prod,test", "run", "-"], "standard input"),
        (["-p", "prod,test", "--format", "csv", "call", "user.current"], "--json"),
        (["-p", "prod,test", "--webhook-prompt", "call", "user.current"], "--webhook-prompt"),
        (["-p", "prod,test", "plan", "a.lua", "--state", "s.json"], "--state"),
        (["-p", "prod,test", "export", "--out", "a.lua"], "--out FOLDER"),
        (["-p", "prod,test", "call"], "Missing expected argument"),
    ])
    func whatIsRefusedBeforeAnythingBegins(_ arguments: [String], _ text: String) async throws {
        let home = try Home()
        try home.config("[profiles.prod]\nwebhook_file = 'x'\n[profiles.test]\nwebhook_file = 'y'\n")
        let running = try home.start(arguments)
        running.closeInput()
        let run = await running.end()
        #expect(run.status == 2, "\(run)")
        #expect(run.errors.contains(text), "\(run)")
        #expect(!run.errors.contains(" | "))
    }

    @Test func withoutProfilesThereIsNothingToTake() async throws {
        let run = try await Home().b24("--all-profiles", "call", "user.current")
        #expect(run.status == 2)
        #expect(run.errors.contains("b24 profile add"))
        let demo = try await Home().b24("-p", "demo,", "call", "user.current")
        #expect(demo.status == 2)
    }
}
