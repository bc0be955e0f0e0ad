import GRDB
import Localization

/// A smart process with its funnels, stages and fields.
struct ProcessDetails: Sendable {
    struct Funnel: Sendable {
        let id: Int
        let name: String
        let isDefault: Bool
        let stages: [Stage]
        /// All elements, with those in no stage.
        let items: Int
    }

    struct Stage: Sendable {
        let status: StatusRow
        let items: Int
    }

    /// An element in a list.
    struct Item: Sendable {
        let id: Int
        let title: String
        let stage: String
        let responsible: String
        let changed: Int64
    }

    let type: ItemType
    let workplace: PortalContents.Workplace?
    /// The switches that are on, as the portal calls them.
    let flags: [TypeFlag]
    let funnels: [Funnel]
    let systemFields: [ItemField]
    let userFields: [ItemField]
    let parentFields: [ItemField]
    /// The elements that were changed last.
    let latest: [Item]

    static let latestCount = 10

    /// - Returns: `nil` when there is no such smart process.
    init?(entityTypeID: Int, _ portal: PortalFacts, _ database: Database) throws {
        guard let row = try database.row("SELECT * FROM types WHERE entity_type_id = ?", [entityTypeID]) else {
            return nil
        }
        type = try ItemType(row, database)
        workplace = try database.row(
            "SELECT id, title FROM automated_solutions WHERE id = ?", [row["automated_solution_id"] as Int?]
        ).map { PortalContents.Workplace(id: $0["id"], title: $0["title"]) }
        flags = TypeFlag.all.filter { row[$0.column] == "Y" }
        funnels = try Self.funnels(entityTypeID, database)
        let fields = try ItemFields(type, useOriginal: false, portal, database)
        systemFields = fields.systemFields
        userFields = fields.userFields
        parentFields = fields.parentFields
        latest = try Self.latest(entityTypeID, database)
    }

    private static func funnels(_ entityTypeID: Int, _ database: Database) throws -> [Funnel] {
        var counts: [Int: [String: Int]] = [:]
        for row in try database.rows(
            """
            SELECT category_id, ifnull(stage_id, '') AS stage, count(*) AS items FROM items WHERE entity_type_id = ?
            GROUP BY category_id, stage
            """, [entityTypeID])
        {
            counts[row["category_id"], default: [:]][row["stage"]] = row["items"]
        }
        return try database.rows(
            "SELECT id, name, is_default FROM categories WHERE entity_type_id = ? ORDER BY sort, id", [entityTypeID]
        ).map { row in
            let id = row["id"] as Int
            let items = counts[id] ?? [:]
            let directory = StageDirectory(entityTypeID: entityTypeID, categoryID: id)
            return Funnel(
                id: id, name: row["name"], isDefault: row["is_default"] == "Y",
                stages: try StatusRow.all(of: directory.entityID, database).map {
                    Stage(status: $0, items: items[$0.statusID] ?? 0)
                },
                items: items.values.reduce(0, +))
        }
    }

    private static func latest(_ entityTypeID: Int, _ database: Database) throws -> [Item] {
        try database.rows(
            """
            SELECT items.id, title, ifnull((SELECT name FROM statuses WHERE status_id = stage_id), '') AS stage,
                ifnull((SELECT name || ' ' || last_name FROM users WHERE id = assigned_by_id), '') AS responsible,
                items.updated_time AS changed
            FROM items WHERE entity_type_id = ? ORDER BY items.updated_time DESC, items.id DESC LIMIT ?
            """, [entityTypeID, latestCount]
        ).map {
            Item(
                id: $0["id"], title: $0["title"] ?? "", stage: $0["stage"], responsible: $0["responsible"],
                changed: $0["changed"])
        }
    }
}
