import GRDB
import Permissions

/// What grants see of people: their access codes (`api-reference/common/users/user-access`).
enum AccessCodes {
    /// Somebody with every code that they carry.
    static func of(_ userID: Int, _ role: LocalPortal.Owner, _ database: Database) throws -> Membership {
        let departments = try departments(of: userID, database)
        let above = try database.rows(
            """
            WITH RECURSIVE above (id) AS (
                SELECT department_id FROM user_departments WHERE user_id = ?
                UNION SELECT parent_id FROM departments JOIN above USING (id) WHERE parent_id IS NOT NULL)
            SELECT id FROM above
            """, [userID])
        let groups = try database.rows("SELECT group_id, role FROM workgroup_members WHERE user_id = ?", [userID])
        return Membership(
            userID: userID, role: role.membership, departments: departments, above: above.map { $0[0] as Int },
            // Those who only asked to join carry nothing.
            groups: groups.compactMap { row in
                AccessCode.GroupRole(rawValue: row["role"]).map { (id: row["group_id"] as Int, role: $0) }
            })
    }

    /// The departments that somebody is in.
    static func departments(of userID: Int, _ database: Database) throws -> [Int] {
        try database.rows("SELECT department_id FROM user_departments WHERE user_id = ?", [userID]).map { $0[0] }
    }
}

extension LocalPortal.Owner {
    var membership: Membership.Role {
        switch self {
        case .admin: .administrator
        case .crmAdmin: .crmAdministrator
        case .employee: .employee
        case .extranet: .guest
        }
    }
}

extension Membership {
    /// Whether somebody carries a code; the portal passes over what is none.
    func carries(_ code: String) -> Bool { AccessCode(code).map(codes.contains) ?? false }
}
