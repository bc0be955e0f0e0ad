public import JSON

/// Talks to one portal with one credential: requests, retries, lists and batches by the protocol's rules.
///
/// It knows nothing of policy: what may be called is decided above it.
public final class PortalClient: Sendable {
    /// Settings of a client.
    public struct Options: Sendable {
        /// Seconds for one request, connection included.
        public var timeout: Duration = .seconds(75)
        public var plan: Plan = .basic
        public var userAgent: String = "b24"
        /// How often a command that did not run (or a read) is tried in all.
        public var maximumAttempts: Int = 5
        public init() {}
    }

    /// The rate of the leaky bucket: other plans 50 requests and 2 per second, Enterprise 250 and 5; self-hosted none.
    public enum Plan: String, Sendable { case basic, enterprise, box }

    public let credential: Credential
    public let options: Options

    public init(
        credential: Credential, options: Options = Options(), transport: any Transport = CurlTransport.shared,
        time: any TimeSource = SystemTime()
    ) {
        self.credential = credential
        self.options = options
    }

    /// Sends one command.
    public func call(_ command: Command) async throws(PortalError) -> Response {
        throw PortalError(kind: .unknown)
    }

    /// Sends any number of commands in chunks of 50, in order; the outcomes are in the order of the commands.
    ///
    /// - Parameters:
    ///   - commands: keys are unique; `$result[key]` may refer to an earlier command of the same chunk.
    ///   - halt: stop at the first failure; the rest is not run.
    /// - Throws: ``PortalError`` (`invalidArgument`, nothing sent) for a reference that cannot be kept inside a chunk, a nested batch or a doubled key.
    public func batch(_ commands: [(key: String, command: Command)], halt: Bool = false) async throws(PortalError)
        -> [CommandOutcome]
    {
        throw PortalError(kind: .unknown)
    }

    /// All pages of a list, one after the other, rows as JSON text.
    public func pages(_ command: Command, _ options: ListOptions = ListOptions()) -> Pages { Pages() }

    /// The `total` of a list.
    public func count(_ command: Command) async throws(PortalError) -> Int {
        throw PortalError(kind: .unknown)
    }
}

/// How a list is read.
public struct ListOptions: Sendable {
    /// Rows at most.
    public var limit: Int?
    /// `nil` chooses by method.
    public var paging: Paging?
    public init() {}

    public enum Paging: String, Sendable {
        /// `>id` of the last row, `start = -1`: fast, safe when the list changes.
        case cursor
        /// `start` = 0, 50, 100...
        case offset
    }
}

/// The pages of a list.
public struct Pages: AsyncSequence, Sendable {
    /// One page.
    public struct Page: Sendable {
        public var rows: [JSONSlice]
        /// The list's total where the portal tells it.
        public var total: Int?
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        public mutating func next() async throws(PortalError) -> Page? { nil }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
}

/// Where requests go. The real one is ``CurlTransport``; tests bring their own.
public protocol Transport: Sendable {
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

/// One HTTP request. Its description never shows the credential in the URL.
public struct HTTPRequest: Sendable {
    public var method: String
    public var url: String
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    public var timeout: Duration
}

/// One HTTP answer; header names in lower case.
public struct HTTPResponse: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
}

/// No answer.
public struct TransportError: Error, Sendable {
    public enum Kind: Sendable { case resolve, connect, tls, timeout, closed, cancelled, other }
    public var kind: Kind
    /// Whether any byte of the request can have reached the portal.
    public var requestMayHaveBeenSent: Bool
    public var text: String
}

/// Requests over libcurl's multi interface, on one thread of its own.
public final class CurlTransport: Transport {
    public static let shared = CurlTransport()
    public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        throw TransportError(kind: .other, requestMayHaveBeenSent: false, text: "")
    }
}

/// The one place for time, so that tests run on a virtual clock.
public protocol TimeSource: Sendable {
    /// Seconds on a clock that only goes forward.
    var now: Double { get }
    /// Unix time.
    var unixTime: Double { get }
    func sleep(seconds: Double) async throws
}

/// The machine's clocks.
public struct SystemTime: TimeSource {
    public init() {}
    public var now: Double { 0 }
    public var unixTime: Double { 0 }
    public func sleep(seconds: Double) async throws {}
}

/// Proof of who calls. Its description and dump never show the secret.
public struct Credential: Sendable {
    /// An inbound webhook: `https://HOST/rest/USER/CODE/`; plain http only for loopback addresses.
    ///
    /// - Throws: ``PortalError`` of kind `invalidArgument` that says what is wrong, without the secret.
    public init(webhook: String) throws(PortalError) {}
    /// The portal's host name (and port, when it is not the usual one).
    public var domain: String { "" }
}
