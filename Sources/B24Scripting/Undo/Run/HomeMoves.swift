import Bitrix24
import JSON

/// The whole sets that put smart processes where they belong: first the workplaces that give some back to CRM, then those
/// that get some, which takes them from wherever they are.
/// -> api-reference/crm/automated-solution/crm-automated-solution-update
enum HomeMoves {
    /// - Parameters:
    ///   - wanted: where each goes, by type id; `nil` is CRM.
    ///   - workplaces: all of the portal, as they are.
    static func commands(_ wanted: [String: String?], _ workplaces: [JSONObject]) -> [Command] {
        var giving: [Command] = []
        var getting: [Command] = []
        for workplace in workplaces {
            guard let id = workplace.text("id") else { continue }
            let members = BeforeNeed.ids(workplace["typeIds"])
            let coming = Set(wanted.filter { $0.value == id }.keys).subtracting(members)
            let leaving = members.filter { type in wanted[type].map { $0 == nil } ?? false }
            guard !coming.isEmpty || !leaving.isEmpty else { continue }
            let moving = members.filter { type in wanted[type].map { $0 != id } ?? false }
            let set = members.subtracting(moving).union(coming).compactMap { Int64($0) }.sorted()
            let command = Command(
                "crm.automatedsolution.update",
                ["id": Writable.number(id), "fields": ["typeIds": .array(set.map(JSONValue.integer))]])
            if coming.isEmpty { giving.append(command) } else { getting.append(command) }
        }
        return giving + getting
    }
}
