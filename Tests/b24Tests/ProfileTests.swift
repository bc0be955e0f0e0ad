import Foundation
import PortalEmulator
import Testing

@Suite struct ProfileTests {
    @Test func theDemoSaysSoOnce() async throws {
        let home = try Home()
        let lua = "b24.call('server.time') b24.call('server.time') return b24.portal.name"
        let run = try await home.b24("eval", lua)
        #expect(run.output == "demo\n")
        #expect(
            run.errors
                == "b24: no portal is configured, so this is the built-in demo portal; nothing leaves this machine\n")
        #expect(home.has(".local/share/b24/demo"))
        #expect(try await home.b24("--quiet", "eval", lua).errors.isEmpty)
        #expect(try await home.b24("-p", "demo", "eval", lua).errors.isEmpty)
        #expect(try await home.b24("--lang", "ru", "eval", lua).errors.hasPrefix("b24: портал не настроен"))
    }

    @Test func theDemoKeepsItsData() async throws {
        let home = try Home()
        let added = try await home.b24("-q", "call", "crm.type.add", "fields.title=Кадры")
        #expect(added.status == 0)
        let count = "return b24.count('crm.type.list', {filter={['=title']='Кадры'}})"
        #expect(try await home.b24("-q", "eval", count).output == "1\n")
        let refused = try await home.b24("portal", "reset")
        #expect(refused.status == 4)
        #expect(refused.errors.contains("--yes"))
        #expect(try await home.b24("portal", "reset", "--yes").status == 0)
        #expect(try await home.b24("-q", "eval", count).output == "0\n")
    }

    @Test func twoProcessesShareTheDemo() async throws {
        let home = try Home()
        #expect(try await home.b24("-q", "call", "server.time").status == 0)
        let lua = "for i = 1, 10 do b24.call('crm.type.add', {fields={title=b24.args and ('T' .. i)}}) end"
        let processes = try (0..<3).map { _ in try home.start(["-q", "eval", lua]) }
        for process in processes {
            process.closeInput()
            let run = await process.end()
            #expect(run.status == 0, "\(run)")
        }
        let count = try await home.b24("-q", "eval", "return b24.count('crm.type.list', {filter={['%title']='T'}})")
        #expect(Int(count.output.trimmingCharacters(in: .newlines)) ?? 0 >= 30)
    }

    @Test func aWebhookOfTheEnvironment() async throws {
        let portal = try await LocalPortal.start()
        let webhook = try await portal.webhook()
        let code = try #require(webhook.split(separator: "/").last.map(String.init))
        let home = try Home()
        let environment = ["B24_WEBHOOK_URL": webhook]
        let run = try await home.b24("-v", "eval", "return b24.call('user.current').NAME", environment: environment)
        #expect(run.output == "Anna\n")
        #expect(run.errors.contains("user.current: 200"))
        let lua = """
            local ok, e = pcall(b24.call, "crm.type.get", {id = 99})
            local out = {tostring(e), e.message, e.description, e.hint, b24.portal.domain, os and os.getenv and
              tostring(os.getenv("B24_WEBHOOK_URL"))}
            for k, v in pairs(b24.portal) do out[#out + 1] = tostring(k) .. tostring(v) end
            return table.concat(out, " ")
            """
        for flags in [[], ["--json"], ["-v"], ["--log-format", "json"]] {
            let running = try home.start(flags + ["eval", lua], environment: environment)
            running.closeInput()
            let run = await running.end()
            #expect(!(run.output + run.errors).contains(code))
        }
        try await portal.stop()
        // Nothing was kept.
        #expect(!home.has(".local/share/b24"))
    }

    #if os(Linux)
        @Test func theWebhookLeavesTheProcessEnvironment() async throws {
            let home = try Home()
            let running = try home.start(
                ["eval", "print('ready') b24.sleep(3600)"],
                environment: ["B24_WEBHOOK_URL": "https://acme.bitrix24.com/rest/1/sup3rs3cretc0de/"])
            #expect(await running.output(until: "ready").contains("ready"))
            let environment = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(running.processID)/environ"))
            running.signal(SIGINT)
            _ = await running.end()
            #expect(!String(decoding: environment, as: UTF8.self).contains("sup3rs3cretc0de"))
        }
    #endif

    @Test func aProfileWithItsFile() async throws {
        let portal = try await LocalPortal.start()
        let home = try Home()
        let domain = portal.address.replacingOccurrences(of: "http://", with: "")
        try home.write(".config/b24/acme.webhook", try await portal.webhook(.employee) + "\n")
        try home.config(
            """
            default_profile = "acme"
            [profiles.acme]
            domain = "\(domain)"
            webhook_file = "acme.webhook"
            read_only = true
            [profiles.other]
            domain = "other.bitrix24.com"
            webhook_file = "acme.webhook"
            [profiles.asked]
            domain = "asked.bitrix24.com"
            """)
        let run = try await home.b24("eval", "return b24.portal.name")
        #expect(run.output == "acme\n")
        #expect(run.errors.isEmpty)
        #expect(try await home.b24("call", "user.current").status == 0)
        #expect(try await home.b24("call", "crm.item.add", "entityTypeId:=156").status == 4)
        let other = try await home.b24("-p", "other", "call", "user.current")
        #expect(other.status == 1)
        #expect(
            other.errors.contains("profile 'other' is for other.bitrix24.com, but its webhook belongs to \(domain)"))
        let asked = try await home.b24("-p", "asked", "--no-input", "call", "user.current")
        #expect(asked.status == 4)
        #expect(asked.errors.contains("b24 profile add asked"))
        #expect(try await home.b24("call", "user.current", environment: ["B24_PROFILE": "demo"]).status == 0)
        try await portal.stop()
    }

    @Test func aFileThatOthersMayReadIsRefused() async throws {
        let home = try Home()
        let file = try home.write(".config/b24/acme.webhook", "https://a.bitrix24.com/rest/1/sup3rs3cret/", mode: 0o640)
        try home.config("[profiles.acme]\nwebhook_file = \"acme.webhook\"\n")
        let run = try await home.b24("-p", "acme", "call", "user.current")
        #expect(run.status == 1)
        #expect(run.errors.contains("chmod 600 '\(file)'"))
        #expect(!run.errors.contains("sup3rs3cret"))
    }

    @Test func aBrokenConfigurationNamesItsLine() async throws {
        let home = try Home()
        let file = try home.config("[profiles.acme]\nwebhook = \"x\"\n")
        let run = try await home.b24("eval", "1")
        #expect(run.status == 2)
        #expect(run.errors.contains("\(file):2: 'webhook': no secrets in this file"))
    }
}
