import GRDB
import Localization
import Permissions

/// What people call the audiences of access codes, and which ones there are to choose from.
struct AudienceNames: Sendable {
    /// By id.
    private let people: [Int: String]
    private let departments: [Int: String]
    private let groups: [Int: String]
    private let roles: [(id: Int, name: String)]

    init(_ database: Database) throws {
        func names(_ sql: String) throws -> [Int: String] {
            Dictionary(uniqueKeysWithValues: try database.rows(sql).map { ($0[0] as Int, $0[1] as String) })
        }
        people = try names("SELECT id, name || ' ' || last_name FROM users WHERE active = 'Y'")
        departments = try names("SELECT id, name FROM departments")
        groups = try names("SELECT id, name FROM workgroups")
        roles = try RoleStore.all(database).map { ($0.id, $0.name) }
    }

    /// `department "Sales" (D5)`
    func title(_ code: AccessCode, _ language: Language) -> String {
        switch code.audience {
        case .user(let id): code.title(name: people[id])[language]
        case .department(let id), .departmentTree(let id): code.title(name: departments[id])[language]
        case .group(let id, _): code.title(name: groups[id])[language]
        case .other: Self.known[code.text].map { "\($0[language]) (\(code.text))" } ?? code.title(name: nil)[language]
        }
    }

    /// `role "Manager"`, or what a code means.
    func title(_ holder: LocalPortal.GrantHolder, _ language: Language) -> String {
        switch holder {
        case .code(let code): title(code, language)
        case .role(let id): Texts.roleTitle(roles.first { $0.id == id }?.name ?? String(id))[language]
        }
    }

    /// Roles and codes that a person may choose, in groups with a heading.
    var holders: [(heading: LocalizedText, holders: [LocalPortal.GrantHolder])] {
        [(Texts.roles, roles.map { .role($0.id) })].filter { !$0.1.isEmpty }
            + choices.map { ($0.heading, $0.codes.map { .code($0) }) }
    }

    /// The codes that a person may choose, in groups with a heading.
    var choices: [(heading: LocalizedText, codes: [AccessCode])] {
        func codes(_ prefixes: [String], _ ids: some Sequence<Int>) -> [AccessCode] {
            ids.sorted().flatMap { id in prefixes.compactMap { AccessCode("\($0)\(id)") } }
        }
        let roles = ["A", "E", "K"].flatMap { role in groups.keys.compactMap { AccessCode("SG\($0)_\(role)") } }
        return [
            (Texts.audienceEverybody, ["AU", "G1"].compactMap { AccessCode($0) }),
            (Texts.columnDepartments, codes(["D", "DR"], departments.keys)),
            (Texts.audienceGroups, (codes(["SG"], groups.keys) + roles).sorted()),
            (Texts.figurePeople, codes(["U"], people.keys)),
        ].filter { !$0.1.isEmpty }
    }

    private static let known = ["AU": Texts.allAuthorized, "G1": Texts.administrators, "G2": Texts.allVisitors]
}
