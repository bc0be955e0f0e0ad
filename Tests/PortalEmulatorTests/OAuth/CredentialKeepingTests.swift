import JSON
import PortalEmulator
import Testing

/// What a portal keeps of credentials, and what it never tells.
@Suite struct CredentialKeepingTests {
    @Test func applicationsAndTokensOutliveRestartAndReset() async throws {
        let folder = TemporaryFolder()
        func start() async throws -> TestPortal { try await TestPortal { $0.dataFolder = folder.path } }
        var portal = try await start()
        let application = try await portal.portal.application(
            "Kept", scopes: ["crm"], redirect: "http://127.0.0.1:9/", status: .free)
        let tokens = try await portal.portal.tokens(for: application)
        let member = try portal.refresh(tokens.refreshToken, application).json["member_id"]
        try await portal.portal.stop()
        portal = try await start()
        #expect(try await portal.portal.applications() == [application])
        try await portal.portal.reset()
        #expect(try await portal.portal.applications() == [application])
        #expect(try portal.call("profile", token: tokens.accessToken).status == 200)
        let next = try await portal.portal.tokens(for: application)
        #expect(try portal.refresh(next.refreshToken, application).json["member_id"] == member)
        try await portal.portal.stop()
    }

    @Test func webhooksGetNewCodesAndOwners() async throws {
        let portal = try await TestPortal()
        let old = try await portal.portal.webhook(.employee, scopes: ["user"])
        let new = try await portal.portal.regenerateWebhook(old)
        #expect(new != old)
        func who(_ url: String) throws -> JSONValue? {
            try portal.client.send("GET", TestPortal.path(url) + "profile").json["result"]?["ID"]
        }
        #expect(try who(old) == nil)
        #expect(try who(new) == "3")
        #expect(try await portal.portal.webhook(.employee, scopes: ["user"]) == new, "it is the same webhook")
        let taken = try await portal.portal.regenerateWebhook(new, by: .admin)
        #expect(try who(new) == nil)
        #expect(try who(taken) == "1")
        let scope = try portal.client.send("GET", TestPortal.path(taken) + "scope")
        #expect(try scope.json["result"] == ["user"])
        try await portal.portal.deleteWebhook(taken)
        #expect(try who(taken) == nil)
        for url in [taken, old, "http://127.0.0.1/", "nonsense"] {
            await #expect(throws: LocalPortalError.self) { try await portal.portal.deleteWebhook(url) }
            await #expect(throws: LocalPortalError.self) { try await portal.portal.regenerateWebhook(url) }
        }
        await #expect(throws: LocalPortalError.self) { try await portal.portal.setActive(true, user: 999) }
    }

    @Test func writesNameApplicationAndPerson() async throws {
        let portal = try await TestPortal()
        let application = try await portal.portal.application()
        let token = try await portal.portal.tokens(for: application).accessToken
        let fields: JSONObject = ["fields": ["title": "Office"]]
        _ = try portal.call("crm.automatedsolution.add", token: token, fields)
        _ = try portal.call("crm.automatedsolution.add", .object(fields))
        _ = try portal.call("crm.automatedsolution.add", token: "wrong", fields)
        let writes = try await portal.portal.writes()
        #expect(writes.map(\.userID) == [1, 1, nil])
        #expect(writes.map(\.clientID) == [application.clientID, nil, nil])
        #expect(writes.map(\.outcome) == [.ran, .ran, .failed(code: "invalid_token")])
    }

    @Test func noLogHoldsASecret() async throws {
        let lines = Lines()
        let portal = try await TestPortal { $0.log = { lines.add("\($0)") } }
        let application = try await portal.portal.application(redirect: "http://127.0.0.1:9/")
        let page = try portal.client.send(
            "GET", "/oauth/authorize/?client_id=\(application.clientID)&state=secretstate")
        let code = try #require(TestPortal.parameters(ofRedirect: page)["code"])
        let first = try portal.exchange(code, application).json
        let second = try portal.token(
            [
                ("grant_type", "refresh_token"), ("client_id", application.clientID),
                ("client_secret", application.clientSecret), ("refresh_token", first["refresh_token"]!.stringValue!),
            ], "GET"
        ).json
        let token = second["access_token"]!.stringValue!
        _ = try portal.client.send("GET", "/rest/crm.automatedsolution.add?auth=\(token)&fields[title]=x")
        _ = try portal.call("crm.type.get", token: token, ["id": 999])
        _ = try portal.call("batch", token: token, ["cmd": ["a": "profile"]])
        _ = try portal.call("profile", token: "invented-token")
        let tokens = try await portal.portal.tokens(for: application)
        let told = lines.all.joined(separator: "\n") + "\(try await portal.portal.writes())\(application)\(tokens)"
        #expect(
            lines.all.map { $0.split(separator: " ").first! } == [
                "/oauth/authorize/", "/oauth/token/", "/oauth/token/", "/rest/crm.automatedsolution.add",
                "/rest/crm.type.get", "/rest/batch", "/rest/profile",
            ])
        let secrets =
            [code, "secretstate", application.clientSecret, token, "invented-token"]
            + [first, second].flatMap { [$0["access_token"]!.stringValue!, $0["refresh_token"]!.stringValue!] }
            + [tokens.accessToken, tokens.refreshToken]
        for secret in secrets { #expect(!told.contains(secret)) }
    }
}
