import Foundation
import PortalEmulator
import Testing

/// What scripts declare at their top, held to by the built program.
@Suite struct NeedsTests {
    /// A profile `acme` on a local portal, whose webhook has some scopes.
    private struct Scene {
        let portal: LocalPortal
        let home: Home

        init(_ settings: String = "", owner: LocalPortal.Owner = .admin, scopes: [String]? = nil) async throws {
            portal = try await LocalPortal.start()
            home = try Home()
            try home.write(".config/b24/acme.webhook", try await portal.webhook(owner, scopes: scopes))
            try home.config("default_profile = 'acme'\n[profiles.acme]\nwebhook_file = 'acme.webhook'\n\(settings)\n")
        }

        /// Runs a script with a header and a body.
        func run(_ header: [String], _ body: String, _ flags: String...) async throws -> Run {
            try home.write("job.lua", header.map { "--- \($0)\n" }.joined() + body + "\n")
            let running = try home.start(flags + ["run", "job.lua"])
            running.closeInput()
            return await running.end()
        }

        var writes: [String] {
            get async throws { try await portal.writes(since: 0).filter { $0.outcome == .ran }.map(\.method) }
        }
    }

    private static let add = "print(b24.call('crm.type.add', { fields = { title = 'X' } }).type.title)"
    private static let needsAdd = "@needs write crm.type.add -- makes a smart process"

    // MARK: Methods

