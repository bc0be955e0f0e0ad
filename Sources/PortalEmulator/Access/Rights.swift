import GRDB
import Permissions

/// What a caller may do with SPAs, funnels and elements. The grants decide (``GrantTable``); this only fetches them and
/// turns decisions into conditions over `items`.
struct Rights {
    let caller: Caller
    private let database: Database

    init(_ caller: Caller, _ database: Database) {
        self.caller = caller
        self.database = database
    }

    /// "Edit automation solutions": the newer pages open workplaces to more people than CRM's administrators.
    func canManageWorkplaces(_ choices: Choices) throws -> Bool {
        if choices.onlyCRMAdminsManageWorkplaces { return caller.isCRMAdmin }
        return try decide(.settings, [.workplaces]).isAllowed
    }

    /// "Allow to modify settings" of CRM.
    func canChangeSettings() throws -> Bool { try decide(.settings, [.crm]).isAllowed }

    /// Whether the elements of a funnel may be seen at all.
    func canReadFunnel(entityTypeID: Int, categoryID: Int) throws -> Bool {
        try decide(.read, chain(entityTypeID, categoryID)).isAllowed
    }

    /// Whether any funnel of a SPA may be seen.
    func canReadType(entityTypeID: Int) throws -> Bool {
        if caller.isCRMAdmin { return true }
        return try decisions(.read, entityTypeID: entityTypeID).contains { $0.decision.isAllowed }
    }

    /// Whether elements may be moved into a stage.
    func canMove(into statusID: String, entityTypeID: Int, categoryID: Int) throws -> Bool {
        try decide(.update, chain(entityTypeID, categoryID, stageID: statusID)).isAllowed
    }

    /// Whether an action on one element is allowed.
    func allows(
        _ action: GrantAction, entityTypeID: Int, categoryID: Int, assignedByID: Int, isOpened: Bool
    ) throws -> Bool {
        let decision = try decide(action, chain(entityTypeID, categoryID))
        if decision.levels.isEmpty { return false }
        if decision.level == .all || assignedByID == caller.userID { return true }
        return decision.allows(try ownership(of: assignedByID), isOpened: isOpened)
    }

    /// The condition over `items` (columns `category_id`, `assigned_by_id`, `opened`) that leaves the elements on
    /// which the action is allowed; `nil` when no element is excluded.
    func condition(_ action: GrantAction, entityTypeID: Int) throws -> SQLCondition? {
        if caller.isCRMAdmin { return nil }
        var parts: [SQLCondition] = []
        for (categoryID, decision) in try decisions(action, entityTypeID: entityTypeID) where decision.isAllowed {
            let mine = SQLCondition.any(try decision.levels.map(condition))
            parts.append(SQLCondition.all([SQLCondition("category_id = ?", [categoryID]), mine]))
        }
        return SQLCondition.any(parts)
    }

    private func condition(_ level: GrantLevel) throws -> SQLCondition {
        let own = SQLCondition("assigned_by_id = ?", [caller.userID])
        switch level {
        case .none: return .any([])
        case .all: return .all([])
        case .own: return own
        case .open: return .any([SQLCondition("opened = 'Y'"), own])
        case .department, .subdepartments:
            var departments = try AccessCodes.departments(of: caller.userID, database)
            if level == .subdepartments {
                let tree = try tree()
                departments = Array(Set(departments.flatMap { tree.subtree(of: $0) })).sorted()
            }
            let inside = SQLCondition.isOne(of: departments, "department_id")
            return .any([
                own,
                SQLCondition(
                    "assigned_by_id IN (SELECT user_id FROM user_departments WHERE \(inside.sql))", inside.arguments),
            ])
        }
    }

    // MARK: Facts for the model

    private func decide(_ action: GrantAction, _ chain: [GrantObject]) throws -> Decision {
        try GrantStore.table(on: caller.isCRMAdmin ? [] : chain, database)
            .decide(action, for: caller.membership, at: chain)
    }

    /// For each funnel of a SPA.
    private func decisions(
        _ action: GrantAction, entityTypeID: Int
    ) throws -> [(categoryID: Int, decision: Decision)] {
        let workplaceID = try workplace(of: entityTypeID)
        let chains = try database.rows("SELECT id FROM categories WHERE entity_type_id = ?", [entityTypeID]).map {
            let id: Int = $0[0]
            return (
                id, GrantObject.chain(entityTypeID: entityTypeID, categoryID: id, workplaceID: workplaceID)
            )
        }
        let table = try GrantStore.table(on: Array(Set(chains.flatMap(\.1))), database)
        return chains.map { ($0, table.decide(action, for: caller.membership, at: $1)) }
    }

    private func chain(_ entityTypeID: Int, _ categoryID: Int, stageID: String? = nil) throws -> [GrantObject] {
        GrantObject.chain(
            entityTypeID: entityTypeID, categoryID: categoryID,
            workplaceID: caller.isCRMAdmin ? nil : try workplace(of: entityTypeID), stageID: stageID)
    }

    private func workplace(of entityTypeID: Int) throws -> Int? {
        try database.row("SELECT automated_solution_id FROM types WHERE entity_type_id = ?", [entityTypeID])?[0]
    }

    private func tree() throws -> DepartmentTree {
        DepartmentTree(
            try database.rows("SELECT id, name, parent_id FROM departments").map {
                (id: $0[0] as Int, name: $0[1] as String, parent: $0[2] as Int?)
            })
    }

    private func ownership(of owner: Int) throws -> Ownership {
        let people = try [caller.userID, owner].map {
            Company.Person(
                id: $0, name: "", role: .employee, departments: try AccessCodes.departments(of: $0, database))
        }
        return Company(people: people, departments: try tree(), groups: [])
            .ownership(of: owner, seenBy: caller.userID)
    }
}
