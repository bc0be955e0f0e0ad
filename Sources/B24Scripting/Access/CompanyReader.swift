import Bitrix24
import JSON
import Permissions

/// Reads the people of the portal, its structure and some workgroups, for the model of permissions.
///
/// REST does not tell who administers the portal or CRM but for the caller: everybody else counts as an employee or,
/// by `USER_TYPE`, as a guest.
struct CompanyReader: Sendable {
    let desk: Desk

    /// - Parameters:
    ///   - ids: whom to read, dismissed or not; `nil` for all active people.
    ///   - codes: the workgroups that are named by these are read too.
    func read(_ ids: [Int]? = nil, codes: some Sequence<AccessCode>) async throws -> Company {
        let filter: JSONObject =
            ids.map { ["ID": .array($0.map { .integer(Int64($0)) })] } ?? ["ACTIVE": true]
        let users = try await desk.rows("user.get", ["FILTER": .object(filter)]).map(\.value)
        let caller = try await desk.ask("profile")
        let administrator = caller["ADMIN"]?.looseBoolean == true ? caller["ID"]?.looseInteger : nil
        let tree = try await AccessDirectory(desk: desk).departments()
        var groups: [Company.Group] = []
        for id in Set(codes.compactMap(Self.group)).sorted() { groups.append(try await group(id)) }
        return Company(
            people: users.compactMap { Self.person($0, administrator: administrator) }, departments: tree,
            groups: groups)
    }

    private static func group(_ code: AccessCode) -> Int? {
        if case .group(let id, _) = code.audience { id } else { nil }
    }

    private static func person(_ row: JSONValue, administrator: Int64?) -> Company.Person? {
        guard let id = row["ID"]?.looseInteger else { return nil }
        let name = [row["NAME"], row["LAST_NAME"]].compactMap { $0?.stringValue }.filter { !$0.isEmpty }
        let isGuest = row["USER_TYPE"]?.stringValue == "extranet"
        return Company.Person(
            id: Int(id), name: name.joined(separator: " "),
            role: id == administrator ? .administrator : isGuest ? .guest : .employee,
            departments: row["UF_DEPARTMENT"]?.looseIntegers.map { Int($0) } ?? [])
    }

    private func group(_ id: Int) async throws -> Company.Group {
        let rows = try await desk.ask("sonet_group.user.get", ["ID": .integer(Int64(id))]).arrayValue ?? []
        var members: [Int: AccessCode.GroupRole] = [:]
        for row in rows {
            guard let user = row["USER_ID"]?.looseInteger,
                let role = row["ROLE"]?.stringValue.flatMap(AccessCode.GroupRole.init)
            else { continue }
            members[Int(user)] = role
        }
        return Company.Group(id: id, name: "", members: members)
    }
}
