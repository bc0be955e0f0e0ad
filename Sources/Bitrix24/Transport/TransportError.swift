/// No answer.
public struct TransportError: Error, Sendable {
    /// Where it stopped.
    public enum Kind: String, Sendable {
        case resolve, connect, proxy, tls, timeout, closed, cancelled
        /// The answer is longer than the request allows.
        case tooLarge = "too_large"
        /// What answers does not speak HTTP, or its compression is broken.
        case malformed
        /// This machine has nothing to send requests with.
        case unavailable
        case other
    }

    /// What was wrong with a TLS connection.
    public enum TLSFailure: String, Sendable {
        /// No agreement on protocol or cipher, or no TLS at all.
        case handshake
        /// The certificate does not come from a trusted authority.
        case untrusted
        /// The certificate's time is over or has not come.
        case expired
        /// The certificate is for another host.
        case hostName = "host_name"
        /// The file of trusted authorities cannot be read.
        case authorities
    }

    /// A part of a request's time; see ``Timeouts``.
    public enum Phase: String, Sendable {
        case resolve, connect, tls, send
        case firstByte = "first_byte"
        case body
    }

    /// The limit that a request reached.
    public struct Limit: Sendable, Hashable {
        /// How far it had come.
        public var phase: Phase
        /// How long it may take.
        public var duration: Duration
        /// Whether that is the time for the whole request, not for the phase.
        public var isWhole: Bool

        /// A limit.
        public init(phase: Phase, duration: Duration, isWhole: Bool = false) {
            self.phase = phase
            self.duration = duration
            self.isWhole = isWhole
        }
    }

    /// Where it stopped.
    public var kind: Kind
    /// Whether the request can have reached the portal in a form that it can act on.
    public var requestMayHaveBeenSent: Bool
    /// The transport's own words; never an address with a credential.
    public var text: String
    /// With kind `tls`: what was wrong.
    public var tlsFailure: TLSFailure?
    /// With kind `timeout`: what took how long.
    public var limit: Limit?
    /// With kind `proxy`: the HTTP status with which it refused; `nil` when it could not be asked.
    public var proxyStatus: Int?

    /// A failure.
    public init(
        kind: Kind, requestMayHaveBeenSent: Bool, text: String, tlsFailure: TLSFailure? = nil, limit: Limit? = nil,
        proxyStatus: Int? = nil
    ) {
        self.kind = kind
        self.requestMayHaveBeenSent = requestMayHaveBeenSent
        self.text = text
        self.tlsFailure = tlsFailure
        self.limit = limit
        self.proxyStatus = proxyStatus
    }
}
