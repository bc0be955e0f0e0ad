/// One request to a portal without any credential: whether the way there is open, what clock the portal has, and whether it
/// has moved. It counts for no limit, and whoever answers learns nothing.
public struct PortalProbe: Sendable {
    /// Where it stopped on the way, or what is odd about the answer; `nil` when a portal answered.
    public var error: PortalError?
    /// Where the portal answers from now, `https://acme.bitrix24.com`, when that is another address than the one asked.
    public var newAddress: String?
    /// By how many seconds the portal's clock is ahead of this machine's; `nil` when the answer does not tell.
    public var clockSkew: Double?
    /// How long it took.
    public var seconds: Double

    /// Findings; what is not told is unknown.
    public init(error: PortalError? = nil, newAddress: String? = nil, clockSkew: Double? = nil, seconds: Double = 0) {
        self.error = error
        self.newAddress = newAddress
        self.clockSkew = clockSkew
        self.seconds = seconds
    }

    /// Asks a portal once; a redirect is followed.
    ///
    /// - Parameters:
    ///   - portal: where it is thought to be.
    ///   - options: timeouts and `User-Agent`.
    ///   - transport: the process's libcurl, or a test's own.
    ///   - time: the machine's clocks, or a test's own.
    public static func run(
        _ portal: PortalAddress, options: PortalClient.Options = PortalClient.Options(),
        transport: any Transport = CurlTransport.shared, time: any TimeSource = SystemTime()
    ) async -> PortalProbe {
        let start = time.now
        var probe = PortalProbe()
        probe.error = await probe.follow(portal, options, transport, time)
        probe.seconds = time.now - start
        return probe
    }

    private static let path = "/rest/server.time.json"

    /// - Returns: what is wrong with the way or the answer.
    private mutating func follow(
        _ origin: PortalAddress, _ options: PortalClient.Options, _ transport: any Transport, _ time: any TimeSource
    ) async -> PortalError? {
        var address = origin
        for _ in 0...Redirect.most {
            let request = HTTPRequest(
                method: "GET", url: address.text + Self.path, headers: [("User-Agent", options.userAgent)],
                timeouts: options.timeouts, largestAnswer: 1 << 20)
            let sent = time.unixTime
            let response: HTTPResponse
            do {
                response = try await transport.send(request)
            } catch {
                return AttemptReader.error(error, method: nil, host: address.domain, lost: .failed)
            }
            clockSkew = response.date.map { $0 - (sent + time.unixTime) / 2 }
            if Redirect.isRedirect(response) {
                let location = response.header("location") ?? ""
                guard let redirect = Redirect(location: location, of: request.url, from: address) else {
                    let details = ["location": Redaction.redact(location), "host": address.domain]
                    return PortalError(.redirectRefused, status: response.status, details: details)
                }
                address = redirect.address
                continue
            }
            if case .failure(.finding(let problem, let excerpt)) = Envelope.read(response) {
                let details = ["excerpt": excerpt, "host": address.domain]
                return PortalError(problem, status: response.status, details: details)
            }
            if address != origin { newAddress = address.text }
            return nil
        }
        return PortalError(.redirectLoop, details: ["count": String(Redirect.most), "host": address.domain])
    }
}
