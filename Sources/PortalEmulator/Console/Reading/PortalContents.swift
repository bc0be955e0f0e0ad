import GRDB

/// What the portal holds, as the overview shows it.
struct PortalContents: Sendable {
    /// A smart process in a list.
    struct Process: Sendable {
        let id: Int
        let entityTypeID: Int
        let title: String
        let workplaceID: Int?
        let funnels: Int
        let items: Int
    }

    struct Workplace: Sendable {
        let id: Int
        let title: String
    }

    /// Somebody with what they are on the portal.
    struct Person: Sendable {
        let id: Int
        let name: String
        let position: String
        let role: LocalPortal.Owner?
        let isActive: Bool
        let departments: [String]
        /// How many webhooks are theirs.
        let webhooks: Int
    }

    let workplaces: [Workplace]
    let processes: [Process]
    let people: [Person]
    let applications: [LocalPortal.Application]

    init(_ database: Database) throws {
        workplaces = try database.rows("SELECT id, title FROM automated_solutions ORDER BY title, id")
            .map { Workplace(id: $0["id"], title: $0["title"]) }
        processes = try Self.processes(database)
        people = try Self.people(database)
        applications = try Applications.all(database)
    }

    static func processes(_ database: Database) throws -> [Process] {
        try database.rows(
            """
            SELECT id, entity_type_id, title, automated_solution_id,
                (SELECT count(*) FROM categories WHERE categories.entity_type_id = types.entity_type_id) AS funnels,
                (SELECT count(*) FROM items WHERE items.entity_type_id = types.entity_type_id) AS items
            FROM types ORDER BY title, id
            """
        ).map {
            Process(
                id: $0["id"], entityTypeID: $0["entity_type_id"], title: $0["title"],
                workplaceID: $0["automated_solution_id"], funnels: $0["funnels"], items: $0["items"])
        }
    }

    private static func people(_ database: Database) throws -> [Person] {
        var departments: [Int: [String]] = [:]
        for row in try database.rows(
            "SELECT user_id, name FROM user_departments JOIN departments ON id = department_id ORDER BY name")
        {
            departments[row["user_id"], default: []].append(row["name"])
        }
        return try database.rows(
            """
            SELECT id, name, last_name, work_position, role, active,
                (SELECT count(*) FROM webhooks WHERE user_id = users.id) AS webhooks
            FROM users ORDER BY id
            """
        ).map {
            Person(
                id: $0["id"], name: "\($0["name"] as String) \($0["last_name"] as String)",
                position: $0["work_position"], role: LocalPortal.Owner(rawValue: $0["role"]),
                isActive: $0["active"] == "Y", departments: departments[$0["id"]] ?? [], webhooks: $0["webhooks"])
        }
    }
}
