import GRDB
import JSON
import Permissions

/// What the form of the matrix asks for: `level[OBJECT][HOLDER][ACTION]`, and `new[OBJECT][code]` for one holder
/// more: an access code, or `role:ID`. An empty level takes a grant away.
struct GrantChanges: Sendable, Equatable {
    /// One cell.
    struct Cell: Sendable, Equatable {
        var object: GrantObject
        var holder: LocalPortal.GrantHolder
        var action: GrantAction
        var level: GrantLevel?
    }

    private(set) var cells: [Cell] = []

    /// - Returns: `nil` for a form with something in it that no matrix has.
    init?(_ form: JSONObject) {
        for member in Self.members(form["level"]) {
            guard let object = GrantObject(key: member.key) else { return nil }
            for row in Self.members(member.value) {
                guard let holder = LocalPortal.GrantHolder(key: row.key), add(row.value, holder, object) else {
                    return nil
                }
            }
        }
        for member in Self.members(form["new"]) {
            guard let object = GrantObject(key: member.key), var row = member.value.phpObject else { return nil }
            let name = row["code"]?.phpString ?? ""
            row["code"] = nil
            if name.isEmpty { continue }
            guard let holder = LocalPortal.GrantHolder(key: name), add(.object(row), holder, object) else { return nil }
        }
    }

    private mutating func add(
        _ row: JSONValue, _ holder: LocalPortal.GrantHolder, _ object: GrantObject
    ) -> Bool {
        for member in Self.members(row) {
            guard let action = GrantAction(rawValue: member.key), object.actions.contains(action),
                let text = member.value.phpString
            else { return false }
            let level = GrantLevel(rawValue: text)
            guard level != nil || text.isEmpty else { return false }
            cells.append(Cell(object: object, holder: holder, action: action, level: level))
        }
        return true
    }

    /// Writes what differs.
    ///
    /// - Returns: `false` when an object or a role is not there (any more); then nothing has changed.
    func apply(_ database: Database) throws -> Bool {
        guard try Set(cells.map(\.object)).allSatisfy({ try LocalPortal.exists($0, database) }),
            try Set(cells.map(\.holder)).allSatisfy({ try LocalPortal.exists($0, database) })
        else { return false }
        for cell in cells {
            if let level = cell.level {
                try GrantStore.set(
                    LocalPortal.HeldGrant(cell.holder, cell.action, level, on: cell.object), in: database)
            } else {
                try GrantStore.remove(cell.holder, cell.action, on: cell.object, in: database)
            }
        }
        return true
    }

    private static func members(_ value: JSONValue?) -> [(key: String, value: JSONValue)] {
        (value?.phpObject?.members ?? []).map { ($0.key, $0.value) }
    }
}
