import JSON

/// A digital workplace: a title and the smart processes bound to it. There is nothing else to it in REST.
struct Workplace: Sendable, Hashable {
    let id: Int64
    let title: String
    /// Type ids, never entityTypeIds; in the portal's order.
    let typeIDs: [Int64]

    init(id: Int64, title: String, typeIDs: [Int64]) {
        self.id = id
        self.title = title
        self.typeIDs = typeIDs
    }

    /// - Parameter row: an `automatedSolution` object.
    init?(_ row: JSONValue?) {
        guard let row = row?.objectValue, let id = row["id"]?.looseInteger else { return nil }
        self.init(id: id, title: row["title"]?.stringValue ?? "", typeIDs: row["typeIds"]?.looseIntegers ?? [])
    }

    /// `'HR' (5)`: what every message calls it.
    var label: String { "'\(title)' (\(id))" }

    /// What scripts get.
    var json: JSONValue {
        ["id": .integer(id), "title": .string(title), "typeIds": .array(typeIDs.map(JSONValue.integer))]
    }
}
