import JSON

/// In what shape the methods of a family answer to writes.
struct WriteShape: Sendable {
    /// The member of `result` that holds the object; `nil` where an addition gives the id and other writes `true`.
    let member: String?

    private static let members = [
        "crm.item": "item", "crm.type": "type", "crm.category": "category",
        "crm.automatedsolution": "automatedSolution", "userfieldconfig": "field",
    ]

    init(_ family: String) { member = Self.members[family.lowercased()] }

    /// Whether writes give the object itself.
    var isWrapped: Bool { member != nil }

    /// The result of the addition that made an object; `nil` when the object has no id.
    func result(ofAdding row: JSONValue) -> JSONValue? {
        if let member { return .object([member: row]) }
        guard let id = row["id"] ?? row["ID"] else { return nil }
        // The older methods list ids as text, and give the id of what they have added as a number.
        return id.stringValue.flatMap { Int64($0) }.map(JSONValue.integer) ?? id
    }
}
