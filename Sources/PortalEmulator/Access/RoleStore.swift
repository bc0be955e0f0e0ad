import GRDB
import Permissions

extension LocalPortal {
    /// A role of CRM: rights that a person gives a name, and assigns to access codes.
    public struct Role: Sendable, Equatable, Identifiable {
        /// Counts the roles of the portal.
        public let id: Int
        /// The name: no two roles differ in case alone.
        public let name: String
        /// Whom it is assigned to, ordered.
        public let codes: [AccessCode]
        /// How many grants it has.
        public let grantCount: Int
    }
}

/// The roles in their tables.
enum RoleStore {
    /// The roles, by name.
    static func all(_ database: Database) throws -> [LocalPortal.Role] {
        try database.rows("SELECT id FROM roles ORDER BY name, id").compactMap { try one($0[0], database) }
    }

    /// - Returns: `nil` when there is no such role (any more).
    static func one(_ id: Int, _ database: Database) throws -> LocalPortal.Role? {
        guard let name = try database.row("SELECT name FROM roles WHERE id = ?", [id])?[0] as String? else {
            return nil
        }
        let codes = try database.rows("SELECT access_code FROM role_codes WHERE role_id = ?", [id])
            .compactMap { AccessCode($0[0]) }
        return LocalPortal.Role(
            id: id, name: name, codes: codes.sorted(),
            grantCount: try database.integer("SELECT count(*) FROM role_grants WHERE role_id = ?", [id]))
    }

    /// - Throws: ``LocalPortalError`` for a name that is none, or is taken.
    static func add(_ name: String, _ codes: [AccessCode], _ database: Database) throws -> LocalPortal.Role {
        let name = try checked(name, for: nil, database)
        try database.run("INSERT INTO roles (name) VALUES (?)", [name])
        let id = Int(database.lastInsertedRowID)
        try assign(codes, to: id, database)
        return try existing(id, database)
    }

    /// - Throws: ``LocalPortalError`` for a name that is none, or is taken, and for a role that is not there.
    static func rename(_ id: Int, to name: String, _ database: Database) throws {
        _ = try existing(id, database)
        try database.run("UPDATE roles SET name = ? WHERE id = ?", [try checked(name, for: id, database), id])
    }

    /// Assigns a role to codes; those that have it already keep it.
    ///
    /// - Throws: ``LocalPortalError`` for a role that is not there.
    static func assign(_ codes: [AccessCode], to id: Int, _ database: Database) throws {
        _ = try existing(id, database)
        for code in codes {
            try database.run("INSERT OR IGNORE INTO role_codes (role_id, access_code) VALUES (?, ?)", [id, code.text])
        }
    }

    /// Takes a role from codes.
    ///
    /// - Throws: ``LocalPortalError`` for a role that is not there, or is not assigned to one of the codes.
    static func unassign(_ codes: [AccessCode], from id: Int, _ database: Database) throws {
        let role = try existing(id, database)
        if let other = codes.first(where: { !role.codes.contains($0) }) {
            throw LocalPortalError(Texts.roleNotAssigned(role.name, other))
        }
        for code in codes {
            try database.run("DELETE FROM role_codes WHERE role_id = ? AND access_code = ?", [id, code.text])
        }
    }

    /// Removes a role with its grants.
    ///
    /// - Returns: how many grants it had.
    /// - Throws: ``LocalPortalError`` for a role that is not there.
    static func remove(_ id: Int, _ database: Database) throws -> Int {
        let role = try existing(id, database)
        try database.run("DELETE FROM role_grants WHERE role_id = ?", [id])
        try database.run("DELETE FROM role_codes WHERE role_id = ?", [id])
        try database.run("DELETE FROM roles WHERE id = ?", [id])
        return role.grantCount
    }

    /// What a name may have at most.
    static let longestName = 100

    private static func existing(_ id: Int, _ database: Database) throws -> LocalPortal.Role {
        guard let role = try one(id, database) else { throw LocalPortalError(Texts.noSuchRole) }
        return role
    }

    /// The name as it is kept. SQLite compares the case of ASCII letters only: names are compared here.
    private static func checked(_ name: String, for id: Int?, _ database: Database) throws -> String {
        let name = name.trimmed
        guard !name.isEmpty else { throw LocalPortalError(Texts.emptyRoleName) }
        guard name.count <= longestName, !name.contains(where: \.isNewline) else {
            throw LocalPortalError(Texts.oddRoleName(longestName))
        }
        for row in try database.rows("SELECT id, name FROM roles") {
            let (otherID, other) = (row[0] as Int, row[1] as String)
            if otherID != id, other.lowercased() == name.lowercased() { throw LocalPortalError(Texts.roleTaken(other)) }
        }
        return name
    }
}
