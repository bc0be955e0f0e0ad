/// What a grant lets people do.
public enum GrantAction: String, Sendable, CaseIterable {
    /// Seeing elements.
    case read
    /// Creating elements.
    case add
    /// Changing elements, and moving them between stages.
    case update
    /// Deleting elements.
    case delete
    /// `crm.item.import`.
    case `import`
    /// Export; no documented method asks for it.
    case export
    /// Automation rules; no documented method asks for it.
    case automation
    /// Managing workplaces, or changing CRM's settings.
    case settings
}

/// How far a grant reaches, from nothing to everything.
public enum GrantLevel: String, Sendable, Comparable, CaseIterable {
    /// Nothing.
    case none
    /// Elements that the person is responsible for.
    case own
    /// Elements of colleagues of the same department.
    case department
    /// Elements of colleagues of the department and those below it.
    case subdepartments
    /// One's own elements and those "available to everyone".
    case open
    /// All elements.
    case all

    /// Narrower.
    public static func < (left: GrantLevel, right: GrantLevel) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}

/// What a grant is about. The real portal keeps this in the role matrix of CRM, which REST can neither read nor
/// write; here it is a table, only as rich as the documented refusals need.
public enum GrantObject: Sendable, Hashable {
    /// "Automated solutions" in the access permissions of CRM, with ``GrantAction/settings``.
    case workplaces
    /// The settings of CRM ("Allow to modify settings"), with ``GrantAction/settings``.
    case crm
    /// The elements of one funnel.
    case funnel(entityTypeID: Int, categoryID: Int)
    /// Moving elements into this stage: `DT156_3:SUCCESS`. Without a grant the funnel decides.
    case stage(String)

    var key: String {
        switch self {
        case .workplaces: "workplaces"
        case .crm: "crm"
        case .funnel(let entityTypeID, let categoryID): "funnel:\(entityTypeID)/\(categoryID)"
        case .stage(let statusID): "stage:\(statusID)"
        }
    }
}
