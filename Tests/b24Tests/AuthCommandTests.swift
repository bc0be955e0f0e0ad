import Bitrix24
import Foundation
import PortalEmulator
import TerminalTesting
import Testing

/// `b24 auth`: from an application's card to a stored token and back, with the built program and a portal's authorization
/// server.
@Suite("Signing in") struct AuthCommandTests {
    @Test("keeps a token that is shown, renewed and erased, in every store", arguments: SignInScene.Store.allCases)
    func wholeLife(store: SignInScene.Store) async throws {
        let scene = try await SignInScene(store)
        let login = try await scene.login()
        #expect(login.status == 0, "\(login)")
        #expect(login.errors.contains("Signed in: profile acme, \(scene.portal.address.dropFirst(7)), as "))

        let english = try await scene.b24("auth", "status")
        #expect(english.status == 0, "\(english)")
        for fact in [
            "(acme)", "token of an application", "Administrator: yes", "renewed by itself", "Scopes: crm, user",
        ] {
            #expect(english.output.contains(fact), "\(fact): \(english)")
        }
        let russian = try await scene.b24("auth", "status", "--lang", "ru")
        for fact in ["Ключ доступа: токен приложения", "Администратор: да", "обновляется автоматически"] {
            #expect(russian.output.contains(fact), "\(fact): \(russian)")
        }
        let before = try await token(scene)
        #expect(before["renewable"] as? Bool == true)
        #expect(before["client_id"] as? String == scene.application.clientID)

        let refresh = try await scene.b24("auth", "refresh")
        #expect(refresh.status == 0 && refresh.errors.contains("is new"), "\(refresh)")
        let after = try await token(scene)
        let (old, new) = (before["obtained_at"] as? Int ?? .max, after["obtained_at"] as? Int ?? 0)
        #expect(new >= old)
        // The pair before is used up: what is kept must be the new one.
        #expect(try await scene.b24("auth", "refresh").status == 0)

        let secret = scene.application.clientSecret
        #expect(scene.files(with: secret).count == (store == .encryptedFile ? 0 : 1))
        let asked = try await scene.b24("auth", "logout")
        #expect(asked.status == 4 && asked.errors.contains("--yes"), "\(asked)")
        let logout = try await scene.b24("auth", "logout", "--yes")
        #expect(logout.status == 0 && logout.errors.contains("Erased."), "\(logout)")
        #expect(scene.files(with: secret).isEmpty)
        #expect(!scene.home.has(".local/share/b24/credentials.sealed"))
        let signedOut = try await scene.b24("auth", "status")
        #expect(signedOut.status == 4 && signedOut.errors.contains("b24 auth login --profile acme"), "\(signedOut)")
        let again = try await scene.b24("auth", "logout", "--yes", "--lang", "ru")
        #expect(again.status == 0 && again.errors.contains("ничего не сохранено"), "\(again)")
        try await scene.portal.stop()
    }

    /// What `b24 auth status --json` says of the token.
    private func token(_ scene: SignInScene) async throws -> [String: Any] {
        let status = try await scene.b24("--json", "auth", "status")
        let data = try #require(try status.envelope()["data"] as? [String: Any], "\(status)")
        #expect(data["profile"] as? String == "acme")
        #expect(data["admin"] as? Bool == true)
        #expect(data["scopes"] as? [String] == ["crm", "user"])
        #expect((data["missing_scopes"] as? [String])?.isEmpty == false)
        return try #require(data["token"] as? [String: Any], "\(status)")
    }

    @Test("does not take an answer to another question, and goes on waiting for its own") func wrongState() async throws
    {
        let scene = try await SignInScene()
        let (program, page, address) = try await scene.startLogin()
        let code = try await scene.portal.authorizationCode(for: scene.application)
        for query in ["?code=\(code)&state=0123456789abcdef0123456789abcdef", "?code=\(code)", "?error=x&state=y"] {
            #expect(try await scene.open(address + query).status == 400, "\(query)")
        }
        #expect(try await scene.open(address).status == 404)
        #expect(try await scene.open(page).status == 200)
        let run = await program.end()
        #expect(run.status == 0, "\(run)")
        try await scene.portal.stop()
    }

