import JSON

/// How one element is answered: which members, in which order, each value in its outer form. ``ItemRows`` has the same
/// for lists.
struct ItemAnswer {
    let fields: ItemFields
    let values: FieldValues

    init(_ fields: ItemFields, _ values: FieldValues) {
        self.fields = fields
        self.values = values
    }

    /// One element.
    func callAsFunction(_ item: Item) -> JSONValue {
        var answer = JSONObject()
        for name in SystemField.answerOrder { add(name, of: item, to: &answer) }
        for field in fields.userFields + fields.parentFields { add(field.name, of: item, to: &answer) }
        for name in SystemField.answerTail { add(name, of: item, to: &answer) }
        answer["entityTypeId"] = .int(item.entityTypeID)
        return .object(answer)
    }

    private func add(_ name: String, of item: Item, to answer: inout JSONObject) {
        // A field whose switch is off is answered as null.
        guard let field = fields.byName[name], let storage = fields.storage[name] else {
            answer[name] = .null
            return
        }
        answer[name] = values.rendered(item[storage], of: field)
    }
}
