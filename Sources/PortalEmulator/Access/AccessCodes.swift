import GRDB

/// The access codes of people: `U1`, `D4`, `DR1`, `SG2_K`, `AU` ... (`api-reference/common/users/user-access`).
enum AccessCodes {
    /// Every code that a person carries.
    static func of(_ userID: Int, _ role: LocalPortal.Owner, _ database: Database) throws -> Set<String> {
        var codes: Set<String> = ["U\(userID)", "G2", "AU", "UA"]
        if role == .admin { codes.insert("G1") }
        if role != .extranet { codes.insert("IU\(userID)") }
        for row in try database.rows(
            "SELECT department_id FROM user_departments WHERE user_id = ?", [userID])
        {
            codes.insert("D\(row[0] as Int)")
        }
        for row in try database.rows(
            """
            WITH RECURSIVE above (id) AS (
                SELECT department_id FROM user_departments WHERE user_id = ?
                UNION SELECT parent_id FROM departments JOIN above USING (id) WHERE parent_id IS NOT NULL)
            SELECT id FROM above
            """, [userID])
        {
            codes.insert("DR\(row[0] as Int)")
        }
        for row in try database.rows(
            "SELECT group_id, role FROM workgroup_members WHERE user_id = ?", [userID])
        {
            let group = row["group_id"] as Int
            let role = row["role"] as String
            // Owners are moderators and members too, moderators members.
            let ranks = role == "A" ? ["A", "E", "K"] : role == "E" ? ["E", "K"] : role == "K" ? ["K"] : []
            guard !ranks.isEmpty else { continue }
            codes.insert("SG\(group)")
            codes.formUnion(ranks.map { "SG\(group)_\($0)" })
        }
        return codes
    }
}
