import GRDB
import Permissions

/// The people of the portal, as those who give access to others.
enum People {
    /// Somebody to choose.
    struct Person: Sendable {
        let id: Int
        let name: String
        let position: String
    }

    /// The one who owns the webhooks of a role.
    static func first(_ owner: LocalPortal.Owner, _ database: Database) throws -> Int? {
        try database.row(
            "SELECT id FROM users WHERE role = ? AND active = 'Y' ORDER BY id LIMIT 1", [owner.rawValue]
        ).map { $0[0] }
    }

    static func active(_ database: Database) throws -> [Person] {
        try database.rows(
            "SELECT id, name, last_name, work_position FROM users WHERE active = 'Y' ORDER BY id"
        ).map {
            let (name, lastName) = ($0["name"] as String, $0["last_name"] as String)
            return Person(id: $0["id"], name: "\(name) \(lastName)", position: $0["work_position"])
        }
    }

    static func isActive(_ id: Int, _ database: Database) throws -> Bool {
        try database.integer("SELECT count(*) FROM users WHERE id = ? AND active = 'Y'", [id]) > 0
    }

    /// Somebody with every access code that they carry; `nil` for somebody who is not there.
    static func membership(_ id: Int, _ database: Database) throws -> Membership? {
        try role(id, database).map { try AccessCodes.of(id, $0, database) }
    }

    static func role(_ id: Int, _ database: Database) throws -> LocalPortal.Owner? {
        try database.row("SELECT role FROM users WHERE id = ?", [id]).flatMap {
            LocalPortal.Owner(rawValue: $0["role"])
        }
    }
}
