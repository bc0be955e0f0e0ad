import Foundation
import Testing

/// TLS as the built program sees it: authorities of its own, certificates that are not to be trusted, HTTP/2.
@Suite(.enabled(if: Peer.isAvailable, Peer.need)) struct SecureConnectionTests {
    private let code = "s3cr3tc0de4242"
    private let home: Home

    init() throws { home = try Home() }

    private func webhook(_ port: Int, host: String = "localhost") -> String {
        "https://\(host):\(port)/rest/1/\(code)/"
    }

    /// Runs `b24 call profile` and looks for the secret in everything that it says.
    private func call(_ webhook: String, _ environment: [String: String]) async throws -> Run {
        let run = try await home.b24(
            "--json", "-v", "call", "profile", environment: environment.merging(["B24_WEBHOOK_URL": webhook]) { $1 })
        #expect(!(run.output + run.errors).contains(code))
        return run
    }

    @Test(arguments: ["CURL_CA_BUNDLE", "SSL_CERT_FILE"])
    func anAuthorityOfOnesOwn(variable: String) async throws {
        let folder = try await Peer.certificates(in: home)
        let peer = try await Peer(["role": "tls", "certificate": folder + "/good"])
        let run = try await call(webhook(peer.port), [variable: folder + "/ca.pem"])
        #expect(run.status == 0, "\(run)")
        #expect(try await peer.summary().requests == ["profile"])
    }

    @Test(
        arguments: [
            ("good", "localhost", nil, "tls", "does not trust its certificate"),
            ("expired", "localhost", "ca.pem", "tls", "has expired"),
            ("other", "localhost", "ca.pem", "tls", "for another host"),
            ("good", "localhost", "missing.pem", "tls", "file of certificate authorities"),
        ] as [(String, String, String?, String, String)])
    func whatIsNotTrusted(
        certificate: String, host: String, bundle: String?, kind: String, message: String
    ) async throws {
        let folder = try await Peer.certificates(in: home)
        let peer = try await Peer(["role": "tls", "certificate": folder + "/" + certificate])
        let run = try await call(
            webhook(peer.port, host: host), bundle.map { ["CURL_CA_BUNDLE": "\(folder)/\($0)"] } ?? [:])
        let error = try #require(try run.envelope()["error"] as? [String: Any])
        #expect(run.status == 1)
        #expect(error["kind"] as? String == kind)
        #expect((error["message"] as? String)?.contains(message) == true, "\(run)")
        #expect(error["outcome"] as? String == "refused")
        #expect(error["attempts"] as? Int == 1)
        #expect(try await peer.summary().requests.isEmpty)
    }

    @Test func aPlainServerOnTheSecurePort() async throws {
        let peer = try await Peer(["role": "http"])
        let run = try await call(webhook(peer.port), [:])
        let error = try #require(try run.envelope()["error"] as? [String: Any])
        #expect(error["kind"] as? String == "tls")
        #expect((error["message"] as? String)?.contains("does not speak TLS") == true, "\(run)")
        #expect(try await peer.summary().requests.isEmpty)
    }

    @Test func aHundredCallsShareOneConnection() async throws {
        let folder = try await Peer.certificates(in: home)
        let peer = try await Peer(["role": "tls", "certificate": folder + "/good", "gzip": true])
        try home.write(".config/b24/box.webhook", webhook(peer.port))
        // A self-hosted portal has no rate to keep to.
        try home.config(
            """
            default_profile = "box"
            [profiles.box]
            webhook_file = "box.webhook"
            plan = "box"
            """)
        let run = try await home.b24(
            "eval", "for _ = 1, 100 do text = b24.call('profile').text end return #text, text:sub(1, 2)",
            environment: ["CURL_CA_BUNDLE": folder + "/ca.pem"])
        // Unpacked: two thousand letters of two bytes.
        #expect(run.output == "4000\nх\n", "\(run)")
        let summary = try await peer.summary()
        #expect(summary.requests.count == 100)
        #expect(summary.connections == 1)
        #expect(summary.protocols == ["http/1.1"])
    }

    @Test func manyCallsShareOneHTTP2Connection() async throws {
        let folder = try await Peer.certificates(in: home)
        let peer = try await Peer(["role": "tls", "certificate": folder + "/good", "alpn": ["h2", "http/1.1"]])
        let lua = """
            local tasks = {}
            for i = 1, 40 do tasks[i] = b24.spawn(function() return b24.call('profile').text end) end
            for i = 1, 40 do tasks[i]:await() end
            return #tasks
            """
        let run = try await home.b24(
            "eval", lua, environment: ["B24_WEBHOOK_URL": webhook(peer.port), "CURL_CA_BUNDLE": folder + "/ca.pem"])
        #expect(run.output == "40\n", "\(run)")
        let summary = try await peer.summary()
        #expect(summary.requests.count == 40)
        #expect(summary.protocols == ["h2"])
    }

    @Test func aRequestThatIsGivenUpLeavesItsHTTP2ConnectionToTheNext() async throws {
        let folder = try await Peer.certificates(in: home)
        let peer = try await Peer([
            "role": "tls", "certificate": folder + "/good", "alpn": ["h2"], "unanswered": [1],
        ])
        let run = try await home.b24(
            "--timeout", "4", "eval", "return select(2, b24.call('profile')).attempts",
            environment: ["B24_WEBHOOK_URL": webhook(peer.port), "CURL_CA_BUNDLE": folder + "/ca.pem"])
        #expect(run.output == "2\n", "\(run)")
        let summary = try await peer.summary()
        #expect(summary.requests.count == 2)
        #expect(summary.resets == [1])
        #expect(summary.protocols == ["h2"])
    }
}
