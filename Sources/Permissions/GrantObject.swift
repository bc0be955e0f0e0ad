/// What a grant is about.
///
/// The real portal keeps this in the role matrix of CRM, which REST can neither read nor write. Rights are set for all
/// SPAs of a workplace, for one SPA, for a funnel or a stage: the nearest of them that speaks of a code counts.
public enum GrantObject: Sendable, Hashable {
    /// "Automated solutions" in the access permissions of CRM, with ``GrantAction/settings``.
    case workplaces
    /// The settings of CRM ("Allow to modify settings"), with ``GrantAction/settings``.
    case crm
    /// The elements of every SPA in a workplace, unless SPA or funnel says otherwise.
    case workplace(Int)
    /// The elements of a SPA, unless a funnel says otherwise.
    case spa(entityTypeID: Int)
    /// The elements of one funnel.
    case funnel(entityTypeID: Int, categoryID: Int)
    /// Moving elements into this stage, `DT156_3:SUCCESS`, with ``GrantAction/update``. Without a grant the funnel decides.
    case stage(String)

    /// The object in one word: `funnel:156/3`.
    public var key: String {
        switch self {
        case .workplaces: "workplaces"
        case .crm: "crm"
        case .workplace(let id): "workplace:\(id)"
        case .spa(let entityTypeID): "spa:\(entityTypeID)"
        case .funnel(let entityTypeID, let categoryID): "funnel:\(entityTypeID)/\(categoryID)"
        case .stage(let statusID): "stage:\(statusID)"
        }
    }

    /// - Parameter key: as ``key`` has it.
    /// - Returns: `nil` for anything else.
    public init?(key: String) {
        let parts = key.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.count == 2 ? parts[1] : ""
        func number(_ text: Substring) -> Int? {
            text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
        }
        switch (parts[0], parts.count) {
        case ("workplaces", 1): self = .workplaces
        case ("crm", 1): self = .crm
        case ("workplace", 2):
            guard let id = number(name) else { return nil }
            self = .workplace(id)
        case ("spa", 2):
            guard let id = number(name) else { return nil }
            self = .spa(entityTypeID: id)
        case ("funnel", 2):
            let ids = name.split(separator: "/", omittingEmptySubsequences: false).map(number)
            guard ids.count == 2, let entityTypeID = ids[0], let categoryID = ids[1] else { return nil }
            self = .funnel(entityTypeID: entityTypeID, categoryID: categoryID)
        case ("stage", 2):
            self = .stage(String(name))
            guard funnel != nil else { return nil }
        default: return nil
        }
    }

    /// The funnel of a stage, by its id; a funnel itself.
    public var funnel: (entityTypeID: Int, categoryID: Int)? {
        switch self {
        case .funnel(let entityTypeID, let categoryID): return (entityTypeID, categoryID)
        case .stage(let statusID):
            guard statusID.hasPrefix("DT"), let colon = statusID.firstIndex(of: ":"),
                statusID.index(after: colon) != statusID.endIndex
            else { return nil }
            let ids = statusID[..<colon].dropFirst(2).split(separator: "_", omittingEmptySubsequences: false)
                .map { Int($0) }
            guard ids.count == 2, let entityTypeID = ids[0], let categoryID = ids[1] else { return nil }
            return (entityTypeID, categoryID)
        default: return nil
        }
    }

    /// The SPA that a SPA, funnel or stage belongs to.
    public var entityTypeID: Int? {
        if case .spa(let entityTypeID) = self { entityTypeID } else { funnel?.entityTypeID }
    }

    /// What speaks of the elements of a funnel, the nearest first.
    ///
    /// - Parameters:
    ///   - workplaceID: the workplace that the SPA is in; `nil` for CRM.
    ///   - stageID: the stage that an element is to be moved into.
    public static func chain(
        entityTypeID: Int, categoryID: Int, workplaceID: Int?, stageID: String? = nil
    ) -> [GrantObject] {
        var chain: [GrantObject] = []
        if let stageID { chain.append(.stage(stageID)) }
        chain.append(.funnel(entityTypeID: entityTypeID, categoryID: categoryID))
        chain.append(.spa(entityTypeID: entityTypeID))
        if let workplaceID { chain.append(.workplace(workplaceID)) }
        return chain
    }
}
