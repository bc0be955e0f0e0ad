import Foundation
import Testing

/// The way through a CONNECT proxy, as the environment names it.
@Suite(.enabled(if: Peer.isAvailable, Peer.need)) struct ProxyTests {
    private let code = "s3cr3tc0de4242"
    private let password = "pr0xyPassw0rd"
    private let home: Home

    init() throws { home = try Home() }

    private func call(_ environment: [String: String], to webhook: String? = nil) async throws -> Run {
        let webhook = webhook ?? "https://portal.invalid/rest/1/\(code)/"
        let run = try await home.b24(
            "--json", "-v", "call", "profile", environment: environment.merging(["B24_WEBHOOK_URL": webhook]) { $1 })
        for secret in [code, password] { #expect(!(run.output + run.errors).contains(secret), "\(run)") }
        return run
    }

    private func error(_ run: Run) throws -> [String: Any] {
        try #require(try run.envelope()["error"] as? [String: Any], "\(run)")
    }

    @Test(arguments: ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
    func throughTheProxyWithItsPassword(variable: String) async throws {
        let folder = try await Peer.certificates(in: home)
        let portal = try await Peer(["role": "tls", "certificate": folder + "/good"])
        let proxy = try await Peer(["role": "proxy", "target": portal.port, "credentials": "anna:" + password])
        let run = try await call([
            variable: "http://anna:\(password)@127.0.0.1:\(proxy.port)", "CURL_CA_BUNDLE": folder + "/ca.pem",
        ])
        #expect(run.status == 0, "\(run)")
        let summary = try await proxy.summary()
        #expect(summary.tunnels == ["portal.invalid:443"])
        #expect(summary.authorized == [true])
        // The proxy sees the host, never the call.
        #expect(summary.requests.isEmpty)
        #expect(try await portal.summary().requests == ["profile"])
    }

    @Test(arguments: ["portal.invalid", "other.example,.invalid", "*"])
    func hostsThatNeedNoProxy(list: String) async throws {
        let proxy = try await Peer(["role": "proxy", "status": 502])
        let run = try await call(["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)", "NO_PROXY": list])
        #expect((try error(run)["message"] as? String)?.hasPrefix("There is no host portal.invalid.") == true, "\(run)")
        #expect(try await proxy.summary().connections == 0)
    }

    @Test func thisMachineNeedsNoProxy() async throws {
        let folder = try await Peer.certificates(in: home)
        let portal = try await Peer(["role": "tls", "certificate": folder + "/good"])
        let proxy = try await Peer(["role": "proxy", "status": 502])
        let run = try await call(
            ["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)", "CURL_CA_BUNDLE": folder + "/ca.pem"],
            to: "https://localhost:\(portal.port)/rest/1/\(code)/")
        #expect(run.status == 0, "\(run)")
        #expect(try await proxy.summary().connections == 0)
        #expect(try await portal.summary().requests.count == 1)
    }

    @Test(arguments: [(407, 1), (403, 1), (502, 3)])
    func theProxyRefuses(status: Int, attempts: Int) async throws {
        let proxy = try await Peer(["role": "proxy", "status": status])
        let run = try await call(["HTTPS_PROXY": "http://anna:\(password)@127.0.0.1:\(proxy.port)"])
        let error = try error(run)
        #expect(run.status == 1)
        #expect(error["kind"] as? String == "network")
        #expect(error["outcome"] as? String == "refused")
        #expect(error["attempts"] as? Int == attempts)
        #expect((error["message"] as? String)?.contains("with the status \(status)") == true, "\(run)")
        #expect((error["hint"] as? String)?.contains("HTTPS_PROXY") == true)
        #expect(try await proxy.summary().tunnels.count == attempts)
    }

    @Test func aProxyThatSaysNothing() async throws {
        let proxy = try await Peer(["role": "proxy", "silent": true])
        let run = try await home.b24(
            "--json", "--timeout", "1", "call", "profile",
            environment: [
                "B24_WEBHOOK_URL": "https://portal.invalid/rest/1/\(code)/",
                "HTTPS_PROXY": "http://anna:\(password)@127.0.0.1:\(proxy.port)",
            ])
        let error = try error(run)
        #expect(error["kind"] as? String == "timeout", "\(run)")
        #expect((error["message"] as? String)?.contains("did not finish the TLS handshake") == true, "\(run)")
        for secret in [code, password] { #expect(!(run.output + run.errors).contains(secret)) }
        _ = try await proxy.summary()
    }

    @Test(arguments: [true, false]) func aProxyThatIsNotThereOrHangsUp(hangsUp: Bool) async throws {
        let proxy = try await Peer(["role": "proxy", "status": 0])
        if !hangsUp { _ = try await proxy.summary() }
        let run = try await call(["HTTPS_PROXY": "http://anna:\(password)@127.0.0.1:\(proxy.port)"])
        let error = try error(run)
        #expect(
            (error["message"] as? String)?.hasPrefix("The proxy on the way to portal.invalid cannot") == true, "\(run)")
        #expect(error["attempts"] as? Int == 3)
        if hangsUp { #expect(try await proxy.summary().tunnels.count == 3) }
    }

    /// libcurl quotes the last three in its error text.
    @Test(arguments: [
        "http://anna:@proxy.invalid:3128", "gopher://anna:@127.0.0.1:1", "http://an na:@[::1", "http://a/:@x:y",
    ])
    func aProxyThatCannotBe(address: String) async throws {
        let run = try await call(["HTTPS_PROXY": address.replacingOccurrences(of: ":@", with: ":\(password)@")])
        #expect((try error(run)["message"] as? String)?.hasPrefix("The proxy on the way to portal.invalid") == true)
    }
}
