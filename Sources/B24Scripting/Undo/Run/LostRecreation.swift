import Bitrix24
import JSON

/// Finds out what became of an item that was being made again when the answer was lost: by its title, its values and the
/// time.
struct LostRecreation {
    enum Finding: Sendable, Equatable {
        case made(id: String)
        case notMade
        case unclear
    }

    private let fields: JSONObject
    private let sentAt: Double
    let list: Command

    /// By how much the portal's clock may differ from ours, in seconds.
    private static let clockDifference = 300.0

    /// - Returns: `nil` for what is no item, or has no title.
    init?(_ write: WriteRecord) {
        let command = write.intent.command
        guard command.method.lowercased() == "crm.item.import", let type = command.parameters["entityTypeId"],
            let fields = command.parameters["fields"]?.objectValue, let title = fields["title"]?.stringValue
        else { return nil }
        self.fields = fields
        sentAt = write.intent.sentAt
        list = Command(
            "crm.item.list", ["entityTypeId": type, "filter": ["=title": .string(title)], "order": ["id": "DESC"]])
    }

    /// - Parameters:
    ///   - rows: of `list`.
    ///   - known: the ids of items that are known to be others.
    ///   - isSettled: no request of that time can be at work any more.
    func finding(_ rows: [JSONObject], known: Set<String>, isSettled: Bool) -> Finding {
        let candidates = rows.filter { row in
            guard let id = row.text("id"), !known.contains(id) else { return false }
            let created = row["createdTime"]?.stringValue.flatMap { ISOTime($0)?.unixTime }
            return created.map { $0 >= sentAt - Self.clockDifference } ?? true
        }
        // Somebody may have changed it meanwhile: only that there is none at all shows that it was not made.
        if candidates.isEmpty { return isSettled ? .notMade : .unclear }
        let found = candidates.filter { row in
            let plain = SameValue.plain(row)
            return fields.members.allSatisfy { member in
                guard let value = plain[StoredFields.plain(member.key)] else { return true }
                return SameValue.isSame(value, member.value)
            }
        }
        if found.count == 1, let id = found[0].text("id") { return .made(id: id) }
        return .unclear
    }
}
