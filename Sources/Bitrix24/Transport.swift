/// Where requests go. The real one is ``CurlTransport``; tests bring their own.
public protocol Transport: Sendable {
    /// Sends one request and waits for the whole answer, whatever its status.
    ///
    /// - Throws: ``TransportError`` when no whole answer came; of kind `cancelled` when the task was cancelled.
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

/// One HTTP request. Its description never shows the credential in the URL.
public struct HTTPRequest: Sendable {
    /// `GET`, `POST`...
    public var method: String
    /// The whole address, with the credential.
    public var url: String
    /// Sent in this order.
    public var headers: [(name: String, value: String)]
    /// Sent as it is, also when empty.
    public var body: [UInt8]
    /// For everything from name resolution to the last byte of the answer.
    public var timeout: Duration

    /// A request.
    public init(
        method: String, url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        timeout: Duration = .seconds(75)
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Method and redacted address.
    public var description: String { "\(method) \(Redaction.redact(url)) (\(body.count) bytes)" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Shows the description only.
    public var customMirror: Mirror { Mirror(self, children: ["request": description], displayStyle: .struct) }
}

/// One HTTP answer; header names in lower case.
public struct HTTPResponse: Sendable {
    /// The HTTP status.
    public var status: Int
    /// In the order of arrival.
    public var headers: [(name: String, value: String)]
    /// Decompressed.
    public var body: [UInt8]

    /// An answer.
    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of a name, given in lower case.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// No answer.
public struct TransportError: Error, Sendable {
    /// Where it stopped; `unavailable`: this machine has nothing to send requests with.
    public enum Kind: String, Sendable { case resolve, connect, tls, timeout, closed, cancelled, unavailable, other }

    /// What was wrong with a TLS connection.
    public enum TLSFailure: String, Sendable {
        /// No agreement on protocol or cipher, or no TLS at all.
        case handshake
        /// The certificate does not come from a trusted authority.
        case untrusted
        /// The certificate's time is over.
        case expired
        /// The certificate is for another host.
        case hostName = "host_name"
    }

    /// Where it stopped.
    public var kind: Kind
    /// Whether the request can have reached the portal in a form that it can act on.
    public var requestMayHaveBeenSent: Bool
    /// The transport's own words; never an address with a credential.
    public var text: String
    /// With kind `tls`: what was wrong.
    public var tlsFailure: TLSFailure?

    /// A failure.
    public init(kind: Kind, requestMayHaveBeenSent: Bool, text: String, tlsFailure: TLSFailure? = nil) {
        self.kind = kind
        self.requestMayHaveBeenSent = requestMayHaveBeenSent
        self.text = text
        self.tlsFailure = tlsFailure
    }
}
