extension MethodCatalogue {
    /// The documented type of a parameter or of something inside one.
    ///
    /// This is what decides whether an empty Lua table is sent as `[]` or as `{}`.
    ///
    /// - Parameters:
    ///   - method: compared without case.
    ///   - restVersion: as of ``entry(_:restVersion:)``.
    ///   - path: names from the outside in, compared as the portal does, with case: `["fields", "typeIds"]`. A position in
    ///     an array is any number: `["data", "0", "elements"]`.
    /// - Returns: `"integer[]"`, `"object"`, ...; `nil` when the documentation does not tell. Where the variants of a
    ///   parameter differ, the first that tells wins.
    public func parameterType(method: String, restVersion: Int? = nil, path: [String]) -> String? {
        guard let entry = entry(method, restVersion: restVersion) else { return nil }
        var candidates = entry.parameters
        for (depth, name) in path.enumerated() {
            let named = candidates.filter { $0.name == name }
            if named.isEmpty, depth > 0, Int(name) != nil { continue }
            if depth == path.count - 1 { return named.first { !$0.type.isEmpty }?.type }
            candidates = named.flatMap(\.children)
        }
        return nil
    }
}
