import Foundation
import PortalEmulator
import TerminalTesting
import Testing

/// Questions on a terminal: one portal after the other has it to itself.
@Suite @TerminalThread struct AskedPortalsTests {
    private func scene() async throws -> (Home, [LocalPortal]) {
        let home = try Home()
        var (portals, config) = ([LocalPortal](), "")
        for name in ["first", "second"] {
            let portal = try await LocalPortal.start()
            portals.append(portal)
            try home.write(".config/b24/\(name).webhook", try await portal.webhook() + "\n")
            config += "[profiles.\(name)]\nprotected = true\nwebhook_file = \"\(name).webhook\"\n"
        }
        try home.config(config)
        return (home, portals)
    }

    private static let add = "return b24.call('crm.type.add', {fields={title='X'}}).type.title"

    @Test func eachAsksForItself() async throws {
        let (home, portals) = try await scene()
        let program = try AskedProgram(home, ["-p", "first,second", "eval", Self.add])
        #expect(await program.screen(until: "'first'").contains("== first (1/2)"))
        program.type("no")
        _ = await program.screen(until: "== second (2/2)")
        _ = await program.screen(until: "'second'")
        program.type("second")
        let run = await program.end()
        #expect(run.status == 4, "\(run)")
        #expect(run.output == "X\n")
        #expect(try await portals[0].writes(since: 0).isEmpty)
        #expect(try await portals[1].writes(since: 0).count == 1)
        #expect(run.errors.contains("refused") && run.errors.contains("done"))
        for portal in portals { try await portal.stop() }
    }

    @Test func ctrlCAtAQuestionStartsNothingMore() async throws {
        let (home, portals) = try await scene()
        let program = try TerminalProgram(
            program: "b24", ["-p", "first,second", "eval", Self.add], columns: 200, environment: ["HOME": home.path])
        try program.terminal.wait(containing: "'first'")
        program.terminal.type("\u{3}")
        #expect(try program.end() == 130)
        #expect(program.terminal.screen.text.contains("not started"))
        for portal in portals {
            #expect(try await portal.writes(since: 0).isEmpty)
            try await portal.stop()
        }
    }
}
