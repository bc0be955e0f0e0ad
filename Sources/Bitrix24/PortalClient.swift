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
        /// Time for one request, connection included. The cloud ends a request itself after 60 s.
        public var timeout: Duration = .seconds(75)
        /// The portal's rate.
        public var plan: Plan = .basic
        /// The `User-Agent` header.
        public var userAgent: String = "b24"
        /// How often a command that did not run (or a read) is tried in all.
        public var maximumAttempts: Int = 5
        /// The usual settings.
        public init() {}
    }

    /// The rate of the leaky bucket: other plans 50 requests and 2 per second, Enterprise 250 and 5; self-hosted none.
    public enum Plan: String, Sendable { case basic, enterprise, box }

    /// Who calls.
    public let credential: Credential
    /// The settings.
    public let options: Options

    let time: any TimeSource
    private let transport: any Transport
    private let gate: RateGate
    /// The address in use: the credential's, until the portal says that it has moved.
    private let address: Mutex<PortalAddress>
    /// By method in lower case: Unix time at which its counter of run time shrinks (`time.operating_reset_at`).
    private let operatingResets = Mutex<[String: Double]>([:])

    /// A client. Nothing is sent before the first call.
    ///
    /// - Parameters:
    ///   - credential: names the portal and the user.
    ///   - options: timeout, plan, attempts.
    ///   - transport: the process's libcurl, or a test's own.
    ///   - time: the machine's clocks, or a test's own. Clients on the machine's clocks share one rate gate per portal.
    public convenience init(
        credential: Credential, options: Options = Options(), transport: any Transport = CurlTransport.shared,
        time: any TimeSource = SystemTime()
    ) {
        let gate = RateGates.gate(domain: credential.domain, plan: options.plan, time: time)
        self.init(credential: credential, options: options, transport: transport, time: time, gate: gate)
    }

    init(
        credential: Credential, options: Options, transport: any Transport, time: any TimeSource, gate: RateGate
    ) {
        self.credential = credential
        self.options = options
        self.transport = transport
        self.time = time
        self.gate = gate
        address = Mutex(PortalAddress(scheme: credential.scheme, domain: credential.domain))
    }

    /// Sends one command.
    ///
    /// What did not run is repeated with growing delays, reads also after lost answers; a write whose answer was lost
    /// is an error with the outcome `unknown`.
    public func call(_ command: Command) async throws(PortalError) -> Response {
        try await exchange(command, isRead: MethodCatalogue.standard.effect(of: command.method) == .read)
    }

    /// Sends one request until it is answered, refused for good or lost.
    func exchange(_ command: Command, isRead: Bool) async throws(PortalError) -> Response {
        let requestID = Self.makeRequestID()
        var attempts = 0
        while true {
            let request = try RequestEncoder.request(
                command, credential: credential, at: address.withLock { $0 }, options: options, requestID: requestID)
            do {
                try await gate.pass(options.plan)
            } catch {
                throw PortalError(kind: .cancelled, method: command.method, attempts: attempts)
            }
            attempts += 1
            switch await attempt(request, command.method, isRead: isRead) {
            case .answered(let envelope, let status):
                remember(envelope.time, of: command.method)
                return Response(
                    result: envelope.result, total: envelope.total, next: envelope.next, time: envelope.time,
                    status: status, attempts: attempts, requestID: requestID)
            case .failed(var error, let event):
                error.attempts = attempts
                error.requestID = requestID
                if event == .rateLimited { await gate.refused() }
                let decision = RetryDecision(
                    after: event, attempt: attempts, maximum: options.maximumAttempts, isRead: isRead,
                    jitter: .random(in: 0...1))
                guard let delay = decision.delay else { throw error }
                do {
                    try await time.sleep(seconds: delay)
                } catch {
                    throw PortalError(kind: .cancelled, method: command.method, attempts: attempts)
                }
            }
        }
    }

    /// How many requests could be sent at once without waiting for the portal's rate.
    var requestsFreeNow: Int { get async { await gate.room } }

    /// Keeps what the portal tells of a method's run time.
    func remember(_ time: JSONSlice?, of method: String) {
        guard let reset = time?["operating_reset_at"]?.value.numberValue else { return }
        operatingResets.withLock { $0[method.lowercased()] = reset }
    }

    /// Turns transport failures and answers of a command into errors.
    func reader(_ method: String, isRead: Bool) -> AttemptReader {
        AttemptReader(
            method: method, isRead: isRead, credential: credential, unixTime: time.unixTime,
            operatingResetAt: operatingResets.withLock { $0[method.lowercased()] })
    }

    /// Sends a request once, following the portal to a new address.
    private func attempt(_ request: HTTPRequest, _ method: String, isRead: Bool) async -> Attempt {
        let original = address.withLock { $0 }
        var request = request
        var current = original
        for _ in 0...Redirect.most {
            var response: HTTPResponse
            do {
                response = try await transport.send(request)
                // Links to files (`urlMachine`, `DOWNLOAD_URL`) hold the webhook: nobody above gets it.
                credential.conceal(in: &response.body)
            } catch {
                return reader(method, isRead: isRead).read(error)
            }
            guard Redirect.isRedirect(response) else {
                let result = reader(method, isRead: isRead).read(response)
                // Moved for good only when a portal answers there: not a login page on the way.
                if current != original, result.isOfPortal { address.withLock { $0 = current } }
                return result
            }
            guard let redirect = Redirect(location: response.header("location") ?? "", from: current) else {
                let details = ["location": Redirect.text(response, credential)]
                return .failed(
                    PortalError(.redirectRefused, method: method, status: response.status, details: details), .final)
            }
            current = redirect.address
            request.url = redirect.address.text + redirect.path
        }
        let error = PortalError(.redirectLoop, method: method, details: ["count": String(Redirect.most)])
        return .failed(error, .final)
    }

    /// 16 hexadecimal digits, sent as `X-Request-ID`, so that a call can be found in a server's log.
    private static func makeRequestID() -> String {
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
