import JSON

/// Something of the real portal that has to be in the copy before a command runs there.
enum CopyNeed: Hashable {
    /// Workplaces, smart processes, funnels, stages and custom fields, all of them.
    case structure
    /// New items get ids above those of the portal.
    case highestID(Int)
    /// `crm.item.import` compares its `createdTime` with that of the newest item.
    case newestItem(Int)
    /// These items.
    case items(Int, [Int])
    /// All items that a filter lets through.
    case list(Int, JSONObject)
    /// An item that a filter lets through and that is not in the copy yet, if there is one: what holds items is not deleted.
    case anyItem(Int, JSONObject)
}

/// What happens to a command of a rehearsal.
enum CopyStep: Equatable {
    /// The portal answers it: the copy has changed nothing that it reads.
    case portal
    /// It runs in the copy, which needs this for it.
    case here([CopyNeed])
}
