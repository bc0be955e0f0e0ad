/// The names around the stages of a funnel (`api-reference/crm/status/crm-status-add`,
/// `api-reference/crm/status/crm-status-entity-types`,
/// `tutorials/crm/how-to-add-crm-objects/how-to-add-category-to-spa`).
struct StageDirectory: Sendable, Hashable {
    /// The `entityTypeId` of the SPA, or of one of the CRM's own types.
    var entityTypeID: Int
    /// The id of the funnel; 0 for leads and estimates, which have none.
    var categoryID: Int

    init(entityTypeID: Int, categoryID: Int) {
        self.entityTypeID = entityTypeID
        self.categoryID = categoryID
    }

    /// Reads `DYNAMIC_156_STAGE_9`, `DEAL_STAGE_9`, `STATUS` ...; `nil` for any directory that is not about stages.
    init?(entityID: String) {
        let parts = entityID.split(separator: "_", omittingEmptySubsequences: false)
        let number = parts.last.flatMap { Int($0) }
        switch (parts.count, parts[0], number) {
        case (1, "STATUS", _): self.init(.lead, 0)
        case (2, "QUOTE", _) where parts[1] == "STATUS": self.init(.quote, 0)
        case (2, "DEAL", _) where parts[1] == "STAGE": self.init(.deal, 0)
        case (3, "DEAL", let id?) where parts[1] == "STAGE" && id > 0: self.init(.deal, id)
        case (4, "SMART", let id?) where parts[1] == "INVOICE" && parts[2] == "STAGE": self.init(.invoice, id)
        case (4, "DYNAMIC", let id?) where parts[2] == "STAGE":
            guard let type = Int(parts[1]) else { return nil }
            self.init(entityTypeID: type, categoryID: id)
        default: return nil
        }
    }

    private init(_ type: OwnType, _ categoryID: Int) { self.init(entityTypeID: type.rawValue, categoryID: categoryID) }

    /// The `ENTITY_ID` of the stages: `DYNAMIC_156_STAGE_9`.
    var entityID: String {
        switch OwnType(rawValue: entityTypeID) {
        case .lead: "STATUS"
        case .quote: "QUOTE_STATUS"
        case .deal: categoryID == 0 ? "DEAL_STAGE" : "DEAL_STAGE_\(categoryID)"
        case .invoice: "SMART_INVOICE_STAGE_\(categoryID)"
        case .contact, .company, nil: "DYNAMIC_\(entityTypeID)_STAGE_\(categoryID)"
        }
    }

    /// What the codes of the stages begin with, without the colon: `DT156_9`, `C9`; `nil` where they begin with nothing.
    var prefix: String? {
        switch OwnType(rawValue: entityTypeID) {
        case .lead, .quote: nil
        case .deal: categoryID == 0 ? nil : "C\(categoryID)"
        case .contact, .company, .invoice, nil: "DT\(entityTypeID)_\(categoryID)"
        }
    }

    /// The `CATEGORY_ID` of the stages: null for the general funnel of deals and where there are no funnels.
    var statusCategoryID: Int? { prefix == nil ? nil : categoryID }

    /// A code with the prefix of the funnel, which is added where it is missing.
    func statusID(_ code: String) -> String {
        guard let prefix, !code.hasPrefix(prefix + ":") else { return code }
        return prefix + ":" + code
    }
}

/// What an end stage means; stages in progress have none.
enum StageSemantics: String, Sendable {
    case success = "S"
    case failure = "F"
}
