extension GrantObject {
    /// What can be granted on it: settings on CRM and on workplaces as a whole, moves on a stage, everything that
    /// concerns elements on what holds some.
    public var actions: [GrantAction] {
        switch self {
        case .crm, .workplaces: [.settings]
        case .stage: [.update]
        case .workplace, .spa, .funnel: GrantAction.allCases.filter { $0 != .settings }
        }
    }
}