    @Test("ends when the person does not come") func patience() async throws {
        let scene = try await SignInScene()
        let run = try await scene.b24(
            "auth", "login", "--portal", scene.portal.address, "--client-id", "local.1", "--secrets-stdin", "--port",
            "0",
            "--no-browser", "--wait", "0.1", input: "secret\n")
        #expect(run.status == 1, "\(run)")
        #expect(scene.files(with: "local.1").isEmpty)
        try await scene.portal.stop()
    }

    /// `b24 auth login --paste` at a terminal, asked for the code.
    @TerminalThread private func paste(_ scene: SignInScene, _ more: String...) throws -> TerminalProgram {
        let program = try TerminalProgram(
            program: "b24",
            [
                "auth", "login", "--profile", "acme", "--portal", scene.portal.address, "--client-id",
                scene.application.clientID, "--paste", "--no-browser",
            ] + more,
            columns: 200,
            environment: [
                "HOME": scene.home.path, "LC_ALL": "C", "B24_CLIENT_SECRET": scene.application.clientSecret,
            ].merging(scene.environment) { $1 })
        try program.terminal.wait("the question") { $0.screen.text.contains("30 ") }
        return program
    }

    @TerminalThread @Test("takes a pasted code, after what is none") func pastedCode() async throws {
        let scene = try await SignInScene()
        let program = try paste(scene)
        program.terminal.type("http://127.0.0.1:24024/?code=c0de&state=another\r")
        try program.terminal.wait("a complaint") { $0.screen.text.contains("another sign-in") }
        program.terminal.type(try await scene.portal.authorizationCode(for: scene.application) + "\r")
        try program.terminal.wait(containing: "Signed in: profile acme")
        #expect(try program.end() == 0)
        #expect(try await scene.b24("call", "profile").status == 0)
        try await scene.portal.stop()
    }

    @TerminalThread
    @Test(
        "says that a code has expired, and keeps nothing",
        arguments: [
            ("en", ["does not take the code", "begin again"]), ("ru", ["не принимает код", "начните заново"]),
        ])
    func expiredCode(language: String, said: [String]) async throws {
        let scene = try await SignInScene()
        let code = try await scene.portal.authorizationCode(for: scene.application)
        scene.portal.moveClock(by: 60)
        let program = try paste(scene, "--lang", language)
        program.terminal.type(code + "\r")
        #expect(try program.end() == 1)
        let screen = program.terminal.screen.text
        #expect(said.allSatisfy { screen.contains($0) }, "\(screen)")
        #expect(!scene.home.has(".local/share/b24/credentials.plain"))
        try await scene.portal.stop()
    }

