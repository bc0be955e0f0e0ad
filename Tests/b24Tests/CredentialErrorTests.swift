import Foundation
import PortalEmulator
import Testing

/// What can be wrong with a credential, met for real by the built program: each has its own kind, text and hint, in both
/// languages.
@Suite("A credential that fails") struct CredentialErrorTests {
    /// A portal with an application, and the environment of a call.
    struct Scene: Sendable {
        let portal: LocalPortal
        let application: LocalPortal.Application
        let tokens: LocalPortal.TokenPair

        /// A ready token of the application.
        var token: [String: String] {
            ["B24_ACCESS_TOKEN": tokens.accessToken, "B24_PORTAL_URL": portal.address]
        }

        /// The same, with everything that a renewal needs.
        var renewable: [String: String] {
            token.merging([
                "B24_REFRESH_TOKEN": tokens.refreshToken, "B24_CLIENT_ID": application.clientID,
                "B24_CLIENT_SECRET": application.clientSecret, "B24_AUTH_SERVER": portal.address,
            ]) { $1 }
        }

        func webhook(_ owner: LocalPortal.Owner = .admin, scopes: [String]? = nil) async throws -> [String: String] {
            ["B24_WEBHOOK_URL": try await portal.webhook(owner, scopes: scopes)]
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let kind: String
        /// The case from which the portal's answer does not tell it apart.
        var twin: String?
        /// The run that fails, in a language.
        let run: @Sendable (Scene, String) async throws -> Run

        init(
            _ name: String, _ kind: String, twin: String? = nil,
            run: @escaping @Sendable (Scene, String) async throws -> Run
        ) {
            (testDescription, self.kind, self.twin, self.run) = (name, kind, twin, run)
        }

        /// A call in an environment.
        init(
            _ name: String, _ kind: String, _ method: String = "profile", twin: String? = nil,
            _ provoke: @escaping @Sendable (Scene) async throws -> [String: String]
        ) {
            self.init(name, kind, twin: twin) { scene, language in
                try await Home().b24(
                    "--json", "--lang", language, "call", method, environment: provoke(scene))
            }
        }
    }

    static let cases =
        [
            Case("expired, and it cannot be renewed", "auth_expired") {
                try await $0.portal.expireTokens()
                return $0.token
            },
            Case("expired, and the sign-in has ended", "auth_expired") {
                try await $0.portal.expireTokens(of: $0.application, withRefreshTokens: true)
                return $0.renewable
            },
            Case("revoked: the application is gone", "auth_invalid") {
                try await $0.portal.remove($0.application)
                return $0.token
            },
            Case("a webhook that was regenerated", "auth_invalid") {
                let old = try await $0.webhook()
                _ = try await $0.portal.regenerateWebhook(old["B24_WEBHOOK_URL"] ?? "")
                return old
            },
            Case("a missing scope", "insufficient_scope", "crm.type.list") { try await $0.webhook(scopes: ["user"]) },
            Case("no administrator", "access_denied", "crm.type.list") { try await $0.webhook(.employee) },
            Case("no access to the application", "app_access") {
                var application = $0.application
                application.accessCodes = ["U3"]
                try await $0.portal.update(application)
                return $0.token
            },
            Case("a plan without REST", "plan_required") {
                $0.portal.setAvailability(.withoutREST)
                return try await $0.webhook()
            },
            Case("a portal that is gone", "portal_deleted") {
                $0.portal.setAvailability(.deleted)
                return try await $0.webhook()
            },
            Case("a method for applications", "application_context", "app.info") { try await $0.webhook() },
            Case("a wrong clock: expired for the portal, not for this machine", "auth_expired") {
                $0.portal.moveClock(by: 2 * 3600)
                return $0.token
            },
            Case("a wrong code of a webhook", "auth_invalid", twin: "a webhook that was regenerated") {
                ["B24_WEBHOOK_URL": $0.portal.address + "/rest/1/" + String(repeating: "x", count: 24) + "/"]
            },
            Case("a wrong code at sign-in", "auth_invalid") { scene, language in
                let address = scene.portal.address
                let words = ["auth", "login", "--portal", address, "--server", address, "--paste", "--client-id"]
                let program = try AskedProgram(
                    Home(), ["--json", "--lang", language] + words + [scene.application.clientID],
                    environment: ["B24_CLIENT_SECRET": scene.application.clientSecret])
                _ = await program.screen(until: "/oauth/authorize/")
                program.type("n0suchc0de")
                return await program.end()
            },
        ] + moved

    /// A portal that has moved to where b24 does not follow it: the credential would travel readably.
    private static let moved =
        !Peer.isAvailable
        ? []
        : [
            Case("a moved portal", "unexpected_answer") { _, language in
                let old = try await Peer(["role": "moved", "to": "http://new.invalid"])
                let run = try await Home().b24(
                    "--json", "--lang", language, "call", "profile",
                    environment: ["B24_WEBHOOK_URL": "http://127.0.0.1:\(old.port)/rest/1/s3cr3tc0de4242/"])
                #expect(!(run.output + run.errors).contains("s3cr3tc0de4242"))
                _ = try await old.summary()
                return run
            }
        ]

    /// Kind, text and hint of the error of a call.
    private func error(_ item: Case, _ language: String) async throws -> (kind: String, text: String, hint: String) {
        let portal = try await LocalPortal.start()
        let application = try await portal.application()
        let scene = Scene(portal: portal, application: application, tokens: try await portal.tokens(for: application))
        let run = try await item.run(scene, language)
        try await portal.stop()
        #expect(run.status == 1, "\(run)")
        for secret in [scene.tokens.accessToken, scene.tokens.refreshToken, application.clientSecret] {
            #expect(!(run.output + run.errors).contains(secret))
        }
        let members = try #require(try run.envelope()["error"] as? [String: Any])
        func text(_ name: String) -> String { members[name] as? String ?? "" }
        return (text("kind"), text("message"), text("hint"))
    }

    @Test("says which it is, and what to do", arguments: cases)
    func explains(item: Case) async throws {
        let english = try await error(item, "en")
        let russian = try await error(item, "ru")
        #expect(english.kind == item.kind, "\(english)")
        #expect(russian.kind == item.kind)
        for text in [english.text, english.hint] {
            #expect(!text.isEmpty && !text.contains { ("а"..."я").contains($0) }, "\(english)")
        }
        for text in [russian.text, russian.hint] {
            #expect(text.contains { ("а"..."я").contains($0) }, "\(russian)")
        }
    }

    @Test("is never taken for another") func differ() async throws {
        var seen: [String: String] = [:]
        for item in Self.cases where item.twin == nil {
            let error = try await error(item, "en")
            let other = seen.updateValue(item.testDescription, forKey: error.text + "\n" + error.hint)
            #expect(other == nil, "'\(item.testDescription)' reads like '\(other ?? "")': \(error)")
        }
    }
}
