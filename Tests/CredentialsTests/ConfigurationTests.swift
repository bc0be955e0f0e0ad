import Bitrix24
import Foundation
import Localization
import Testing

@testable import Credentials

@Suite struct ConfigurationTests {
    private func read(_ text: String) throws -> Configuration {
        let folder = try TemporaryFolder()
        return try ConfigurationFile(path: try folder.write("config.toml", text)).load()
    }

    @Test func aWholeFile() throws {
        let configuration = try read(
            """
            # portals
            default_profile = "acme"   # the usual one
            credential_helper = "pass-b24 --quiet"

            [profiles.acme]
            domain = "acme.bitrix24.com"
            webhook_file = 'acme.webhook'
            plan = "enterprise"
            read_only = true
            protected = true
            user = "Anna Harper"
            authorization_server = "oauth.bitrix24.tech"
            client_id = "local.5c8bb1b0891cf2.87252039"
            store = "encrypted-file"

            [profiles."my box"]
            domain = "portal.example.com:8443"
            credential_helper = "!pass show b24"
            """)
        #expect(configuration.defaultProfile == "acme")
        #expect(configuration.credentialHelper == "pass-b24 --quiet")
        var acme = Profile(name: "acme")
        acme.domain = "acme.bitrix24.com"
        acme.webhookFile = "acme.webhook"
        acme.plan = .enterprise
        acme.isReadOnly = true
        acme.isProtected = true
        acme.user = "Anna Harper"
        acme.authorizationServer = "oauth.bitrix24.tech"
        acme.clientID = "local.5c8bb1b0891cf2.87252039"
        acme.store = .encryptedFile
        var box = Profile(name: "my box")
        box.domain = "portal.example.com:8443"
        box.credentialHelper = "!pass show b24"
        #expect(configuration.profiles == [acme, box])
        #expect(try ConfigurationFile(path: "/nowhere/at/all").load() == Configuration())
    }

    @Test(arguments: [
        ("nonsense", "1: '=' was expected", ""), ("[portals.x]", "1: unknown section [portals]", ""),
        ("[profile.x]", "1: unknown section [profile]", "[profiles.NAME]"),
        ("[profiles.x]\n[profiles.x]", "2: section [profiles.x] is there twice", ""),
        ("[profiles.x]\ndomain = \"a\"\ndomain = \"b\"", "3: 'domain' has a value already", ""),
        ("[profiles.x]\nplan = \"gold\"", "2: plan 'gold' is unknown", ""),
        ("[profiles.x]\nplan = \"enterprize\"", "2: plan 'enterprize' is unknown", "enterprise"),
        ("store = \"keychain\"", "1: store 'keychain' is unknown", ""),
        ("[profiles.x]\nread_only = \"yes\"", "2: 'read_only' is true or false", ""),
        ("[profiles.x]\nprotected = 1", "2: 'protected' is true or false", ""),
        ("[profiles.x]\ndomain = true", "2: 'domain' is a \"text\"", ""),
        ("[profiles.x]\ndomain = ' '", "2: 'domain' is empty", ""),
        (
            "[profiles.x]\ndomain = \"https://Acme.bitrix24.com/\"", "2: 'domain' is a host name",
            "\"acme.bitrix24.com\""
        ),
        ("[profiles.x]\nwebhook = \"https://x/rest/1/abc/\"", "2: 'webhook': no secrets", "b24 profile add"),
        ("[profiles.x]\nclient_secret = \"s3cr3t\"", "2: 'client_secret': no secrets", ""),
        ("[profiles.x]\ndomain = \"https://x.bitrix24.com/rest/1/s3cr3t/\"", "2: 'domain': no secrets", ""),
        ("token = \"s3cr3t\"", "1: 'token': no secrets", ""),
        ("[profiles.x]\ncolour = \"red\"", "2: unknown setting 'colour'", "domain, plan"),
        ("[profiles.x]\nreadonly = true", "2: unknown setting 'readonly'", "read_only"),
        ("[profiles.x]\nProtected = true", "2: unknown setting 'Protected'", "protected"),
        ("domain = \"x\"", "1: 'domain' belongs into a section", ""),
        ("[profiles.x]\ndefault_profile = \"x\"", "2: 'default_profile' belongs to the top", ""),
        ("[profiles]\ndomain = \"x\"", "2: 'domain' needs the name of a profile", ""),
        ("profiles = 1", "1: 'profiles' is a section", ""), ("[profiles.demo]", "1: 'demo' is a name of b24's own", ""),
        ("[profiles.\"\"]", "1: a profile's name has", ""),
        ("default_profile = \"x", "1: the quotes that open here", ""),
    ])
    func offences(text: String, message: String, hint: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("config.toml", text)
        let error = #expect(throws: CredentialsError.self) { try ConfigurationFile(path: path).load() }
        #expect(error?.kind == .configuration)
        #expect(error?.text.en.hasPrefix("\(path):\(message)") == true, "\(error?.text.en ?? "")")
        #expect(error?.text.ru.hasPrefix(path) == true)
        #expect(hint.isEmpty || error?.hint?.en.contains(hint) == true, "\(error?.hint?.en ?? "")")
        for text in [error?.text.en, error?.text.ru, error?.hint?.en] { #expect(text?.contains("s3cr3t") != true) }
    }

    @Test func bytesThatAreNoTextHaveTheirLine() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("c", Data("# a\n# \u{e9}\n".utf16.map { UInt8(truncatingIfNeeded: $0) }))
        let error = #expect(throws: CredentialsError.self) { try ConfigurationFile(path: path).load() }
        #expect(error?.text.en.hasPrefix("\(path):2: this byte is not UTF-8") == true)
    }
}
