/// How long a request may take, phase by phase.
///
/// Whichever limit is reached first ends the request; the error then names the phase.
public struct Timeouts: Sendable, Hashable {
    /// Name resolution and the connection, to the proxy when there is one. Default: 15 s.
    public var connect: Duration = .seconds(15)
    /// The proxy's tunnel and TLS. Default: 15 s.
    public var tls: Duration = .seconds(15)
    /// From the request's last byte to the answer's first. Default: 65 s, since the cloud ends a request itself after
    /// 60 s. -> limits
    public var firstByte: Duration = .seconds(65)
    /// Without a byte, while the request is sent or the answer comes. Default: 30 s.
    public var stall: Duration = .seconds(30)
    /// Everything from name resolution to the answer's last byte. Default: 75 s.
    public var whole: Duration = .seconds(75)

    /// The usual limits.
    public init() {}

    /// The usual limits with another one for the whole; who allows more in all allows a portal of their own to think
    /// longer, too.
    public init(whole: Duration) {
        self.whole = whole
        firstByte = max(firstByte, whole)
    }
}
