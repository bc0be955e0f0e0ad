import JSON

/// A smart process: its two numbers, its title and whatever else the portal told of it.
struct SPAType: Sendable, Hashable {
    /// The type id: what workplaces, custom fields and `crm.type.*` use.
    let id: Int64
    /// The number that items, funnels and stages use.
    let entityTypeID: Int64
    let title: String
    /// All members, flags as Booleans. `relations` and `linkedUserFields` are missing in rows of lists.
    let fields: JSONObject

    /// - Parameter row: a `type` object as the portal returns it; `nil` when it lacks one of the two numbers.
    init?(_ row: JSONValue?) {
        guard let row = row?.objectValue, let id = row["id"]?.looseInteger,
            let entityTypeID = row["entityTypeId"]?.looseInteger
        else { return nil }
        self.id = id
        self.entityTypeID = entityTypeID
        title = row["title"]?.stringValue ?? ""
        fields = SPAFieldCodec.decode(row)
    }

    /// A flag of the type, such as `isObserversEnabled`. What the portal did not tell (a type that a dry run planned) is
    /// as documented for a new type: off, but for new funnels, which are open.
    func flag(_ name: String) -> Bool { fields[name]?.boolValue ?? (name == "isSetOpenPermissions") }

    /// `'Leave' (type id 13)`: what every message calls it.
    var label: String { "'\(title)' (type id \(id))" }
}
