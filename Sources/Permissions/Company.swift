/// The people of a portal with their departments and workgroups: who carries a code, and through what.
public struct Company: Sendable {
    /// Somebody of the directory.
    public struct Person: Sendable, Equatable {
        /// The user's id.
        public var id: Int
        /// First and last name.
        public var name: String
        /// What they are to the portal.
        public var role: Membership.Role
        /// The departments that they are in.
        public var departments: [Int]

        /// An active person.
        public init(id: Int, name: String, role: Membership.Role, departments: [Int]) {
            self.id = id
            self.name = name
            self.role = role
            self.departments = departments
        }
    }

    /// A workgroup with the roles of its people.
    public struct Group: Sendable, Equatable {
        /// The group's id.
        public var id: Int
        /// What it is called.
        public var name: String
        /// By user id.
        public var members: [Int: AccessCode.GroupRole]

        /// A workgroup.
        public init(id: Int, name: String, members: [Int: AccessCode.GroupRole]) {
            self.id = id
            self.name = name
            self.members = members
        }
    }

    /// How somebody comes to carry a code.
    public enum Route: Sendable, Equatable {
        /// It is their own.
        case person
        /// By a department, which may lie below the one that the code names.
        case department(Int)
        /// By their role in a workgroup.
        case group(Int, AccessCode.GroupRole)
        /// Everybody carries it.
        case everyone
        /// Administrators carry it.
        case administrator
    }

    /// By id.
    public let people: [Int: Person]
    /// The structure.
    public let departments: DepartmentTree
    /// By id.
    public let groups: [Int: Group]

    /// - Parameter people: the active ones.
    public init(people: some Sequence<Person>, departments: DepartmentTree, groups: some Sequence<Group>) {
        self.people = Dictionary(people.map { ($0.id, $0) }) { first, _ in first }
        self.departments = departments
        self.groups = Dictionary(groups.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Somebody with all codes that they carry; `nil` for somebody who is not there.
    public func membership(of userID: Int) -> Membership? {
        guard let person = people[userID] else { return nil }
        return Membership(
            userID: userID, role: person.role, departments: person.departments,
            above: person.departments.flatMap { departments.path(to: $0) },
            groups: groups.values.compactMap { group in group.members[userID].map { (id: group.id, role: $0) } })
    }

    /// How somebody else stands to a person, as the one who is responsible for an element.
    public func ownership(of owner: Int, seenBy userID: Int) -> Ownership {
        if owner == userID { return .own }
        guard let viewer = people[userID], let owner = people[owner] else { return .other }
        if owner.departments.contains(where: viewer.departments.contains) { return .department }
        let below = Set(viewer.departments.flatMap { departments.subtree(of: $0) })
        return owner.departments.contains(where: below.contains) ? .subdepartment : .other
    }

    /// The people who carry a code, by id, each with how; `nil` for codes of which the directory knows nothing.
    public func audience(of code: AccessCode) -> [(person: Person, route: Route)]? {
        var found: [(Person, Route)] = []
        switch code.audience {
        case .user(let id):
            if let person = people[id], code.text.hasPrefix("U") || person.role != .guest {
                found = [(person, .person)]
            }
        case .department(let id):
            found = people.values.filter { $0.departments.contains(id) }.map { ($0, .department(id)) }
        case .departmentTree(let id):
            let tree = departments.subtree(of: id)
            for person in people.values {
                if let own = tree.first(where: person.departments.contains) { found.append((person, .department(own))) }
            }
        case .group(let id, let wanted):
            for (userID, role) in groups[id]?.members ?? [:] {
                guard let person = people[userID], wanted.map(role.included.contains) ?? true else { continue }
                found.append((person, .group(id, role)))
            }
        case .other:
            switch code.text {
            case "AU", "UA", "G2", "*": found = people.values.map { ($0, .everyone) }
            case "G1": found = people.values.filter { $0.role == .administrator }.map { ($0, .administrator) }
            default: return nil
            }
        }
        return found.sorted { $0.0.id < $1.0.id }.map { (person: $0.0, route: $0.1) }
    }
}
