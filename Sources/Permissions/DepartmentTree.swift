/// The company structure, for the codes that mean a department with everything below it.
public struct DepartmentTree: Sendable {
    private var names: [Int: String] = [:]
    private var parents: [Int: Int] = [:]
    private var children: [Int: [Int]] = [:]

    /// - Parameter departments: each with the department above it; `nil` for the top.
    public init(_ departments: some Sequence<(id: Int, name: String, parent: Int?)>) {
        for department in departments {
            names[department.id] = department.name
            guard let parent = department.parent else { continue }
            parents[department.id] = parent
            children[parent, default: []].append(department.id)
        }
    }

    /// Whether there is such a department.
    public func contains(_ id: Int) -> Bool { names[id] != nil }

    /// What a department is called.
    public func name(_ id: Int) -> String? { names[id] }

    /// A department and all departments below it, each once, even when the structure runs in a circle.
    public func subtree(of root: Int) -> [Int] {
        var seen: Set<Int> = [root]
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

    /// A department and all departments above it up to the top.
    public func path(to id: Int) -> [Int] {
        var path = [id]
        while let parent = parents[path[path.count - 1]], !path.contains(parent) { path.append(parent) }
        return path
    }
}
