import GRDB
import Permissions

/// The grants in their table. Real portals keep them in the role matrix of CRM, which a person fills in by hand.
enum GrantStore {
    /// The grants on some objects.
    static func table(on objects: [GrantObject], _ database: Database) throws -> GrantTable {
        guard !objects.isEmpty else { return GrantTable() }
        let condition = SQLCondition.isOne(of: objects.map(\.key), "object")
        return GrantTable(
            try database.rows("SELECT * FROM grants WHERE \(condition.sql)", condition.arguments).compactMap(placed))
    }

    /// All grants.
    static func table(_ database: Database) throws -> GrantTable {
        GrantTable(try database.rows("SELECT * FROM grants").compactMap(placed))
    }

    /// The grants on a SPA, its funnels and their stages.
    static func table(entityTypeID: Int, _ database: Database) throws -> GrantTable {
        var table = try table(database)
        table.removeAll { $0.entityTypeID != entityTypeID }
        return table
    }

    /// Grants or takes back: replaces what the object said of code and action.
    static func set(_ grant: Grant, on object: GrantObject, in database: Database) throws {
        try database.run(
            "INSERT OR REPLACE INTO grants (access_code, object, action, level) VALUES (?, ?, ?, ?)",
            [grant.code.text, object.key, grant.action.rawValue, grant.level.rawValue])
    }

    /// Lets an object say nothing of a code, or of anybody; of an action, or of any.
    /// - Returns: how many grants were dropped.
    @discardableResult
    static func remove(
        _ code: AccessCode? = nil, _ action: GrantAction? = nil, on object: GrantObject, in database: Database
    ) throws -> Int {
        try database.run(
            "DELETE FROM grants WHERE object = ? AND access_code = ifnull(?, access_code) AND action = ifnull(?, action)",
            [object.key, code?.text, action?.rawValue])
        return database.changesCount
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
    /// - Returns: how many there were.
    @discardableResult
    static func forget(entityTypeID: Int, categoryID: Int? = nil, in database: Database) throws -> Int {
        var count = 0
        for object in Set(try table(entityTypeID: entityTypeID, database).grants.map(\.object))
        where categoryID == nil || object.funnel?.categoryID == categoryID {
            count += try remove(on: object, in: database)
        }
        return count
    }

    private static let everyone = AccessCode("AU")!

    /// `nil` for what no version of this portal has written.
    private static func placed(_ row: Row) -> PlacedGrant? {
        guard let object = GrantObject(key: row["object"]), let code = AccessCode(row["access_code"]),
            let action = GrantAction(rawValue: row["action"]), let level = GrantLevel(rawValue: row["level"])
        else { return nil }
        return PlacedGrant(Grant(code: code, action: action, level: level), on: object)
    }
}
