import GRDB

/// Who a webhook belongs to (`local-integrations/local-webhooks`).
struct Authorization {
    private let database: Database
    private let choices: Choices
    private let now: Double

    init(_ database: Database, choices: Choices, now: Double) {
        self.database = database
        self.choices = choices
        self.now = now
    }

    /// The owner of the webhook in the path.
    /// - Throws: `NO_AUTH_FOUND` without one (this portal knows no OAuth tokens), `INVALID_CREDENTIALS` for a wrong
    ///   id, a wrong code or a dismissed owner, and what ``Choices/expiredWebhookCode`` says after the expiry date.
    func caller(_ credential: Request.Credential?) throws -> Caller {
        guard let credential else { throw RESTError("NO_AUTH_FOUND", Texts.noAuth, status: 401) }
        let found = try database.row(
            """
            SELECT webhooks.id, scopes, expires, role FROM webhooks JOIN users ON users.id = user_id
            WHERE code = ? AND user_id = ? AND active = 'Y'
            """, [credential.code, credential.userID])
        guard let row = found, let role = LocalPortal.Owner(rawValue: row["role"]) else {
            throw RESTError("INVALID_CREDENTIALS", Texts.invalidCredentials, status: choices.invalidCredentialsStatus)
        }
        if let expires = row["expires"] as Int64?, Double(expires) <= now {
            throw RESTError(choices.expiredWebhookCode, Texts.expiredWebhook, status: 401)
        }
        return Caller(
            userID: credential.userID, role: role, webhookID: row["id"],
            scopes: (row["scopes"] as String?).map { Set($0.split(separator: ",").map(String.init)) },
            accessCodes: try AccessCodes.of(credential.userID, role, database))
    }
}
