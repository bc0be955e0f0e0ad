import Foundation
import PortalEmulator
import Testing

/// `b24 profile`, as a person uses it.
@Suite struct ProfileCommandTests {
    private let home: Home
    /// So that no keyring of the person who runs the tests is in reach.
    private static let passphrase = ["B24_PASSPHRASE": "test passphrase"]

    init() throws { home = try Home() }

    private func b24(_ arguments: String..., input: String = "", environment: [String: String] = passphrase)
        async throws
        -> Run
    {
        let running = try home.start(arguments, environment: environment)
        running.write(input)
        running.closeInput()
        return await running.end()
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: home.path + "/" + name)), as: UTF8.self)
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: home.path + "/" + name)[.posixPermissions] as? Int
    }

    /// No file in the home folder has a text.
    private func isNowhere(_ secret: String) -> Bool {
        let files = FileManager.default.enumerator(atPath: home.path)
        while let name = files?.nextObject() as? String {
            let data = FileManager.default.contents(atPath: home.path + "/" + name) ?? Data()
            if data.range(of: Data(secret.utf8)) != nil { return false }
        }
        return true
    }

    @Test func aProfileFromItsFirstDayToItsLast() async throws {
        let portal = try await LocalPortal.start()
        let webhook = try await portal.webhook(.employee, scopes: ["crm", "user"])
        let code = try #require(webhook.split(separator: "/").last.map(String.init))
        let domain = portal.address.replacingOccurrences(of: "http://", with: "")
        try home.config("# my portals\n")

        let added = try await b24("profile", "add", "acme", "--webhook-stdin", "--protected", input: webhook + "\n")
        #expect(added.status == 0, "\(added)")
        #expect(added.errors.contains("administrator: no, scopes: crm, user\n"), "\(added)")
        #expect(
            added.errors.contains("Profile 'acme' (\(domain)) is added. Its webhook is kept in an encrypted file.\n"))
        #expect(added.output.isEmpty)
        #expect(!added.errors.contains(code))
        #expect(isNowhere(code))
        #expect(try text(".config/b24/config.toml").hasPrefix("# my portals\n"))
        #expect(try mode(".local/share/b24/credentials.sealed") == 0o600)

        // The first one is the default.
        #expect(try await b24("eval", "return b24.portal.name").output == "acme\n")
        #expect(try await b24("call", "user.current").status == 0)
        let locked = try await b24("call", "user.current", environment: [:])
        #expect(locked.status == 1)
        #expect(locked.errors.contains("B24_PASSPHRASE"))
        let wrong = try await b24("call", "user.current", environment: ["B24_PASSPHRASE": "wrong"])
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("this passphrase does not open"))
        #expect(try await b24("--json", "call", "user.current", environment: [:]).output.contains("\"store_locked\""))

        let list = try await b24("profile", "list", environment: [:])
        #expect(list.output.contains("* acme"))
        #expect(list.output.contains("encrypted-file") && list.output.contains("protected"))
        let json = try await b24("--json", "profile", "list", environment: [:]).envelope()
        let row = try #require((json["data"] as? [[String: Any]])?.first)
        #expect(row["default"] as? Bool == true)
        #expect(row["domain"] as? String == domain)
        let shown = try await b24("profile", "show", environment: [:])
        #expect(shown.output.contains("credentials.sealed"), "\(shown)")

        let renamed = try await b24("profile", "rename", "acme", "office")
        #expect(renamed.status == 0, "\(renamed)")
        #expect(try await b24("call", "user.current").status == 0)
        #expect(try await b24("-p", "acme", "call", "user.current").errors.contains("there is no profile 'acme'"))
        #expect(try await b24("profile", "use", "demo").status == 0)
        #expect(try await b24("eval", "return b24.portal.name").output == "demo\n")

        let asked = try await b24("profile", "remove", "office")
        #expect(asked.status == 4)
        #expect(asked.errors.contains("--yes"))
        #expect(try await b24("profile", "remove", "office", "--yes").status == 0)
        #expect(!home.has(".local/share/b24/credentials.sealed"))
        #expect(try text(".config/b24/config.toml").contains("# my portals\n"))
        #expect(try await b24("profile", "list").errors.contains("There are no profiles"))
        try await portal.stop()
    }

    @Test func anExistingProfileIsReplacedOnlyWhenConfirmed() async throws {
        let url = "https://a.example.com/rest/1/sup3rs3cretcode/"
        let flags = ["profile", "add", "acme", "--webhook-stdin", "--no-check", "--store", "plain-file"]
        func add(_ url: String, _ more: String...) async throws -> Run {
            let running = try home.start(flags + more, environment: [:])
            running.write(url + "\n")
            running.closeInput()
            return await running.end()
        }
        let first = try await add(url)
        #expect(first.status == 0, "\(first)")
        #expect(first.errors.contains("warning: b24: the webhook lies in a file as it is"))
        #expect(try mode(".local/share/b24/credentials.plain") == 0o600)
        let second = try await add("https://b.example.com/rest/1/other/")
        #expect(second.status == 4)
        #expect(try text(".config/b24/config.toml").contains("a.example.com"))
        let third = try await add("https://b.example.com/rest/1/other/", "--yes")
        #expect(third.status == 0, "\(third)")
        #expect(try text(".config/b24/config.toml").contains("b.example.com"))
        #expect(isNowhere("sup3rs3cretcode"))
    }

    @Test func anotherStoreTakesTheSecretWithIt() async throws {
        let url = "https://a.example.com/rest/1/sup3rs3cretcode/\n"
        let add = ["profile", "add", "acme", "--webhook-stdin", "--no-check", "--yes", "--store"]
        for store in ["plain-file", "encrypted-file"] {
            let running = try home.start(add + [store], environment: Self.passphrase)
            running.write(url)
            running.closeInput()
            #expect(await running.end().status == 0)
        }
        #expect(!home.has(".local/share/b24/credentials.plain"))
        #expect(isNowhere("sup3rs3cretcode"))
    }

    @Test(arguments: [
        (["add", "demo", "--webhook-stdin"], "'demo' is a name of b24's own"),
        (["add", "a b", "--webhook-stdin"], "cannot be the name"), (["add"], "name"),
        (["add", "acme", "--store", "safe"], "'safe' is invalid"), (["use", "nobody"], "there is no profile 'nobody'"),
        (["remove", "nobody", "--yes"], "there is no profile 'nobody'"),
        (["rename", "a", "b"], "there is no profile 'a'"),
        (["show"], "there is no default profile"), (["add", "acme", "--store", "helper"], "needs a credential_helper"),
        (["nonsense"], "nonsense"),
    ])
    func wrongUse(_ words: [String], _ message: String) async throws {
        let running = try home.start(["profile"] + words, environment: [:])
        running.closeInput()
        let run = await running.end()
        #expect(run.status == 2, "\(run)")
        #expect(run.errors.contains(message), "\(run)")
    }

    @Test(arguments: [
        ("http://acme.bitrix24.com/rest/1/sup3rs3cret/", "https"), ("acme.bitrix24.com", "https://"), ("", "empty"),
        ("https://acme.bitrix24.com/", "/rest/"), ("https://acme.bitrix24.com/rest/1/sup3rs3cret/?x=1", "?"),
    ])
    func aWebhookOfTheWrongForm(_ url: String, _ message: String) async throws {
        let run = try await b24("profile", "add", "acme", "--webhook-stdin", input: url.isEmpty ? "" : url + "\n")
        #expect(run.status != 0)
        #expect(run.errors.contains(message), "\(run)")
        #expect(!run.errors.contains("sup3rs3cret"))
        #expect(!home.has(".config/b24/config.toml"))
        #expect(!home.has(".local/share/b24/credentials.sealed"))
    }

    @Test func aWebhookThatDoesNotWorkIsNotKept() async throws {
        let portal = try await LocalPortal.start()
        let run = try await b24(
            "profile", "add", "acme", "--webhook-stdin", input: portal.address + "/rest/1/n0tth1s0ne/\n")
        #expect(run.status == 1, "\(run)")
        #expect(!home.has(".config/b24/config.toml"))
        #expect(!home.has(".local/share/b24/credentials.sealed"))
        // Nobody can be asked.
        let asked = try await b24("profile", "add", "acme")
        #expect(asked.status == 4)
        #expect(asked.errors.contains("--webhook-stdin"))
        try await portal.stop()
    }

    @Test func aHelperKeepsTheSecret() async throws {
        let portal = try await LocalPortal.start()
        let webhook = try await portal.webhook()
        try home.write(
            "bin/keeper",
            """
            #!/bin/sh
            case $2 in
            get) sed 's/^/password=/' "$1" 2>/dev/null || true ;;
            store) sed -n 's/^password=//p' > "$1" ;;
            erase) rm -f "$1" ;;
            esac
            """, mode: 0o700)
        try home.config("credential_helper = \"sh '\(home.path)/bin/keeper' '\(home.path)/kept'\"\n")
        let run = try await b24("profile", "add", "acme", "--webhook-stdin", input: webhook + "\n", environment: [:])
        #expect(run.status == 0, "\(run)")
        #expect(run.errors.contains("kept in the credential helper"))
        #expect(home.has("kept"))
        #expect(try await b24("call", "user.current", environment: [:]).status == 0)
        #expect(try await b24("profile", "remove", "acme", "--yes", environment: [:]).status == 0)
        #expect(!home.has("kept"))
        try await portal.stop()
    }

    @Test func doctorLooksAfterEachSecret() async throws {
        let url = "https://a.example.com/rest/1/sup3rs3cretcode/\n"
        let add = ["profile", "add", "--webhook-stdin", "--no-check"]
        for (name, store) in [("plain", "plain-file"), ("sealed", "encrypted-file")] {
            let running = try home.start(add + [name, "--store", store], environment: Self.passphrase)
            running.write(url)
            running.closeInput()
            #expect(await running.end().status == 0)
        }
        #expect(try await b24("profile", "use", "demo").status == 0)
        let healthy = try await b24("doctor", environment: [:])
        #expect(healthy.status == 0, "\(healthy)")
        #expect(healthy.output.contains("plain-file: there for plain"))
        #expect(healthy.output.contains("encrypted-file: the file is whole"))
        try home.write(".local/share/b24/credentials.plain", "{\"version\":1,\"secrets\":{}}")
        let missing = try await b24("doctor")
        #expect(missing.status == 1)
        #expect(missing.output.contains("nothing is kept for plain"))
        #expect(missing.output.contains("b24 profile add plain"))
        #expect(missing.output.contains("encrypted-file: there for sealed"))
        try home.write(".local/share/b24/credentials.sealed", "b24seal\n\u{1}garbage")
        #expect(try await b24("doctor").output.contains("is damaged"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: home.path + "/.local/share/b24/credentials.plain")
        #expect(try await b24("doctor", "--lang", "ru").output.contains("chmod 600"))
        try home.config("default_profile = \"gone\"\n")
        #expect(try await b24("doctor").output.contains("default_profile names 'gone'"))
        try home.config("[profiles.a]\nprotect = true\n")
        let broken = try await b24("doctor")
        #expect(broken.output.contains("config.toml:2: unknown setting 'protect'"))
    }
}
