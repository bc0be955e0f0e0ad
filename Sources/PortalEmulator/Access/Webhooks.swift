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
        let code = random()
        try database.run(
            "INSERT INTO webhooks (user_id, code, scopes, expires, created) VALUES (?, ?, ?, ?, ?)",
            [userID, code, list, expires, now])
        return code
    }

    private static func random() -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        var generator = SystemRandomNumberGenerator()
        return String((0..<24).map { _ in letters.randomElement(using: &generator)! })
    }
}
