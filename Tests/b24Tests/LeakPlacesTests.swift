import Bitrix24
import Foundation
import PortalEmulator
import TerminalTesting
import Testing

/// Secrets are planted in every store and typed at a terminal, and what other programs get to see is searched: those that
/// `b24` starts write down their own environment and command line, and those of `b24`.
@Suite("A planted secret stays") struct LeakPlacesTests {
    private static let passphrase = "pl4nted-passphrase-of-twelve"

    /// Lines of the shell that write down what the program started by `b24` can see.
    private static func spy(_ home: Home, _ name: String) -> String {
        """
        { env; tr '\\0' '\\n' < /proc/$$/environ; tr '\\0' '\\n' < /proc/$$/cmdline
          tr '\\0' '\\n' < /proc/$PPID/environ; tr '\\0' '\\n' < /proc/$PPID/cmdline
          echo "spied by \(name)"; } > \(home.path)/\(name).spied 2>&1

        """
    }

    private func examine(_ run: Run, _ plants: Plants, _ what: String) {
        #expect(plants.found(in: run.output + "\n" + run.errors).isEmpty, "\(what): \(run)")
    }

    private func examineSpy(_ name: String, _ home: Home, _ plants: Plants) throws {
        let text = try String(contentsOfFile: home.path + "/\(name).spied", encoding: .utf8)
        #if os(Linux)
            #expect(text.contains("b24"), "\(name): the command line of b24 is missing: \(text)")
        #endif
        #expect(text.contains("spied by \(name)") && text.contains("HOME="), "\(text)")
        #expect(plants.found(in: text).isEmpty, "\(name): \(text)")
    }

    private static func environment(_ plants: Plants) -> [String: String] {
        let names = ["B24_ACCESS_TOKEN", "B24_REFRESH_TOKEN", "B24_CLIENT_SECRET", "B24_PASSPHRASE"]
        return Dictionary(uniqueKeysWithValues: zip(names, plants.secrets))
    }

    private static let planted = Plants(
        secrets: ["pl4ntedaccesst0ken", "pl4ntedrefresht0ken", "pl4ntedcl1ents3cret", passphrase])

    @Test("in the encrypted file") func encryptedFile() async throws {
        let scene = try await SignInScene(.encryptedFile)
        let login = try await scene.login()
        #expect(login.status == 0, "\(login)")
        let plants = Plants(secrets: [scene.application.clientSecret, SignInScene.passphrase])
        examine(login, plants, "login")
        for words in [
            ["-v", "auth", "status"], ["-v", "auth", "refresh"], ["-v", "call", "profile"], ["-v", "doctor"],
        ] {
            let running = try scene.home.start(words, environment: scene.environment)
            running.closeInput()
            examine(await running.end(), plants, words.joined(separator: " "))
        }
        let wrong = try await scene.home.b24(
            "-v", "call", "profile", environment: ["B24_PASSPHRASE": "wr0ng-planted-passphrase"])
        #expect(wrong.status == 1, "\(wrong)")
        examine(wrong, Plants(secrets: plants.secrets + ["wr0ng-planted-passphrase"]), "wrong passphrase")
        #expect(try plants.found(inFilesOf: scene.home).isEmpty)
        try await scene.portal.stop()
    }

