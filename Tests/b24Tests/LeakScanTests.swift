import Bitrix24
import Foundation
import PortalEmulator
import Testing

/// Secrets are planted, `b24` runs through success and failure, and everything that it leaves is searched: its outputs,
/// all files under its home, and what other processes can see of it.
@Suite("A planted secret") struct LeakScanTests {
    @Test("is found where it is") func search() throws {
        let plants = Plants(secrets: ["pl4nted/c0de"])
        let home = try Home()
        for text in ["pl4nted/c0de", "pl4n\n  ted/c0de", "pl4nted%2Fc0de", "pl4nted\\/c0de", "cGw0bnRlZC9jMGRl"] {
            #expect(plants.found(in: "<\(text)>").count == 1, "\(text)")
            try home.write("state/x", text)
            #expect(try plants.found(inFilesOf: home).count == 1, "\(text)")
        }
        #expect(plants.found(in: "pl4nted c0de").isEmpty)
    }

    private func examine(_ run: Run, _ plants: Plants, _ what: String) {
        #expect(plants.found(in: run.output + "\n" + run.errors).isEmpty, "\(what): \(run)")
    }

    private static let scripts: [[String]] = [
        ["eval", "return b24.call('crm.type.add', {fields = {title = 'Leak'}}).type.id"],
        ["eval", "return b24.call('crm.type.get', {id = 999999})"],
        ["eval", "print(b24.portal, b24.portal.domain, b24.portal.scopes); error(b24.portal)"],
        ["eval", "for name, value in pairs(b24) do b24.log.info(name, value) end"],
        ["call", "profile", "auth=x"], ["doctor"], ["auth", "status"], ["auth", "refresh"], ["log", "--last"],
    ]
    /// A few, for portals that answer wrongly.
    private static let calls: [[String]] = [["call", "crm.type.add", "fields:={}"], ["doctor"], ["auth", "status"]]

    /// Every other one as programs would have it.
    private func runAll(
        _ scripts: [[String]], _ home: Home, _ environment: [String: String], _ plants: Plants
    ) async throws {
        let forms = [["--verbose"], ["--json", "--log-format", "json", "-v", "--lang", "ru"]]
        for (number, words) in scripts.enumerated() {
            let running = try home.start(words + forms[number % 2], environment: environment)
            running.closeInput()
            examine(await running.end(), plants, words.joined(separator: " "))
        }
        #expect(try plants.found(inFilesOf: home).isEmpty)
    }

    private static let passphrase = "pl4nted passphrase of twelve"

    @Test("of a webhook is nowhere", arguments: [[], ["*:html:*"], ["*:503:1", "*:drop:1@3"], ["*:302:*"]])
    func webhook(faults: [String]) async throws {
        var configuration = LocalPortal.Configuration()
        configuration.enforcesLimits = false
        configuration.faults = faults
        let portal = try await LocalPortal.start(configuration)
        let webhook = try await portal.webhook()
        let code = String(try #require(webhook.split(separator: "/").last))
        let plants = Plants(secrets: [code, Self.passphrase.filter { $0 != " " }])
        let home = try Home()
        let environment = ["B24_WEBHOOK_URL": webhook, "B24_PASSPHRASE": Self.passphrase]
        try await runAll(faults.isEmpty ? Self.scripts : Self.calls, home, environment, plants)
        // The same with a code that the portal does not know.
        let wrong = webhook.replacing(code, with: "wr0ngc0de" + code)
        try await runAll(Self.calls, home, ["B24_WEBHOOK_URL": wrong], Plants(secrets: ["wr0ngc0de", code]))
        try await portal.stop()
    }

    @Test("of a token is nowhere", arguments: [[], ["*:html:*"], ["oauth/token:503:*"]])
    func token(faults: [String]) async throws {
        let scene = try await SignedInHome(change: { $0.faults = faults })
        let token = scene.token
        let home = try Home()
        var environment: [String: String] = [:]
        environment["B24_PORTAL_URL"] = token.portal
        environment["B24_CLIENT_ID"] = token.clientID
        environment["B24_ACCESS_TOKEN"] = token.accessToken.exposed
        environment["B24_REFRESH_TOKEN"] = token.refreshToken?.exposed
        environment["B24_CLIENT_SECRET"] = token.clientSecret?.exposed
        let plants = Plants(
            secrets: ["B24_ACCESS_TOKEN", "B24_REFRESH_TOKEN", "B24_CLIENT_SECRET"].compactMap { environment[$0] })
        #expect(plants.secrets.count == 3 && plants.secrets.allSatisfy { $0.count >= 12 })
        try await runAll(faults.isEmpty ? Self.scripts : Self.calls, home, environment, plants)
        // Expired: renewed by the first, refused to the others; then with a secret that the authorization server refuses.
        try await scene.portal.expireTokens(of: scene.application)
        try await runAll(Self.calls, home, environment, plants)
        environment["B24_CLIENT_SECRET"] = "wr0ngcl1ents3cret"
        try await runAll(Self.calls, home, environment, Plants(secrets: plants.secrets + ["wr0ngcl1ents3cret"]))
        try await scene.portal.stop()
    }

    #if os(Linux)
        @Test("is not to be seen from another process") func processes() async throws {
            var configuration = LocalPortal.Configuration()
            configuration.faults = ["profile:timeout:*"]
            let portal = try await LocalPortal.start(configuration)
            let webhook = try await portal.webhook()
            let code = String(try #require(webhook.split(separator: "/").last))
            let secrets = [
                "B24_WEBHOOK_URL": webhook, "B24_ACCESS_TOKEN": "pl4ntedaccesst0ken",
                "B24_REFRESH_TOKEN": "pl4ntedrefresht0ken", "B24_CLIENT_SECRET": "pl4ntedcl1ents3cret",
                "B24_PASSPHRASE": "pl4ntedpassphrase",
            ]
            let plants = Plants(secrets: [code] + secrets.values)
            let home = try Home()
            let running = try home.start(
                ["eval", "b24.call('server.time'); print('ready'); b24.call('profile')"], environment: secrets)
            #expect(await running.output(until: "ready").contains("ready"))
            for name in ["cmdline", "environ"] {
                let data = FileManager.default.contents(atPath: "/proc/\(running.processID)/\(name)") ?? Data()
                #expect(!data.isEmpty)
                let text = String(decoding: data, as: UTF8.self).replacing("\0", with: "\n")
                #expect(plants.found(in: text).isEmpty, "\(name): \(text)")
            }
            let limits = try String(contentsOfFile: "/proc/\(running.processID)/limits", encoding: .utf8)
            #expect(limits.contains(#/Max core file size +0 /#), "a crash writes the memory into no file")
            running.signal(SIGINT)
            examine(await running.end(), plants, "stopped")
            try await portal.stop()
        }
    #endif
}
