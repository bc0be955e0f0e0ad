import Testing

@testable import Bitrix24

/// Which proxy is in force for a host, as libcurl reads the environment.
@Suite struct EnvironmentProxyTests {
    @Test(arguments: [
        (["HTTPS_PROXY": "http://a:b@proxy.example:3128/x"], "HTTPS_PROXY", "proxy.example:3128", "proxy.example"),
        (["HTTPS_PROXY": "http://a:b/c@proxy.example:3128"], "HTTPS_PROXY", "proxy.example:3128", "proxy.example"),
        (["HTTPS_PROXY": "one:1", "https_proxy": "two:2"], "https_proxy", "two:2", "two"),
        (["ALL_PROXY": "socks5h://[::1]:1080"], "ALL_PROXY", "[::1]:1080", "[::1]"),
        (["ALL_PROXY": "x:1", "all_proxy": "y"], "all_proxy", "y", "y"),
    ])
    func whichOne(environment: [String: String], variable: String, address: String, host: String) throws {
        let proxy = try #require(EnvironmentProxy(for: "acme.bitrix24.com") { environment[$0] })
        #expect(proxy.variable == variable)
        #expect(proxy.address == address)
        #expect(proxy.host == host)
        #expect(proxy.exemption == nil)
    }

    @Test func noneOfPlainHTTP() {
        #expect(EnvironmentProxy(for: "acme.bitrix24.com") { $0 == "http_proxy" ? "proxy:1" : nil } == nil)
    }

    @Test(arguments: [
        ("acme.bitrix24.com", "acme.bitrix24.com", true), ("acme.bitrix24.com", ".bitrix24.com", true),
        ("acme.bitrix24.com", "local, bitrix24.com", true), ("acme.bitrix24.com", "*", true),
        ("ACME.Bitrix24.com", "BITRIX24.COM", true), ("acme.bitrix24.com", "trix24.com", false),
        ("acme.bitrix24.com", "other.bitrix24.com", false), ("acme.bitrix24.com", "", false),
        ("10.1.2.3", "10.0.0.0/8", true), ("11.1.2.3", "10.0.0.0/8", false), ("10.1.2.3", "0.0.0.0/0", true),
        ("10.1.2.3", "10.1.2.3", true), ("10.1.2.3", "10.0.0.0/99", false), ("acme.com", "10.0.0.0/8", false),
    ])
    func hostsThatNeedNone(host: String, list: String, isExempt: Bool) throws {
        let environment = ["HTTPS_PROXY": "proxy:1", "NO_PROXY": list]
        let proxy = try #require(EnvironmentProxy(for: host) { environment[$0] })
        #expect((proxy.exemption != nil) == isExempt)
    }
}
