import Foundation
import PortalEmulator
import Testing

/// A portal that has moved: the call arrives, and a person learns which lines name the old address.
@Suite(.enabled(if: Peer.isAvailable, Peer.need)) struct MovedPortalTests {
    private let home: Home

    init() throws { home = try Home() }

    private func moved() async throws -> (portal: LocalPortal, peer: Peer, old: String, new: String, webhook: String) {
        let portal = try await LocalPortal.start()
        let parts = try await portal.webhook().split(separator: "/rest/", maxSplits: 1).map(String.init)
        let peer = try await Peer(["role": "moved", "to": parts[0]])
        let old = "http://127.0.0.1:\(peer.port)"
        return (portal, peer, old, parts[0], old + "/rest/" + parts[1])
    }

    @Test func aProfileIsToldOnceWhichLinesToChange() async throws {
        let (portal, peer, old, new, webhook) = try await moved()
        try home.write(".config/b24/acme.webhook", webhook)
        let config = try home.config(
            """
            default_profile = "acme"

            [profiles.acme]
            webhook_file = "acme.webhook"
            domain = "127.0.0.1:\(peer.port)"
            """)
        let lua = "b24.call('user.current') b24.call('user.current') return b24.call('user.current').NAME"
        let run = try await home.b24("eval", lua)
        #expect(run.output == "Anna\n", "\(run)")
        #expect(
            run.errors
                == "warning: b24: the portal has moved from \(old) to \(new) and answers from there. Change line 5 of "
                + "\(config) to: domain = \"\(new.dropFirst(7))\". Let the address in "
                + "\(home.path)/.config/b24/acme.webhook begin with \(new)/; the rest of it stays.\n")
        let inRussian = try await home.b24("--lang", "ru", "--log-format", "json", "eval", lua)
        #expect(inRussian.errors.contains(#""level":"warn","message":"b24: портал переехал с"#), "\(inRussian)")
        #expect(inRussian.errors.contains("Исправьте строку 5 в"))
        // The old address was asked once in each run, and nothing was changed by b24.
        #expect(try await peer.summary().requests == ["user.current", "user.current"])
        #expect(try String(contentsOfFile: config, encoding: .utf8).contains("127.0.0.1:\(peer.port)"))
        try await portal.stop()
    }

    @Test func aWebhookOfTheEnvironmentIsToldToo() async throws {
        let (portal, peer, _, new, webhook) = try await moved()
        let run = try await home.b24("call", "user.current", environment: ["B24_WEBHOOK_URL": webhook])
        #expect(run.status == 0)
        #expect(run.errors.contains("Give the webhook's address with \(new)/ from now on"), "\(run)")
        _ = try await peer.summary()
        try await portal.stop()
    }
}
