import Testing

@testable import Bitrix24

@Suite("A secret that the process holds") struct LiveSecretsTests {
    private static let token = "l1ve/t0ken+\"value\""

    @Test(
        "is hidden however it is written",
        arguments: [
            token, "l1ve%2Ft0ken%2B%22value%22", "l1ve%2ft0ken%2b%22value%22", #"l1ve\/t0ken+\"value\""#,
            #"l1ve\u002ft0ken\u002B\u0022value\u0022"#, "l1ve/t0\nken+\"value\"", "l1ve/t0\r\n    ken+\"value\"",
            #"l1ve/t0\nken+\"value\""#, "%6C%31%76%65%2F%74%30%6B%65%6E%2B%22%76%61%6C%75%65%22",
            #"\u006c1ve/t0ken+\u0022value\u0022"#,
        ])
    func spelling(text: String) {
        LiveSecrets.add(Secret(Self.token))
        #expect(LiveSecrets.hide(in: text) == "***")
        #expect(LiveSecrets.hide(in: "я (\(text)), \(text)!") == "я (***), ***!")
        #expect(Redaction.redact("x \(text) y") == "x *** y")
    }

    @Test(
        "leaves everything else as it is",
        arguments: [
            "", "l1ve", "l1ve/t0 ken+\"value\"", "%", "\\", "\\u", "%6", "l1ve/t0ken+", "100% l1ve\\", "l1ve\n",
            "\\u00zz",
        ])
    func others(text: String) {
        LiveSecrets.add(Secret(Self.token))
        #expect(LiveSecrets.hide(in: text) == text)
    }

    @Test("is found inside and around another one") func nested() {
        LiveSecrets.add(Secret("nested-c0de-1"))
        LiveSecrets.add(Secret("https://x/nested-c0de-1/"))
        #expect(LiveSecrets.hide(in: "at https://x/nested-c0de-1/ and nested-c0de-1") == "at *** and ***")
    }

    @Test("is not taken when it is so short that it occurs by chance") func short() {
        LiveSecrets.add(Secret("short"))
        LiveSecrets.add(nil)
        #expect(LiveSecrets.hide(in: "short") == "short")
    }

    @Test("is known as soon as a credential or a token holds it") func holders() async throws {
        _ = try Credential(webhook: Secret("https://a.b/rest/1/h0lder-c0de-1/"))
        var token = try PortalToken(portal: "https://a.b", accessToken: Secret("h0lder-access"))
        token.refreshToken = Secret("h0lder-refresh")
        token.clientSecret = Secret("h0lder-client")
        for secret in ["h0lder-c0de-1", "h0lder-access", "h0lder-refresh", "h0lder-client"] {
            #expect(Redaction.redact("<\(secret)>") == "<***>")
        }
    }
}
