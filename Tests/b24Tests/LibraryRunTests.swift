import B24Scripting
import Foundation
import Libraries
import PortalEmulator
import Testing

/// Scripts that use locked libraries, and commands of libraries, through the program.
@Suite struct LibraryRunTests {
    private let portal: LocalPortal
    private let home: Home
    private var project: String { home.path + "/project" }

    init() async throws {
        portal = try await LocalPortal.start()
        home = try Home()
        try home.write(".config/b24/acme.webhook", try await portal.webhook())
        try home.config("default_profile = 'acme'\n[profiles.acme]\nwebhook_file = 'acme.webhook'\n")
        try home.write(
            "team/b24.toml",
            """
            [library]
            name = "team"
            version = "1.4.2"
            api = 1
            summary = "Team helpers"
            summary_ru = "Помощники команды"
            [capabilities]
            read = ["crm.type.*"]
            write = ["crm.type.add"]
            [capabilities.why]
            "crm.type.add" = "makes smart processes"
            [commands]
            report = "commands/report.lua"
            """)
        try home.write("team/README.md", "# team\n")
        try home.write(
            "team/lib/init.lua",
            """
            local M = {}
            ---Makes a smart process.
            ---@param title string
            function M.make(title) return b24.call("crm.type.add", { fields = { title = title } }).type.title end
            ---Takes one away.
            function M.delete() return b24.call("crm.type.delete", { id = 1 }) end
            return M
            """)
        try home.write(
            "team/commands/report.lua",
            """
            --- Monthly report.
            --- @arg month string=2026-10  which month
            --- @flag apply  write it
            local team = require "team"
            print(b24.args.month, b24.args.apply)
            if b24.args.apply then print(team.make("Report " .. b24.args.month)) end
            """)
        try home.write("project/b24.toml", "[dependencies]\n")
        try home.write("project/s.lua", "--- Makes one.\n--- @arg title string\nprint(require('team').make(b24.args.title))\n")
        let added = try await run("lib", "add", "../team", "--yes")
        try #require(added.status == 0, "\(added)")
    }

    private func run(_ arguments: String...) async throws -> Run {
        let program = try home.start(arguments, folder: project)
        program.closeInput()
        return await program.end()
    }

    private func asked(_ answer: String) async throws -> Run {
        let program = try AskedProgram(home, ["run", project + "/s.lua", "A"])
        _ = await program.screen(until: "Allow it")
        program.type(answer)
        return await program.end()
    }

