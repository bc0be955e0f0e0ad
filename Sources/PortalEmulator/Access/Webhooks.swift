import GRDB

/// The inbound webhooks of the portal.
enum Webhooks {
    /// The webhook of a person with exactly these scopes, created when there is none yet.
    /// - Returns: the code for the path; it is random, and valid on this portal only.
    static func code(
        for userID: Int, scopes: [String]?, expires: Int64? = nil, now: Int64, _ database: Database
    ) throws -> String {
        let list = scopes.map { Set($0).sorted().joined(separator: ",") }
        if let row = try database.row(
            "SELECT code FROM webhooks WHERE user_id = ? AND scopes IS ? AND expires IS ?", [userID, list, expires])
        {
            return row[0]
        }
        let code = newCode()
        try database.run(
            "INSERT INTO webhooks (user_id, code, scopes, expires, created) VALUES (?, ?, ?, ?, ?)",
            [userID, code, list, expires, now])
        return code
    }

    /// Gives a webhook a new code, and the owner who did that: whoever edits the webhook of somebody else becomes its
    /// owner (`local-integrations/local-webhooks`).
    /// - Returns: the new code; `nil` when there is no such webhook.
    static func regenerate(_ code: String, of userID: Int, owner: Int, _ database: Database) throws -> String? {
        let new = newCode()
        try database.run(
            "UPDATE webhooks SET code = ?, user_id = ? WHERE code = ? AND user_id = ?", [new, owner, code, userID])
        return database.changesCount > 0 ? new : nil
    }

    /// - Returns: whether there was such a webhook.
    static func delete(_ code: String, of userID: Int, _ database: Database) throws -> Bool {
        try database.run("DELETE FROM webhooks WHERE code = ? AND user_id = ?", [code, userID])
        return database.changesCount > 0
    }

    private static func newCode() -> String { RandomText.make(24) }
}
