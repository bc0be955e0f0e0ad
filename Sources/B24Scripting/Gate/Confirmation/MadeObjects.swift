import Bitrix24
import JSON

/// What this run has made. To take it away again needs nobody's consent, and neither does what is inside it.
struct MadeObjects: Sendable, Equatable {
    private var objects: Set<String> = []
    private var typeIDs: Set<String> = []
    private var entityTypeIDs: Set<String> = []

    /// Remembers what a write has made.
    mutating func note(_ command: Command, _ result: JSONSlice) {
        let shape = ResultShape(command.method)
        guard ["add", "import"].contains(shape.verb) else { return }
        let made = shape.single.flatMap { result[$0] } ?? result
        guard let id = made.isObject ? Self.text(made["id"]?.value) : Self.text(made.value) else { return }
        objects.insert(Self.key(shape.family, command.parameters.text("entityTypeId"), id))
        guard shape.family == "crm.type" else { return }
        typeIDs.insert(id)
        if let entityTypeID = Self.text(made["entityTypeId"]?.value) { entityTypeIDs.insert(entityTypeID) }
    }

    /// Whether the object of a command was made here, or lies in one that was, as far as its parameters tell.
    func isOwn(_ command: Command) -> Bool {
        let entityTypeID = command.parameters.text("entityTypeId")
        if let entityTypeID, entityTypeIDs.contains(entityTypeID) { return true }
        guard let id = command.parameters.text("id", "ID") else { return false }
        return objects.contains(Self.key(ResultShape(command.method).family, entityTypeID, id))
    }

    /// Whether a directory belongs to a SPA that was made here: `DYNAMIC_1038_STAGE_37`.
    func owns(directory: String) -> Bool {
        let parts = directory.split(separator: "_")
        return parts.count > 1 && parts[0] == "DYNAMIC" && entityTypeIDs.contains(String(parts[1]))
    }

    /// Whether custom fields belong to a SPA that was made here: `CRM_13`.
    func owns(fieldsOf entity: String) -> Bool {
        entity.hasPrefix("CRM_") && typeIDs.contains(String(entity.dropFirst(4)))
    }

    private static func key(_ family: String, _ entityTypeID: String?, _ id: String) -> String {
        "\(family) \(entityTypeID ?? "") \(id)"
    }

    private static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .integer(let number)?: String(number)
        case .string(let text)? where !text.isEmpty: text
        default: nil
        }
    }
}
