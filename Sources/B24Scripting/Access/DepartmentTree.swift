import JSON

/// The company structure, for the codes that mean a department with everything below it.
struct DepartmentTree: Sendable {
    private var names: [Int64: String] = [:]
    private var children: [Int64: [Int64]] = [:]

    /// - Parameter rows: departments as `department.get` returns them (`ID`, `NAME`, `PARENT`).
    init(_ rows: [JSONValue]) {
        for row in rows {
            guard let id = row["ID"]?.looseInteger else { continue }
            names[id] = row["NAME"]?.stringValue ?? ""
            if let parent = row["PARENT"]?.looseInteger { children[parent, default: []].append(id) }
        }
    }

    func contains(_ id: Int64) -> Bool { names[id] != nil }

    func name(_ id: Int64) -> String? { names[id] }

    /// A department and all departments below it, each once, even when the structure runs in a circle.
    func subtree(of root: Int64) -> [Int64] {
        var seen: Set<Int64> = [root]
        var order = [root]
        var next = 0
        while next < order.count {
            for child in (children[order[next]] ?? []).sorted() where seen.insert(child).inserted {
                order.append(child)
            }
            next += 1
        }
        return order
    }
}
