/// Proof of who calls. Its description and dump never show the secret.
///
/// ```swift
/// let credential = try Credential(webhook: "https://demo.bitrix24.com/rest/1/abcdef123456/")
/// print(credential)  // https://demo.bitrix24.com/rest/1/…/
/// ```
public struct Credential: Sendable {
    /// `https`, or `http` for loopback addresses.
    let scheme: String
    /// The portal's host name (and port, when it is not the usual one), in lower case.
    public let domain: String
    /// The user as whom every call runs.
    public let userID: Int
    /// The secret. Leaves this type only inside ``path(of:_:)``.
    private let code: String

    /// An inbound webhook: `https://HOST/rest/USER/CODE/`; plain http only for loopback addresses.
    ///
    /// The final slash may be missing, and one method (`profile.json`) may follow, as the portal's page shows it.
    ///
    /// - Throws: ``PortalError`` of kind `invalidArgument` that says what is wrong, without the secret.
    public init(webhook: String) throws(PortalError) {
        let address: WebhookAddress
        do {
            address = try WebhookAddress(webhook)
        } catch {
            throw PortalError(error, details: ["field": "webhook"])
        }
        scheme = address.scheme
        domain = address.domain
        userID = address.userID
        code = address.code
    }

    /// The path of a method's address; holds the secret.
    func path(of method: String, _ version: RESTVersion = .two) -> String {
        switch version {
        case .two: "/rest/\(userID)/\(code)/\(method).json"
        case .three: "/rest/api/\(userID)/\(code)/\(method)"
        }
    }

    /// A text of the portal or the transport, without this or any other credential.
    func redacting(_ text: String) -> String { Redaction.redact(text, secret: code) }

    /// Takes the secret out of an answer: a short one (of a test portal) only where it stands in a webhook's address,
    /// since it may occur by chance.
    func conceal(in bytes: inout [UInt8]) {
        let secret = Array(code.utf8)
        guard bytes.count > secret.count else { return }
        var output: [UInt8] = []
        var copied = 0
        for start in Redaction.places(of: secret, in: bytes) {
            guard secret.count >= 12 || Redaction.isWebhookCode(bytes, at: start) else { continue }
            output += bytes[copied..<start]
            output += Redaction.mark.utf8
            copied = start + secret.count
        }
        if copied > 0 { bytes = output + bytes[copied...] }
    }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address with `…` in the place of the code.
    public var description: String { "\(scheme)://\(domain)/rest/\(userID)/\(Redaction.mark)/" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Shows the address only.
    public var customMirror: Mirror {
        Mirror(self, children: ["webhook": description], displayStyle: .struct)
    }
}
