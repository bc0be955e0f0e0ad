import GRDB
import Permissions

/// The grants as a person sees them: object by object, who may do what.
struct GrantMatrix: Sendable {
    /// Something that grants are about, with what it says.
    struct Block: Sendable {
        let object: GrantObject
        /// What it is called; `nil` for what has no name of its own.
        let name: String?
        /// Those of whom it speaks.
        let rows: [(holder: LocalPortal.GrantHolder, levels: [GrantAction: GrantLevel])]
    }

    let blocks: [Block]
    /// The stages of a smart process: each may say who moves elements into it.
    let stages: [Block]
    let names: AudienceNames

    /// What is about CRM and workplaces as a whole.
    static func general(_ database: Database) throws -> GrantMatrix {
        let held = try GrantStore.held(database)
        let workplaces = try database.rows("SELECT id, title FROM automated_solutions ORDER BY title, id").map {
            block(.workplace($0["id"]), $0["title"], held)
        }
        return GrantMatrix(
            blocks: [block(.crm, nil, held), block(.workplaces, nil, held)] + workplaces, stages: [],
            names: try AudienceNames(database))
    }

    /// What is about one smart process; `nil` when there is none.
    static func process(_ entityTypeID: Int, _ database: Database) throws -> GrantMatrix? {
        guard let type = try database.row("SELECT title FROM types WHERE entity_type_id = ?", [entityTypeID]) else {
            return nil
        }
        let held = try GrantStore.held(database)
        var blocks = [block(.spa(entityTypeID: entityTypeID), type["title"], held)]
        var stages: [Block] = []
        for funnel in try database.rows(
            "SELECT id, name FROM categories WHERE entity_type_id = ? ORDER BY sort, id", [entityTypeID])
        {
            let id = funnel["id"] as Int
            blocks.append(block(.funnel(entityTypeID: entityTypeID, categoryID: id), funnel["name"], held))
            let directory = StageDirectory(entityTypeID: entityTypeID, categoryID: id)
            stages += try StatusRow.all(of: directory.entityID, database).map {
                block(.stage($0.statusID), "\($0.name), \(funnel["name"] as String)", held)
            }
        }
        return GrantMatrix(blocks: blocks, stages: stages, names: try AudienceNames(database))
    }

    private static func block(_ object: GrantObject, _ name: String?, _ held: [LocalPortal.HeldGrant]) -> Block {
        var rows: [(holder: LocalPortal.GrantHolder, levels: [GrantAction: GrantLevel])] = []
        // Ordered by holder.
        for grant in held where grant.object == object {
            if rows.last?.holder != grant.holder { rows.append((grant.holder, [:])) }
            rows[rows.count - 1].levels[grant.action] = grant.level
        }
        return Block(object: object, name: name, rows: rows)
    }
}
