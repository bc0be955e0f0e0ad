import Foundation
import PortalEmulator
import TerminalTesting
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a secret is typed without being shown: whatever ends that, the terminal shows again what is typed.
@TerminalThread @Suite("A hidden prompt") struct HiddenPromptTests {
    private let home: Home
    private static let passphrase = "test passphrase"

    init() throws { home = try Home() }

    private func start(_ arguments: [String], environment: [String: String] = [:]) throws -> TerminalProgram {
        let variables = ["HOME": home.path, "LC_ALL": "C", "TERM": "xterm", "PAGER": "cat"]
        return try TerminalProgram(program: "b24", arguments, environment: variables.merging(environment) { $1 })
    }

    private func waitForPrompt(_ program: TerminalProgram, _ text: String) throws {
        // An editor of lines has no echo, either, but takes key by key.
        try program.terminal.wait("\(text), hidden") {
            $0.screen.text.contains(text) && $0.settings.c_lflag & tcflag_t(ECHO | ICANON) == tcflag_t(ICANON)
        }
    }

    /// A profile `acme` whose webhook is in the encrypted file.
    private func addProfile(_ portal: LocalPortal) async throws {
        let added = try await home.b24(
            "profile", "add", "acme", "--webhook-stdin", "--store", "encrypted-file",
            input: try await portal.webhook() + "\n", environment: ["B24_PASSPHRASE": Self.passphrase])
        #expect(added.status == 0, "\(added)")
    }

    enum End: CaseIterable, Sendable { case ctrlC, ctrlD, termination }

    private func end(_ program: TerminalProgram, _ how: End) throws -> Int32 {
        switch how {
        case .ctrlC: program.terminal.type("half\u{3}")
        case .ctrlD: program.terminal.type("\u{4}")
        case .termination: kill(program.process, SIGTERM)
        }
        return try program.end()
    }

    @Test("for a webhook ends the command", arguments: End.allCases) func webhook(how: End) throws {
        for arguments in [
            ["--webhook-prompt", "call", "profile"], ["profile", "add", "box", "--store", "plain-file"],
        ] {
            let program = try start(arguments)
            try waitForPrompt(program, "ebhook")
            let status = try end(program, how)
            #expect(status == [.ctrlC: 130, .ctrlD: 4, .termination: 143][how], "\(arguments)")
            #expect(program.isRestored)
        }
        #expect(!home.has(".config/b24/config.toml"))
    }

    @Test("for an application's secret ends the command", arguments: End.allCases)
    func clientSecret(how: End) async throws {
        let portal = try await LocalPortal.start()
        let program = try start(
            ["auth", "login", "--portal", portal.address, "--client-id", "local.1", "--paste"])
        try waitForPrompt(program, "client_secret")
        let status = try end(program, how)
        #expect(status == [.ctrlC: 130, .ctrlD: 2, .termination: 143][how])
        #expect(program.isRestored)
        try await portal.stop()
    }

    @Test("for a passphrase ends the script that needs it, whatever it catches", arguments: [End.ctrlC, .termination])
    func passphrase(how: End) async throws {
        let portal = try await LocalPortal.start()
        try await addProfile(portal)
        let calls = ["return b24.call('profile')", "while true do pcall(b24.call, 'profile') end"]
        for lua in calls {
            let program = try start(["eval", lua])
            try waitForPrompt(program, "assphrase")
            #expect(try end(program, how) == 130, "\(lua)")
            #expect(program.isRestored)
        }
        let program = try start(["run", try home.write("x.lua", "print(b24.call('profile').ID)\n")])
        try waitForPrompt(program, "assphrase")
        program.terminal.type(Self.passphrase + "\r")
        #expect(try program.end() == 0)
        #expect(program.terminal.screen.text.split(separator: "\n").last == "1")
        #expect(!program.terminal.screen.text.contains(Self.passphrase))
        try await portal.stop()
    }

    @Test("that Ctrl-D leaves empty is an error of its own") func emptyPassphrase() async throws {
        let portal = try await LocalPortal.start()
        try await addProfile(portal)
        let program = try start(["call", "profile"])
        try waitForPrompt(program, "assphrase")
        #expect(try end(program, .ctrlD) == 1)
        #expect(program.isRestored)
        #expect(program.terminal.screen.text.contains("B24_PASSPHRASE"))
        try await portal.stop()
    }

    @Test("at the prompt gives way to the prompt, and is there again") func repl() async throws {
        let portal = try await LocalPortal.start()
        try await addProfile(portal)
        let program = try start(["repl"])
        try program.terminal.wait(screen: "acme> |")
        program.terminal.type("b24.call('profile').ID\r")
        try waitForPrompt(program, "assphrase")
        program.terminal.type("\u{3}")
        try program.terminal.wait("the prompt") { $0.screen.withCursor.hasSuffix("\nacme> |") }
        #expect(program.terminal.screen.text.contains("interrupted"))
        program.terminal.type("\u{0C}b24.call('profile').ID\r")
        try waitForPrompt(program, "assphrase")
        program.terminal.type(Self.passphrase + "\r")
        try program.terminal.wait("the result") { $0.screen.withCursor.hasSuffix("\n\"1\"\nacme> |") }
        program.terminal.type(".exit\r")
        #expect(try program.end() == 0)
        #expect(program.isRestored)
        try await portal.stop()
    }

    @Test("is not stopped or killed by keys, which would leave the terminal without echo") func keys() throws {
        let program = try start(["--webhook-prompt", "call", "profile"])
        try waitForPrompt(program, "ebhook")
        program.terminal.type("\u{1A}\u{1C}\r")
        // The keys were two odd characters of a webhook.
        #expect(try program.end() == 1)
        #expect(program.isRestored)
    }
}
