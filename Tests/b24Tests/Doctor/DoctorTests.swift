import Foundation
import PortalEmulator
import Testing

/// `b24 doctor` from end to end: what is wrong is found once, and what depends on it is not looked at.
@Suite("The doctor") struct DoctorTests {
    private static let code = "s3cr3tc0de4242"
    private let home: Home

    init() throws { home = try Home() }

    /// The checks of a run, by name; the exit code has to agree with them.
    private func examine(
        _ arguments: String..., environment: [String: String] = [:]
    ) async throws -> [String: [String: Any]] {
        let running = try home.start(["doctor", "--json"] + arguments, environment: environment)
        running.closeInput()
        let run = await running.end()
        #expect(!(run.output + run.errors).contains(Self.code))
        let envelope = try run.envelope()
        let checks = try #require(envelope["data"] as? [[String: Any]])
        let problems = checks.filter { $0["state"] as? String == "problem" }
        #expect(run.status == (problems.isEmpty ? 0 : 1))
        #expect((envelope["meta"] as? [String: Any])?["exit_code"] as? Int == (problems.isEmpty ? 0 : 1))
        #expect((envelope["error"] is NSNull) == problems.isEmpty)
        // A finding is told once.
        #expect(Set(problems.map { $0["finding"] as? String }).count == problems.count)
        for check in problems { #expect((check["fix"] as? String)?.isEmpty == false, "\(check)") }
        return Dictionary(checks.map { ($0["check"] as? String ?? "", $0) }) { first, _ in first }
    }

    private func states(_ checks: [String: [String: Any]], _ state: String) -> Set<String> {
        Set(checks.filter { $1["state"] as? String == state }.keys)
    }

    private static let ofPortal: Set = ["address", "clock", "user", "admin", "scopes", "plan"]
    private static let afterDNS: Set = ["proxy", "connection", "tls"]

    @Test func theDemoPortalIsWell() async throws {
        let checks = try await examine()
        #expect(checks.count == 18)
        // Lua may be an old one.
        #expect(states(checks, "ok").union(["lua", "isolation", "secrets"]).count == 18, "\(checks)")
        let run = try await home.b24("doctor", "--lang", "ru")
        #expect(run.status == 0)
        #expect(run.output.contains("✓ Администратор  портала\n"), "\(run)")
    }

    @Test func aWebhookFileThatIsMissing() async throws {
        try home.config("[profiles.acme]\nwebhook_file = \"missing\"\n")
        let run = try await home.b24("doctor", "-p", "acme", "--lang", "ru")
        #expect(run.status == 1)
        #expect(run.output.contains("✗ Ключ доступа   файла вебхука"), "\(run)")
        #expect(run.output.contains("что делать: Создайте: (umask 077;"))
        #expect(run.output.contains("- Пользователь   не проверено: сначала исправьте пункт «Ключ доступа»"))
        try home.config("nonsense\n")
        let broken = try await home.b24("doctor")
        #expect(broken.status == 1)
        #expect(broken.output.contains("config.toml:1: '=' was expected"))
        #expect(broken.output.contains("not checked: first see to \"Configuration\""))
    }

    @Test func aStoreThatDoesNotOpenLeavesTheWayToBeChecked() async throws {
        let portal = try await LocalPortal.start()
        let domain = portal.address.dropFirst("http://".count)
        try home.config("default_profile = \"acme\"\n[profiles.acme]\ndomain = \"\(domain)\"\nstore = \"plain-file\"\n")
        try home.write(".local/share/b24/credentials.plain", "nonsense")
        let checks = try await examine()
        #expect(states(checks, "problem") == ["secrets", "credential"])
        #expect(states(checks, "skipped") == ["user", "admin", "scopes", "plan", "limits"], "\(checks)")
        #expect(checks["address"]?["state"] as? String == "ok")
        try await portal.stop()
    }

    @Test(
        .enabled(if: Peer.isAvailable, Peer.need),
        arguments: [
            ("good", "localhost", false, "does not trust"), ("expired", "localhost", true, "expired"),
            ("other", "localhost", true, "another host"),
        ])
    func certificates(name: String, host: String, isTrusted: Bool, words: String) async throws {
        let folder = try await Peer.certificates(in: home)
        let peer = try await Peer(["role": "tls", "certificate": folder + "/" + name])
        var environment = ["B24_WEBHOOK_URL": "https://\(host):\(peer.port)/rest/1/\(Self.code)/"]
        if isTrusted { environment["CURL_CA_BUNDLE"] = folder + "/ca.pem" }
        let checks = try await examine(environment: environment)
        #expect(states(checks, "problem") == ["tls"])
        #expect((checks["tls"]?["finding"] as? String)?.contains(words) == true)
        #expect(states(checks, "skipped") == Self.ofPortal.union(["secrets"]))
        #expect(try await peer.summary().requests.isEmpty)
    }

    @Test(.enabled(if: Peer.isAvailable, Peer.need), arguments: [0, 407, 200])
    func proxies(status: Int) async throws {
        let folder = try await Peer.certificates(in: home)
        let portal = try await Peer(["role": "tls", "certificate": folder + "/good"])
        let proxy = try await Peer(
            status == 200 ? ["role": "proxy", "target": portal.port] : ["role": "proxy", "status": status])
        let checks = try await examine(environment: [
            "B24_WEBHOOK_URL": "https://portal.invalid/rest/1/\(Self.code)/", "CURL_CA_BUNDLE": folder + "/ca.pem",
            "HTTPS_PROXY": "http://anna:\(Self.code)@127.0.0.1:\(proxy.port)",
        ])
        #expect((checks["proxy"]?["finding"] as? String)?.contains("127.0.0.1:\(proxy.port)") == true)
        #expect((checks["proxy"]?["finding"] as? String)?.contains("HTTPS_PROXY") == true)
        if status == 200 {
            #expect(states(checks, "problem").isEmpty, "\(checks)")
            #expect(checks["user"]?["state"] as? String == "ok")
        } else {
            #expect(states(checks, "problem") == ["proxy"])
            #expect(states(checks, "skipped") == Self.ofPortal.union(["secrets", "connection", "tls"]))
        }
        _ = try await proxy.summary()
    }

    @Test func aNameThatNobodyHas() async throws {
        let checks = try await examine(
            "--timeout", "20",
            environment: [
                "B24_WEBHOOK_URL": "https://portal.invalid/rest/1/\(Self.code)/",
                "HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": ".invalid",
            ])
        #expect(states(checks, "problem") == ["dns"])
        #expect(states(checks, "skipped") == Self.ofPortal.union(Self.afterDNS).union(["secrets"]))
    }

    @Test(.enabled(if: Peer.isAvailable, Peer.need)) func aPortalThatHasMoved() async throws {
        let portal = try await LocalPortal.start()
        let parts = try await portal.webhook().split(separator: "/rest/", maxSplits: 1).map(String.init)
        let old = try await Peer(["role": "moved", "to": parts[0]])
        try home.write(".config/b24/acme.webhook", "http://127.0.0.1:\(old.port)/rest/\(parts[1])")
        try home.config(
            "default_profile = \"acme\"\n[profiles.acme]\nwebhook_file = \"acme.webhook\"\n"
                + "domain = \"127.0.0.1:\(old.port)\"\n")
        let checks = try await examine()
        #expect(states(checks, "problem").isEmpty, "\(checks)")
        #expect(checks["address"]?["state"] as? String == "warning")
        #expect((checks["address"]?["finding"] as? String)?.hasSuffix("has moved to " + parts[0]) == true)
        #expect((checks["address"]?["fix"] as? String)?.hasPrefix("Change line 4 of") == true)
        #expect(checks["user"]?["state"] as? String == "ok")
        _ = try await old.summary()
        try await portal.stop()
    }

    struct Finding: CustomTestStringConvertible, Sendable {
        let check: String
        let state: String
        let words: String
        let provoke: @Sendable (LocalPortal) async throws -> [String: String]
        var testDescription: String { "\(check): \(words)" }

        init(
            _ check: String, _ state: String, _ words: String,
            _ provoke: @escaping @Sendable (LocalPortal) async throws -> [String: String]
        ) {
            (self.check, self.state, self.words, self.provoke) = (check, state, words, provoke)
        }
    }

    static let findings = [
        Finding("user", "problem", "does not accept the credential") {
            ["B24_WEBHOOK_URL": $0.address + "/rest/1/\(code)/"]
        },
        Finding("user", "problem", "2 h behind the portal's") { portal in
            let pair = try await portal.tokens(for: try await portal.application())
            portal.moveClock(by: 7200)
            return ["B24_ACCESS_TOKEN": pair.accessToken, "B24_PORTAL_URL": portal.address]
        },
        Finding("clock", "warning", "ahead of the portal's") {
            $0.moveClock(by: -600)
            return ["B24_WEBHOOK_URL": try await $0.webhook()]
        },
        Finding("plan", "problem", "REST is not part") {
            $0.setAvailability(.withoutREST)
            return ["B24_WEBHOOK_URL": try await $0.webhook()]
        },
        Finding("user", "problem", "deleted") {
            $0.setAvailability(.deleted)
            return ["B24_WEBHOOK_URL": try await $0.webhook()]
        },
        Finding("scopes", "warning", "department (departments)") {
            ["B24_WEBHOOK_URL": try await $0.webhook(scopes: ["crm", "user"])]
        },
        Finding("admin", "warning", "no: SPAs") { ["B24_WEBHOOK_URL": try await $0.webhook(.employee)] },
        Finding("admin", "ok", "of CRM") { ["B24_WEBHOOK_URL": try await $0.webhook(.crmAdmin)] },
        Finding("plan", "ok", "basic, has REST") { portal in
            let pair = try await portal.tokens(for: try await portal.application())
            return ["B24_ACCESS_TOKEN": pair.accessToken, "B24_PORTAL_URL": portal.address]
        },
    ]

    @Test(arguments: findings) func whatThePortalSays(finding: Finding) async throws {
        let portal = try await LocalPortal.start()
        let checks = try await examine(environment: finding.provoke(portal))
        #expect(checks[finding.check]?["state"] as? String == finding.state, "\(checks)")
        #expect((checks[finding.check]?["finding"] as? String)?.contains(finding.words) == true, "\(checks)")
        #expect(states(checks, "problem") == (finding.state == "problem" ? [finding.check] : []))
        try await portal.stop()
    }
}
