/// The renewal of a token, as decisions: what is to be done next, given what happened. Its caller holds the lock of the
/// ``TokenVault`` from the first step to the last.
///
/// A refresh token is good for one use, so the pair that comes for it is the only way on. Therefore:
/// - What another process has stored meanwhile is used; nothing is renewed twice.
/// - Before the request, the old pair is stored once more with the note that a renewal began. That shows that the
///   store can be written, while nothing is lost yet; and after a crash it explains why the server may count the refresh
///   token as used.
/// - A new pair is stored before it is used. Until then the old one stays where it is.
/// - A lost answer is asked for again with the same refresh token: a server that never saw the request answers as if
///   nothing had been, one that did says `invalid_grant`, and a person has to sign in again either way.
struct TokenRenewal {
    enum Step: Sendable, Equatable {
        /// Read what is kept.
        case load
        /// Keep this.
        case save(PortalToken)
        /// Exchange this token's refresh token.
        case send(PortalToken)
        /// Let so many seconds pass.
        case wait(Double)
        /// Done: call with this.
        case use(PortalToken)
        case fail(PortalError.Problem?)
    }

    enum Event: Sendable {
        case loaded(PortalToken?)
        case saved
        case answered(TokenAnswer)
        case waited
    }

    private enum Phase { case loading, announcing, sending, waiting, storing, takingBack }

    /// How often a request is sent that did not arrive, or whose answer did not.
    static let mostAttempts = 3

    /// What the server said to a refresh token: it would say so again.
    struct Refusal: Sendable {
        var refreshToken: Secret?
        var error: PortalError
    }

    private let failed: Secret
    private let unixTime: Double
    private var phase = Phase.loading
    private var token: PortalToken?
    /// When an earlier renewal began that was never finished.
    private var earlierRenewal: Int?
    private var attempts = 0
    /// Whether one of the requests may have been answered without our knowing.
    private(set) var isInDoubt = false
    /// A pair that was issued and could not be stored yet. It must not be lost.
    private(set) var unsaved: PortalToken?
    /// The last refusal; for the next renewal.
    private(set) var refusal: Refusal?
    /// Why it failed, where the server or the way to it said so.
    private(set) var error: PortalError?

    /// - Parameters:
    ///   - failed: the access token that the portal calls expired.
    ///   - unsaved: what an earlier renewal by this process got and could not store.
    ///   - refusal: of an earlier renewal by this process.
    init(after failed: Secret, unsaved: PortalToken? = nil, refusal: Refusal? = nil, at unixTime: Double) {
        self.failed = failed
        self.refusal = refusal
        self.unsaved = unsaved
        self.unixTime = unixTime
    }

    mutating func next(_ event: Event?) -> Step {
        switch (phase, event) {
        case (.loading, nil): return .load
        case (.loading, .loaded(let stored)): return loaded(stored)
        case (.announcing, .saved), (.waiting, .waited):
            guard let token else { return .fail(nil) }
            phase = .sending
            attempts += 1
            return .send(token)
        case (.sending, .answered(let answer)): return answered(answer)
        case (.storing, .saved):
            guard let pair = unsaved else { return .fail(nil) }
            unsaved = nil
            return .use(pair)
        case (.takingBack, .saved): return .fail(nil)
        default: preconditionFailure("the renewal of a token was told \(String(describing: event)) in \(phase)")
        }
    }

    private mutating func loaded(_ stored: PortalToken?) -> Step {
        guard let stored else { return .fail(.tokenErased) }
        if stored.accessToken != failed { return .use(stored) }
        if let unsaved {
            phase = .storing
            return .save(unsaved)
        }
        guard stored.isRenewable else { return .fail(.tokenNotRenewable) }
        if let refusal, refusal.refreshToken == stored.refreshToken {
            error = refusal.error
            return .fail(nil)
        }
        earlierRenewal = stored.renewalBegan
        token = stored
        token?.renewalBegan = Int(unixTime)
        phase = .announcing
        return .save(token ?? stored)
    }

    private mutating func answered(_ answer: TokenAnswer) -> Step {
        guard let token else { return .fail(nil) }
        switch answer {
        case .issued(let issued):
            do {
                let pair = try token.renewed(by: issued, at: unixTime)
                unsaved = pair
                phase = .storing
                return .save(pair)
            } catch {
                self.error = error
                return .fail(nil)
            }
        case .refused(var error):
            if error.problem == .signInEnded, isInDoubt || earlierRenewal != nil {
                error.details["problem"] = PortalError.Problem.signInLost.rawValue
                let began = isInDoubt ? Int(unixTime) : earlierRenewal ?? 0
                error.details["when"] = ISOTime(unixTime: Double(began)).text()
            }
            self.error = error
            refusal = Refusal(refreshToken: token.refreshToken, error: error)
            return isInDoubt ? .fail(nil) : takeBack()
        case .notSent(let error), .lost(let error):
            if case .lost = answer { isInDoubt = true }
            self.error = error
            if attempts < Self.mostAttempts {
                phase = .waiting
                return .wait(Double(1 << (attempts - 1)))
            }
            return isInDoubt ? .fail(nil) : takeBack()
        }
    }

    /// This renewal took no effect: the note of it goes, one of an earlier renewal stays.
    private mutating func takeBack() -> Step {
        guard var token else { return .fail(nil) }
        token.renewalBegan = earlierRenewal
        phase = .takingBack
        return .save(token)
    }
}
