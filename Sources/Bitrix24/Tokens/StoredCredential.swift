import JSON

/// What is kept of one portal where secrets are kept: a webhook, or a token.
///
/// Its text is JSON with a version, so that a later b24 can add to it:
///
///     {"version":1,"kind":"webhook","webhook":"https://acme.bitrix24.com/rest/1/.../"}
///     {"version":1,"kind":"token","portal":"https://acme.bitrix24.com","access_token":"...","refresh_token":"...", ...}
public enum StoredCredential: Sendable, Hashable {
    /// The whole address of an inbound webhook.
    case webhook(Secret)
    /// A token of an application, or a ready one.
    case token(PortalToken)

    /// The form that this program writes.
    static let version: Int64 = 1

    /// What a store gave back. The bare address of a webhook is taken, too: a person may have put it there.
    ///
    /// - Throws: ``PortalError`` of kind `invalidArgument` when it is neither, or was written by a later b24. No text of it
    ///   shows a secret.
    public init(text: Secret) throws(PortalError) {
        let plain = text.exposed.trimmingSpace()
        if plain.lowercased().hasPrefix("http") {
            self = try Self.webhook(of: text)
            return
        }
        guard let object = try? JSONReader.value(Array(plain.utf8)).objectValue,
            let version = object["version"]?.integerValue
        else { throw PortalError(.storedMalformed) }
        guard version == Self.version else {
            throw PortalError(.storedVersion, details: ["version": String(version)])
        }
        switch object["kind"]?.stringValue {
        case "webhook": self = try Self.webhook(of: Secret(object["webhook"]?.stringValue ?? ""))
        case "token": self = .token(try PortalToken(object))
        default: throw PortalError(.storedMalformed)
        }
    }

    /// How it is kept.
    public var text: Secret {
        var object: JSONObject = ["version": .integer(Self.version)]
        switch self {
        case .webhook(let url):
            object["kind"] = "webhook"
            object["webhook"] = .string(url.exposed)
        case .token(let token):
            object["kind"] = "token"
            token.write(to: &object)
        }
        return Secret(JSONWriter.string(.object(object)))
    }

    /// The webhook's address, checked.
    private static func webhook(of url: Secret) throws(PortalError) -> StoredCredential {
        _ = try Credential(webhook: url)
        return .webhook(Secret(url.exposed.trimmingSpace()))
    }
}

extension PortalToken {
    fileprivate init(_ object: JSONObject) throws(PortalError) {
        func text(_ key: String) -> String? { object[key]?.stringValue }
        func number(_ key: String) -> Int? { object[key]?.integerValue.map { Int($0) } }
        try self.init(portal: text("portal") ?? "", accessToken: Secret(text("access_token") ?? ""))
        refreshToken = text("refresh_token").map { Secret($0) }
        clientID = text("client_id")
        clientSecret = text("client_secret").map { Secret($0) }
        if let server = text("authorization_server") { authorizationServer = try AuthorizationServer(server) }
        expires = number("expires")
        obtainedAt = number("obtained_at")
        renewalBegan = number("renewal_began")
        memberID = text("member_id")
        userID = number("user_id")
        scopes = (object["scopes"]?.arrayValue ?? []).compactMap(\.stringValue)
        status = text("status")
    }

    fileprivate func write(to object: inout JSONObject) {
        object["portal"] = .string(portal)
        object["access_token"] = .string(accessToken.exposed)
        object["refresh_token"] = (refreshToken?.exposed).map(JSONValue.string)
        object["client_id"] = clientID.map(JSONValue.string)
        object["client_secret"] = (clientSecret?.exposed).map(JSONValue.string)
        object["authorization_server"] = (authorizationServer?.text).map(JSONValue.string)
        object["expires"] = expires.map { .integer(Int64($0)) }
        object["obtained_at"] = obtainedAt.map { .integer(Int64($0)) }
        object["renewal_began"] = renewalBegan.map { .integer(Int64($0)) }
        object["member_id"] = memberID.map(JSONValue.string)
        object["user_id"] = userID.map { .integer(Int64($0)) }
        object["scopes"] = .array(scopes.map(JSONValue.string))
        object["status"] = status.map(JSONValue.string)
    }
}
