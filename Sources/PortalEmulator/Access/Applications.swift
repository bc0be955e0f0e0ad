import GRDB

/// The applications of the portal.
enum Applications {
    /// Adds an application. Even a second one with the same data is another one, with keys of its own
    /// (`settings/app-uninstallation`).
    /// - Throws: ``LocalPortalError`` for a redirect address that is none.
    static func add(
        title: String, scopes: [String]?, redirect: String?, status: LocalPortal.Application.Status, now: Int64,
        _ database: Database
    ) throws -> LocalPortal.Application {
        try checkRedirect(redirect)
        let clientID =
            "local.\(RandomText.make(14, from: RandomText.hexadecimal)).\(RandomText.make(8, from: RandomText.digits))"
        try database.run(
            """
            INSERT INTO applications (client_id, client_secret, title, scopes, redirect, status, created)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                clientID, RandomText.make(50, from: RandomText.mixed), title, list(scopes), redirect, status.rawValue,
                now,
            ])
        return try one(clientID, database)!
    }

    /// Those that were not removed, in the order in which they were added.
    static func all(_ database: Database) throws -> [LocalPortal.Application] {
        try database.rows("SELECT * FROM applications WHERE removed = 'N' ORDER BY id").compactMap(application)
    }

    /// The application of a client id; `nil` when it was removed.
    static func one(_ clientID: String, _ database: Database) throws -> LocalPortal.Application? {
        try database.row("SELECT * FROM applications WHERE client_id = ? AND removed = 'N'", [clientID])
            .flatMap(application)
    }

    /// Whether the portal once had an application with that client id.
    static func isRemoved(_ clientID: String, _ database: Database) throws -> Bool {
        try database.integer(
            "SELECT count(*) FROM applications WHERE client_id = ? AND removed = 'Y'", [clientID]) > 0
    }

    /// Writes what the card may change.
    static func update(_ application: LocalPortal.Application, _ database: Database) throws {
        try checkRedirect(application.redirectAddress)
        try database.run(
            """
            UPDATE applications SET title = ?, scopes = ?, redirect = ?, access_codes = ?, status = ?, payment_expired = ?
            WHERE id = ?
            """,
            [
                application.title, list(application.scopes), application.redirectAddress,
                list(application.accessCodes), application.status.rawValue,
                application.isPaymentExpired ? "Y" : "N", application.id,
            ])
    }

    /// Removes an application with all its tokens. That there was one is kept: the token endpoint tells so.
    static func remove(_ id: Int, _ database: Database) throws {
        try database.run("UPDATE applications SET removed = 'Y' WHERE id = ?", [id])
        try database.run("DELETE FROM tokens WHERE application_id = ?", [id])
        try database.run("DELETE FROM authorization_codes WHERE application_id = ?", [id])
    }

    /// The application in a row of the table, or of a join with it.
    static func application(_ row: Row) -> LocalPortal.Application? {
        guard let status = LocalPortal.Application.Status(rawValue: row["status"]) else { return nil }
        return LocalPortal.Application(
            id: row["id"], clientID: row["client_id"], clientSecret: row["client_secret"], title: row["title"],
            scopes: names(row["scopes"]), redirectAddress: row["redirect"], accessCodes: names(row["access_codes"]),
            status: status, isPaymentExpired: row["payment_expired"] == "Y")
    }

    private static func list(_ names: [String]?) -> String? {
        names.map { Set($0).sorted().joined(separator: ",") }
    }

    private static func names(_ list: String?) -> [String]? {
        list.map { $0.split(separator: ",").map(String.init) }
    }

    /// The address becomes a header: only what a URL may hold.
    private static func checkRedirect(_ address: String?) throws {
        guard let address else { return }
        let isWeb = ["http://", "https://"].contains { address.hasPrefix($0) && address.count > $0.count }
        guard isWeb, address.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") }) else {
            throw LocalPortalError(Texts.badRedirectAddress(address))
        }
    }
}
