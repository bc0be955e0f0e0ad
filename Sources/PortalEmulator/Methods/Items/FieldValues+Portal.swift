#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import GRDB
import JSON
import Localization

extension FieldValues {
    /// Checks against the users, directories and files of the portal.
    init(_ call: Call, _ database: Database) {
        offset = call.choices.timeZoneOffset
        currency = call.choices.currency ?? (call.language == .ru ? "RUB" : "USD")
        userExists = { id in try database.row("SELECT 1 FROM users WHERE id = ?", [id]) != nil }
        statusExists = { directory, code in
            try database.row("SELECT 1 FROM statuses WHERE entity_id = ? AND status_id = ?", [directory, code]) != nil
        }
        addFile = { name, base64 in
            guard let content = Data(base64Encoded: base64) else { return nil }
            let id = try database.nextID("file")
            try database.run("INSERT INTO files (id, name, content) VALUES (?, ?, ?)", [id, name, content])
            return id
        }
        fileAddress = { id in "/upload/crm/\(id)" }
    }
}
