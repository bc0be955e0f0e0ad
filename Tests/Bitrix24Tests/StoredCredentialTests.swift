import JSON
import Testing

@testable import Bitrix24

@Suite("What a store keeps") struct StoredCredentialTests {
    private func token() throws -> PortalToken {
        var token = try PortalToken(portal: "https://acme.bitrix24.ru/rest/", accessToken: Secret("acc3ss"))
        token.refreshToken = Secret("r3fresh")
        token.clientID = "local.1"
        token.clientSecret = Secret("cl13nt")
        token.authorizationServer = token.usualServer
        token.expires = 1_764_003_600
        token.obtainedAt = 1_764_000_000
        token.renewalBegan = 1_764_001_000
        token.memberID = "m1"
        token.userID = 7
        token.scopes = ["crm", "user"]
        token.status = "L"
        return token
    }

    @Test("comes back as it was") func roundTrip() throws {
        var bare = try PortalToken(portal: "http://127.0.0.1:4000", accessToken: Secret("a"))
        bare.scopes = []
        for stored in [
            .webhook(Secret(webhook)), .token(try token()), .token(bare),
        ] as [StoredCredential] {
            #expect(try StoredCredential(text: stored.text) == stored)
            #expect(!"\(stored)".contains(secretCode) && !"\(stored)".contains("acc3ss"))
        }
        #expect(try StoredCredential(text: Secret("  \(webhook)\n")) == .webhook(Secret(webhook)))
    }

    @Test(
        "is refused when it is not whole, or from a later program",
        arguments: [
            ("", .storedMalformed), ("{", .storedMalformed), ("[]", .storedMalformed), ("{}", .storedMalformed),
            (#"{"version":1}"#, .storedMalformed), (#"{"version":1,"kind":"key"}"#, .storedMalformed),
            (#"{"version":2,"kind":"token"}"#, .storedVersion), ("s3cr3tc0de42", .storedMalformed),
            (#"{"version":1,"kind":"webhook"}"#, .webhookEmpty),
            (#"{"version":1,"kind":"token","portal":"https://a.b"}"#, .tokenMalformed),
            (#"{"version":1,"kind":"token","portal":"https://a.b","access_token":"a b"}"#, .tokenMalformed),
            (#"{"version":1,"kind":"token","portal":"acme","access_token":"a"}"#, .portalAddressMalformed),
            (#"{"version":1,"kind":"token","portal":"https://a.b/x","access_token":"a"}"#, .portalAddressMalformed),
            (#"{"version":1,"kind":"token","portal":"http://a.b","access_token":"a"}"#, .portalAddressInsecure),
            (
                #"{"version":1,"kind":"token","portal":"https://a.b","access_token":"a","authorization_server":"http://a"}"#,
                .authorizationServerInsecure
            ),
        ] as [(String, PortalError.Problem)])
    func refused(text: String, problem: PortalError.Problem) async {
        let error = await portalError { try StoredCredential(text: Secret(text)) }
        #expect(error?.problem == problem)
    }

    @Test("knows where tokens of a portal are issued") func servers() throws {
        for (portal, server) in [
            ("https://acme.bitrix24.com", "https://oauth.bitrix.info"),
            ("https://acme.bitrix24.ru", "https://oauth.bitrix24.tech"),
            ("http://127.0.0.1:4000/rest/", "http://127.0.0.1:4000"),
        ] {
            #expect(try PortalToken(portal: portal, accessToken: Secret("a")).usualServer.text == server)
        }
        let own = try AuthorizationServer("https://oauth.box.example/x")
        #expect(own.text == "https://oauth.box.example")
        #expect(own.moved(to: "https://oauth.bitrix24.tech/rest/").text == "https://oauth.bitrix24.tech")
        #expect(own.moved(to: "oauth.bitrix.info").text == "https://oauth.bitrix.info")
        for other in [
            "https://evil.example/rest/", "http://oauth.bitrix.info/rest/", "", "https://oauth.bitrix.info:444/",
        ] { #expect(own.moved(to: other) == own) }
    }

    @Test("of a token travels in the body alone") func request() throws {
        let credential = Credential(try token())
        for (version, url) in [
            (RESTVersion.two, "https://acme.bitrix24.ru/rest/crm.item.get.json"),
            (.three, "https://acme.bitrix24.ru/rest/api/crm.item.get"),
        ] {
            let request = try RequestEncoder.request(
                Command("crm.item.get", ["id": 1], restVersion: version), credential: credential,
                at: credential.address, options: PortalClient.Options(), requestID: "1")
            #expect(request.url == url)
            #expect(try body(request) == ["id": 1, "auth": "acc3ss"])
            #expect(!request.headers.contains { $0.value.contains("acc3ss") })
        }
    }

    @Test("gives way to no parameter of a call") func foreignAuth() async throws {
        let credential = Credential(try token())
        let error = await portalError {
            try credential.parameters(of: Command("profile", ["auth": "x"]))
        }
        #expect(error?.problem == .parameterAuth)
    }
}
