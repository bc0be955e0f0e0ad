import JSON
import Synchronization

/// Talks to one portal with one credential: requests, retries, lists and batches by the protocol's rules.
///
/// It knows nothing of policy: what may be called is decided above it.
///
/// ```swift
/// let client = PortalClient(credential: try Credential(webhook: address))
/// let answer = try await client.call(Command("crm.type.get", ["id": 13]))
/// print(answer.result["type"]?["title"]?.value.stringValue ?? "")
/// ```
public final class PortalClient: Sendable {
    /// Settings of a client.
    public struct Options: Sendable {
        /// Time for each phase of one request.
        public var timeouts = Timeouts()
        /// The longest answer that is taken, in bytes after decompression: 256 MB. No documented one comes near it.
        public var largestAnswer = 256 << 20
        /// The portal's rate.
        public var plan: Plan = .basic
        /// The `User-Agent` header.
        public var userAgent: String = "b24"
        /// How often a command that did not run (or a read) is tried in all.
        public var maximumAttempts: Int = 5
        /// A folder in which all processes of a user count their requests to a portal together, so that they keep its
        /// limit together; `nil`: this process counts alone.
        public var rateFolder: String?
        /// How long a request whose connection was lost may still be at work, in seconds: the cloud ends one after
        /// 60 s (-> limits). Before that an addition that is not to be found counts as undecided.
        public var settleTime: Double = 60
        /// Called once when a portal that has moved has answered from its new address: with the old and the new one,
        /// `https://acme.bitrix24.com`.
        public var hasMoved: (@Sendable (_ from: String, _ to: String) -> Void)?
        /// The usual settings.
        public init() {}
    }

    /// The rate of the leaky bucket: other plans 50 requests and 2 per second, Enterprise 250 and 5; self-hosted none.
    public enum Plan: String, Sendable { case basic, enterprise, box }

    /// Who calls, as the client was made; a token may have been renewed since.
    public let credential: Credential
    /// The settings.
    public let options: Options

    let time: any TimeSource
    private let transport: any Transport
    private let tokens: TokenKeeper?
    let gate: RateGate
    /// The address in use: the credential's, until the portal says that it has moved.
    private let address: Mutex<PortalAddress>
    private let operating = Mutex(OperatingBudget())
    private let notice = Mutex<(@Sendable (PortalNotice) -> Void)?>(nil)
    private let lastNotice = Mutex<(what: PortalNotice, time: Double)?>(nil)

    /// A client. Nothing is sent before the first call.
    ///
    /// - Parameters:
    ///   - credential: names the portal and the user.
    ///   - tokens: renews the credential's token when the portal calls it expired.
    ///   - options: timeout, plan, attempts.
    ///   - transport: the process's libcurl, or a test's own.
    ///   - time: the machine's clocks, or a test's own. Clients on the machine's clocks share one rate gate per portal.
    public convenience init(
        credential: Credential, tokens: TokenKeeper? = nil, options: Options = Options(),
        transport: any Transport = CurlTransport.shared, time: any TimeSource = SystemTime()
    ) {
        let gate = RateGates.gate(
            domain: credential.domain, plan: options.plan, time: time, folder: options.rateFolder)
        self.init(
            credential: credential, tokens: tokens, options: options, transport: transport, time: time, gate: gate)
    }

    init(
        credential: Credential, tokens: TokenKeeper? = nil, options: Options, transport: any Transport,
        time: any TimeSource, gate: RateGate
    ) {
        self.credential = credential
        self.tokens = tokens
        self.options = options
        self.transport = transport
        self.time = time
        self.gate = gate
        address = Mutex(credential.address)
    }

    /// Sends one command.
    ///
    /// What did not run is repeated with growing delays, reads also after lost answers. A write whose answer was lost is
    /// looked for on the portal, where the method has a read that can tell; where it has none, it is an error with the
    /// outcome `unknown`.
    public func call(_ command: Command) async throws(PortalError) -> Response {
        let isRead = command.effect == .read
        let sentAt = time.unixTime
        do {
            return try await exchange(command, isRead: isRead)
        } catch {
            guard error.outcome == .unknown, !isRead else { throw error }
            let error = error.withClue(to: command)
            var search = LostWriteSearch(self, [.init(command: command, error: error, sentAt: sentAt)])
            switch await search.run()[0] {
            case .done(let response): return response
            case .failed(let error): throw error
            case .notRun: throw error
            }
        }
    }

