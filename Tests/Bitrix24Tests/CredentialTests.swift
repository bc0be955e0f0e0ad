import Localization
import Testing

@testable import Bitrix24

@Suite struct CredentialTests {
    @Test(arguments: [
        ("https://demo.bitrix24.com/rest/1/abc123/", "https", "demo.bitrix24.com", 1),
        ("https://demo.bitrix24.com/rest/1/abc123", "https", "demo.bitrix24.com", 1),
        ("  https://demo.bitrix24.com/rest/1/abc123/\n", "https", "demo.bitrix24.com", 1),
        ("HTTPS://Demo.Bitrix24.COM/rest/12/aBc-_9/", "https", "demo.bitrix24.com", 12),
        ("https://demo.bitrix24.com/rest/1/abc123/profile.json", "https", "demo.bitrix24.com", 1),
        ("https://demo.bitrix24.com/rest/1/abc123/crm.item.list/", "https", "demo.bitrix24.com", 1),
        ("https://demo.bitrix24.com:443/rest/1/abc123/", "https", "demo.bitrix24.com", 1),
        ("https://box.local:8443/rest/1/abc123/", "https", "box.local:8443", 1),
        ("http://127.0.0.1:4000/rest/1/abc123/", "http", "127.0.0.1:4000", 1),
        ("http://127.8.9.1/rest/1/abc123/", "http", "127.8.9.1", 1),
        ("http://localhost:80/rest/1/abc123/", "http", "localhost", 1),
        ("http://[::1]:4000/rest/1/abc123/", "http", "[::1]:4000", 1),
        ("https://портал.рф/rest/1/abc123/", "https", "портал.рф", 1),
    ])
    func accepted(text: String, scheme: String, domain: String, user: Int) throws {
        let credential = try Credential(webhook: Secret(text))
        #expect(credential.address.scheme == scheme)
        #expect(credential.domain == domain)
        #expect(credential.userID == user)
        #expect(credential.path(of: "profile").hasPrefix("/rest/\(user)/"))
        #expect(credential.path(of: "profile").hasSuffix("/profile.json"))
    }

    @Test(
        arguments: [
            ("", .webhookEmpty), ("   ", .webhookEmpty),
            ("demo.bitrix24.com/rest/1/\(secretCode)/", .webhookScheme),
            ("ftp://demo.bitrix24.com/rest/1/\(secretCode)/", .webhookScheme),
            ("http://demo.bitrix24.com/rest/1/\(secretCode)/", .webhookInsecure),
            ("http://127.0.0.1.evil.com/rest/1/\(secretCode)/", .webhookInsecure),
            ("http://localhost.evil.com/rest/1/\(secretCode)/", .webhookInsecure),
            ("http://192.168.0.5/rest/1/\(secretCode)/", .webhookInsecure),
            ("https://demo.bitrix24.com/rest/1/\(secretCode)/ x", .webhookCharacters),
            ("https://demo.bitrix24.com/rest/1/\(secretCode)\u{7}", .webhookCharacters),
            ("https://admin:pass@demo.bitrix24.com/rest/1/\(secretCode)/", .webhookUserInfo),
            ("https:///rest/1/\(secretCode)/", .webhookHost),
            ("https://demo..com/rest/1/\(secretCode)/", .webhookHost),
            ("https://de_mo%2f/rest/1/\(secretCode)/", .webhookHost),
            ("https://demo.bitrix24.com:0/rest/1/\(secretCode)/", .webhookPort),
            ("https://demo.bitrix24.com:99999/rest/1/\(secretCode)/", .webhookPort),
            ("https://demo.bitrix24.com:x/rest/1/\(secretCode)/", .webhookPort),
            ("https://demo.bitrix24.com/rest/1/\(secretCode)/?auth=\(secretCode)", .webhookQuery),
            ("https://demo.bitrix24.com/rest/1/\(secretCode)/#a", .webhookQuery),
            ("https://demo.bitrix24.com", .webhookMalformed), ("https://demo.bitrix24.com/", .webhookMalformed),
            ("https://demo.bitrix24.com/rest", .webhookMalformed),
            ("https://demo.bitrix24.com/api/1/\(secretCode)/", .webhookMalformed),
            ("https://demo.bitrix24.com/rest/1/\(secretCode)/a/b", .webhookMalformed),
            ("https://demo.bitrix24.com/rest/1/\(secretCode)//", .webhookMalformed),
            ("https://demo.bitrix24.com/rest/1/\(secretCode)/../x", .webhookMalformed),
            ("https://demo.bitrix24.com/rest/api/1/\(secretCode)/", .webhookREST3),
            ("https://demo.bitrix24.com/rest/\(secretCode)/1/", .webhookUserID),
            ("https://demo.bitrix24.com/rest/0/\(secretCode)/", .webhookUserID),
            ("https://demo.bitrix24.com/rest/-1/\(secretCode)/", .webhookUserID),
            ("https://demo.bitrix24.com/rest/1/", .webhookCode), ("https://demo.bitrix24.com/rest/1", .webhookCode),
            ("https://demo.bitrix24.com/rest/1/\(secretCode)%20x/", .webhookCode),
        ] as [(String, PortalError.Problem)])
    func refused(text: String, problem: PortalError.Problem) async {
        let error = await portalError { try Credential(webhook: Secret(text)) }
        #expect(error?.problem == problem)
        #expect(error?.kind == .invalidArgument)
        for shown in [error.map { "\($0)" }, error?.message(.en), error?.message(.ru), error?.hint(.ru)] {
            #expect(shown?.contains(secretCode) == false)
        }
    }

    @Test func neverShowsItsSecret() throws {
        let credential = try Credential(webhook: Secret(webhook))
        var dumped = ""
        dump(credential, to: &dumped)
        let texts = ["\(credential)", String(reflecting: credential), String(describing: [credential]), dumped]
        for text in texts {
            #expect(!text.contains(secretCode))
            #expect(text.contains("https://demo.bitrix24.com/rest/7/***/"))
        }
        #expect(credential.path(of: "profile") == "/rest/7/\(secretCode)/profile.json")
    }
}
