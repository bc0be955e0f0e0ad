import Bitrix24
import Localization
import Testing

@testable import Credentials

@Suite("A sign-in") struct SignInTests {
    private static let state = SignInState(text: "0123456789abcdef")
    private static let query =
        "code=c0de&state=0123456789abcdef&domain=acme.bitrix24.com&member_id=m&scope=crm%2Cuser&server_domain="
        + "oauth.bitrix.info"

    private func exchange(_ portal: String = "https://acme.bitrix24.com") throws -> CodeExchange {
        try CodeExchange(portal: portal, clientID: "local.1&x", clientSecret: Secret("cl13nt"))
    }

    @Test("sends the person to the portal with a mark that no other sign-in has") func address() async throws {
        let exchange = try exchange()
        let signIn = try await SignIn(exchange, port: nil, language: .en)
        let begin = "https://acme.bitrix24.com/oauth/authorize/?client_id=local.1%26x&state="
        #expect(signIn.url.hasPrefix(begin) && signIn.url.count == begin.count + 32)
        #expect(!signIn.url.contains("cl13nt"))
        let states = (0..<100).map { _ in SignInState().text }
        #expect(Set(states).count == 100 && states.allSatisfy { $0.count == 32 })
    }

    @Test(
        "takes a pasted code or a pasted address",
        arguments: [
            (" c0de\n", .success("c0de")), ("http://127.0.0.1:24024/?" + query, .success("c0de")),
            ("https://example.com/app?x=1&" + query + "#top", .success("c0de")), ("", .failure(.noCode)),
            ("no code at all", .failure(.noCode)),
            ("http://127.0.0.1:24024/", .failure(.noCode)), ("code=c0de", .failure(.noCode)),
            ("?code=c0de&state=0", .failure(.otherState)), ("?code=c0de", .failure(.otherState)),
            ("?code=&state=0123456789abcdef", .failure(.noCode)),
            (
                "?error=access_denied&error_description=No+%D1%8F&state=0123456789abcdef",
                .failure(.denied("No я"))
            ),
            (
                "?code=c&state=0123456789abcdef&domain=evil.example", .failure(.otherPortal("evil.example"))
            ),
        ] as [(String, Result<String, SignInAnswer.Refusal>)])
    func pasted(text: String, expected: Result<String, SignInAnswer.Refusal>) {
        let result = Result { () throws(SignInAnswer.Refusal) in
            try SignInAnswer.read(pasted: Secret(text), state: Self.state, portal: "acme.bitrix24.com")
        }
        #expect(result.map(\.code.exposed) == expected)
    }

    @Test("answers one visit with the right mark, and sends all others away") func gate() throws {
        let gate = RedirectGate(state: Self.state, portal: "acme.bitrix24.com")
        for (method, uri) in [
            ("GET", "/favicon.ico"), ("GET", "/"), ("GET", "/?x=1"), ("POST", "/?" + Self.query), ("HEAD", "/"),
        ] {
            let visit = gate.visit(method: method, uri: uri)
            #expect(visit.page == .nothingHere && visit.answer == nil, "\(method) \(uri)")
        }
        let stranger = gate.visit(method: "GET", uri: "/?code=evil&state=fedcba9876543210")
        #expect(stranger.page == .refused(.otherState) && stranger.answer == nil)
        let right = gate.visit(method: "GET", uri: "/?" + Self.query)
        #expect(right.page == .done)
        #expect(try right.answer?.get().code == Secret("c0de"))
        #expect(try right.answer?.get().serverDomain == "oauth.bitrix.info")
        #expect(gate.visit(method: "GET", uri: "/?" + Self.query).page == .nothingHere)
    }

    @Test("has pages in both languages that repeat nothing unescaped") func pages() {
        for content in [
            .done, .nothingHere, .refused(.otherState), .refused(.noCode), .refused(.denied("<script>x</script>")),
        ] as [SignInPage.Content] {
            let (en, ru) = (SignInPage.html(content, .en), SignInPage.html(content, .ru))
            #expect(en != ru && en.contains("lang=\"en\"") && ru.contains("lang=\"ru\""))
            #expect(!en.contains("<script>") && !ru.contains("<script>"))
        }
    }

    private func get(_ url: String) async throws -> HTTPResponse {
        try await CurlTransport.shared.send(HTTPRequest(method: "GET", url: url))
    }

    @Test("ends with the browser's visit") func browser() async throws {
        let signIn = try await SignIn(exchange(), port: 0, language: .ru, state: Self.state)
        let address = try #require(signIn.redirectAddress)
        async let answer = signIn.answer(within: .seconds(60))
        #expect(try await get(address + "favicon.ico").status == 404)
        #expect(try await get(address + "?code=evil&state=x").status == 400)
        let page = try await get(address + "?" + Self.query)
        #expect(page.status == 200)
        #expect(String(decoding: page.body, as: UTF8.self).contains("Вход выполнен"))
        #expect(try await answer == SignInAnswer(code: Secret("c0de"), serverDomain: "oauth.bitrix.info"))
        let again = try await SignIn(exchange(), port: 0, language: .en)
        await #expect(throws: CredentialsError.self) { try await again.answer(within: .zero) }
    }

    @Test("ends with what a person pastes, after complaints") func pasting() async throws {
        let signIn = try await SignIn(exchange(), port: 0, language: .en, state: Self.state)
        let (lines, line) = AsyncStream<String>.makeStream()
        for text in ["", "?code=x&state=y", "c0de"] { line.yield(text) }
        let (complaints, complaint) = AsyncStream<LocalizedText>.makeStream()
        let answer = try await signIn.answer(
            within: .seconds(60),
            pasted: {
                for await line in lines { return Secret(line) }
                return nil
            }, complain: { complaint.yield($0) })
        #expect(answer.code == Secret("c0de"))
        complaint.finish()
        #expect(await complaints.reduce(0) { count, _ in count + 1 } == 2)
    }

    @Test("says when the port is taken, and when it is cancelled") func failures() async throws {
        let first = try await SignIn(exchange(), port: 0, language: .en)
        let port = Int(try #require(first.redirectAddress).split(separator: ":")[2].dropLast())
        let error = await #expect(throws: CredentialsError.self) {
            try await SignIn(exchange(), port: port, language: .en)
        }
        #expect(error?.text.en.contains(String(port ?? 0)) == true)
        let waiting = Task { try await first.answer(within: .seconds(600)) }
        waiting.cancel()
        await #expect(throws: CredentialsError.self) { try await waiting.value }
    }

    @Test("opens no shell") func browserProgram() async throws {
        let folder = try TemporaryFolder()
        let mark = folder.path + "/mark"
        #expect(Browser.start(["/bin/sh", "-c", "exit 0"]))
        #expect(!Browser.start(["b24-no-such-program", "https://x/?a=1;touch \(mark)"]))
    }
}
