import JSON

/// Turns commands into requests: POST of a JSON body to `{webhook}/{method}.json`, for REST 3 to its own address; a token
/// goes in the body.
enum RequestEncoder {
    /// Bodies above this are refused before sending: no portal takes them, and each would be built in memory twice.
    static let largestBody = 64 << 20

    /// Whether a text can stand in the path: nothing that would lead to another address.
    static func isMethodName(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && !name.hasPrefix(".")
            && name.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// The request of a command.
    ///
    /// - Throws: ``PortalError`` (nothing sent) for a method name that is none, for an oversized body, and for a parameter in
    ///   the token's place.
    static func request(
        _ command: Command, credential: Credential, at address: PortalAddress, options: PortalClient.Options,
        requestID: String
    ) throws(PortalError) -> HTTPRequest {
        guard isMethodName(command.method) else {
            throw PortalError(.methodMalformed, method: credential.redacting(command.method))
        }
        let body = JSONWriter.bytes(.object(try credential.parameters(of: command)))
        guard body.count <= largestBody else {
            let details = ["size": String(body.count), "limit": String(largestBody)]
            throw PortalError(.requestTooLarge, method: command.method, details: details)
        }
        var headers = [
            ("Content-Type", "application/json"), ("Accept", "application/json"),
            ("User-Agent", options.userAgent), ("X-Request-ID", requestID),
        ]
        // Like the request's id, one for the call, however often it is sent. The portal keeps keys apart by webhook, user
        // and method.
        if command.isIdempotent { headers.append(("Idempotency-Key", requestID)) }
        return HTTPRequest(
            method: "POST", url: address.text + credential.path(of: command.method, command.usedVersion),
            headers: headers, body: body, timeouts: options.timeouts, largestAnswer: options.largestAnswer)
    }
}
