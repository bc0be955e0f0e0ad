/// How far a grant reaches, from nothing to everything.
///
/// Help pages name levels by ownership and department; the REST documentation confirms "All open" alone
/// (`api-reference/crm/main-entities-fields`).
public enum GrantLevel: String, Sendable, Comparable, CaseIterable {
    /// Nothing.
    case none
    /// Elements that the person is responsible for.
    case own
    /// Elements of colleagues of the same department, and one's own.
    case department
    /// Elements of colleagues of the department and those below it, and one's own.
    case subdepartments
    /// One's own elements and those "available to everyone".
    case open
    /// All elements.
    case all

    /// Narrower.
    public static func < (left: GrantLevel, right: GrantLevel) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }

    /// Whether an element is within reach.
    ///
    /// - Parameters:
    ///   - owner: how the one who is responsible for it stands to the person.
    ///   - isOpened: whether it is "available to everyone".
    public func reaches(_ owner: Ownership, isOpened: Bool) -> Bool {
        switch self {
        case .none: false
        case .own: owner == .own
        case .department: owner <= .department
        case .subdepartments: owner <= .subdepartment
        case .open: owner == .own || isOpened
        case .all: true
        }
    }
}

/// How the one who is responsible for an element stands to somebody else, from near to far.
public enum Ownership: Int, Sendable, Comparable, CaseIterable {
    /// The same person.
    case own
    /// A colleague in one of their departments.
    case department
    /// Somebody in a department below one of theirs.
    case subdepartment
    /// Anybody else.
    case other

    /// Nearer.
    public static func < (left: Ownership, right: Ownership) -> Bool { left.rawValue < right.rawValue }
}
