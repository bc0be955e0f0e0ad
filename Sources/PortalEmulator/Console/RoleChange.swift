import GRDB
import JSON
import Permissions

/// What a form of the page of roles asks for, by the last part of its address.
enum RoleChange: Sendable, Equatable {
    case add(name: String, AccessCode?)
    case rename(Int, to: String)
    case assign(Int, AccessCode)
    case unassign(Int, AccessCode)
    /// Only with the box ticked that says so.
    case remove(Int)

    /// - Returns: `nil` for a form that the page does not have.
    init?(_ verb: String, _ form: JSONObject) {
        func field(_ name: String) -> String { form[name]?.phpString?.trimmed ?? "" }
        let code = AccessCode(field("code"))
        if verb == "add" {
            guard code != nil || field("code").isEmpty else { return nil }
            self = .add(name: field("name"), code)
            return
        }
        guard let id = Int(field("role")) else { return nil }
        switch (verb, code) {
        case ("rename", _): self = .rename(id, to: field("name"))
        case ("assign", let code?): self = .assign(id, code)
        case ("unassign", let code?): self = .unassign(id, code)
        case ("remove", _) where field("sure") == "yes": self = .remove(id)
        default: return nil
        }
    }

    /// - Throws: ``LocalPortalError`` that says why nothing has changed.
    func apply(_ database: Database) throws {
        switch self {
        case .add(let name, let code): _ = try RoleStore.add(name, code.map { [$0] } ?? [], database)
        case .rename(let id, let name): try RoleStore.rename(id, to: name, database)
        case .assign(let id, let code): try RoleStore.assign([code], to: id, database)
        case .unassign(let id, let code): try RoleStore.unassign([code], from: id, database)
        case .remove(let id): _ = try RoleStore.remove(id, database)
        }
    }
}