    @Test func aScriptMayDoOnlyWhatItDeclares() async throws {
        let scene = try await Scene()
        let refused = try await scene.run(["@needs read crm.type.*"], Self.add)
        #expect(refused.status == 4, "\(refused)")
        #expect(
            refused.errors.contains("does not declare that it needs crm.type.add, which writes")
                && refused.errors.contains("add to its top: --- @needs write crm.type.add -- why")
                && refused.errors.contains("job.lua:2"), "\(refused)")
        let russian = try await scene.run(["@needs read crm.type.*"], Self.add, "--lang", "ru")
        #expect(russian.errors.contains("не объявил, что ему нужен crm.type.add"), "\(russian)")
        let promise = try await scene.run(["@read_only"], "print(b24.read_only) " + Self.add)
        #expect(promise.status == 4 && promise.output == "true\n", "\(promise)")
        #expect(promise.errors.contains("promises to write nothing (@read_only)"))
        #expect(try await scene.writes.isEmpty)
        let done = try await scene.run([Self.needsAdd], Self.add, "--yes")
        #expect(done.status == 0 && done.output == "X\n", "\(done)")
        // Whoever declares nothing has the profile's rights.
        #expect(try await scene.run(["Just a title."], Self.add).status == 0)
        try await scene.portal.stop()
    }

    @Test func modulesShareWhatTheirScriptDeclares() async throws {
        let scene = try await Scene()
        try scene.home.write("helper.lua", "--- @needs write *\nreturn { add = function() \(Self.add) end }\n")
        let refused = try await scene.run(["@needs read crm.*"], "require('helper').add()")
        #expect(refused.status == 4 && refused.errors.contains("does not declare"), "\(refused)")
        #expect(try await scene.writes.isEmpty)
        try await scene.portal.stop()
    }

    @Test func aFileThatIsLoadedAtThePromptKeepsItsPromise() async throws {
        let scene = try await Scene()
        try scene.home.write("look.lua", "--- @read_only\npcall(function() \(Self.add) end)\nprint(b24.read_only)\n")
        let load = try await scene.home.b24("repl", input: ".load look.lua\n")
        #expect(load.output == "true\n", "\(load)")
        #expect(try await scene.writes.isEmpty)
        let after = try await scene.home.b24("repl", input: ".load look.lua\nb24.read_only\n" + Self.add + "\n")
        #expect(after.output == "true\nfalse\nX\n", "\(after)")
        try await scene.portal.stop()
    }

    @Test func mistakesStopTheScriptBeforeItBegins() async throws {
        let scene = try await Scene()
        let run = try await scene.run(["Title.", "@neds read crm.*"], "print('ran')")
        #expect(run.status == 1 && run.output.isEmpty, "\(run)")
        #expect(
            run.errors.contains("job.lua:2: unknown tag @neds") && run.errors.contains("Write --- @needs"), "\(run)")
        try await scene.portal.stop()
    }

    @Test func aScriptLimitsItsWrites() async throws {
        let scene = try await Scene()
        let run = try await scene.run(
            [Self.needsAdd, "@needs max_writes 2"], "for _ = 1, 5 do pcall(function() \(Self.add) end) end print('on')",
            "--yes")
        #expect(run.status == 4 && !run.output.contains("on"), "\(run)")
        #expect(run.errors.contains("more than 2 writes are not allowed (max_writes of the script)"), "\(run)")
        #expect(try await scene.writes.count == 2)
        let less = try await scene.run(
            [Self.needsAdd, "@needs max_writes 2"], Self.add + Self.add, "--yes", "--max-writes", "1")
        #expect(less.status == 4 && less.errors.contains("(--max-writes)"), "\(less)")
        try await scene.portal.stop()
    }

    @Test func files() async throws {
        let scene = try await Scene()
        try scene.home.write("in/a.txt", "A")
        try scene.home.write("b.txt", "B")
        let needs = ["@needs files in/"]
        #expect(try await scene.run(needs, "print(b24.file.read('in/a.txt'))").output == "A\n")
        let refused = try await scene.run(needs, "print(b24.file.read('b.txt'))")
        #expect(refused.status == 4 && refused.errors.contains("--- @needs files b.txt"), "\(refused)")
        let around = try await scene.run(needs, "print(b24.file.read('in/../b.txt'))")
        #expect(around.status == 4, "\(around)")
        symlink("../b.txt", scene.home.path + "/in/link.txt")
        #expect(try await scene.run(needs, "print(b24.file.read('in/link.txt'))").status == 4)
        // What the person names may be opened.
        try scene.home.write("job.lua", "--- @needs files in/\nprint(b24.file.read(b24.args[1]))\n")
        #expect(try await scene.home.b24("run", "job.lua", "b.txt").output == "B\n")
        try await scene.portal.stop()
    }

    // MARK: Before the first write

    @Test func aMissingScopeIsToldBeforeTheFirstWrite() async throws {
        let scene = try await Scene(scopes: ["crm"])
        let body = "pcall(function() \(Self.add) end) \(Self.add)"
        let run = try await scene.run([Self.needsAdd, "@needs scope crm task -- reminders"], body, "--yes")
        #expect(run.status == 1, "\(run)")
        #expect(run.errors.contains("Tasks (task)"), "\(run)")
        #expect(try await scene.writes.isEmpty)
        // What the methods need counts, too.
        let implied = try await scene.run([Self.needsAdd, "@needs read crm.* user.get"], body, "--yes", "--json")
        #expect(implied.output.contains("insufficient_scope"), "\(implied)")
        #expect(try await scene.writes.isEmpty)
        // A plan tells, too; and a script that writes nothing is not asked about.
        #expect(try await scene.run([Self.needsAdd, "@needs scope task"], body, "--dry-run").status == 1)
        let reader = try await scene.run(["@needs scope task"], "print(b24.call('crm.type.list') ~= nil)")
        #expect(reader.status == 0, "\(reader)")
        try await scene.portal.stop()
    }

    @Test func thePortalIsAskedOnceForAllWrites() async throws {
        let scene = try await Scene()
        let run = try await scene.run(
            [Self.needsAdd, "@needs scope crm", "@needs admin"],
            "b24.map({ 1, 2, 3, 4 }, function() \(Self.add) end, { batch = false })", "--yes", "--verbose")
        #expect(run.status == 0, "\(run)")
        for method in ["scope", "user.admin"] {
            let lines = run.errors.split(separator: "\n").filter { $0.hasPrefix("\(method): 200") }
            #expect(lines.count == 1, "\(method): \(run)")
        }
        let silent = try await scene.run(
            [Self.needsAdd, "@needs scope crm"], "b24.call('crm.type.list')", "--yes", "-v")
        #expect(!silent.errors.contains("scope:"), "\(silent)")
        try await scene.portal.stop()
    }

    @Test func whoIsNoAdministratorIsToldBeforeTheFirstWrite() async throws {
        let scene = try await Scene(owner: .employee)
        let run = try await scene.run([Self.needsAdd, "@needs admin"], Self.add, "--yes")
        #expect(run.status == 1 && run.errors.contains("needs an administrator"), "\(run)")
        #expect(try await scene.writes.isEmpty)
        try await scene.portal.stop()
    }

    @Test func aScopeThatNobodyKnowsIsSpeltWrong() async throws {
        let scene = try await Scene()
        let run = try await scene.run([Self.needsAdd, "@needs scope crmm"], Self.add, "--yes")
        #expect(run.status == 1 && run.errors.contains("crmm"), "\(run)")
        #expect(try await scene.writes.isEmpty)
        try await scene.portal.stop()
    }

    // MARK: Profiles and flags

    @Test func flagsAllowAndDeny() async throws {
        let scene = try await Scene()
        let denied = try await scene.run([], Self.add, "--deny", "write:crm.type.*")
        #expect(denied.status == 4 && denied.errors.contains("--deny write:crm.type.* forbids it"), "\(denied)")
        let allowed = try await scene.home.b24("--allow", "read:*", "call", "crm.type.add", "fields.title=X")
        #expect(allowed.status == 4 && allowed.errors.contains("--allow"), "\(allowed)")
        #expect(try await scene.home.b24("--allow=read:*", "call", "crm.type.list").status == 0)
        #expect(try await scene.home.b24("eval", "--deny", "crm.type.list", "b24.call('crm.type.list')").status == 4)
        let both = try await scene.run([], Self.add, "--allow", "*", "--deny", "crm.type.add")
        #expect(both.status == 4)
        #expect(try await scene.writes.isEmpty)
        #expect(try await scene.run([], Self.add, "--allow", "user.*", "--allow", "crm.*").status == 0)
        let odd = try await scene.run([], Self.add, "--allow", "crm item")
        #expect(odd.status == 2 && odd.errors.contains("crm item"), "\(odd)")
        try await scene.portal.stop()
    }

    @Test func aProfileAllowsAndDenies() async throws {
        let scene = try await Scene("allow = ['crm.*']\ndeny = ['delete:*', 'crm.type.add']\nmax_writes = 1")
        let denied = try await scene.run([], Self.add)
        #expect(denied.status == 4 && denied.errors.contains("profile 'acme' denies crm.type.add"), "\(denied)")
        let outside = try await scene.home.b24("call", "user.get")
        #expect(outside.status == 4 && outside.errors.contains("config.toml"), "\(outside)")
        let flags = try await scene.run([], Self.add, "--allow", "*", "--yes")
        #expect(flags.status == 4)
        let declared = try await scene.run(["@needs write *", "@needs delete *"], Self.add, "--yes")
        #expect(declared.status == 4)
        let many = try await scene.run(
            [], "for i = 1, 3 do b24.workplace.add { title = 'W' .. i } end", "--max-writes", "50")
        #expect(
            many.status == 4 && many.errors.contains("more than 1 writes are not allowed (max_writes of the profile)"))
        #expect(try await scene.home.b24("--json", "profile", "show").output.contains("\"max_writes\":1"))
        try await scene.portal.stop()
    }

    @Test(arguments: [
        ("allow = 'crm.*'", "'allow' is a list of patterns", "allow = [\"crm.*\"]"),
        ("allow = ['crm item']", "'crm item' is no pattern", "crm.deal.*"), ("deny = [1]", "'deny' is a list", ""),
        ("max_writes = 'many'", "'max_writes' is a whole number", ""),
        ("max_writes = -1", "'max_writes' is a whole number", ""),
        ("audit = 'yes'", "audit 'yes' is unknown; there are on, off, values", ""),
        ("alow = []", "unknown setting 'alow'", "allow"),
    ])
    func wrongSettings(_ line: String, _ text: String, _ hint: String) async throws {
        let home = try Home()
        try home.config("[profiles.acme]\n\(line)\n")
        let run = try await home.b24("-p", "acme", "call", "scope")
        #expect(run.status == 2 && run.errors.contains("config.toml:2: \(text)"), "\(run)")
        #expect(hint.isEmpty || run.errors.contains(hint), "\(run)")
    }

    @Test func aProfileSaysWhatIsAudited() async throws {
        let off = try await Scene("audit = 'off'")
        #expect(try await off.run([], Self.add).status == 0)
        #expect(!off.home.has(".local/state/b24/audit"))
        try await off.portal.stop()
        let values = try await Scene("audit = 'values'")
        #expect(try await values.run([], Self.add).status == 0)
        let folder = values.home.path + "/.local/state/b24/audit"
        let texts = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { !$0.hasSuffix(".lock") }.map {
            (try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)) ?? ""
        }
        #expect(texts.contains { $0.contains("\"X\"") }, "\(texts)")
        try await values.portal.stop()
    }

    @Test func aResumedRunMayDoNoMore() async throws {
        let scene = try await Scene()
        let run = try await scene.run([], Self.add + " error('stop')", "--deny", "crm.type.delete")
        #expect(run.status == 1)
        let last = try #require(try await scene.home.b24("--json", "log").output.firstMatch(of: /"run":"([^"]+)"/)).1
        try scene.home.write("job.lua", Self.add + " b24.call('crm.type.delete', { id = 1 })\n")
        let resumed = try await scene.home.b24("resume", String(last), "--changed-script", "--yes")
        #expect(resumed.status == 4 && resumed.errors.contains("--deny crm.type.delete"), "\(resumed)")
        try await scene.portal.stop()
    }
}