    @Test func bothSpeakOfTheSameInterface() { #expect(Manifest.hostAPI == ScriptSession.apiNumber) }

    @Test func aPersonAllowsALibraryOnce() async throws {
        let nobody = try await run("run", "s.lua", "A")
        #expect(nobody.status == 4 && nobody.output.isEmpty, "\(nobody)")
        #expect(
            nobody.errors.contains("Library team 1.4.2 is new on portal 'acme'. It needs:")
                && nobody.errors.contains("crm.type.add   makes smart processes")
                && nobody.errors.contains("nobody can be asked"), "\(nobody)")
        let russian = try await run("run", "--lang", "ru", "s.lua", "A")
        #expect(russian.errors.contains("Библиотека team 1.4.2 может менять портал «acme»"), "\(russian)")
        #expect(try await run("run", "s.lua", "A", "--dry-run").status == 2)
        #expect(try await run("--dry-run", "run", "s.lua", "A").status == 0)
        let no = try await asked("n")
        #expect(no.status == 4 && no.errors.contains("was not allowed on portal 'acme'"), "\(no)")
        let yes = try await asked("y")
        #expect(yes.status == 0 && yes.output == "A\n", "\(yes)")
        let again = try await run("run", "s.lua", "B")
        #expect(again.status == 0 && again.output == "B\n", "\(again)")
        // The audit and the journal say whose write it was.
        let folder = home.path + "/.local/state/b24/audit"
        let audit = try String(contentsOfFile: folder + "/audit-000001.jsonl", encoding: .utf8)
        let lines = audit.split(separator: "\n")
        #expect(lines.count == 2)
        let mark = #""where":"team@1.4.2/lib/init.lua:4","library":"team","library_version":"1.4.2""#
        #expect(lines.filter { $0.contains(mark) }.count == 2, "\(audit)")
        let log = try await run("log", "--json")
        let rows = try #require(try log.envelope()["data"] as? [[String: Any]])
        let writes = try await run("log", try #require(rows.first?["run"] as? String))
        #expect(writes.output.contains("library") && writes.output.contains("team 1.4.2"), "\(writes)")
        try await portal.stop()
    }

    @Test func itsGrantEnds() async throws {
        let refused = try await run("eval", "--yes", "require('team').delete()")
        #expect(refused.status == 4, "\(refused)")
        #expect(refused.errors.contains("Library team 1.4.2 may not call crm.type.delete, which deletes"), "\(refused)")
        #expect(refused.errors.contains("team@1.4.2/lib/init.lua:6"), "\(refused)")
        try await portal.stop()
    }

    @Test func commandsOfLibraries() async throws {
        let report = try await run("run", "--yes", "team/report", "--month", "2026-11", "--apply")
        #expect(report.status == 0 && report.output == "2026-11\ttrue\nReport 2026-11\n", "\(report)")
        let help = try await run("run", "team/report", "--help")
        #expect(help.output.contains("Usage: b24 run team/report [--apply] [MONTH]"), "\(help)")
        let wrong = try await run("run", "team/report", "--aply")
        #expect(
            wrong.status == 2
                && wrong.errors.contains("Did you mean --apply? Usage: b24 run team/report [--apply] [MONTH]"), "\(wrong)")
        let unknown = try await run("run", "team/reprot")
        #expect(unknown.status == 1 && unknown.errors.contains("It has team/report."), "\(unknown)")
        let plan = try await run("--dry-run", "--json", "run", "team/report", "--apply")
        let entries = try #require(try plan.envelope()["plan"] as? [[String: Any]])
        #expect((entries.first?["library"] as? [String: String]) == ["name": "team", "version": "1.4.2"])
        let list = try await run("list")
        #expect(list.output.contains("s.lua        TITLE              Makes one."), "\(list)")
        #expect(list.output.contains("team/report  [--apply] [MONTH]  Monthly report."), "\(list)")
        let json = try await run("list", "--json")
        let scripts = try #require(try json.envelope()["data"] as? [[String: Any]])
        #expect(scripts.map { $0["script"] as? String } == ["s.lua", "team/report"])
        try await portal.stop()
    }

    @Test func linksNeedAPersonOrAFlag() async throws {
        try home.write(
            "team/lib/init.lua",
            "local M = {}\n---Makes one.\nfunction M.make(t) return b24.call('crm.type.add', { fields = { title = t .. '!' } }).type.title end\n---Nothing.\nfunction M.delete() end\nreturn M\n")
        let linked = try await run("lib", "link", "../team")
        #expect(linked.status == 0, "\(linked)")
        let refused = try await run("run", "--yes", "s.lua", "A")
        #expect(refused.status == 4 && refused.errors.contains("takes only what is locked"), "\(refused)")
        let taken = try await run("run", "--yes", "--links", "s.lua", "A")
        #expect(taken.status == 0 && taken.output == "A!\n", "\(taken)")
        let log = try await run("log", "--json")
        let rows = try #require(try log.envelope()["data"] as? [[String: Any]])
        let writes = try await run("log", try #require(rows.first?["run"] as? String))
        #expect(writes.output.contains("team@linked/lib/init.lua:3") && writes.output.contains("team 1.4.2 linked"), "\(writes)")
        try await portal.stop()
    }

    @Test func whatWasChangedIsNotLoaded() async throws {
        let store = home.path + "/.local/share/b24/store"
        let file = try #require(
            FileManager.default.subpathsOfDirectory(atPath: store).first { $0.hasSuffix("lib/init.lua") })
        let path = store + "/" + file
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("-- more\n".utf8))
        try handle.close()
        let refused = try await run("run", "--yes", "s.lua", "A")
        #expect(refused.status == 4 && refused.errors.contains("was changed: its hash is h1:"), "\(refused)")
        let command = try await run("run", "--yes", "team/report")
        #expect(command.status == 4 && command.errors.contains("was changed"), "\(command)")
        try await portal.stop()
    }

    @Test func modulesOfOthersNeedTrust() async throws {
        try home.write("project/lua_modules/share/lua/5.4/inspect.lua", "return function(x) return tostring(x) end\n")
        try home.write("project/r.lua", "print(require('inspect')(5))\n")
        let refused = try await run("run", "r.lua")
        #expect(refused.status == 4 && refused.errors.contains("add --trust"), "\(refused)")
        let trusted = try await run("run", "--trust", "r.lua")
        #expect(trusted.status == 0 && trusted.output == "5\n", "\(trusted)")
        try await portal.stop()
    }
}
