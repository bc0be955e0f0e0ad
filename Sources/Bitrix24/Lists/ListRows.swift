import JSON

/// Finds the rows in a list's `result`: a bare array, or the list inside an object.
enum ListRows {
    /// - Parameter name: the member that holds the rows, where the method is known.
    /// - Returns: `nil` when there is no single list.
    static func rows(in result: JSONSlice, named name: String?) -> [JSONSlice]? {
        if result.isNull { return [] }
        if let elements = result.elements { return elements }
        guard let members = result.members else { return nil }
        if let name, let list = members.last(named: name) { return rows(of: list) }
        // One thing that happens to hold a list (a user and their departments) is no list.
        guard !members.contains(where: { $0.key.lowercased() == "id" }) else { return nil }
        let lists = members.filter { $0.value.isArray }
        if lists.count == 1 { return rows(of: lists[0].value) }
        return lists.isEmpty ? rows(of: result) : nil
    }

    /// Whether an answer says that there is more, to be asked for in a way of the method's own: reading on by `start`
    /// would give the same rows again, stopping here would lose the rest.
    static func saysMore(_ result: JSONSlice) -> Bool {
        result.members?.contains { member in
            ["hasmore", "has_more", "hasmoreitems", "has_more_items", "hasnextpage"].contains(member.key.lowercased())
                && ([.bool(true), .string("Y"), .integer(1)] as [JSONValue]).contains(member.value.value)
        } ?? false
    }

    /// What a row is called, where it has an id.
    static func id(of row: JSONSlice) -> String? { (row["id"] ?? row["ID"])?.scalarText }

    /// The elements of an array, or the values of what PHP made of an array with gaps: `{"0": ..., "2": ...}`.
    private static func rows(of list: JSONSlice) -> [JSONSlice]? {
        if let elements = list.elements { return elements }
        guard let members = list.members, members.allSatisfy({ Int($0.key) != nil }) else { return nil }
        return members.map(\.value)
    }
}
