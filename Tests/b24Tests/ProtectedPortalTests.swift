import Foundation
import PortalEmulator
import Testing

/// A protected profile: writes need `--yes`, or its name typed. What a person types is tested at the gate and on a terminal.
@Suite struct ProtectedPortalTests {
    private static let write = "return b24.call('crm.type.add', {fields={title='X'}}).type.title"

    private func scene() async throws -> (LocalPortal, Home) {
        let portal = try await LocalPortal.start()
        let home = try Home()
        try home.write(".config/b24/acme.webhook", try await portal.webhook())
        try home.config("default_profile = 'acme'\n[profiles.acme]\nprotected = true\nwebhook_file = 'acme.webhook'\n")
        return (portal, home)
    }

    @Test func withoutATerminalWritesNeedYes() async throws {
        let (portal, home) = try await scene()
        let refused = try await home.b24("eval", Self.write)
        #expect(refused.status == 4, "\(refused)")
        #expect(refused.errors.contains("'acme' is protected") && refused.errors.contains("--yes"))
        let batch = try await home.b24("eval", "b24.batch { { 'user.current' }, { 'crm.type.delete', { id = 1 } } }")
        #expect(batch.status == 4)
        #expect(try await home.b24("call", "crm.type.add", "fields.title=X").status == 4)
        #expect(try await portal.writes(since: 0).isEmpty)
        #expect(try await home.b24("call", "user.current").status == 0)
        #expect(try await home.b24("--dry-run", "eval", Self.write + ";").status == 0)
        #expect(try await home.b24("--yes", "eval", Self.write).output == "X\n")
        try await portal.stop()
    }

    @Test func inRussian() async throws {
        let (portal, home) = try await scene()
        #expect(try await home.b24("--lang", "ru", "eval", Self.write).errors.contains("Портал «acme» защищён"))
        try await portal.stop()
    }
}
