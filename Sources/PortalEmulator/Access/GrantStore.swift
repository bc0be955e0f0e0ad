import GRDB
import Permissions

/// The grants in their tables: those of access codes and those of roles. Real portals keep them in the role matrix of
/// CRM, which a person fills in by hand.
enum GrantStore {
    typealias Holder = LocalPortal.GrantHolder

    // MARK: What decides

    /// The grants on some objects, those of roles for each of their codes.
    static func table(on objects: [GrantObject], _ database: Database) throws -> GrantTable {
        guard !objects.isEmpty else { return GrantTable() }
        let condition = SQLCondition.isOne(of: objects.map(\.key), "object")
        return GrantTable(
            try database.rows("SELECT * FROM (\(everything)) WHERE \(condition.sql)", condition.arguments)
                .compactMap(placed))
    }

    /// All grants, those of roles for each of their codes.
    static func table(_ database: Database) throws -> GrantTable {
        GrantTable(try database.rows(everything).compactMap(placed))
    }

    /// The grants on a SPA, its funnels and their stages, those of roles for each of their codes.
    static func table(entityTypeID: Int, _ database: Database) throws -> GrantTable {
        var table = try table(database)
        table.removeAll { $0.entityTypeID != entityTypeID }
        return table
    }

    private static let everything = """
        SELECT access_code, object, action, level, NULL AS role FROM grants
        UNION ALL
        SELECT role_codes.access_code, object, action, level, roles.name AS role
        FROM role_grants JOIN roles ON roles.id = role_grants.role_id
        JOIN role_codes ON role_codes.role_id = roles.id
        """

    // MARK: What was given

    /// The grants as they were given, by object, codes before roles.
    static func held(_ database: Database) throws -> [LocalPortal.HeldGrant] {
        let grants: [LocalPortal.HeldGrant] = try database.rows(
            """
            SELECT access_code, NULL AS role_id, object, action, level, NULL AS name FROM grants
            UNION ALL
            SELECT NULL, role_id, object, action, level, roles.name FROM role_grants JOIN roles ON roles.id = role_id
            ORDER BY name, access_code, role_id, action
            """
        ).compactMap { row in
            let role = row["role_id"] as Int?
            let code = (row["access_code"] as String?).flatMap { AccessCode($0) }
            guard let holder = role.map(Holder.role) ?? code.map(Holder.code), let (object, action, level) = parts(row)
            else { return nil }
            return LocalPortal.HeldGrant(holder, action, level, on: object)
        }
        return Dictionary(grouping: grants, by: \.object).sorted { $0.key < $1.key }.flatMap(\.value)
    }

    /// Grants or takes back: replaces what the object said of code and action.
    static func set(_ grant: Grant, on object: GrantObject, in database: Database) throws {
        try set(LocalPortal.HeldGrant(.code(grant.code), grant.action, grant.level, on: object), in: database)
    }

    /// Grants or takes back: replaces what the object said of holder and action.
    static func set(_ grant: LocalPortal.HeldGrant, in database: Database) throws {
        let values: [(any DatabaseValueConvertible)?] = [
            grant.object.key, grant.action.rawValue, grant.level.rawValue,
        ]
        switch grant.holder {
        case .code(let code):
            try database.run(
                "INSERT OR REPLACE INTO grants (object, action, level, access_code) VALUES (?, ?, ?, ?)",
                values + [code.text])
        case .role(let id):
            try database.run(
                "INSERT OR REPLACE INTO role_grants (object, action, level, role_id) VALUES (?, ?, ?, ?)",
                values + [id])
        }
    }

    /// Lets an object say nothing of a holder, or of anybody; of an action, or of any.
    /// - Returns: how many grants were dropped.
    @discardableResult
    static func remove(
        _ holder: Holder? = nil, _ action: GrantAction? = nil, on object: GrantObject, in database: Database
    ) throws -> Int {
        let place = "WHERE object = ? AND action = ifnull(?, action)"
        let values: [(any DatabaseValueConvertible)?] = [object.key, action?.rawValue]
        var count = 0
        func delete(_ sql: String, _ more: [(any DatabaseValueConvertible)?]) throws {
            try database.run("DELETE FROM \(sql)", values + more)
            count += database.changesCount
        }
        switch holder {
        case nil:
            try delete("grants \(place)", [])
            try delete("role_grants \(place)", [])
        case .code(let code)?: try delete("grants \(place) AND access_code = ?", [code.text])
        case .role(let id)?: try delete("role_grants \(place) AND role_id = ?", [id])
        }
        return count
    }

    /// "Available to everyone": what `isSetOpenPermissions` does to a new funnel.
    static func open(entityTypeID: Int, categoryID: Int, in database: Database) throws {
        for action in GrantAction.allCases where action != .settings {
            try set(
                Grant(code: everyone, action: action, level: .all),
                on: .funnel(entityTypeID: entityTypeID, categoryID: categoryID), in: database)
        }
    }

    /// Forgets the grants on a SPA and all in it, or on one of its funnels with its stages.
    ///
    /// - Parameter keepsRoles: whether those of roles stay.
    /// - Returns: how many there were.
    @discardableResult
    static func forget(
        entityTypeID: Int, categoryID: Int? = nil, keepsRoles: Bool = false, in database: Database
    ) throws -> Int {
        var count = 0
        for grant in try held(database)
        where grant.object.entityTypeID == entityTypeID
            && (categoryID == nil || grant.object.funnel?.categoryID == categoryID)
        {
            if keepsRoles, case .role = grant.holder { continue }
            count += try remove(grant.holder, grant.action, on: grant.object, in: database)
        }
        return count
    }

    private static let everyone = AccessCode("AU")!

    // MARK: Rows

    /// `nil` for what no version of this portal has written.
    private static func placed(_ row: Row) -> PlacedGrant? {
        guard let code = AccessCode(row["access_code"]), let (object, action, level) = parts(row) else { return nil }
        return PlacedGrant(Grant(code: code, action: action, level: level, role: row["role"]), on: object)
    }

    private static func parts(_ row: Row) -> (object: GrantObject, action: GrantAction, level: GrantLevel)? {
        guard let object = GrantObject(key: row["object"]), let action = GrantAction(rawValue: row["action"]),
            let level = GrantLevel(rawValue: row["level"])
        else { return nil }
        return (object, action, level)
    }
}
