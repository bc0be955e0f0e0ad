import Bitrix24
import JSON
import Localization
import PortalEmulator
import Testing

/// Everything that can be wrong with a credential, provoked for real, and the kind that the client makes of it.
@Suite struct CredentialFailureTests {
    /// What was asked, and what came back.
    struct Failure {
        var method = "profile"
        let answer: HTTPClient.Response

        init(_ answer: HTTPClient.Response, _ method: String = "profile") {
            self.answer = answer
            self.method = method
        }
    }

    /// One way to fail.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let status: Int
        let code: String
        let kind: ErrorKind
        let provoke: @Sendable (Scene) async throws -> Failure

        init(
            _ name: String, _ status: Int, _ code: String, _ kind: ErrorKind,
            _ provoke: @escaping @Sendable (Scene) async throws -> Failure
        ) {
            testDescription = name
            self.status = status
            self.code = code
            self.kind = kind
            self.provoke = provoke
        }
    }

    /// A portal with an application, a webhook and a clock.
    struct Scene: Sendable {
        let clock: VirtualClock
        let portal: TestPortal
        let application: LocalPortal.Application
        let tokens: LocalPortal.TokenPair
        let webhook: String

        var local: LocalPortal { portal.portal }

        func call(_ method: String = "profile") throws -> Failure {
            Failure(try portal.call(method, token: tokens.accessToken), method)
        }

        func hook(_ method: String = "profile") throws -> Failure {
            Failure(try portal.client.send("POST", TestPortal.path(webhook) + method), method)
        }

        func refresh() throws -> Failure { Failure(try portal.refresh(tokens.refreshToken, application), "") }
    }

    static let cases = [
        Case("expired token", 401, "expired_token", .authExpired) {
            $0.clock.advance(3600)
            return try $0.call()
        },
        Case("token ended by hand", 401, "expired_token", .authExpired) {
            try await $0.local.expireTokens()
            return try $0.call()
        },
        Case("clock of the portal runs ahead", 401, "expired_token", .authExpired) {
            $0.local.moveClock(by: 7200)
            return try $0.call()
        },
        Case("invented token", 401, "invalid_token", .authInvalid) {
            Failure(try $0.portal.call("profile", token: "invented"))
        },
        Case("application removed", 401, "invalid_token", .authInvalid) {
            try await $0.local.remove($0.application)
            return try $0.call()
        },
        Case("no credential", 401, "NO_AUTH_FOUND", .authInvalid) {
            Failure(try $0.portal.client.send("GET", "/rest/profile"))
        },
        Case("person of the token dismissed", 401, "authorization_error", .authInvalid) {
            try await $0.local.setActive(false, user: 3)
            return try $0.call()
        },
        Case("owner of the webhook dismissed", 401, "INVALID_CREDENTIALS", .authInvalid) {
            try await $0.local.setActive(false, user: 3)
            return try $0.hook()
        },
        Case("webhook expired", 401, "INVALID_CREDENTIALS", .authInvalid) {
            $0.clock.advance(86400)
            return try $0.hook()
        },
        Case("webhook regenerated", 401, "INVALID_CREDENTIALS", .authInvalid) {
            _ = try await $0.local.regenerateWebhook($0.webhook)
            return try $0.hook()
        },
        Case("webhook deleted", 401, "INVALID_CREDENTIALS", .authInvalid) {
            try await $0.local.deleteWebhook($0.webhook)
            return try $0.hook()
        },
        Case("wrong code of a webhook", 401, "INVALID_CREDENTIALS", .authInvalid) {
            Failure(try $0.portal.client.send("GET", "/rest/3/wrong/profile"))
        },
        Case("refresh token used before", 400, "invalid_grant", .authInvalid) {
            _ = try $0.refresh()
            return try $0.refresh()
        },
        Case("refresh token after half a year", 400, "invalid_grant", .authInvalid) {
            $0.clock.advance(180 * 86400)
            return try $0.refresh()
        },
        Case("refresh token ended by hand", 400, "invalid_grant", .authInvalid) {
            try await $0.local.expireTokens(of: $0.application, withRefreshTokens: true)
            return try $0.refresh()
        },
        Case("code after 30 seconds", 400, "invalid_grant", .authInvalid) {
            let code = try await $0.local.authorizationCode(for: $0.application)
            $0.clock.advance(30)
            return Failure(try $0.portal.exchange(code, $0.application), "")
        },
        Case("client of a removed application", 400, "invalid_client", .authInvalid) {
            try await $0.local.remove($0.application)
            return try $0.refresh()
        },
        Case("malformed token request", 400, "invalid_request", .invalidArgument) {
            Failure(try $0.portal.token([("grant_type", "refresh_token")]), "")
        },
        Case("scope of a token request", 400, "invalid_scope", .insufficientScope) {
            Failure(
                try $0.portal.token([
                    ("grant_type", "refresh_token"), ("client_id", $0.application.clientID),
                    ("client_secret", $0.application.clientSecret), ("refresh_token", $0.tokens.refreshToken),
                    ("scope", "disk"),
                ]), "")
        },
        Case("scope of the application", 403, "insufficient_scope", .insufficientScope) {
            try $0.call("department.get")
        },
        Case("scope of the webhook", 403, "insufficient_scope", .insufficientScope) { try $0.hook("department.get") },
        Case("scope of a module", 400, "", .insufficientScope) { scene in
            let url = try await scene.local.webhook(.admin, scopes: ["userfieldconfig"])
            let method = "userfieldconfig.list"
            return Failure(
                try scene.portal.client.send("GET", "\(TestPortal.path(url))\(method)?moduleId=crm"), method)
        },
        Case("rights of the person", 400, "ACCESS_DENIED", .accessDenied) { try $0.call("crm.type.list") },
        Case("guest", 403, "allowed_only_intranet_user", .accessDenied) {
            let guest = try await $0.local.tokens(for: $0.application, as: .extranet)
            return Failure(try $0.portal.call("crm.type.list", token: guest.accessToken), "crm.type.list")
        },
        Case("person without access to the application", 403, "user_access_error", .appAccess) {
            var application = $0.application
            application.accessCodes = ["U1", "D3"]
            try await $0.local.update(application)
            return try $0.call()
        },
        Case("plan without REST", 403, "ACCESS_DENIED", .planRequired) {
            $0.local.setAvailability(.withoutREST)
            return try $0.call()
        },
        Case("application not paid", 400, "PAYMENT_REQUIRED", .planRequired) {
            var application = $0.application
            application.isPaymentExpired = true
            try await $0.local.update(application)
            return try $0.refresh()
        },
        Case("method for applications", 400, "ACCESS_DENIED", .applicationContext) { try $0.hook("app.info") },
        Case("settings of an application", 400, "AccessException", .applicationContext) {
            try $0.hook("app.option.get")
        },
        Case("method for application tokens", 403, "WRONG_AUTH_TYPE", .applicationContext) {
            try $0.hook("pull.application.config.get")
        },
        Case("portal deleted", 500, "PORTAL_DELETED", .portalDeleted) {
            $0.local.setAvailability(.deleted)
            return try $0.call()
        },
    ]

    @Test(arguments: cases)
    func hasItsCodeAndItsKind(failure: Case) async throws {
        for language in ["en", "ru"] {
            let clock = VirtualClock()
            let portal = try await TestPortal {
                $0.clock = clock.clock
                $0.language = language == "ru" ? .ru : .en
            }
            let application = try await portal.portal.application(scopes: ["crm", "user"])
            let scene = Scene(
                clock: clock, portal: portal, application: application,
                tokens: try await portal.portal.tokens(for: application, as: .employee),
                webhook: try await portal.portal.webhook(.employee, scopes: ["crm"], expires: 1_760_086_400))
            let found = try await failure.provoke(scene)
            let body = try found.answer.json
            let description = body["error_description"]?.stringValue ?? ""
            #expect(found.answer.status == failure.status, "\(found.answer.text)")
            #expect(body["error"]?.stringValue == failure.code, "\(found.answer.text)")
            #expect(!description.isEmpty)
            let kind = ErrorTranslation.kind(
                code: failure.code, status: found.answer.status, method: found.method, description: description)
            #expect(kind == failure.kind, "\(found.answer.text)")
        }
    }

    @Test func aPortalIsOpenAgainWhenItIsSaidSo() async throws {
        let portal = try await TestPortal { $0.availability = .withoutREST }
        #expect(try portal.call("profile").status == 403)
        #expect(try portal.client.send("GET", "/rest/1/wrong/profile").status == 403)
        portal.portal.setAvailability(.open)
        #expect(try portal.call("profile").status == 200)
        let other = try await TestPortal {
            $0.availability = .deleted
            $0.choices.checksPlanBeforeCredentials = false
        }
        #expect(try other.client.send("GET", "/rest/1/wrong/profile").status == 401)
        #expect(try other.call("profile").status == 500)
    }

    @Test func choicesOfCallsWithTokens() async throws {
        let portal = try await TestPortal {
            $0.choices.unknownTokenCode = "NO_AUTH_FOUND"
            $0.choices.dismissedUserCode = "INVALID_CREDENTIALS"
        }
        let tokens = try await portal.portal.tokens(for: try await portal.portal.application(), as: .employee)
        #expect(try portal.call("profile", token: "wrong").json["error"] == "NO_AUTH_FOUND")
        try await portal.portal.setActive(false, user: 3)
        #expect(try portal.call("profile", token: tokens.accessToken).json["error"] == "INVALID_CREDENTIALS")
    }
}
