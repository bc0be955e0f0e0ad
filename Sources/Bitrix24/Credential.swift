import JSON

/// Proof of who calls. Its description and dump never show the secret.
///
/// ```swift
/// let credential = try Credential(webhook: Secret("https://demo.bitrix24.com/rest/1/abcdef123456/"))
/// print(credential)  // https://demo.bitrix24.com/rest/1/***/
/// ```
public struct Credential: Sendable {
    /// Where the portal is; plain `http` for loopback addresses only.
    public let address: PortalAddress
    /// The user as whom every call runs; `nil` for a token that does not tell.
    public let userID: Int?
    private let proof: Proof

    /// How a call proves who makes it. -> settings/how-to-call-rest-api/general-principles
    private enum Proof {
        /// In the path: `/rest/USER/CODE/METHOD.json`.
        case webhook(user: Int, code: Secret)
        /// In the body, as `auth`: addresses are written into logs.
        case token(Secret)
    }

    /// An inbound webhook: `https://HOST/rest/USER/CODE/`; plain http only for loopback addresses.
    ///
    /// The final slash may be missing, and one method (`profile.json`) may follow, as the portal's page shows it.
    ///
    /// - Throws: ``PortalError`` of kind `invalidArgument` that says what is wrong, without the secret.
    public init(webhook: Secret) throws(PortalError) {
        let webhook: WebhookAddress = try Self.parse(webhook)
        address = PortalAddress(scheme: webhook.scheme, domain: webhook.domain)
        userID = webhook.userID
        proof = .webhook(user: webhook.userID, code: webhook.code)
        LiveSecrets.add(secret)
    }

    /// An OAuth token.
    public init(_ token: PortalToken) {
        address = token.address
        userID = token.userID
        proof = .token(token.accessToken)
    }

    /// What a store gave back.
    ///
    /// - Throws: ``PortalError`` of kind `invalidArgument`.
    public init(_ stored: StoredCredential) throws(PortalError) {
        switch stored {
        case .webhook(let url): try self.init(webhook: url)
        case .token(let token): self.init(token)
        }
    }

    private static func parse(_ webhook: Secret) throws(PortalError) -> WebhookAddress {
        do {
            return try WebhookAddress(webhook)
        } catch {
            throw PortalError(error, details: ["field": "webhook"])
        }
    }

    /// The portal's host name (and port, when it is not the usual one), in lower case.
    public var domain: String { address.domain }

    /// Whether it is a token: applications' methods are open to it, and it ends after an hour.
    public var isToken: Bool { if case .token = proof { true } else { false } }

    /// The access token, when it is one.
    var token: Secret? { if case .token(let token) = proof { token } else { nil } }

    /// The path of a method's address; holds the code of a webhook.
    func path(of method: String, _ version: RESTVersion = .two) -> String {
        switch (proof, version) {
        case (.webhook(let user, let code), .two): "/rest/\(user)/\(code.exposed)/\(method).json"
        case (.webhook(let user, let code), .three): "/rest/api/\(user)/\(code.exposed)/\(method)"
        case (.token, .two): "/rest/\(method).json"
        case (.token, .three): "/rest/api/\(method)"
        }
    }

    /// What is sent with a command: for a token with `auth`, also around a batch, whose commands have none of their own.
    ///
    /// - Throws: ``PortalError`` (nothing sent) when the command brings an `auth` itself.
    func parameters(of command: Command) throws(PortalError) -> JSONObject {
        guard case .token(let token) = proof else { return command.parameters }
        guard command.parameters["auth"] == nil else { throw PortalError(.parameterAuth, method: command.method) }
        var parameters = command.parameters
        parameters["auth"] = .string(token.exposed)
        return parameters
    }

    /// What nobody is to see.
    private var secret: Secret {
        switch proof {
        case .webhook(_, let code): code
        case .token(let token): token
        }
    }

    /// A text of the portal or the transport, without this or any other credential.
    func redacting(_ text: String) -> String { Redaction.redact(text, secret: secret.exposed) }

    /// Takes the secret out of an answer: a short one (of a test portal) only where it stands in a webhook's address,
    /// since it may occur by chance.
    func conceal(in bytes: inout [UInt8]) {
        let secret = Array(secret.exposed.utf8)
        guard bytes.count > secret.count else { return }
        var output: [UInt8] = []
        var copied = 0
        for start in Redaction.places(of: secret, in: bytes) {
            guard secret.count >= 12 || Redaction.isWebhookCode(bytes, at: start) else { continue }
            output += bytes[copied..<start]
            output += Secret.mark.utf8
            copied = start + secret.count
        }
        if copied > 0 { bytes = output + bytes[copied...] }
    }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address with `***` in the place of the code; for a token the address alone.
    public var description: String {
        switch proof {
        case .webhook(let user, _): "\(address.text)/rest/\(user)/\(Secret.mark)/"
        case .token: "\(address.text)/rest/ (token \(Secret.mark))"
        }
    }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Shows the address only.
    public var customMirror: Mirror {
        Mirror(self, children: ["address": description], displayStyle: .struct)
    }
}
