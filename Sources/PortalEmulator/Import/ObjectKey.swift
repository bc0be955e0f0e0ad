/// Names one object of a portal among all.
struct ObjectKey: Hashable, Sendable {
    var kind: ObjectChange.Kind
    /// Of funnels, elements and cards, whose ids belong to a smart process; 0 for others.
    var entityTypeID = 0
    /// A number; for cards `C/0/category:12`.
    var id: String

    init(_ kind: ObjectChange.Kind, _ id: Int, of entityTypeID: Int = 0) {
        self.init(kind, String(id), of: entityTypeID)
    }

    init(_ kind: ObjectChange.Kind, _ id: String, of entityTypeID: Int = 0) {
        self.kind = kind
        self.id = id
        self.entityTypeID = entityTypeID
    }
}
