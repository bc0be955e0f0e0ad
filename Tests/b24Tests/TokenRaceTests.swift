import Bitrix24
import Foundation
import PortalEmulator
import Testing

/// 20 callers in each of 3 processes meet an expired token: one renewal.
@Suite("An expired token of several processes") struct TokenRaceTests {
    /// How often the race is run; `B24_RACE_ROUNDS=100` for a long look.
    private static let rounds = ProcessInfo.processInfo.environment["B24_RACE_ROUNDS"].flatMap(Int.init) ?? 3

    private static let script = """
        local callers = {}
        for i = 1, 20 do callers[i] = function() return b24.call("user.current").ID end end
        local answers = { b24.all(callers) }
        return #answers
        """

    @Test("is renewed once") func race() async throws {
        let scene = try await SignedInHome()
        for round in 1...Self.rounds {
            try await scene.portal.expireTokens(of: scene.application)
            let runs = try await withThrowingTaskGroup { group in
                for _ in 1...3 { group.addTask { try await scene.home.b24("eval", Self.script) } }
                return try await group.reduce(into: [Run]()) { $0.append($1) }
            }
            for run in runs { #expect(run.status == 0, "round \(round): \(run)") }
            #expect(scene.tokenRequests == round)
            let stored = try #require(try scene.stored())
            #expect(stored.accessToken != scene.token.accessToken && stored.renewalBegan == nil)
        }
        try await scene.portal.stop()
    }
}
