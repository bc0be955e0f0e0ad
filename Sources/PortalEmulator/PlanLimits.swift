/// What the tariff of the portal allows. `nil` means no limit.
///
/// Lower one of these to provoke the refusals of the documentation: `LIMIT_EXCEEDED`, `*_DYNAMIC_TYPE_RESTRICTED`,
/// `*_DYNAMIC_ITEM_RESTRICTED`, `RESTRICTED_BY_TARIFF`.
public struct PlanLimits: Sendable, Equatable {
    /// Workplaces; the self-hosted edition allows 200 (`api-reference/crm/automated-solution`).
    public var workplaces: Int?
    /// SPAs: one more is `CREATE_DYNAMIC_TYPE_RESTRICTED`.
    public var types: Int?
    /// Whether SPAs may be changed; otherwise `UPDATE_DYNAMIC_TYPE_RESTRICTED`.
    public var allowsTypeUpdates = true
    /// Elements of all SPAs: one more is `CREATE_DYNAMIC_ITEM_RESTRICTED`.
    public var items: Int?
    /// Whether elements may be changed; otherwise `UPDATE_DYNAMIC_ITEM_RESTRICTED`.
    public var allowsItemUpdates = true
    /// Ids of workplaces that count as installed from the gallery: SPAs cannot be moved out of them.
    public var galleryWorkplaces: Set<Int> = []
    /// Whether the plan locks the gallery's workplaces: changing one is `RESTRICTED_BY_TARIFF`.
    public var locksGalleryWorkplaces = false

    /// The limits of a plan that is paid for.
    public init() {}

    /// The limits that an edition has by itself.
    public static func standard(for flavour: LocalPortal.Flavour) -> PlanLimits {
        var limits = PlanLimits()
        if flavour == .box { limits.workplaces = 200 }
        return limits
    }
}
