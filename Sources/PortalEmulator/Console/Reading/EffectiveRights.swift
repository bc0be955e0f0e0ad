import GRDB
import Localization
import Permissions

/// What one person may do in each funnel of a smart process, and why: the portal's own decisions.
struct EffectiveRights: Sendable {
    struct Cell: Sendable {
        let level: GrantLevel
        let reason: LocalizedText
    }

    let person: String
    /// Funnels with a cell for each action.
    let rows: [(funnel: String, cells: [Cell])]

    static let actions = GrantObject.spa(entityTypeID: 0).actions

    /// - Returns: `nil` for somebody who is not there.
    init?(of userID: Int, entityTypeID: Int, _ database: Database) throws {
        guard let membership = try People.membership(userID, database),
            let name = try People.active(database).first(where: { $0.id == userID })?.name
        else { return nil }
        person = name
        let workplaceID =
            try database.row(
                "SELECT automated_solution_id FROM types WHERE entity_type_id = ?", [entityTypeID])?[0] as Int?
        let title = "\(name) (U\(userID))"
        rows = try database.rows(
            "SELECT id, name FROM categories WHERE entity_type_id = ? ORDER BY sort, id", [entityTypeID]
        ).map { funnel in
            let chain = GrantObject.chain(
                entityTypeID: entityTypeID, categoryID: funnel["id"], workplaceID: workplaceID)
            let table = try GrantStore.table(on: chain, database)
            let cells = Self.actions.map { action in
                let decision = table.decide(action, for: membership, at: chain)
                return Cell(
                    level: decision.level,
                    reason: decision.explanation(of: action, for: title, codes: membership.codes))
            }
            return (funnel["name"], cells)
        }
    }
}
