/// What a grant lets people do with the elements of a funnel.
enum GrantAction: String, Sendable, CaseIterable {
    case read, add, update, delete, `import`, export, automation
}

/// How far a grant reaches, from nothing to everything.
enum GrantLevel: String, Sendable, Comparable, CaseIterable {
    case none, own, department, subdepartments, open, all

    static func < (left: GrantLevel, right: GrantLevel) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}

/// What a grant is about. The real portal keeps this in the role matrix of CRM, which REST can neither read nor
/// write; here it is a table, only as rich as the documented refusals need.
enum GrantObject: Sendable, Hashable {
    case funnel(entityTypeID: Int, categoryID: Int)
    /// Moving elements into this stage: `DT156_3:SUCCESS`. Without a grant the funnel decides.
    case stage(String)

    var key: String {
        switch self {
        case .funnel(let entityTypeID, let categoryID): "funnel:\(entityTypeID)/\(categoryID)"
        case .stage(let statusID): "stage:\(statusID)"
        }
    }
}