    /// How long so many requests will take by the portal's rate alone, in seconds: what was sent in the last minutes, by
    /// this process or another one that shares ``Options/rateFolder``, is counted in. 0 where there is no limit.
    public func leastDuration(ofRequests count: Int) async -> Double { await gate.duration(of: count, options.plan) }

    /// How far the portal's limits are used up.
    public struct Load: Sendable {
        /// How many requests may be sent in a row, and how many of them are used up now.
        public var burst, used: Double
        /// Requests a second that come free again.
        public var rate: Double
    }

    /// What is counted of the portal's rate now, by all who share ``Options/rateFolder``; `nil` without a limit.
    public var load: Load? {
        get async {
            await gate.state(options.plan).map { Load(burst: $0.capacity, used: $0.level, rate: $0.rate) }
        }
    }

    /// The methods whose run time is near the portal's limit or over it, as its answers to this client told, with the
    /// seconds until that is over. -> limits
    public var pressedMethods: [(method: String, seconds: Double)] {
        let now = time.unixTime
        return operating.withLock { $0.pressed(at: now) }.map { ($0.method, $0.seconds) }
    }

    /// Who is told what goes on while a call takes long; one listener, called on any thread.
    public func onNotice(_ listener: (@Sendable (PortalNotice) -> Void)?) { notice.withLock { $0 = listener } }

    /// Tells the listener; not the same thing over and over.
    func tell(_ what: PortalNotice) {
        let now = time.now
        let isNews = lastNotice.withLock { last in
            if let last, last.what == what, now - last.time < Self.repetition { return false }
            last = (what, now)
            return true
        }
        if isNews { notice.withLock { $0 }?(what) }
    }

    /// Seconds for which a notice that says the same is none.
    private static let repetition = 10.0

    /// Sends one request until it is answered, refused for good or lost.
    ///
    /// - Parameter methods: what the request runs, when that is not the command itself (a batch).
    func exchange(
        _ command: Command, isRead: Bool, methods: [String]? = nil
    ) async throws(PortalError) -> Response {
        let requestID = Self.makeRequestID()
        var attempts = 0
        // Whether an attempt may have run without our knowing.
        var isInDoubt = false
        var renewals = 0
        while true {
            let caller = tokens.map { Credential($0.token) } ?? credential
            let request = try RequestEncoder.request(
                command, credential: caller, at: address.withLock { $0 }, options: options, requestID: requestID)
            do {
                try await keepToOperatingTime(methods ?? [command.method])
                if RatePermit.current?.use() != true { try await gate.pass(options.plan) }
            } catch {
                throw PortalError(
                    kind: .cancelled, method: command.method, outcome: isInDoubt ? .unknown : .refused,
                    attempts: attempts, requestID: requestID)
            }
            attempts += 1
            let start = time.now
            let result = await attempt(request, caller, command.method, isRead: isRead)
            await gate.arrived(options.plan)
            switch result {
            case .answered(let envelope, let status):
                remember(envelope.time, of: command.method)
                return Response(
                    result: envelope.result, total: envelope.total, next: envelope.next, time: envelope.time,
                    status: status, attempts: attempts, requestID: requestID)
            case .failed(var error, let event):
                error.attempts = attempts
                error.requestID = requestID
                // The refusal of a repetition says nothing of the attempt before it.
                if isInDoubt, error.outcome == .refused { error.outcome = .unknown }
                isInDoubt = error.outcome == .unknown
                if event == .rateLimited { await gate.refused(options.plan) }
                // The call did not run. What another process has stored may have expired, too: hence the second time.
                if error.isExpiredToken, let token = caller.token, let tokens, renewals < 2 {
                    renewals += 1
                    try await renew(token, tokens, for: error)
                    continue
                }
                let decision = RetryDecision(
                    after: event, attempt: attempts, maximum: options.maximumAttempts, isRead: isRead,
                    keyAge: !command.isIdempotent ? nil : result.isOfPortal ? .infinity : time.now - start,
                    jitter: .random(in: 0...1))
                guard let delay = decision.delay else { throw error }
                if event == .rateLimited { tell(.rateRefused) }
                if case .operationTimeLimit = event {
                    tell(.operatingBlock(method: command.method, seconds: delay))
                    operating.withLock { $0.block(command.method, until: time.unixTime + delay) }
                }
                do {
                    try await time.sleep(seconds: delay)
                } catch {
                    throw PortalError(
                        kind: .cancelled, method: command.method, outcome: isInDoubt ? .unknown : .refused,
                        attempts: attempts, requestID: requestID)
                }
            }
        }
    }