    @TerminalThread @Test("is one: what asks next is alone at the terminal") func passphraseAfterTheBrowser()
        async throws
    {
        let scene = try await SignInScene()
        try scene.home.config("store = 'encrypted-file'\n")
        let program = try TerminalProgram(
            program: "b24",
            [
                "auth", "login", "--profile", "acme", "--portal", scene.portal.address, "--client-id",
                scene.application.clientID, "--port", "0", "--no-browser",
            ], columns: 200,
            environment: [
                "HOME": scene.home.path, "LC_ALL": "C", "B24_CLIENT_SECRET": scene.application.clientSecret,
            ])
        try program.terminal.wait(containing: "If the portal shows a code")
        let words = program.terminal.screen.text.split(whereSeparator: \.isWhitespace)
        let page = try #require(words.first { $0.contains("/oauth/authorize/") })
        var application = scene.application
        application.redirectAddress = String(
            try #require(words.first { $0.hasPrefix("http://127.0.0.1:") && $0.hasSuffix("/") }))
        try await scene.portal.update(application)
        #expect(try await scene.open(String(page)).status == 200)
        for question in ["New passphrase", "The same again"] {
            try program.terminal.wait(containing: question)
            program.terminal.type("typed passphrase\r")
        }
        #expect(try program.end() == 0)
        let run = try await scene.home.b24("call", "profile", environment: ["B24_PASSPHRASE": "typed passphrase"])
        #expect(run.status == 0, "\(run)")
        try await scene.portal.stop()
    }

    @Test("stores a ready token", arguments: [true, false]) func readyToken(isRenewable: Bool) async throws {
        let scene = try await SignInScene()
        let pair = try await scene.portal.tokens(for: scene.application)
        let secrets =
            isRenewable
            ? [pair.accessToken, pair.refreshToken, scene.application.clientSecret] : [pair.accessToken, ""]
        let login = try await scene.b24(
            "auth", "login", "--token", "--profile", "acme", "--portal", scene.portal.address, "--client-id",
            scene.application.clientID, "--secrets-stdin", input: secrets.joined(separator: "\n") + "\n")
        #expect(login.status == 0, "\(login)")
        #expect(try await scene.b24("call", "profile").status == 0)
        let refresh = try await scene.b24("auth", "refresh")
        #expect((refresh.status == 0) == isRenewable, "\(refresh)")
        try await scene.portal.stop()
    }

    struct Address: Sendable, CustomTestStringConvertible {
        var portal: String
        var kind: String
        var fault: String?
        var testDescription: String { portal + (fault ?? "") }
    }

    @Test(
        "looks at the portal's address before anything else",
        arguments: [
            Address(portal: "acme", kind: "invalid_argument"),
            Address(portal: "https://acme.bitrix24.com/crm/deal/", kind: "invalid_argument"),
            Address(portal: "http://acme.bitrix24.com", kind: "invalid_argument"),
            Address(portal: "https://127.0.0.1:1", kind: "network"),
            Address(portal: "https://no-portal.invalid", kind: "network"),
            Address(portal: "", kind: "unexpected_answer", fault: "*:html:*"),
            Address(portal: "", kind: "portal_deleted", fault: "*:PORTAL_DELETED:*"),
        ])
    func portalAddress(address: Address) async throws {
        let scene = try await SignInScene(change: { $0.faults = address.fault.map { [$0] } ?? [] })
        let portal = address.portal.isEmpty ? scene.portal.address : address.portal
        for language in ["en", "ru"] {
            // No id and no secret is there: whoever asked for them first would say so.
            let run = try await scene.b24("--json", "--lang", language, "auth", "login", "--portal", portal)
            let error = try #require(try run.envelope()["error"] as? [String: Any], "\(run)")
            #expect(error["kind"] as? String == address.kind, "\(run)")
            let (message, hint) = (error["message"] as? String ?? "", error["hint"] as? String ?? "")
            for text in [message, hint] {
                #expect(text.contains { ("а"..."я").contains($0) } == (language == "ru"), "\(run)")
                #expect(!text.isEmpty && !text.contains("profile"), "\(run)")
            }
        }
        let right = try await SignInScene()
        let next = try await right.b24("auth", "login", "--portal", right.portal.address)
        #expect(next.status == 2 && next.errors.contains("client_id"), "\(next)")
        try await right.portal.stop()
        try await scene.portal.stop()
    }

    @TerminalThread @Test("lets a person correct a wrong address") func correctedAddress() async throws {
        let scene = try await SignInScene()
        let program = try TerminalProgram(
            program: "b24", ["auth", "login", "--paste"], columns: 200, environment: ["HOME": scene.home.path])
        try program.terminal.wait(containing: "Portal, such as")
        program.terminal.type("http://acme.bitrix24.com\r")
        try program.terminal.wait("the question again") {
            $0.screen.text.components(separatedBy: "Portal, such as").count == 3
        }
        program.terminal.type(scene.portal.address + "\r")
        try program.terminal.wait(containing: "client_id of the application")
        program.terminal.type("\u{3}")
        #expect(try program.end() == 130)
        #expect(program.isRestored)
        try await scene.portal.stop()
    }
}
