import Bitrix24
import Foundation
import JSON
import Testing

/// `b24 portal app`, `expire-tokens` and `regenerate-webhook`, beside a portal that is being served.
@Suite struct PortalAppTests {
    private func data(_ run: Run) throws -> [String: Any] {
        try #require(try run.envelope()["data"] as? [String: Any], "\(run)")
    }

    /// One request with a form, and what comes back.
    private func ask(_ address: String, _ body: String) async throws -> HTTPResponse {
        try await CurlTransport.shared.send(
            HTTPRequest(
                method: "POST", url: address, headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(body.utf8)))
    }

    private func text(_ response: HTTPResponse, _ name: String) throws -> String? {
        try JSONReader.value(response.body)[name]?.stringValue
    }

    @Test func anApplicationOfAServedPortalGetsTokensAndLosesThem() async throws {
        let home = try Home()
        let running = try home.start([
            "--json", "portal", "serve", "--data", "data", "--seed", "empty", "--sign-in", "employee",
        ])
        let line = await running.output(until: "\n")
        let served = try data(Run(status: 0, output: line, errors: ""))
        let address = try #require(served["address"] as? String)

        let admin = try #require((served["webhooks"] as? [String: String])?["admin"])
        let regenerated = try await home.b24("--json", "portal", "regenerate-webhook", "admin", "--data", "data")
        let path = try #require(try data(regenerated)["path"] as? String, "\(regenerated)")
        #expect(try text(try await ask("\(admin)profile", ""), "error") == "INVALID_CREDENTIALS")
        #expect(try await ask("\(address)\(path)profile", "").status == 200)

        let added = try await home.b24(
            "--json", "portal", "app", "add", "My tool", "--scope", "crm,user", "--data", "data")
        #expect(added.status == 0, "\(added)")
        let card = try data(added)
        let (client, secret) = (
            try #require(card["client_id"] as? String), try #require(card["client_secret"] as? String)
        )
        #expect(card["title"] as? String == "My tool")
        #expect(card["scopes"] as? [String] == ["crm", "user"])

        let page = try await ask("\(address)/oauth/authorize/", "client_id=\(client)").body
        let code = try #require(
            String(decoding: page, as: UTF8.self).components(separatedBy: "<code id=\"code\">").last?.prefix {
                $0 != "<"
            })
        let keys = "client_id=\(client)&client_secret=\(secret)"
        let tokens = try await ask("\(address)/oauth/token/", "grant_type=authorization_code&\(keys)&code=\(code)")
        let access = try #require(try text(tokens, "access_token"))
        let refresh = try #require(try text(tokens, "refresh_token"))
        #expect(try await ask("\(address)/rest/profile", "auth=\(access)").status == 200)

        let listed = try await home.b24("portal", "app", "list", "--data", "data")
        #expect(listed.output.contains(client))
        #expect(!listed.output.contains(secret))

        let expired = try await home.b24("portal", "expire-tokens", "--data", "data", "--app", client)
        #expect(expired.status == 0, "\(expired)")
        #expect(try text(try await ask("\(address)/rest/profile", "auth=\(access)"), "error") == "expired_token")
        let all = try await home.b24("portal", "expire-tokens", "--data", "data", "--refresh", "--lang", "ru")
        #expect(all.errors.contains("Срок действия токенов истёк."))
        let refused = try await ask(
            "\(address)/oauth/token/", "grant_type=refresh_token&\(keys)&refresh_token=\(refresh)")
        #expect(try text(refused, "error") == "invalid_grant")

        let removed = try await home.b24("portal", "app", "remove", client, "--data", "data")
        #expect(removed.status == 0, "\(removed)")
        #expect(try text(try await ask("\(address)/rest/profile", "auth=\(access)"), "error") == "invalid_token")
        running.signal(SIGINT)
        let ended = await running.end()
        #expect(ended.status == 0)
        #expect(!ended.errors.contains(secret) && !ended.errors.contains(access))
    }

    @Test func whatCannotBeDoneIsToldClearly() async throws {
        let home = try Home()
        let empty = try await home.b24("portal", "app", "list", "--data", "data", "--lang", "ru")
        #expect(empty.status == 0)
        #expect(empty.errors.contains("На портале нет приложений."))
        let unknown = try await home.b24("portal", "app", "remove", "local.none", "--data", "data")
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("the portal has no application local.none"))
        let odd = try await home.b24("portal", "app", "add", "A", "--redirect", "example.com", "--data", "data")
        #expect(odd.status == 2)
        #expect(odd.errors.contains("example.com is no redirect address"))
        let memory = try await home.b24("portal", "expire-tokens", "--data", ":memory:")
        #expect(memory.status == 2)
        #expect(memory.errors.contains("b24 portal serve --data FOLDER"))
        let person = try await home.b24("portal", "serve", "--sign-in", "nobody")
        #expect(person.status == 2)
    }
}
