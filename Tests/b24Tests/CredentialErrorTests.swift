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
        let method: String
        let provoke: @Sendable (Scene) async throws -> [String: String]

        init(
            _ name: String, _ kind: String, _ method: String = "profile",
            _ provoke: @escaping @Sendable (Scene) async throws -> [String: String]
        ) {
            (testDescription, self.kind, self.method, self.provoke) = (name, kind, method, provoke)
        }
    }

    static let cases = [
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
    ]

    /// Kind, text and hint of the error of a call.
    private func error(_ item: Case, _ language: String) async throws -> (kind: String, text: String, hint: String) {
        let portal = try await LocalPortal.start()
        let application = try await portal.application()
        let scene = Scene(portal: portal, application: application, tokens: try await portal.tokens(for: application))
        let environment = try await item.provoke(scene)
        let run = try await Home().b24("--json", "--lang", language, "call", item.method, environment: environment)
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
        for item in Self.cases {
            let error = try await error(item, "en")
            let other = seen.updateValue(item.testDescription, forKey: error.text + "\n" + error.hint)
            #expect(other == nil, "'\(item.testDescription)' reads like '\(other ?? "")': \(error)")
        }
    }
}
