extension GrantObject: Comparable {
    /// From the widest to the nearest, then by SPA and funnel.
    public static func < (left: GrantObject, right: GrantObject) -> Bool { left.order < right.order }

    private var order: (Int, Int, Int, String) {
        let rank =
            switch self {
            case .crm: 0
            case .workplaces: 1
            case .workplace: 2
            case .spa: 3
            case .funnel: 4
            case .stage: 5
            }
        return (rank, entityTypeID ?? 0, funnel?.categoryID ?? 0, key)
    }
}
