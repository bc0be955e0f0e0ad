import Localization
import Testing

@testable import b24

@Suite struct ConfigFileTests {
    @Test func aWholeFile() throws {
        let config = try ConfigFile(
            """
            # portals
            default_profile = "acme"   # the usual one

            [profiles.acme]
            domain = "acme.bitrix24.com"
            webhook_file = 'acme.webhook'
            plan = "enterprise"
            read_only = true

            [profiles."my box"]
            domain = "portal.example.com"
            """, path: "config.toml")
        #expect(config.defaultProfile == "acme")
        #expect(
            config.profiles["acme"]
                == ConfigFile.Entry(
                    domain: "acme.bitrix24.com", webhookFile: "acme.webhook", plan: "enterprise", isReadOnly: true))
        #expect(config.profiles["my box"] == ConfigFile.Entry(domain: "portal.example.com"))
    }

    @Test func windowsLineEndsAndEscapes() throws {
        let config = try ConfigFile("default_profile = \"a\\\"b\\\\c\"\r\n\r\n[profiles.x]\r\n", path: "c")
        #expect(config.defaultProfile == #"a"b\c"#)
        #expect(config.profiles["x"] == ConfigFile.Entry())
    }

    @Test(arguments: [
        ("nonsense", "c:1: not understood"),
        ("[portals.x]", "c:1: unknown section [portals.x]"),
        ("[profiles.x]\n[profiles.x]", "c:2: profile 'x' is there twice"),
        ("[profiles.x]\nplan = \"gold\"", "c:2: plan 'gold' is unknown"),
        ("[profiles.x]\nread_only = \"yes\"", "c:2: 'read_only' is true or false"),
        ("[profiles.x]\ndomain = true", "c:2: 'domain' is a \"text\""),
        ("[profiles.x]\nwebhook = \"https://x/rest/1/abc/\"", "c:2: 'webhook': no secrets in this file"),
        ("[profiles.x]\ncolour = \"red\"", "c:2: unknown setting 'colour'"),
        ("domain = \"x\"", "c:1: unknown setting 'domain'"),
        ("default_profile = \"x", "c:1: not understood"),
        ("default_profile = \"x\" y", "c:1: not understood"),
    ])
    func offences(text: String, message: String) {
        let error = #expect(throws: Complaint.self) { try ConfigFile(text, path: "c") }
        #expect(error?.text.en.hasPrefix(message) == true, "\(error?.text.en ?? "")")
        #expect(error?.text.ru.isEmpty == false)
        #expect(error?.status == .usage)
    }
}
