import Foundation
import PortalEmulator
import Testing

/// The first run of a script that declares writes: a person sees what it needs, and allows it.
@Suite struct ApprovalTests {
    private let portal: LocalPortal
    private let home: Home
    private static let add = "print(b24.call('crm.type.add', { fields = { title = 'X' } }).type.title)\n"

    init() async throws {
        portal = try await LocalPortal.start()
        home = try Home()
        try home.write(".config/b24/acme.webhook", try await portal.webhook())
        try home.config("default_profile = 'acme'\n[profiles.acme]\nwebhook_file = 'acme.webhook'\n")
    }

    private func script(_ needs: String...) throws {
        try home.write("job.lua", needs.map { "--- @needs \($0)\n" }.joined() + Self.add)
    }

    /// Runs the script, somebody answering what it is asked; what the terminal showed is among the errors.
    private func asked(_ answer: String) async throws -> Run {
        let program = try AskedProgram(home, ["run", "job.lua"])
        _ = await program.screen(until: "Allow it")
        program.type(answer)
        return await program.end()
    }

    @Test func aPersonAllowsOnce() async throws {
        try script("read crm.type.*", "write crm.type.add -- makes one for each department")
        let no = try await asked("n")
        #expect(no.status == 4 && no.output.isEmpty, "\(no)")
        #expect(no.errors.contains("was not allowed on portal 'acme', so it was not run"), "\(no)")
        let yes = try await asked("y")
        #expect(yes.status == 0 && yes.output == "X\n", "\(yes)")
        #expect(
            yes.errors.contains("job.lua is new on portal 'acme'. It needs:")
                && yes.errors.contains("writes   crm.type.add   makes one for each department"), "\(yes)")
        // From now on nobody is asked, with or without a terminal, also after the script was corrected.
        let again = try await home.b24("run", "job.lua")
        #expect(again.status == 0 && again.errors.isEmpty, "\(again)")
        try home.write("job.lua", "--- @needs write crm.type.add -- as before\n-- corrected\n" + Self.add)
        #expect(try await home.b24("run", "job.lua").status == 0)
        let folder = home.path + "/.local/state/b24/approved"
        let file = try #require(
            FileManager.default.subpathsOfDirectory(atPath: folder).first { $0.hasSuffix(".json") }, "\(folder)")
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try await portal.stop()
    }

    @Test func moreThanWasAllowedIsAskedAboutAgain() async throws {
        try script("write crm.type.add", "max_writes 5")
        #expect(try await asked("y").status == 0)
        try script("write crm.type.add", "delete crm.type.delete -- tidies up", "max_writes 5")
        let refused = try await home.b24("run", "job.lua")
        #expect(refused.status == 4, "\(refused)")
        #expect(
            refused.errors.contains("needs more than you have allowed on portal 'acme'. New:")
                && refused.errors.contains("deletes   crm.type.delete   tidies up")
                && !refused.errors.contains("crm.type.add"), "\(refused)")
        #expect(try await asked("y").status == 0)
        #expect(try await home.b24("run", "job.lua").status == 0)
        try script("write crm.type.add", "delete crm.type.delete")
        let unlimited = try await home.b24("run", "job.lua")
        #expect(unlimited.status == 4 && unlimited.errors.contains("no limit of writes any more"), "\(unlimited)")
        try script("write crm.type.add", "max_writes 1")
        #expect(try await home.b24("run", "job.lua").status == 0)
        try await portal.stop()
    }

    @Test func withoutATerminalItIsRefused() async throws {
        try script("write crm.type.add -- makes one")
        for flags in [[], ["--no-input"]] {
            let running = try home.start(flags + ["run", "job.lua"])
            running.closeInput()
            let run = await running.end()
            #expect(run.status == 4 && run.output.isEmpty, "\(run)")
            #expect(run.errors.contains("makes one") && run.errors.contains("--yes"), "\(run)")
        }
        let russian = try await home.b24("--lang", "ru", "run", "job.lua")
        #expect(russian.errors.contains("спросить некого"), "\(russian)")
        let piped = try await home.b24("run", "-", input: "--- @needs write crm.type.add\n" + Self.add)
        #expect(piped.status == 4, "\(piped)")
        #expect(try await portal.writes(since: 0).isEmpty)
        // --yes is for this run alone.
        #expect(try await home.b24("run", "--yes", "job.lua").output == "X\n")
        #expect(try await home.b24("run", "job.lua").status == 4)
        try await portal.stop()
    }

    @Test func whatChangesNothingNeedsNoLeave() async throws {
        try script("write crm.type.add")
        #expect(try await home.b24("--dry-run", "run", "job.lua").status == 0)
        #expect(try await home.b24("-p", "demo", "run", "job.lua").status == 0)
        let readOnly = try await home.b24("--read-only", "run", "job.lua")
        #expect(readOnly.status == 4 && readOnly.errors.contains("--read-only"), "\(readOnly)")
        try home.write("job.lua", "--- @needs read crm.type.*\nprint(b24.call('crm.type.list') ~= nil)\n")
        #expect(try await home.b24("run", "job.lua").output == "true\n")
        try await portal.stop()
    }

    @Test func leaveIsOfOnePortalAndOneScript() async throws {
        try script("write crm.type.add")
        #expect(try await asked("y").status == 0)
        try home.write("other.lua", "--- @needs write crm.type.add\n" + Self.add)
        #expect(try await home.b24("run", "other.lua").status == 4)
        let webhook = try await portal.webhook()
        #expect(try await home.b24("run", "job.lua", environment: ["B24_WEBHOOK_URL": webhook]).status == 4)
        try await portal.stop()
    }

    @Test func aChangedRecordIsNone() async throws {
        try script("write crm.type.add")
        #expect(try await asked("y").status == 0)
        let folder = home.path + "/.local/state/b24/approved"
        let file = try #require(
            FileManager.default.subpathsOfDirectory(atPath: folder).first { $0.hasSuffix(".json") })
        let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        try text.replacing("crm.type.add", with: "*").write(
            toFile: folder + "/" + file, atomically: true, encoding: .utf8)
        #expect(try await home.b24("run", "job.lua").status == 4)
        try await portal.stop()
    }
}
