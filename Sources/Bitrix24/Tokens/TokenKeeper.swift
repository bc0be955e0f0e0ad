import Localization
import Synchronization

/// Has the token of one profile, and renews it: once for all who wait in this process, and after looking whether another
/// process has done it. What is decided is `TokenRenewal`'s business.
///
/// ```swift
/// let keeper = TokenKeeper(token, in: vault)
/// let client = PortalClient(credential: Credential(token), tokens: keeper)
/// ```
public actor TokenKeeper {
    /// Settings of a keeper.
    public struct Options: Sendable {
        /// Time for each phase of a request to the authorization server.
        public var timeouts = Timeouts()
        /// The `User-Agent` header.
        public var userAgent = "b24"
        /// The profile, for hints (`b24 auth login --profile NAME`).
        public var profile: String?
        /// Called when a pair was renewed that no store keeps: who gave it has to learn that it is used up.
        public var hasRenewedUnkept: (@Sendable () -> Void)?
        /// The usual settings.
        public init() {}
    }

    private let vault: any TokenVault
    private let options: Options
    private let transport: any Transport
    private let time: any TimeSource
    private let latest: Mutex<PortalToken>
    private var renewal: Task<Result<PortalToken, PortalError>, Never>?
    private var unsaved: PortalToken?
    private var refusal: TokenRenewal.Refusal?

    /// A keeper. Nothing is sent or stored before the portal calls the token expired.
    ///
    /// - Parameters:
    ///   - token: as it was loaded from the vault.
    ///   - vault: where it is kept.
    ///   - options: timeouts, `User-Agent`, the profile.
    ///   - transport: the process's libcurl, or a test's own.
    ///   - time: the machine's clocks, or a test's own.
    public init(
        _ token: PortalToken, in vault: any TokenVault, options: Options = Options(),
        transport: any Transport = CurlTransport.shared, time: any TimeSource = SystemTime()
    ) {
        latest = Mutex(token)
        self.vault = vault
        self.options = options
        self.transport = transport
        self.time = time
    }

    /// The token in use.
    public nonisolated var token: PortalToken { latest.withLock { $0 } }

    /// A token other than one that the portal calls expired.
    ///
    /// The renewal itself goes on when a caller is cancelled: a new pair must not be lost half-way.
    ///
    /// - Throws: ``PortalError``; of kind `authExpired` when a person has to sign in again.
    public func renewed(after failed: Secret) async throws(PortalError) -> PortalToken {
        let token = token
        if token.accessToken != failed { return token }
        let renewal =
            self.renewal
            ?? Task {
                let result = await self.renew(after: failed)
                self.renewal = nil
                return result
            }
        self.renewal = renewal
        guard let result = await Patience.value(of: renewal) else { throw PortalError(kind: .cancelled) }
        return try result.get()
    }

    /// Waits for the end of a renewal that is under way, so that the program does not end in the middle of it.
    public func finish() async { _ = await renewal?.value }

    private func renew(after failed: Secret) async -> Result<PortalToken, PortalError> {
        let profile = options.profile
        do throws(PortalError) {
            let token = try await underLock(failed)
            latest.withLock { $0 = token }
            return .success(token)
        } catch {
            var error = error
            if let profile { error.details["profile"] = profile }
            return .failure(error)
        }
    }

    private func underLock(_ failed: Secret) async throws(PortalError) -> PortalToken {
        let work = Work(TokenRenewal(after: failed, unsaved: unsaved, refusal: refusal, at: time.unixTime))
        defer {
            unsaved = work.machine.withLock { $0.unsaved }
            refusal = work.machine.withLock { $0.refusal }
        }
        do {
            return try await vault.withLock { [self] in try await run(work) }
        } catch let error as PortalError {
            throw error
        } catch let error as VaultError {
            let isPairLost = work.machine.withLock { $0.unsaved } != nil
            throw PortalError(
                isPairLost ? .tokenNotStored : .tokenStoreFailed,
                details: [
                    "reason_en": error.text.en, "reason_ru": error.text.ru, "advice_en": error.hint?.en ?? "",
                    "advice_ru": error.hint?.ru ?? "",
                ])
        } catch {
            throw PortalError(kind: .cancelled)
        }
    }

    private nonisolated func run(_ work: Work) async throws -> PortalToken {
        var event: TokenRenewal.Event?
        while true {
            switch work.machine.withLock({ $0.next(event) }) {
            case .load: event = .loaded(try await vault.load())
            case .save(let token):
                try await vault.save(token)
                event = .saved
            case .send(let token): event = .answered(await exchange(token))
            case .wait(let seconds):
                try await time.sleep(seconds: seconds)
                event = .waited
            case .use(let token):
                if !vault.isLasting { options.hasRenewedUnkept?() }
                return token
            case .fail(let problem):
                throw problem.map { PortalError($0) } ?? work.machine.withLock { $0.error }
                    ?? PortalError(kind: .unknown)
            }
        }
    }

    private final class Work: Sendable {
        let machine: Mutex<TokenRenewal>
        init(_ machine: TokenRenewal) { self.machine = Mutex(machine) }
    }

    private nonisolated func exchange(_ token: PortalToken) async -> TokenAnswer {
        guard let server = token.authorizationServer, let clientID = token.clientID,
            let clientSecret = token.clientSecret, let refreshToken = token.refreshToken
        else { return .refused(PortalError(.tokenNotRenewable)) }
        let request = TokenRequest(
            server: server, clientID: clientID, clientSecret: clientSecret, grant: .refresh(refreshToken))
        return await TokenExchange(transport: transport, userAgent: options.userAgent, timeouts: options.timeouts)
            .send(request)
    }
}

/// Sends a ``TokenRequest``.
struct TokenExchange: Sendable {
    let transport: any Transport
    let userAgent: String
    let timeouts: Timeouts

    func send(_ request: TokenRequest) async -> TokenAnswer {
        do throws(TransportError) {
            let response = try await transport.send(
                request.request(userAgent: userAgent, timeouts: timeouts, requestID: PortalClient.makeRequestID()))
            return .read(response, to: request)
        } catch {
            return .read(error, to: request)
        }
    }
}
