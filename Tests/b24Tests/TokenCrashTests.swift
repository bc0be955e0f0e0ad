import Bitrix24
import Foundation
import PortalEmulator
import Testing

/// What becomes of a sign-in when the renewal of its token is cut off.
@Suite("A renewal that is cut off") struct TokenCrashTests {
    /// The program is killed after the authorization server has issued the new pair, and before it was stored.
    @Test("keeps the old pair, and the next run says how to sign in again") func killed() async throws {
        let (asked, ask) = AsyncStream<Void>.makeStream()
        let scene = try await SignedInHome(
            onTokenRequest: { ask.yield() }, change: { $0.faults = ["oauth/token:timeout:1"] })
        try await scene.portal.expireTokens(of: scene.application)
        let running = try scene.home.start(["call", "profile"])
        for await _ in asked { break }
        running.signal(SIGKILL)
        _ = await running.end()
        let stored = try #require(try scene.stored())
        #expect(stored.accessToken == scene.token.accessToken && stored.refreshToken == scene.token.refreshToken)
        #expect(stored.renewalBegan != nil)
        for (language, word) in [("en", "never got its answer"), ("ru", "не пришёл")] {
            let run = try await scene.home.b24("call", "profile", "--lang", language)
            #expect(run.status == 1 && run.errors.contains(word), "\(run)")
            #expect(run.errors.contains("b24 auth login --profile acme"), "\(run)")
        }
        try await scene.portal.stop()
    }

    @Test("is repeated when the request did not arrive") func dropped() async throws {
        let scene = try await SignedInHome(change: { $0.faults = ["oauth/token:drop-before:2"] })
        try await scene.portal.expireTokens(of: scene.application)
        let run = try await scene.home.b24("call", "profile")
        #expect(run.status == 0, "\(run)")
        #expect(try scene.stored()?.accessToken != scene.token.accessToken)
        try await scene.portal.stop()
    }
}
