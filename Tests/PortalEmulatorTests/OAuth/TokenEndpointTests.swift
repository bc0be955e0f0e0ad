import JSON
import Localization
import PortalEmulator
import Testing

/// `/oauth/token/`: what it gives, for how long, and what it refuses.
@Suite struct TokenEndpointTests {
    @Test(arguments: ["GET", "POST"])
    func answersInTheShapeOfTheExamples(method: String) async throws {
        let portal = try await TestPortal()
        let application = try await portal.portal.application(scopes: ["task", "crm", "im", "entity"], status: .free)
        let code = try await portal.portal.authorizationCode(for: application, as: .employee)
        func ask(_ kind: String, _ changes: [String: String]) throws -> HTTPClient.Response {
            let request = try Fixtures.load(kind, "request").objectValue!
            return try portal.token(request.members.map { ($0.key, changes[$0.key] ?? $0.value.stringValue!) }, method)
        }
        let keys = ["client_id": application.clientID, "client_secret": application.clientSecret]
        let first = try ask("oauth.token", keys.merging(["code": code]) { $1 })
        let tokens = try first.json
        #expect(first.status == 200, "\(first.text)")
        #expect(first.headers["content-type"] == "application/json; charset=utf-8")
        #expect(first.headers["cache-control"] == "no-store")
        let example = try Fixtures.load("oauth.token", "response")
        #expect(Fixtures.differences(tokens, from: example) == [])
        #expect(tokens.objectValue!.members.map(\.key) == example.objectValue!.members.map(\.key))
        #expect(tokens["expires_in"] == 3600)
        #expect(tokens["scope"] == "crm,entity,im,task")
        #expect(tokens["status"] == "F")
        #expect(tokens["client_endpoint"] == .string("\(portal.portal.address)/rest/"))
        #expect(tokens["domain"] == .string("127.0.0.1:\(portal.client.port)"))
        let refreshed = try ask(
            "oauth.refresh", keys.merging(["refresh_token": tokens["refresh_token"]!.stringValue!]) { $1 })
        #expect(refreshed.status == 200, "\(refreshed.text)")
        #expect(
            Fixtures.differences(try refreshed.json, from: try Fixtures.load("oauth.refresh", "response")) == [])
        #expect(try refreshed.json["user_id"] == 3)
        #expect(try refreshed.json["member_id"] == tokens["member_id"])
    }

    /// What a request lacks or has wrong, and the error.
    @Test(arguments: [
        (["grant_type": ""], "invalid_request"), (["grant_type": "password"], "invalid_request"),
        (["client_id": ""], "invalid_request"), (["client_secret": ""], "invalid_request"),
        (["code": ""], "invalid_request"), (["grant_type": "refresh_token"], "invalid_request"),
        (["client_id": "local.none"], "invalid_client"), (["client_secret": "wrong"], "invalid_client"),
        (["code": "wrong"], "invalid_grant"), (["scope": "crm,disk"], "invalid_scope"),
        (["scope": "crm user"], ""), (["scope": "crm"], ""),
        (["grant_type": "refresh_token", "refresh_token": "wrong"], "invalid_grant"),
    ])
    func refusesWhatDoesNotFit(changes: [String: String], code: String) async throws {
        for method in ["GET", "POST"] {
            let portal = try await TestPortal { $0.language = .ru }
            let application = try await portal.portal.application(scopes: ["crm", "user"])
            var parameters = [
                "grant_type": "authorization_code", "client_id": application.clientID,
                "client_secret": application.clientSecret,
                "code": try await portal.portal.authorizationCode(for: application),
            ]
            parameters.merge(changes) { $1 }
            let answer = try portal.token(parameters.filter { !$0.value.isEmpty }.map { ($0.key, $0.value) }, method)
            #expect(answer.status == (code.isEmpty ? 200 : 400), "\(answer.text)")
            #expect(try answer.json["error"]?.stringValue ?? "" == code)
            guard !code.isEmpty else { continue }
            let example = try Fixtures.load("oauth.token", "error")
            #expect(Fixtures.differences(try answer.json, from: example) == [])
            // What was refused for another reason has used nothing up.
            guard changes["grant_type"] != "refresh_token" else { continue }
            let good = ["authorization_code", application.clientID, application.clientSecret, parameters["code"]!]
            guard changes["code"] == nil else { continue }
            let names = ["grant_type", "client_id", "client_secret", "code"]
            #expect(try portal.token(Array(zip(names, good))).status == 200)
        }
    }

    @Test func jsonIsNoFormOfATokenRequest() async throws {
        let portal = try await TestPortal()
        let application = try await portal.portal.application()
        let code = try await portal.portal.authorizationCode(for: application)
        let body: JSONValue = [
            "grant_type": "authorization_code", "client_id": .string(application.clientID),
            "client_secret": .string(application.clientSecret), "code": .string(code),
        ]
        let answer = try portal.client.send(
            "POST", "/oauth/token/", type: "application/json", body: JSONWriter.bytes(body))
        #expect(try answer.json["error"] == "invalid_request")
    }

    @Test func codesLiveHalfAMinuteAndWorkOnce() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal { $0.clock = clock.clock }
        let application = try await portal.portal.application()
        let other = try await portal.portal.application()
        let code = try await portal.portal.authorizationCode(for: application)
        #expect(try portal.exchange(code, other).json["error"] == "invalid_grant", "the code of somebody else")
        clock.advance(29.9)
        #expect(try portal.exchange(code, application).status == 200)
        #expect(try portal.exchange(code, application).json["error"] == "invalid_grant")
        let late = try await portal.portal.authorizationCode(for: application)
        clock.advance(30)
        #expect(try portal.exchange(late, application).json["error"] == "invalid_grant")
    }

    @Test func refreshTokensRotate() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal { $0.clock = clock.clock }
        let application = try await portal.portal.application()
        let first = try await portal.portal.tokens(for: application)
        #expect(first.expires == 1_760_003_600)
        clock.advance(3599)
        #expect(try portal.call("profile", token: first.accessToken).status == 200)
        let answer = try portal.refresh(first.refreshToken, application).json
        #expect(answer["expires"] == 1_760_007_199)
        let (access, refresh) = (answer["access_token"]!.stringValue!, answer["refresh_token"]!.stringValue!)
        #expect(access != first.accessToken && refresh != first.refreshToken)
        #expect(try portal.refresh(first.refreshToken, application).json["error"] == "invalid_grant")
        #expect(try portal.call("profile", token: first.accessToken).status == 200, "until its hour is over")
        clock.advance(1)
        #expect(try portal.call("profile", token: first.accessToken).json["error"] == "expired_token")
        #expect(try portal.call("profile", token: access).status == 200)
        clock.advance(179 * 86400)
        let late = try portal.refresh(refresh, application).json
        #expect(late["error"] == nil)
        clock.advance(180 * 86400)
        let dead = try portal.refresh(late["refresh_token"]!.stringValue!, application)
        #expect(try dead.json["error"] == "invalid_grant")
    }

    @Test func whoWasDismissedAndWhatWasNotPaidGetsNoTokens() async throws {
        let portal = try await TestPortal()
        var application = try await portal.portal.application(status: .paid)
        let tokens = try await portal.portal.tokens(for: application, as: .employee)
        let code = try await portal.portal.authorizationCode(for: application, as: .employee)
        try await portal.portal.setActive(false, user: 3)
        #expect(try portal.exchange(code, application).json["error"] == "invalid_grant")
        #expect(try portal.refresh(tokens.refreshToken, application).json["error"] == "invalid_grant")
        try await portal.portal.setActive(true, user: 3)
        application.isPaymentExpired = true
        try await portal.portal.update(application)
        let unpaid = try portal.refresh(tokens.refreshToken, application)
        #expect(try unpaid.json == (try Fixtures.load("oauth.token", "error")))
        application.isPaymentExpired = false
        try await portal.portal.update(application)
        #expect(try portal.refresh(tokens.refreshToken, application).status == 200)
    }

    @Test func removedApplicationsAreNoClients() async throws {
        for paid in [false, true] {
            let portal = try await TestPortal { $0.choices.reportsRemovalAsPaymentRequired = paid }
            let application = try await portal.portal.application()
            let tokens = try await portal.portal.tokens(for: application)
            try await portal.portal.remove(application)
            #expect(
                try portal.refresh(tokens.refreshToken, application).json["error"]
                    == (paid ? "PAYMENT_REQUIRED" : "invalid_client"))
            #expect(try portal.call("profile", token: tokens.accessToken).json["error"] == "invalid_token")
            #expect(try await portal.portal.applications().isEmpty)
            await #expect(throws: LocalPortalError.self) { try await portal.portal.tokens(for: application) }
            await #expect(throws: LocalPortalError.self) { try await portal.portal.update(application) }
            await #expect(throws: LocalPortalError.self) { try await portal.portal.remove(application) }
        }
    }

    @Test func choicesOfTheTokenEndpoint() async throws {
        let clock = VirtualClock()
        let portal = try await TestPortal {
            $0.clock = clock.clock
            $0.choices.refreshGrace = 10
            $0.choices.keepsAccessTokensOnRefresh = false
            $0.choices.firstTokensNameUser = true
            $0.choices.tokenErrorStatus = 401
            $0.choices.excessScopeCode = "insufficient_scope"
        }
        let application = try await portal.portal.application(scopes: ["crm"])
        let code = try await portal.portal.authorizationCode(for: application)
        let first = try portal.exchange(code, application).json
        #expect(first["user_id"] == 1)
        #expect(first["expires"] == 1_760_003_600)
        let refresh = first["refresh_token"]!.stringValue!
        #expect(try portal.refresh(refresh, application).status == 200)
        #expect(
            try portal.call("profile", token: first["access_token"]!.stringValue!).json["error"] == "expired_token")
        clock.advance(9)
        #expect(try portal.refresh(refresh, application).status == 200)
        clock.advance(1)
        let late = try portal.refresh(refresh, application)
        #expect(late.status == 401)
        #expect(try late.json["error"] == "invalid_grant")
        let greedy = try portal.token([
            ("grant_type", "refresh_token"), ("client_id", application.clientID),
            ("client_secret", application.clientSecret), ("refresh_token", refresh), ("scope", "disk"),
        ])
        #expect(try greedy.json["error"] == "insufficient_scope")
    }

    /// One of many who come with the same refresh token gets the pair.
    @Test func onlyOneOfManyRefreshesSucceeds() async throws {
        let portal = try await TestPortal()
        let application = try await portal.portal.application()
        let tokens = try await portal.portal.tokens(for: application)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { try portal.refresh(tokens.refreshToken, application).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [200] + [Int](repeating: 400, count: 7))
    }

    /// The authorization server is another machine than the portal: what meets every request does not meet it.
    @Test func faultsNameTheEndpoint() async throws {
        let portal = try await TestPortal {
            $0.faults = ["oauth/token:drop:1", "oauth/token:503", "oauth/token:PAYMENT_REQUIRED", "*:500:1"]
        }
        let application = try await portal.portal.application()
        let tokens = try await portal.portal.tokens(for: application)
        #expect(throws: HTTPClient.Failure.closed) { try portal.refresh(tokens.refreshToken, application) }
        #expect(try portal.refresh(tokens.refreshToken, application).status == 503)
        let unpaid = try portal.refresh(tokens.refreshToken, application)
        #expect(unpaid.status == 400)
        #expect(try unpaid.json["error"] == "PAYMENT_REQUIRED")
        let lost = try portal.refresh(tokens.refreshToken, application)
        #expect(try lost.json["error"] == "invalid_grant", "the dropped answer had the pair")
        #expect(try portal.call("profile", token: tokens.accessToken).status == 500)
        #expect(try await portal.portal.writes().isEmpty)
    }
}
