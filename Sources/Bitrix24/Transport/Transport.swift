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
    /// How long it may take.
    public var timeouts: Timeouts
    /// In bytes, decompressed: a longer answer is an error.
    public var largestAnswer: Int

    /// A request.
    public init(
        method: String, url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        timeouts: Timeouts = Timeouts(), largestAnswer: Int = 256 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeouts = timeouts
        self.largestAnswer = largestAnswer
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
