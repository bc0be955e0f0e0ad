import Bitrix24
import JSON
import Permissions

/// Turns access codes into people, by the portal's own directory: users, departments, workgroups.
struct AccessDirectory: Sendable {
    let desk: Desk

    /// The active people behind codes, each once, by id.
    ///
    /// - Throws: ``ModuleError`` for a code that names no list of people, for one that nobody knows, and for one
    /// that is a person who was dismissed.
    func people(_ codes: [AccessCode]) async throws -> [Int64] {
        for code in codes where code.audience == .other {
            throw ModuleError(.invalidArgument, DomainTexts.notExpandable(code), hint: DomainTexts.expandableHint)
        }
        var people: Set<Int64> = []
        people.formUnion(try await users(codes))
        people.formUnion(try await members(ofDepartments: codes))
        for code in codes {
            guard case .group(let id, let role) = code.audience else { continue }
            people.formUnion(try await members(ofGroup: Int64(id), role, code))
        }
        return people.sorted()
    }

    // MARK: Users

    private func users(_ codes: [AccessCode]) async throws -> [Int64] {
        let ids = codes.compactMap { if case .user(let id) = $0.audience { Int64(id) } else { nil } }
        guard !ids.isEmpty else { return [] }
        var active: [Int64: Bool] = [:]
        for chunk in Self.chunks(ids) {
            let rows = try await desk.rows("user.get", ["FILTER": ["ID": .array(chunk.map(JSONValue.integer))]])
            for row in rows.map(\.value) {
                if let id = row["ID"]?.looseInteger { active[id] = row["ACTIVE"]?.looseBoolean ?? true }
            }
        }
        if let dismissed = ids.first(where: { active[$0] == false }) {
            throw ModuleError(.invalidArgument, DomainTexts.dismissed(dismissed), method: "user.get")
        }
        let missing = ids.filter { active[$0] == nil }
        if !missing.isEmpty {
            // Integrators are not in the list of users, but they have a name.
            let named = try await names(missing.map { "U\($0)" })
            if let unknown = missing.first(where: { named["U\($0)"] == nil }) {
                throw ModuleError(.notFound, DomainTexts.noSuchUser(unknown), method: "user.get")
            }
        }
        return ids
    }

    // MARK: Departments

    private func members(ofDepartments codes: [AccessCode]) async throws -> [Int64] {
        let wanted = codes.filter {
            switch $0.audience {
            case .department, .departmentTree: true
            default: false
            }
        }
        guard !wanted.isEmpty else { return [] }
        let tree = try await departments()
        var departments: [Int] = []
        for code in wanted {
            switch code.audience {
            case .department(let id):
                guard tree.contains(id) else { throw noDepartment(code) }
                departments.append(id)
            case .departmentTree(let id):
                guard tree.contains(id) else { throw noDepartment(code) }
                departments += tree.subtree(of: id)
            default: break
            }
        }
        var people: [Int64] = []
        for chunk in Self.chunks(Array(Set(departments)).sorted().map { Int64($0) }) {
            let rows = try await desk.rows(
                "user.get",
                ["FILTER": ["ACTIVE": true, "UF_DEPARTMENT": .array(chunk.map(JSONValue.integer))]])
            people += rows.compactMap { $0.value["ID"]?.looseInteger }
        }
        return people
    }

    /// The structure of the company.
    func departments() async throws -> DepartmentTree {
        DepartmentTree(rows: try await desk.rows("department.get").map(\.value))
    }

    private func noDepartment(_ code: AccessCode) -> ModuleError {
        ModuleError(.notFound, DomainTexts.noSuchDepartment(code), method: "department.get")
    }

    // MARK: Groups

    private func members(ofGroup id: Int64, _ role: AccessCode.GroupRole?, _ code: AccessCode) async throws -> [Int64] {
        let rows = try await desk.ask("sonet_group.user.get", ["ID": .integer(id)]).arrayValue ?? []
        // A group always has an owner.
        guard !rows.isEmpty else {
            throw ModuleError(.notFound, DomainTexts.noSuchGroup(code), method: "sonet_group.user.get")
        }
        return rows.compactMap { row in
            guard let letter = row["ROLE"]?.stringValue, let own = AccessCode.GroupRole(rawValue: letter),
                role.map(own.included.contains) ?? true
            else { return nil }
            return row["USER_ID"]?.looseInteger
        }
    }

    // MARK: Names

    /// What the portal calls codes; those that it does not know are missing.
    func names(_ codes: [String]) async throws -> [String: String] {
        guard !codes.isEmpty else { return [:] }
        let answer = try await desk.ask("access.name", ["ACCESS": .array(codes.map(JSONValue.string))])
        var names: [String: String] = [:]
        for member in answer.objectValue?.members ?? [] { names[member.key] = member.value["name"]?.stringValue }
        return names
    }

    /// Names of audiences for people to read, as far as the caller may know them; never an error.
    func audienceNames(_ codes: [AccessCode]) async -> [String: String] {
        var names: [String: String] = [:]
        var others: [AccessCode] = []
        // Departments by their own names: access.name adds words about sub-departments for some codes.
        var tree: DepartmentTree?
        for code in codes {
            switch code.audience {
            case .department(let id), .departmentTree(let id):
                if tree == nil { tree = (try? await departments()) ?? DepartmentTree([]) }
                names[code.text] = tree?.name(id)
            case .group(let id, _):
                let rows = try? await desk.ask("sonet_group.get", ["FILTER": ["ID": .integer(Int64(id))]]).arrayValue
                names[code.text] = rows?.first { $0["ID"]?.looseInteger == Int64(id) }?["NAME"]?.stringValue
            case .user, .other: others.append(code)
            }
        }
        let given = (try? await self.names(others.map(\.text))) ?? [:]
        return names.merging(given) { own, _ in own }
    }

    /// Filters by list are kept to a page.
    private static func chunks(_ ids: [Int64]) -> [[Int64]] {
        stride(from: 0, to: ids.count, by: 50).map { Array(ids[$0..<min($0 + 50, ids.count)]) }
    }
}
