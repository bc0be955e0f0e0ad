public import JSON

/// What became of an object since it was taken over from another portal, or that it is new.
public struct ObjectChange: Sendable {
    /// What an object is; the raw value is the family of its methods.
    public enum Kind: String, Sendable, CaseIterable {
        case workplace = "crm.automatedsolution"
        case type = "crm.type"
        case funnel = "crm.category"
        case status = "crm.status"
        case userField = "userfieldconfig"
        case item = "crm.item"
        case card = "crm.item.details.configuration"
    }

    /// What it is.
    public let kind: Kind
    /// The smart process to which it belongs or which it is, by `entityTypeId`; `nil` where there is none.
    public let entityTypeID: Int?
    /// Its id; for cards `C/0/category:12`: scope, person, funnel.
    public let id: String
    /// As the reading methods answer it, without who changed it and when; `nil` for a new object.
    public let before: JSONObject?
    /// The same; `nil` for a deleted object.
    public let after: JSONObject?
    /// Whether the portal made it by itself, along with its owner: the first funnel and its stages.
    public let isImplied: Bool
}
