import GRDB
import Permissions

/// Whom a request runs as: the owner of the webhook in the path (`local-integrations/local-webhooks`), or the person
/// for whom the application got its token (`settings/oauth/index`).
struct Authorization {
    private let database: Database
    private let choices: Choices
    private let now: Double

    init(_ database: Database, choices: Choices, now: Double) {
        self.database = database
        self.choices = choices
        self.now = now
    }

    /// - Throws: `NO_AUTH_FOUND` without webhook and token, and what ``owner(of:_:)`` and ``bearer(of:)`` throw.
    func caller(_ credential: Request.Credential?) throws -> Caller {
        switch credential {
        case nil: throw RESTError("NO_AUTH_FOUND", Texts.noAuth, status: 401)
        case .webhook(let userID, let code): try owner(of: code, userID)
        case .token(let token): try bearer(of: token)
        }
    }

    /// - Throws: `INVALID_CREDENTIALS` for a wrong id, a wrong code or a dismissed owner, and what
    ///   ``Choices/expiredWebhookCode`` says after the expiry date.
    private func owner(of code: String, _ userID: Int) throws -> Caller {
        let found = try database.row(
            """
            SELECT webhooks.id, scopes, expires, role FROM webhooks JOIN users ON users.id = user_id
            WHERE code = ? AND user_id = ? AND active = 'Y'
            """, [code, userID])
        guard let row = found, let role = LocalPortal.Owner(rawValue: row["role"]) else {
            throw RESTError("INVALID_CREDENTIALS", Texts.invalidCredentials, status: choices.invalidCredentialsStatus)
        }
        if let expires = row["expires"] as Int64?, Double(expires) <= now {
            throw RESTError(choices.expiredWebhookCode, Texts.expiredWebhook, status: 401)
        }
        return Caller(
            userID: userID, role: role, origin: .webhook(row["id"]),
            scopes: (row["scopes"] as String?).map { Set($0.split(separator: ",").map(String.init)) },
            membership: try AccessCodes.of(userID, role, database))
    }

    /// - Throws: what ``Choices/unknownTokenCode`` says for a token that the portal does not know (any more),
    ///   `expired_token`, what ``Choices/dismissedUserCode`` says for a dismissed person, `user_access_error` for one who
    ///   may not use the application.
    private func bearer(of token: String) throws -> Caller {
        let found = try database.row(
            """
            SELECT applications.*, user_id, access_expires, role, active
            FROM tokens JOIN applications ON applications.id = application_id LEFT JOIN users ON users.id = user_id
            WHERE access_token = ?
            """, [token])
        guard let row = found, let application = Applications.application(row) else {
            throw RESTError(choices.unknownTokenCode, Texts.unknownToken, status: 401)
        }
        guard row["access_expires"] as Double > now else {
            throw RESTError("expired_token", Texts.expiredToken, status: 401)
        }
        guard row["active"] as String? == "Y", let role = LocalPortal.Owner(rawValue: row["role"]) else {
            throw RESTError(choices.dismissedUserCode, Texts.dismissedUser, status: 401)
        }
        let userID = row["user_id"] as Int
        let membership = try AccessCodes.of(userID, role, database)
        guard application.accessCodes?.contains(where: membership.carries) ?? true else {
            throw RESTError("user_access_error", Texts.userAccess, status: 403)
        }
        return Caller(
            userID: userID, role: role, origin: .application(application), scopes: application.scopes.map { Set($0) },
            membership: membership)
    }
}
