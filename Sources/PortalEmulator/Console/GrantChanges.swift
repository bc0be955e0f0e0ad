import GRDB
import JSON
import Permissions

/// What the form of the matrix asks for: `level[OBJECT][CODE][ACTION]`, and `new[OBJECT][code]` for one code more.
/// An empty level takes a grant away.
struct GrantChanges: Sendable, Equatable {
    /// One cell.
    struct Cell: Sendable, Equatable {
        var object: GrantObject
        var code: AccessCode
        var action: GrantAction
        var level: GrantLevel?
    }

    private(set) var cells: [Cell] = []

    /// - Returns: `nil` for a form with something in it that no matrix has.
    init?(_ form: JSONObject) {
        for member in Self.members(form["level"]) {
            guard let object = GrantObject(key: member.key) else { return nil }
            for row in Self.members(member.value) {
                guard let code = AccessCode(row.key), add(row.value, code, object) else { return nil }
            }
        }
        for member in Self.members(form["new"]) {
            guard let object = GrantObject(key: member.key), var row = member.value.phpObject else { return nil }
            let name = row["code"]?.phpString ?? ""
            row["code"] = nil
            if name.isEmpty { continue }
            guard let code = AccessCode(name), add(.object(row), code, object) else { return nil }
        }
    }

    private mutating func add(_ row: JSONValue, _ code: AccessCode, _ object: GrantObject) -> Bool {
        for member in Self.members(row) {
            guard let action = GrantAction(rawValue: member.key), object.actions.contains(action),
                let text = member.value.phpString
            else { return false }
            let level = GrantLevel(rawValue: text)
            guard level != nil || text.isEmpty else { return false }
            cells.append(Cell(object: object, code: code, action: action, level: level))
        }
        return true
    }

    /// Writes what differs.
    ///
    /// - Returns: `false` when an object is not there (any more); then nothing has changed.
    func apply(_ database: Database) throws -> Bool {
        guard try Set(cells.map(\.object)).allSatisfy({ try LocalPortal.exists($0, database) }) else { return false }
        for cell in cells {
            if let level = cell.level {
                try GrantStore.set(
                    Grant(code: cell.code, action: cell.action, level: level), on: cell.object, in: database)
            } else {
                try GrantStore.remove(cell.code, cell.action, on: cell.object, in: database)
            }
        }
        return true
    }

    private static func members(_ value: JSONValue?) -> [(key: String, value: JSONValue)] {
        (value?.phpObject?.members ?? []).map { ($0.key, $0.value) }
    }
}
