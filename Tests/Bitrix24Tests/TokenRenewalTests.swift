import JSON
import Testing

@testable import Bitrix24

/// What a renewal does, by what happens to it. Times are Unix seconds.
@Suite("The renewal of a token") struct TokenRenewalTests {
    static func token(_ access: String, refresh: String? = "r1") throws -> PortalToken {
        var token = try PortalToken(portal: "https://acme.bitrix24.com", accessToken: Secret(access))
        token.refreshToken = refresh.map { Secret($0) }
        token.clientID = "local.1"
        token.clientSecret = Secret("cl13nt")
        token.authorizationServer = token.usualServer
        return token
    }

    private static func issued() throws -> IssuedTokens {
        try #require(
            IssuedTokens([
                "access_token": "a2", "refresh_token": "r2", "expires_in": 3600, "scope": "crm,user", "user_id": 7,
            ]))
    }

    private static func pair() throws -> PortalToken {
        var pair = try token("a2", refresh: "r2")
        pair.obtainedAt = 1000
        pair.expires = 4600
        pair.scopes = ["crm", "user"]
        pair.userID = 7
        return pair
    }

    private static func begun(_ token: PortalToken, at time: Int? = 1000) -> PortalToken {
        var token = token
        token.renewalBegan = time
        return token
    }

    private func machine(_ failed: String = "a1") -> TokenRenewal {
        TokenRenewal(after: Secret(failed), at: 1000)
    }

    @Test("stores the new pair before it is used") func whole() throws {
        var machine = machine()
        let old = try Self.token("a1")
        #expect(machine.next(nil) == .load)
        #expect(machine.next(.loaded(old)) == .save(Self.begun(old)))
        #expect(machine.next(.saved) == .send(Self.begun(old)))
        let pair = try Self.pair()
        #expect(machine.next(.answered(.issued(try Self.issued()))) == .save(pair))
        // Until it is stored, the pair is not lost: a later renewal stores it.
        #expect(machine.unsaved == pair)
        #expect(machine.next(.saved) == .use(pair))
        #expect(machine.unsaved == nil)
    }

    @Test("is none when another process has done it") func adopts() throws {
        var machine = machine()
        _ = machine.next(nil)
        let other = try Self.token("a9", refresh: "r9")
        #expect(machine.next(.loaded(other)) == .use(other))
    }

    @Test("is none without a way to it") func cannot() throws {
        var erased = machine()
        _ = erased.next(nil)
        #expect(erased.next(.loaded(nil)) == .fail(.tokenErased))
        var ready = machine()
        _ = ready.next(nil)
        #expect(ready.next(.loaded(try Self.token("a1", refresh: nil))) == .fail(.tokenNotRenewable))
    }

    @Test("stores a pair that could not be stored before, and asks for no other") func unsaved() throws {
        let pair = try Self.pair()
        var machine = TokenRenewal(after: Secret("a1"), unsaved: pair, at: 2000)
        _ = machine.next(nil)
        #expect(machine.next(.loaded(Self.begun(try Self.token("a1")))) == .save(pair))
        #expect(machine.next(.saved) == .use(pair))
    }

    @Test("gives up after three requests that did not arrive, and takes its note back") func notSent() throws {
        var machine = machine()
        let old = Self.begun(try Self.token("a1"), at: nil)
        _ = machine.next(nil)
        _ = machine.next(.loaded(old))
        #expect(machine.next(.saved) == .send(Self.begun(old)))
        let error = PortalError(.connectionRefused)
        #expect(machine.next(.answered(.notSent(error))) == .wait(1))
        #expect(machine.next(.waited) == .send(Self.begun(old)))
        #expect(machine.next(.answered(.notSent(error))) == .wait(2))
        _ = machine.next(.waited)
        #expect(machine.next(.answered(.notSent(error))) == .save(old))
        #expect(machine.next(.saved) == .fail(nil))
        #expect(machine.error?.problem == .connectionRefused)
    }

    @Test("asks again after a lost answer, and says what became of it") func lost() throws {
        var machine = machine()
        let old = try Self.token("a1")
        _ = machine.next(nil)
        _ = machine.next(.loaded(old))
        _ = machine.next(.saved)
        let timeout = PortalError(.timeoutFirstByte)
        #expect(machine.next(.answered(.lost(timeout))) == .wait(1))
        #expect(machine.next(.waited) == .send(Self.begun(old)))
        // The server had taken the first request: the old pair and its note stay as they are.
        #expect(machine.next(.answered(.refused(PortalError(.signInEnded)))) == .fail(nil))
        #expect(machine.error?.problem == .signInLost)
        #expect(machine.error?.details["when"] == "1970-01-01T00:16:40+00:00")
    }

    @Test("explains a refused refresh token by an earlier renewal that was never finished") func afterCrash() throws {
        for (note, problem) in [(nil, .signInEnded), (900, .signInLost)] as [(Int?, PortalError.Problem)] {
            var machine = machine()
            let old = Self.begun(try Self.token("a1"), at: note)
            _ = machine.next(nil)
            _ = machine.next(.loaded(old))
            _ = machine.next(.saved)
            #expect(machine.next(.answered(.refused(PortalError(.signInEnded)))) == .save(old))
            #expect(machine.next(.saved) == .fail(nil))
            #expect(machine.error?.problem == problem)
            // The same refresh token is not offered a second time; another one is.
            var second = TokenRenewal(after: Secret("a1"), refusal: machine.refusal, at: 1001)
            _ = second.next(nil)
            #expect(second.next(.loaded(old)) == .fail(nil))
            #expect(second.error?.problem == problem)
            var third = TokenRenewal(after: Secret("a1"), refusal: machine.refusal, at: 1001)
            _ = third.next(nil)
            let fresh = try Self.token("a1", refresh: "r5")
            #expect(third.next(.loaded(fresh)) == .save(Self.begun(fresh, at: 1001)))
        }
    }

    @Test("takes no pair of another portal") func otherPortal() throws {
        var machine = machine()
        var old = try Self.token("a1")
        old.memberID = "m1"
        _ = machine.next(nil)
        _ = machine.next(.loaded(old))
        _ = machine.next(.saved)
        var issued = try Self.issued()
        issued.memberID = "m2"
        #expect(machine.next(.answered(.issued(issued))) == .fail(nil))
        #expect(machine.error?.problem == .tokenOfOtherPortal)
    }

    @Test("follows the portal to a new address, and the server to a known one") func moved() throws {
        let old = try Self.token("a1")
        var issued = try Self.issued()
        issued.portal = "https://new.bitrix24.ru/rest/"
        issued.server = "https://oauth.bitrix24.tech/rest/"
        let moved = try old.renewed(by: issued, at: 1000)
        #expect(moved.portal == "https://new.bitrix24.ru")
        #expect(moved.authorizationServer?.text == "https://oauth.bitrix24.tech")
        issued.server = "https://evil.example/rest/"
        #expect(try old.renewed(by: issued, at: 1000).authorizationServer == old.authorizationServer)
        for portal in ["http://new.bitrix24.ru/rest/", "http://127.0.0.1/rest/", "https://a.b/x/"] {
            issued.portal = portal
            #expect(throws: PortalError.self) { try old.renewed(by: issued, at: 1000) }
        }
    }

    @Test(
        "reads every answer of a token endpoint",
        arguments: [
            (.json(#"{"error":"invalid_grant"}"#, status: 400), "refused", .signInEnded),
            (.json(#"{"error":"INVALID_GRANT"}"#, status: 200), "refused", .signInEnded),
            (.json(#"{"error":"invalid_client"}"#, status: 401), "refused", .applicationRefused),
            (.json(#"{"error":"invalid_request"}"#, status: 400), "refused", .tokenRequestRefused),
            (.json(#"{"error":"invalid_scope"}"#, status: 400), "refused", .applicationScope),
            (.json(#"{"error":"insufficient_scope"}"#, status: 403), "refused", .applicationScope),
            (.json(#"{"error":"PAYMENT_REQUIRED"}"#, status: 402), "refused", .applicationUnpaid),
            (.json(#"{"error":"what"}"#, status: 400), "refused", .tokenRequestRefused),
            (.json("<html>Proxy</html>", status: 407), "refused", .tokenAnswerOdd),
            (.json("<html>Bad gateway</html>", status: 502), "lost", .tokenAnswerOdd),
            (.json(#"{"error":"internal"}"#, status: 500), "lost", .tokenRequestRefused),
            (.json("<html>Hello</html>"), "lost", .tokenAnswerOdd), (.json("{}"), "lost", .tokenAnswerOdd),
            (.json(#"{"access_token":"a b"}"#), "lost", .tokenAnswerOdd),
            (
                .failure(TransportError(kind: .connect, requestMayHaveBeenSent: false, text: "")), "notSent",
                .connectionRefused
            ),
            (
                .failure(TransportError(kind: .closed, requestMayHaveBeenSent: true, text: "")), "lost",
                .connectionLost
            ),
        ] as [(FakeTransport.Reply, String, PortalError.Problem)])
    func answers(reply: FakeTransport.Reply, expected: String, problem: PortalError.Problem) async throws {
        let request = TokenRequest(
            server: try AuthorizationServer("oauth.bitrix.info"), clientID: "local.1", clientSecret: Secret("cl13nt"),
            grant: .refresh(Secret("r1")))
        let answer = await TokenExchange(transport: FakeTransport([reply]), userAgent: "b24", timeouts: Timeouts())
            .send(request)
        let (name, error): (String, PortalError?) =
            switch answer {
            case .issued: ("issued", nil)
            case .refused(let error): ("refused", error)
            case .notSent(let error): ("notSent", error)
            case .lost(let error): ("lost", error)
            }
        #expect(name == expected)
        #expect(error?.problem == problem)
    }

    @Test("asks by a form, so that no address holds a secret") func form() throws {
        let request = TokenRequest(
            server: try AuthorizationServer("https://oauth.bitrix.info"), clientID: "local.1",
            clientSecret: Secret("a&b=c"), grant: .code(Secret("c0de")))
        let http = request.request(userAgent: "b24", timeouts: Timeouts(), requestID: "1")
        #expect(http.method == "POST" && http.url == "https://oauth.bitrix.info/oauth/token/")
        #expect(
            String(decoding: http.body, as: UTF8.self)
                == "grant_type=authorization_code&code=c0de&client_id=local.1&client_secret=a%26b%3Dc")
    }
}
