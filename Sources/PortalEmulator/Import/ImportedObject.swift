public import JSON

/// An object of another portal that a portal takes over with its ids, by no way of REST.
///
/// Objects are given as the reading methods answer them. What was taken over once is left as it is: it may have changed
/// here since.
public enum ImportedObject: Sendable {
    /// Somebody who calls.
    case person(ImportedPerson)
    /// As of `crm.automatedsolution.get`. The smart processes that it names must be there, or come along before it.
    case workplace(JSONObject)
    /// As of `crm.type.get`; relations may be missing.
    case type(JSONObject)
    /// As of `crm.category.get`. An open funnel is one in which everybody may do everything.
    case funnel(JSONObject, isOpen: Bool)
    /// As a row of `crm.status.list`.
    case status(JSONObject)
    /// As of `userfieldconfig.get`.
    case userField(JSONObject)
    /// As of `crm.item.get`. Its smart process and custom fields must be there, or come along before it.
    case item(entityTypeID: Int, JSONObject)
    /// New elements of a smart process get higher ids than this.
    case highestItemID(entityTypeID: Int, Int)
}

/// A person as far as calls depend on it.
public struct ImportedPerson: Sendable, Equatable {
    /// The user id.
    public var id: Int
    /// What the person may do.
    public var role: LocalPortal.Owner
    /// First name.
    public var name: String
    /// Last name.
    public var lastName: String
    /// Ids of departments.
    public var departments: [Int]
    /// Whether the person may manage workplaces without administering CRM.
    public var managesWorkplaces: Bool

    /// A person.
    public init(
        id: Int, role: LocalPortal.Owner, name: String = "", lastName: String = "", departments: [Int] = [],
        managesWorkplaces: Bool = false
    ) {
        self.id = id
        self.role = role
        self.name = name
        self.lastName = lastName
        self.departments = departments
        self.managesWorkplaces = managesWorkplaces
    }
}