    #if os(Linux)
        @Test("in the keyring") func keyring() async throws {
            let scene = try await SignInScene()
            let keyring = try await PrivateKeyring(scene.home)
            try scene.home.config("store = 'keyring'\n")
            let webhook = try await scene.portal.webhook()
            let plants = Plants(secrets: [String(try #require(webhook.split(separator: "/").last))])
            let words = [
                ["profile", "add", "acme", "--webhook-stdin"], ["call", "profile"], ["doctor"], ["auth", "status"],
            ]
            for words in words {
                let running = try scene.home.start(words + ["-v"], environment: keyring.environment)
                running.write(words[0] == "profile" ? webhook + "\n" : "")
                running.closeInput()
                let run = await running.end()
                #expect(run.status == 0, "\(run)")
                examine(run, plants, words.joined(separator: " "))
            }
            #expect(try await keyring.lookup("acme").contains(plants.secrets[0]))
            #expect(try plants.found(inFilesOf: scene.home).isEmpty)
            try await scene.portal.stop()
        }
    #endif

    @TerminalThread @Test("unseen when it is pasted") func pasted() async throws {
        let portal = try await LocalPortal.start()
        let webhook = try await portal.webhook()
        let plants = Plants(secrets: [String(try #require(webhook.split(separator: "/").last)), Self.passphrase])
        let home = try Home()
        let program = try TerminalProgram(
            program: "b24", ["-v", "profile", "add", "acme", "--store", "encrypted-file"], columns: 200,
            environment: ["HOME": home.path, "LC_ALL": "C"])
        // The first is refused: it must not be shown as an example of what is wrong.
        try program.terminal.wait(containing: "Webhook URL")
        program.terminal.type(webhook.replacing("http://127.0.0.1", with: "http://acme.example") + "\r")
        try program.terminal.wait("the question again") {
            $0.screen.text.components(separatedBy: "Webhook URL").count == 3
        }
        program.terminal.type(webhook + "\r")
        for question in ["New passphrase", "The same again"] {
            try program.terminal.wait(containing: question)
            program.terminal.type(Self.passphrase + "\r")
        }
        #expect(try program.end() == 0)
        let screen = String(decoding: program.terminal.output, as: UTF8.self)
        #expect(screen.contains("acme") && plants.found(in: screen).isEmpty, "\(screen)")
        #expect(try plants.found(inFilesOf: home).isEmpty)
        try await portal.stop()
    }

    @TerminalThread @Test("out of the environment of pager and editor") func pagerAndEditor() throws {
        let home = try Home()
        let pager = try home.write("pager.sh", Self.spy(home, "pager") + "echo paged; wc -l\n")
        let editor = try home.write("editor.sh", Self.spy(home, "editor") + "echo 'return 40 + 2' > \"$1\"\n")
        var environment = Self.environment(Self.planted)
        environment["B24_WEBHOOK_URL"] = "https://acme.bitrix24.com/rest/1/pl4ntedwebh00k/"
        environment.merge(["HOME": home.path, "LC_ALL": "C", "PAGER": "sh \(pager)", "EDITOR": "sh \(editor)"]) { $1 }
        let program = try TerminalProgram(
            program: "b24", ["-p", "demo", "repl"], rows: 12, environment: environment)
        let plants = Plants(secrets: Self.planted.secrets + ["pl4ntedwebh00k"])
        try program.terminal.wait(screen: "demo> |")
        program.terminal.type(".help\r")
        try program.terminal.wait(containing: "paged")
        try program.terminal.wait("the prompt") { $0.screen.withCursor.hasSuffix("\ndemo> |") }
        try examineSpy("pager", home, plants)
        program.terminal.type(".edit\r")
        try program.terminal.wait(containing: "\n42\n")
        try examineSpy("editor", home, plants)
        try FileManager.default.removeItem(atPath: home.path + "/editor.spied")
        // The editor of an entry that is being typed.
        try program.terminal.wait("the prompt") { $0.screen.withCursor.hasSuffix("\ndemo> |") }
        program.terminal.type("x\u{18}\u{5}")
        try program.terminal.wait(containing: "demo> return 40 + 2")
        try examineSpy("editor", home, plants)
        program.terminal.type("\u{3}.exit\r")
        #expect(try program.end() == 0)
        #expect(plants.found(in: String(decoding: program.terminal.output, as: UTF8.self)).isEmpty)
    }

    @Test("out of the environment of a credential helper and the browser") func helperAndBrowser() async throws {
        let scene = try await SignInScene(.helper, helperSays: { Self.spy($0, "helper") })
        let home = scene.home
        try writeProgram(
            home, "bin/xdg-open", "#!/bin/sh\n" + Self.spy(home, "browser") + "echo > \(home.path)/opened\n")
        try writeProgram(home, "bin/open", "#!/bin/sh\nexec \(home.path)/bin/xdg-open \"$@\"\n")
        #expect(mkfifo(home.path + "/opened", 0o600) == 0)
        var environment = Self.environment(Self.planted)
        environment["B24_CLIENT_SECRET"] = scene.application.clientSecret
        environment["BROWSER"] = "none"
        environment["PATH"] = home.path + "/bin:/usr/bin:/bin"
        let plants = Plants(secrets: Self.planted.secrets + [scene.application.clientSecret])
        let program = try home.start(
            [
                "auth", "login", "--profile", "acme", "--portal", scene.portal.address, "--client-id",
                scene.application.clientID, "--port", "0",
            ], environment: environment)
        let words = await program.errors(until: "waits for the browser").split(whereSeparator: \.isWhitespace)
        var application = scene.application
        application.redirectAddress = words.first { $0.hasPrefix("http://127.0.0.1:") && $0.hasSuffix("/") }
            .map(String.init)
        try await scene.portal.update(application)
        // The fifo opens when the browser has written down what it saw.
        let opened = home.path + "/opened"
        await onItsOwnThread { _ = try? FileHandle(forReadingAtPath: opened)?.readToEnd() }
        try examineSpy("browser", home, plants)
        let page = try #require(words.first { $0.contains("/oauth/authorize/") })
        #expect(try await scene.open(String(page)).status == 200)
        let run = await program.end()
        #expect(run.status == 0, "\(run)")
        examine(run, plants, "login")
        try examineSpy("helper", home, plants)
        try await scene.portal.stop()
    }

    /// Written by another process: a file that this one has open for writing could not be run while a child of another test
    /// has inherited it.
    private func writeProgram(_ home: Home, _ name: String, _ text: String) throws {
        let path = home.path + "/" + name
        let silence = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(silence) }
        let line = #"mkdir -p "${1%/*}" && printf '%s' "$2" > "$1" && chmod 700 "$1""#
        let process = try spawn(
            "/bin/sh", ["-c", line, "sh", path, text], ["PATH": "/usr/bin:/bin"], folder: "/",
            descriptors: [silence, silence, silence])
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        try #require(status == 0)
    }
}
