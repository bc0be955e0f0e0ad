/// What a grant lets people do: what roles of CRM distinguish.
public enum GrantAction: String, Sendable, CaseIterable {
    /// Seeing elements.
    case read
    /// Creating elements.
    case add
    /// Changing elements, and moving them between stages.
    case update
    /// Deleting elements.
    case delete
    /// Export; no documented method asks for it.
    case export
    /// `crm.item.import`.
    case `import`
    /// Automation rules; no documented method asks for it.
    case automation
    /// Managing workplaces, or changing CRM's settings.
    case settings
}
