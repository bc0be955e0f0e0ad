import GRDB

/// What a caller may do with SPAs, funnels and elements: the widest of the grants that their access codes carry.
/// Those who administer CRM may do everything.
struct Rights {
    let caller: Caller
    private let database: Database

    init(_ caller: Caller, _ database: Database) {
        self.caller = caller
        self.database = database
    }

    /// "Edit automation solutions": the newer pages open workplaces to more people than CRM's administrators.
    func canManageWorkplaces(_ choices: Choices) throws -> Bool {
        if caller.isCRMAdmin { return true }
        guard caller.isIntranet, !choices.onlyCRMAdminsManageWorkplaces else { return false }
        return try widest(.workplaces, .settings) ?? .none > .none
    }

    /// "Allow to modify settings" of CRM.
    func canChangeSettings() throws -> Bool {
        if caller.isCRMAdmin { return true }
        guard caller.isIntranet else { return false }
        return try widest(.crm, .settings) ?? .none > .none
    }

    /// The level for an action in one funnel.
    func level(_ action: GrantAction, entityTypeID: Int, categoryID: Int) throws -> GrantLevel {
        if caller.isCRMAdmin { return .all }
        guard caller.isIntranet else { return .none }
        return try widest(.funnel(entityTypeID: entityTypeID, categoryID: categoryID), action) ?? .none
    }

    /// Whether the elements of a funnel may be seen at all.
    func canReadFunnel(entityTypeID: Int, categoryID: Int) throws -> Bool {
        try level(.read, entityTypeID: entityTypeID, categoryID: categoryID) > .none
    }

    /// Whether any funnel of a SPA may be seen.
    func canReadType(entityTypeID: Int) throws -> Bool {
        if caller.isCRMAdmin { return true }
        return try funnels(of: entityTypeID).contains {
            try canReadFunnel(entityTypeID: entityTypeID, categoryID: $0)
        }
    }

    /// Whether elements may be moved into a stage.
    func canMove(into statusID: String, entityTypeID: Int, categoryID: Int) throws -> Bool {
        if caller.isCRMAdmin { return true }
        guard caller.isIntranet else { return false }
        if let level = try widest(.stage(statusID), .update) { return level > .none }
        return try level(.update, entityTypeID: entityTypeID, categoryID: categoryID) > .none
    }

    /// Whether an action on one element is allowed.
    func allows(
        _ action: GrantAction, entityTypeID: Int, categoryID: Int, assignedByID: Int, isOpened: Bool
    ) throws -> Bool {
        switch try level(action, entityTypeID: entityTypeID, categoryID: categoryID) {
        case .none: return false
        case .all: return true
        case .own: return assignedByID == caller.userID
        case .open: return isOpened || assignedByID == caller.userID
        case .department: return try colleagues(withSubdepartments: false).contains(assignedByID)
        case .subdepartments: return try colleagues(withSubdepartments: true).contains(assignedByID)
        }
    }

    /// The condition over `items` (columns `category_id`, `assigned_by_id`, `opened`) that leaves the elements on
    /// which the action is allowed; `nil` when no element is excluded.
    func condition(_ action: GrantAction, entityTypeID: Int) throws -> SQLCondition? {
        if caller.isCRMAdmin { return nil }
        var parts: [SQLCondition] = []
        for categoryID in try funnels(of: entityTypeID) {
            let mine: SQLCondition
            switch try level(action, entityTypeID: entityTypeID, categoryID: categoryID) {
            case .none: continue
            case .all: mine = SQLCondition("1")
            case .own: mine = SQLCondition("assigned_by_id = ?", [caller.userID])
            case .open: mine = SQLCondition("(opened = 'Y' OR assigned_by_id = ?)", [caller.userID])
            case .department:
                mine = .isOne(of: try colleagues(withSubdepartments: false).sorted(), "assigned_by_id")
            case .subdepartments:
                mine = .isOne(of: try colleagues(withSubdepartments: true).sorted(), "assigned_by_id")
            }
            parts.append(SQLCondition.all([SQLCondition("category_id = ?", [categoryID]), mine]))
        }
        return SQLCondition.any(parts)
    }

    private func funnels(of entityTypeID: Int) throws -> [Int] {
        try database.rows("SELECT id FROM categories WHERE entity_type_id = ?", [entityTypeID]).map { $0[0] }
    }

    /// `nil` when no grant speaks of it.
    private func widest(_ object: GrantObject, _ action: GrantAction) throws -> GrantLevel? {
        try database.rows(
            "SELECT access_code, level FROM grants WHERE object = ? AND action = ?", [object.key, action.rawValue]
        )
        .filter { caller.accessCodes.contains($0["access_code"]) }
        .compactMap { GrantLevel(rawValue: $0["level"]) }
        .max()
    }

    private func colleagues(withSubdepartments: Bool) throws -> Set<Int> {
        var departments = Set(
            try database.rows("SELECT department_id FROM user_departments WHERE user_id = ?", [caller.userID])
                .map { row -> Int in row[0] })
        if withSubdepartments {
            var found = departments
            while !found.isEmpty {
                let children = try found.flatMap { parent in
                    try database.rows("SELECT id FROM departments WHERE parent_id = ?", [parent])
                        .map { row -> Int in row[0] }
                }
                found = Set(children).subtracting(departments)
                departments.formUnion(found)
            }
        }
        var people: Set<Int> = [caller.userID]
        for department in departments {
            for row in try database.rows("SELECT user_id FROM user_departments WHERE department_id = ?", [department]) {
                people.insert(row[0])
            }
        }
        return people
    }
}

extension Rights {
    /// Gives an access code the right to an action.
    static func grant(
        _ code: String, _ action: GrantAction, _ level: GrantLevel, on object: GrantObject, in database: Database
    ) throws {
        try database.run(
            "INSERT OR REPLACE INTO grants (access_code, object, action, level) VALUES (?, ?, ?, ?)",
            [code, object.key, action.rawValue, level.rawValue])
    }

    /// "Available to everyone": what `isSetOpenPermissions` does to a new funnel.
    static func open(entityTypeID: Int, categoryID: Int, in database: Database) throws {
        for action in GrantAction.allCases where action != .settings {
            try grant(
                "AU", action, .all, on: .funnel(entityTypeID: entityTypeID, categoryID: categoryID), in: database)
        }
    }

    /// Forgets the grants of a funnel that is gone.
    static func forget(entityTypeID: Int, categoryID: Int, in database: Database) throws {
        let funnel = GrantObject.funnel(entityTypeID: entityTypeID, categoryID: categoryID)
        try database.run("DELETE FROM grants WHERE object = ?", [funnel.key])
        try database.run(
            "DELETE FROM grants WHERE object LIKE ? ESCAPE '\\'", ["stage:DT\(entityTypeID)\\_\(categoryID):%"])
    }
}
