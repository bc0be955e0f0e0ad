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
        let lists = members.filter { $0.value.isArray }
        if lists.count == 1 { return rows(of: lists[0].value) }
        return lists.isEmpty ? rows(of: result) : nil
    }

    /// The elements of an array, or the values of what PHP made of an array with gaps: `{"0": ..., "2": ...}`.
    private static func rows(of list: JSONSlice) -> [JSONSlice]? {
        if let elements = list.elements { return elements }
        guard let members = list.members, members.allSatisfy({ Int($0.key) != nil }) else { return nil }
        return members.map(\.value)
    }
}
