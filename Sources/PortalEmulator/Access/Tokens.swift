import GRDB

/// Authorization codes and tokens (`settings/oauth/index`, `settings/oauth/auto-renewal`).
struct Tokens {
    /// Seconds in which a code is to be exchanged.
    static let codeLifetime = 30.0
    /// Seconds that an access token lives.
    static let accessLifetime = 3600.0
    /// Seconds that a refresh token lives: 180 days.
    static let refreshLifetime = 180 * 86400.0

    /// What a code or a refresh token stands for.
    struct Grant {
        let applicationID: Int
        let userID: Int
    }

    private let database: Database
    private let choices: Choices
    private let now: Double

    init(_ database: Database, choices: Choices, now: Double) {
        self.database = database
        self.choices = choices
        self.now = now
    }

    /// A code that the application can exchange for tokens of the person.
    func code(for applicationID: Int, userID: Int) throws -> String {
        try database.run("DELETE FROM authorization_codes WHERE expires <= ?", [now])
        let code = RandomText.make(32)
        try database.run(
            "INSERT INTO authorization_codes (code, application_id, user_id, expires) VALUES (?, ?, ?, ?)",
            [code, applicationID, userID, now + Self.codeLifetime])
        return code
    }

    /// Uses up a code.
    /// - Returns: `nil` when it is unknown, used, expired or of another application, or the person was dismissed.
    func redeem(code: String, by applicationID: Int) throws -> Grant? {
        guard
            let row = try database.row(
                """
                SELECT user_id FROM authorization_codes JOIN users ON users.id = user_id
                WHERE code = ? AND application_id = ? AND expires > ? AND active = 'Y'
                """, [code, applicationID, now])
        else { return nil }
        try database.run("DELETE FROM authorization_codes WHERE code = ?", [code])
        return Grant(applicationID: applicationID, userID: row[0])
    }

    /// Uses up a refresh token.
    /// - Returns: `nil` when it is unknown, replaced, expired or of another application, or the person was dismissed.
    func redeem(refreshToken: String, by applicationID: Int) throws -> Grant? {
        guard
            let row = try database.row(
                """
                SELECT tokens.id, user_id FROM tokens JOIN users ON users.id = user_id
                WHERE refresh_token = ? AND application_id = ? AND refresh_expires > ? AND active = 'Y'
                    AND (replaced IS NULL OR replaced + ? > ?)
                """, [refreshToken, applicationID, now, choices.refreshGrace, now])
        else { return nil }
        try database.run(
            """
            UPDATE tokens SET replaced = coalesce(replaced, ?), access_expires = min(access_expires, ?) WHERE id = ?
            """,
            [now, choices.keepsAccessTokensOnRefresh ? .greatestFiniteMagnitude : now, row["id"] as Int])
        return Grant(applicationID: applicationID, userID: row["user_id"])
    }

    /// A new pair.
    func issue(_ grant: Grant) throws -> LocalPortal.TokenPair {
        // What is older than any refresh token answers as if it had never been.
        try database.run("DELETE FROM tokens WHERE refresh_expires <= ? AND access_expires <= ?", [now, now])
        let pair = LocalPortal.TokenPair(
            accessToken: RandomText.make(32), refreshToken: RandomText.make(32),
            expires: Int64(now + Self.accessLifetime))
        try database.run(
            """
            INSERT INTO tokens (
                application_id, user_id, access_token, access_expires, refresh_token, refresh_expires)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                grant.applicationID, grant.userID, pair.accessToken, now + Self.accessLifetime, pair.refreshToken,
                now + Self.refreshLifetime,
            ])
        return pair
    }

    /// Ends access tokens before their time, as if an hour had passed; refresh tokens too, as after 180 days.
    /// - Parameter applicationID: `nil` means those of all applications.
    func expire(applicationID: Int?, withRefreshTokens: Bool) throws {
        try database.run(
            """
            UPDATE tokens SET access_expires = min(access_expires, ?1),
                refresh_expires = CASE WHEN ?2 THEN min(refresh_expires, ?1) ELSE refresh_expires END
            WHERE ?3 IS NULL OR application_id = ?3
            """, [now, withRefreshTokens, applicationID])
    }
}
