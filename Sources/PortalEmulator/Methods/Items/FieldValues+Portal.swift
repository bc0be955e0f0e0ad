import GRDB
import Localization

extension FieldValues {
    /// Checks against the users, directories and files of the portal.
    init(_ call: Call, _ database: Database) {
        offset = call.choices.timeZoneOffset
        currency = call.choices.currency ?? (call.language == .ru ? "RUB" : "USD")
        userExists = { id in
            let isHere = try database.row("SELECT 1 FROM users WHERE id = ?", [id]) != nil
            return isHere || call.portal.origin?.hasPerson(id) ?? false
        }
        statusExists = { directory, code in
            try database.row("SELECT 1 FROM statuses WHERE entity_id = ? AND status_id = ?", [directory, code]) != nil
        }
        addFile = { name, base64 in try FileLinks.add(name, base64, database) }
        fileAddress = { id in (try? FileLinks.address(id, host: call.host, database)) ?? "" }
    }
}
