import Bitrix24
import Testing

@testable import b24

/// What a debugger's `dump` or a forgotten `print` would show of the values in which secrets come in.
@Suite("A dump") struct SecretDumpTests {
    private static let webhook = Secret("https://acme.bitrix24.com/rest/1/pl4ntedc0de1234/")

    private func texts(_ value: some Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return [dumped, String(reflecting: value), String(describing: value), "\(value)", "\(Optional(value) as Any)"]
    }

    @Test("of the environment hides every secret in it") func environment() {
        var environment = Environment(variables: ["B24_PORTAL_URL": "https://acme.bitrix24.com"], webhook: Self.webhook)
        environment.accessToken = Secret("pl4ntedaccess")
        environment.refreshToken = Secret("pl4ntedrefresh")
        environment.clientSecret = Secret("pl4ntedclient")
        environment.passphrase = Secret("pl4ntedpassphrase")
        for text in texts(environment) {
            #expect(text.contains("***") && text.contains("acme.bitrix24.com") && !text.contains("pl4nted"), "\(text)")
        }
    }

    @Test("of a chosen portal hides its webhook or token") func portal() throws {
        let token = try PortalToken(portal: "https://acme.bitrix24.com", accessToken: Secret("pl4ntedaccess"))
        for portal in [Portal.webhook(Self.webhook), .token(token)] {
            for text in texts(portal) { #expect(text.contains("***") && !text.contains("pl4nted"), "\(text)") }
        }
    }

    @Test("of a credential hides it") func credential() throws {
        let stored = try StoredCredential(text: Self.webhook)
        for text in texts(try Credential(webhook: Self.webhook)) + texts(stored) + texts(Self.webhook) {
            #expect(text.contains("***") && !text.contains("pl4nted"), "\(text)")
        }
    }
}
