/// What a method is to a rehearsal.
enum RehearsedMethod: Equatable {
    enum Effect { case read, write }

    /// The methods of items.
    enum ItemVerb {
        case fields, get, list, add
        /// `import`, `batchImport`
        case `import`
        /// `update`, `delete`
        case change

        var isRead: Bool { [.fields, .get, .list].contains(self) }
    }

    /// Workplaces, smart processes, funnels, stages, custom fields.
    case structure(Effect)
    case card(Effect)
    case items(ItemVerb)
    /// People, access codes, the portal itself: nothing that the copy can change.
    case other

    init(_ method: String) {
        let parts = method.lowercased().split(separator: ".")
        let verb = parts.last.map(String.init) ?? ""
        switch parts.dropLast().joined(separator: ".") {
        case "crm.automatedsolution", "crm.type", "crm.category", "crm.status", "userfieldconfig":
            self = .structure(Self.writes.contains(verb) ? .write : .read)
        case "crm.status.entity", "crm.enum": self = .structure(.read)
        case "crm.item.details.configuration": self = .card(verb == "get" ? .read : .write)
        case "crm.item": self = Self.verbs[verb].map(RehearsedMethod.items) ?? .other
        default: self = .other
        }
    }

    private static let writes: Set<String> = ["add", "update", "delete"]
    private static let verbs: [String: ItemVerb] = [
        "fields": .fields, "get": .get, "list": .list, "add": .add, "import": .import, "batchimport": .import,
        "update": .change, "delete": .change,
    ]
}