    /// Gets another token than one that has expired.
    ///
    /// - Parameter refusal: the portal's answer to the call.
    private func renew(
        _ token: Secret, _ tokens: TokenKeeper, for refusal: PortalError
    ) async throws(PortalError) {
        let old = tokens.token.address
        do {
            let token = try await tokens.renewed(after: token)
            if token.address != old { address.withLock { $0 = token.address } }
        } catch {
            var error = error
            error.method = refusal.method
            error.outcome = refusal.outcome
            error.details["clock_seconds"] = refusal.details["clock_seconds"]
            error.attempts = refusal.attempts
            error.requestID = refusal.requestID
            throw error
        }
    }

    /// Near the limit of a method's run time, waits so that the portal does not block it.
    private func keepToOperatingTime(_ methods: [String]) async throws {
        let now = time.unixTime
        guard let pause = operating.withLock({ $0.reserve(methods, at: now) }) else { return }
        if pause.seconds >= 1 { tell(.operatingPause(method: pause.method, seconds: pause.seconds)) }
        try await time.sleep(seconds: pause.seconds)
    }

    /// What the portal's rate leaves for requests now.
    var rateRoom: RateRoom { get async { await gate.room(options.plan) } }

    /// Keeps what the portal tells of a method's run time.
    func remember(_ time: JSONSlice?, of method: String) {
        guard let time else { return }
        let number = { (name: String) in time[name]?.value.numberValue }
        operating.withLock {
            $0.learn(
                method, operating: number("operating"), resetAt: number("operating_reset_at"),
                duration: number("duration"))
        }
    }

    /// A command inside a batch was blocked: no other call of the method goes out before the block ends.
    func block(_ method: String, for seconds: Double) {
        tell(.operatingBlock(method: method, seconds: seconds))
        operating.withLock { $0.block(method, until: time.unixTime + seconds) }
    }

    /// Turns transport failures and answers of a command into errors.
    func reader(_ method: String, isRead: Bool, _ caller: Credential? = nil) -> AttemptReader {
        AttemptReader(
            method: method, isRead: isRead, credential: caller ?? credential, unixTime: time.unixTime,
            operatingResetAt: operating.withLock { $0.resetAt(of: method) })
    }

    /// Sends a request once, following the portal to a new address.
    private func attempt(
        _ request: HTTPRequest, _ caller: Credential, _ method: String, isRead: Bool
    ) async -> Attempt {
        let reader = reader(method, isRead: isRead, caller)
        let original = address.withLock { $0 }
        var request = request
        var current = original
        for _ in 0...Redirect.most {
            var response: HTTPResponse
            do {
                response = try await transport.send(request)
                // Links to files (`urlMachine`, `DOWNLOAD_URL`) hold the webhook: nobody above gets it.
                caller.conceal(in: &response.body)
            } catch {
                return reader.read(error)
            }
            guard Redirect.isRedirect(response) else {
                let result = reader.read(response)
                // Moved for good only when a portal answers there: not a login page on the way.
                if current != original, result.isOfPortal { move(from: original, to: current) }
                return result
            }
            let location = response.header("location") ?? ""
            guard let redirect = Redirect(location: location, of: request.url, from: current) else {
                let details = ["location": Redirect.text(response, caller)]
                return .failed(
                    PortalError(.redirectRefused, method: method, status: response.status, details: details), .final)
            }
            current = redirect.address
            request.url = redirect.url
        }
        let error = PortalError(.redirectLoop, method: method, details: ["count": String(Redirect.most)])
        return .failed(error, .final)
    }

    private func move(from old: PortalAddress, to new: PortalAddress) {
        let isNews = address.withLock { address in
            defer { address = new }
            return address != new
        }
        if isNews { options.hasMoved?(old.text, new.text) }
    }

    /// 16 hexadecimal digits, sent as `X-Request-ID`, so that a call can be found in a server's log.
    static func makeRequestID() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension PortalClient: CustomReflectable {
    /// Shows the credential, which hides its secret, and the settings.
    public var customMirror: Mirror {
        Mirror(self, children: ["credential": credential, "options": options], displayStyle: .class)
    }
}
