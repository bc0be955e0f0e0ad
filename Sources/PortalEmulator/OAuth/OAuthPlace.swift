import GRDB

/// What the authorization server tells of portal and server; here one process is both.
struct OAuthPlace: Sendable {
    /// `127.0.0.1:PORT`
    let host: String
    /// What stays when the address changes.
    let memberID: String
    /// The scopes that an application has whose card names none.
    let allScopes: [String]

    var restAddress: String { "http://\(host)/rest/" }

    init(host: String, allScopes: [String], _ database: Database) throws {
        self.host = host
        self.allScopes = allScopes
        memberID = try Self.memberID(database)
    }

    func scopes(_ application: LocalPortal.Application) -> [String] { application.scopes ?? allScopes }

    /// Made once; it outlives restarts and resets.
    static func memberID(_ database: Database) throws -> String {
        if let row = try database.row("SELECT value FROM identity WHERE name = 'member_id'") { return row[0] }
        let id = RandomText.make(32, from: RandomText.hexadecimal)
        try database.run("INSERT INTO identity (name, value) VALUES ('member_id', ?)", [id])
        return id
    }
}
