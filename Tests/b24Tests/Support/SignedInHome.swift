import Bitrix24
import Credentials
import Foundation
import PortalEmulator
import Synchronization
import Testing

/// A home with a profile `acme` that has a token of a local portal, and a count of what the token endpoint was asked.
final class SignedInHome: Sendable {
    let home: Home
    let portal: LocalPortal
    let application: LocalPortal.Application
    let token: PortalToken
    private let counter: Counter

    private final class Counter: Sendable { let count = Mutex(0) }

    /// How often the token endpoint was asked.
    var tokenRequests: Int { counter.count.withLock { $0 } }

    /// - Parameters:
    ///   - onTokenRequest: called when the token endpoint has done its work.
    ///   - change: of the portal's configuration.
    init(
        onTokenRequest: @escaping @Sendable () -> Void = {},
        change: (inout LocalPortal.Configuration) -> Void = { _ in }
    ) async throws {
        let counter = Counter()
        var configuration = LocalPortal.Configuration()
        configuration.enforcesLimits = false
        change(&configuration)
        configuration.log = { record in
            guard record.method == "oauth/token" else { return }
            counter.count.withLock { $0 += 1 }
            onTokenRequest()
        }
        portal = try await LocalPortal.start(configuration)
        application = try await portal.application()
        let pair = try await portal.tokens(for: application)
        var token = try PortalToken(portal: portal.address, accessToken: Secret(pair.accessToken))
        token.refreshToken = Secret(pair.refreshToken)
        token.clientID = application.clientID
        token.clientSecret = Secret(application.clientSecret)
        token.authorizationServer = token.usualServer
        self.token = token
        home = try Home()
        try home.config(
            """
            default_profile = "acme"
            [profiles.acme]
            domain = "\(token.domain)"
            store = "plain-file"
            plan = "box"
            """)
        self.counter = counter
        try store.save(StoredCredential.token(token).text, for: "acme")
    }

    private var store: PlainFileStore { PlainFileStore(path: home.path + "/.local/share/b24/credentials.plain") }

    /// What is kept now.
    func stored() throws -> PortalToken? {
        guard let text = try store.load("acme"), case .token(let token) = try StoredCredential(text: text) else {
            return nil
        }
        return token
    }
}
