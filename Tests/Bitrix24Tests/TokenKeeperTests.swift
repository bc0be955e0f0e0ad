import JSON
import Localization
import Synchronization
import Testing

@testable import Bitrix24

/// A portal and its authorization server, which renews a pair once for each refresh token.
private final class FakeAuthority: Sendable {
    private let state = Mutex<(valid: String, refresh: String, renewals: Int)>(("none", "r1", 0))

    var renewals: Int { state.withLock { $0.renewals } }

    func expire() { state.withLock { $0.valid = "none" } }

    var transport: FakeTransport {
        FakeTransport { [self] request, _ in request.url.contains("/oauth/token/") ? renew(request) : call(request) }
    }

    private func renew(_ request: HTTPRequest) -> FakeTransport.Reply {
        let form = String(decoding: request.body, as: UTF8.self)
        return state.withLock { state in
            guard form.contains("refresh_token=\(state.refresh)&") else {
                return .json(#"{"error":"invalid_grant","error_description":"Invalid grant"}"#, status: 400)
            }
            state.renewals += 1
            state.valid = "n3w-\(state.renewals)"
            state.refresh = "r\(state.renewals + 1)"
            return .json(
                #"{"access_token":"\#(state.valid)","refresh_token":"\#(state.refresh)","expires_in":3600}"#)
        }
    }

    private func call(_ request: HTTPRequest) -> FakeTransport.Reply {
        let auth = (try? body(request))?["auth"]?.stringValue
        return state.withLock { auth == $0.valid }
            ? .json(#"{"result":true}"#) : .json(#"{"error":"expired_token"}"#, status: 401)
    }
}

/// A vault that writes down what is done to it, and fails where it is told.
private final class FakeVault: TokenVault {
    let isLasting = true
    private let state: Mutex<(token: PortalToken?, log: [String])>
    private let failure: @Sendable (Int) -> VaultError?

    init(_ token: PortalToken?, failure: @escaping @Sendable (Int) -> VaultError? = { _ in nil }) {
        state = Mutex((token, []))
        self.failure = failure
    }

    var token: PortalToken? {
        get { state.withLock { $0.token } }
        set { state.withLock { $0.token = newValue } }
    }
    var log: [String] { state.withLock { $0.log } }

    func withLock<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        state.withLock { $0.log.append("lock") }
        defer { state.withLock { $0.log.append("unlock") } }
        return try await body()
    }

    func load() async throws -> PortalToken? {
        state.withLock { $0.log.append("load") }
        return token
    }

    func save(_ token: PortalToken) async throws {
        let saves = state.withLock { state in
            state.log.append("save " + token.accessToken.exposed)
            return state.log.count { $0.hasPrefix("save") }
        }
        if let error = failure(saves) { throw error }
        self.token = token
    }
}

@Suite("A keeper of tokens") struct TokenKeeperTests {
    private func scene(
        _ vault: FakeVault, _ authority: FakeAuthority = FakeAuthority(), transport: FakeTransport? = nil
    ) throws -> (client: PortalClient, keeper: TokenKeeper, transport: FakeTransport) {
        let transport = transport ?? authority.transport
        let token = try #require(vault.token)
        var keeping = TokenKeeper.Options()
        keeping.profile = "acme"
        let keeper = TokenKeeper(token, in: vault, options: keeping, transport: transport, time: VirtualTime())
        var options = PortalClient.Options()
        options.plan = .box
        let client = PortalClient(
            credential: Credential(token), tokens: keeper, options: options, transport: transport,
            time: VirtualTime())
        return (client, keeper, transport)
    }

    @Test("renews for all who wait, once, and each call goes on with its parameters") func once() async throws {
        let authority = FakeAuthority()
        let vault = FakeVault(try TokenRenewalTests.token("old"))
        let (client, _, transport) = try scene(vault, authority)
        try await withThrowingTaskGroup { group in
            for number in 1...20 {
                group.addTask {
                    _ = try await client.call(Command("crm.item.add", ["number": .integer(Int64(number))]))
                }
            }
            try await group.waitForAll()
        }
        #expect(authority.renewals == 1)
        #expect(vault.log == ["lock", "load", "save old", "save n3w-1", "unlock"])
        let ran = try transport.requests.filter { $0.url.contains("/rest/") }.map(body)
            .filter { $0["auth"] == "n3w-1" }.compactMap { $0["number"]?.integerValue }
        #expect(ran.sorted() == Array(1...20))
    }

    @Test("takes what another process has stored, and renews that when it has expired, too") func adopts() async throws
    {
        let authority = FakeAuthority()
        let vault = FakeVault(try TokenRenewalTests.token("old"))
        let (client, keeper, transport) = try scene(vault, authority)
        vault.token = try TokenRenewalTests.token("other")
        _ = try await client.call(Command("profile"))
        let auths = try transport.requests.filter { $0.url.contains("/rest/") }.map { try body($0)["auth"] }
        #expect(auths == ["old", "other", "n3w-1"])
        #expect(authority.renewals == 1)
        #expect(keeper.token.accessToken == Secret("n3w-1"))
    }

    @Test("gives up when the new token has expired as well") func expiresAtOnce() async throws {
        let transport = FakeTransport { request, number in
            request.url.contains("/oauth/token/")
                ? .json(#"{"access_token":"n\#(number)","refresh_token":"r\#(number)"}"#)
                : .json(#"{"error":"expired_token"}"#, status: 401)
        }
        let (client, _, _) = try scene(FakeVault(try TokenRenewalTests.token("old")), transport: transport)
        let error = try #require(await portalError { try await client.call(Command("profile")) })
        #expect(error.kind == .authExpired && error.code == "expired_token")
        #expect(transport.requests.count { $0.url.contains("/rest/") } == 3)
        #expect(error.hint(.en).contains("b24 auth login"))
    }

    @Test("renews after no other refusal", arguments: ["NO_AUTH_FOUND", "insufficient_scope", "invalid_token"])
    func otherRefusals(code: String) async throws {
        let transport = FakeTransport([.json(#"{"error":"\#(code)"}"#, status: 401)])
        let (client, _, _) = try scene(FakeVault(try TokenRenewalTests.token("old")), transport: transport)
        let error = try #require(await portalError { try await client.call(Command("crm.item.add")) })
        #expect(transport.requests.count == 1)
        for language in Language.allCases {
            #expect(!error.hint(language).lowercased().contains("webhook"), "\(error.hint(language))")
            #expect(!error.hint(language).contains("вебхук"), "\(error.hint(language))")
        }
    }

    @Test("says how to sign in again, once and for all calls") func signInEnded() async throws {
        let authority = FakeAuthority()
        var token = try TokenRenewalTests.token("old")
        token.refreshToken = Secret("used-up")
        let vault = FakeVault(token)
        let (client, _, transport) = try scene(vault, authority)
        for _ in 1...3 {
            let error = try #require(await portalError { try await client.call(Command("crm.item.add")) })
            #expect(error.problem == .signInEnded && error.kind == .authExpired && error.outcome == .refused)
            #expect(error.method == "crm.item.add")
            for language in Language.allCases {
                #expect(error.hint(language).contains("b24 auth login --profile acme"))
            }
        }
        #expect(transport.requests.count { $0.url.contains("/oauth/token/") } == 1)
        #expect(vault.token == token)
    }

    @Test("renews nothing when the store cannot be written") func closedStore() async throws {
        let authority = FakeAuthority()
        let closed = VaultError(LocalizedText("the keyring is locked", ru: "связка ключей закрыта"))
        let vault = FakeVault(try TokenRenewalTests.token("old")) { $0 == 1 ? closed : nil }
        let (client, _, _) = try scene(vault, authority)
        let error = try #require(await portalError { try await client.call(Command("profile")) })
        #expect(error.problem == .tokenStoreFailed && authority.renewals == 0)
        #expect(error.message(.en).contains("the keyring is locked"))
        #expect(error.message(.ru).contains("связка ключей закрыта"))
        _ = try await client.call(Command("profile"))
        #expect(authority.renewals == 1)
    }

    @Test("does not use a pair that could not be stored, and stores it later") func fullDisk() async throws {
        let authority = FakeAuthority()
        let full = VaultError(LocalizedText("the disk is full", ru: "диск заполнен"))
        let vault = FakeVault(try TokenRenewalTests.token("old")) { $0 == 2 ? full : nil }
        let (client, _, transport) = try scene(vault, authority)
        let error = try #require(await portalError { try await client.call(Command("profile")) })
        #expect(error.problem == .tokenNotStored)
        #expect(vault.token?.refreshToken == Secret("r1"))
        let auths = try transport.requests.filter { $0.url.contains("/rest/") }.map { try body($0)["auth"] }
        #expect(auths == ["old"])
        _ = try await client.call(Command("profile"))
        #expect(authority.renewals == 1 && vault.token?.accessToken == Secret("n3w-1"))
    }

    @Test("goes on when a caller is cancelled, and the others have their token") func cancelledCaller() async throws {
        let (begun, release) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
        final class Slow: TokenVault {
            let isLasting = true
            let inner: FakeVault
            let begun: AsyncStream<Void>.Continuation
            let release: AsyncStream<Void>
            init(_ inner: FakeVault, _ begun: AsyncStream<Void>.Continuation, _ release: AsyncStream<Void>) {
                (self.inner, self.begun, self.release) = (inner, begun, release)
            }
            func withLock<R: Sendable>(_ body: @Sendable () async throws -> R) async throws -> R {
                begun.yield()
                for await _ in release { break }
                return try await inner.withLock(body)
            }
            func load() async throws -> PortalToken? { try await inner.load() }
            func save(_ token: PortalToken) async throws { try await inner.save(token) }
        }
        let authority = FakeAuthority()
        let vault = FakeVault(try TokenRenewalTests.token("old"))
        let keeper = TokenKeeper(
            try #require(vault.token), in: Slow(vault, begun.continuation, release.stream),
            transport: authority.transport, time: VirtualTime())
        let first = Task { try await keeper.renewed(after: Secret("old")) }
        for await _ in begun.stream { break }
        let second = Task { try await keeper.renewed(after: Secret("old")) }
        first.cancel()
        await #expect(throws: PortalError.self) { try await first.value }
        release.continuation.yield()
        #expect(try await second.value.accessToken == Secret("n3w-1"))
        await keeper.finish()
        #expect(authority.renewals == 1 && vault.token?.accessToken == Secret("n3w-1"))
    }
}
