import GRDB
import Localization

/// What an access code stands for.
enum AccessCodeName {
    static func of(
        _ code: String, _ call: Call, _ database: Database
    ) throws -> (provider: String, name: String, id: String)? {
        let language = call.language
        switch code {
        case "G1": return ("", Texts.administrators[language], "other")
        case "G2": return ("", Texts.allVisitors[language], "other")
        case "AU": return ("", Texts.allAuthorized[language], "other")
        default: break
        }
        if let id = number(code, after: "U") {
            return try database.row("SELECT name, last_name FROM users WHERE id = ?", [id])
                .map { (Texts.provider("user")[language], "\($0[0] as String) \($0[1] as String)", "user") }
        }
        guard call.choices.namesDepartmentsAndWorkgroups else { return nil }
        for prefix in ["DR", "D"] {
            guard let id = number(code, after: prefix) else { continue }
            return try database.row("SELECT name FROM departments WHERE id = ?", [id]).map {
                let suffix = prefix == "DR" ? Texts.withSubdepartments[language] : ""
                return (Texts.provider("intranet")[language], ($0[0] as String) + suffix, "intranet")
            }
        }
        let parts = code.split(separator: "_", maxSplits: 1)
        guard let first = parts.first, let id = number(String(first), after: "SG"),
            parts.count == 1 || ["A", "E", "K"].contains(parts[1])
        else { return nil }
        return try database.row("SELECT name FROM workgroups WHERE id = ?", [id]).map {
            let role = parts.count > 1 ? Texts.workgroupRole(String(parts[1]))[language] : ""
            return (Texts.provider("socnetgroup")[language], ($0[0] as String) + role, "socnetgroup")
        }
    }

    private static func number(_ code: String, after prefix: String) -> Int? {
        code.hasPrefix(prefix) ? Int(code.dropFirst(prefix.count)).flatMap { $0 > 0 ? $0 : nil } : nil
    }
}
