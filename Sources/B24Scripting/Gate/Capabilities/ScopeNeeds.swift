import Bitrix24

/// The scopes that a script needs: those that it names, and those of the methods that it needs, as the documentation has
/// them.
struct ScopeNeeds: Sendable, Equatable {
    /// One of each group has to be there.
    private(set) var groups: [[String]] = []

    init(_ needs: [Need], _ catalogue: MethodCatalogue) {
        for need in needs {
            switch need.subject {
            case .scopes(let scopes): scopes.forEach { add([$0]) }
            case .methods(let kind, let globs):
                for glob in globs { Self.groups(glob, kind, catalogue).forEach { add($0) } }
            case .files, .maxWrites, .admin: break
            }
        }
    }

    /// The first of each group that is missing.
    func missing(from granted: Set<String>) -> [String] {
        groups.filter { granted.isDisjoint(with: $0) }.compactMap(\.first)
    }

    private mutating func add(_ group: [String]) {
        if !groups.contains(group) { groups.append(group) }
    }

    /// What all methods of a pattern ask for: a script that names more than it uses is not held to what it may never use.
    private static func groups(_ glob: MethodGlob, _ kind: Need.Kind, _ catalogue: MethodCatalogue) -> [[String]] {
        let methods = glob.isExact ? [glob.text] : catalogue.methods.filter { glob.matches($0) }
        let asked = methods.compactMap { catalogue.entry($0) }.filter { Need.Kind($0.effect) == kind }.map { entry in
            entry.anyScopeSuffices ? [entry.scopes] : entry.scopes.filter { $0 != "basic" }.map { [$0] }
        }
        guard let first = asked.first else { return [] }
        return first.filter { group in asked.allSatisfy { $0.contains(group) } }
    }
}
